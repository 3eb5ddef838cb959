/* Undoes Content-Encoding (RFC 9110, 8.4): gzip (RFC 1952), zlib and deflate (RFC 1950, 1951) and
 * brotli (RFC 7932). libcurl could do that, but neither in slices nor with limits: a few bytes of
 * brotli make it unpack tens of megabytes before it returns, and layers that unpack to nothing keep
 * it busy for minutes. zstd is not offered to servers: whoever sends gzip and brotli loses little.
 *
 * Servers often declare codings wrongly, so that the bytes have the last word, as in browsers. */
#include "net_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"

enum {
	SLICE = 64 << 10, /* bytes read and written at most in one step */
	LOOK = 512,       /* bytes that tell text from compressed data */
	/* An inner layer may be this much larger than what it came in: compressed data does not
	 * become much smaller when it is compressed again, except to do harm. */
	INNER_FACTOR = 2,
	INNER_EXTRA = 64 << 10,
};

enum coding { PLAIN, GZIP, ZLIB, DEFLATE, BROTLI, FOREIGN /* one that kread cannot undo */ };

struct kr_decode {
	const struct kr_curl *lib;
	struct kr_str in, out;
	size_t at;                            /* bytes of in that are used up */
	size_t max;                           /* bytes of out */
	enum coding declared[KR_DECODE_MOST]; /* PLAIN: no more */
	int layer;
	enum coding coding; /* of this layer */
	bool part;          /* a layer ended early or was damaged */
	z_stream z;
	bool z_open;
	BrotliDecoderState *brotli;
};

enum progress { GOES_ON, ENDS, ENDS_EARLY, IS_DAMAGED };

static enum coding coding_named(struct kr_slice name)
{
	static const struct {
		const char *name;
		enum coding coding;
	} names[] = {{"gzip", GZIP}, {"x-gzip", GZIP}, {"deflate", DEFLATE}, {"br", BROTLI},
	        {"zstd", FOREIGN}, {"compress", FOREIGN}, {"x-compress", FOREIGN}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr_slice_ieq(name, names[i].name))
			return names[i].coding;
	return PLAIN; /* identity, chunked, and what is no coding */
}

/* Read a list of codings, the one applied last first. Returns how many there are; the first
 * KR_DECODE_MOST are stored. */
static int read_codings(const char *list, enum coding ret[KR_DECODE_MOST])
{
	int n = 0;

	for (const char *end = list + strlen(list); end > list;) {
		const char *comma = memrchr(list, ',', (size_t)(end - list));
		const char *start = comma ? comma + 1 : list;
		enum coding c = coding_named(
		        kr_slice_trim((struct kr_slice){start, (size_t)(end - start)}));

		if (c != PLAIN && n < KR_DECODE_MOST)
			ret[n] = c;
		n += c != PLAIN;
		end = comma ? comma : list;
	}
	return n;
}

int kr_decode_count(const char *list)
{
	enum coding codings[KR_DECODE_MOST];

	return read_codings(list, codings);
}

/* --- what the bytes say ------------------------------------------------------------------- */

static bool is_gzip(const struct kr_str *s)
{
	return s->len >= 3 && !memcmp(s->data, "\x1f\x8b\x08", 3);
}

/* RFC 1950, 2.2: method 8, a window of at most 32 KiB, no dictionary, and the check bits. */
static bool is_zlib(const struct kr_str *s)
{
	const unsigned char *b = (const unsigned char *)s->data;

	return s->len >= 2 && (b[0] & 0x8f) == 8 && !(b[1] & 0x20) && (b[0] << 8 | b[1]) % 31 == 0;
}

/* Text in any charset but UTF-16: compressed data soon has control characters, and is not UTF-8. */
static bool is_text(const struct kr_str *s)
{
	size_t n = s->len < LOOK ? s->len : LOOK, blanks = strspn(s->data, " \t\r\n\xef\xbb\xbf");

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s->data[i] < 0x20 &&
		        !memchr("\t\n\f\r\x0e\x0f\x1b", s->data[i], 7))
			return false;
	if (s->data[blanks] == '<')
		return true;
	for (int cut = 0; n < s->len && cut < 3 && (unsigned char)s->data[n - 1] >= 0x80; cut++)
		n--; /* of a character that LOOK divides */
	return kr_utf8_valid(s->data, n);
}

static enum coding coding_of(const struct kr_str *s, enum coding declared)
{
	if (is_gzip(s))
		return GZIP;
	if (declared == PLAIN || is_text(s))
		return PLAIN;
	if ((declared == GZIP || declared == DEFLATE) && is_zlib(s))
		return ZLIB;
	return declared == GZIP ? FOREIGN : declared;
}

/* --- one layer ---------------------------------------------------------------------------- */

static bool open_layer(struct kr_decode *d)
{
	static const int window_bits[] = {[GZIP] = 15 + 16, [ZLIB] = 15, [DEFLATE] = -15};

	if (d->coding == BROTLI) {
		d->brotli = d->lib->BrotliDecoderCreateInstance(NULL, NULL, NULL);
		return d->brotli != NULL;
	}
	d->z = (z_stream){0};
	d->z_open = d->coding != FOREIGN && d->lib->inflateInit2_(&d->z, window_bits[d->coding],
	                                            ZLIB_VERSION, (int)sizeof d->z) == Z_OK;
	if (d->z_open)
		d->lib->inflateValidate(&d->z, 0); /* as in browsers: a wrong sum spoils nothing */
	return d->z_open;
}

static void close_layer(struct kr_decode *d)
{
	if (d->z_open)
		d->lib->inflateEnd(&d->z);
	if (d->brotli)
		d->lib->BrotliDecoderDestroyInstance(d->brotli);
	d->z_open = false;
	d->brotli = NULL;
}

/* A file of gzip may have several members (RFC 1952, 2.2). What else follows is ignored. */
static bool next_member(struct kr_decode *d)
{
	const struct kr_str rest = {.data = d->in.data + d->at, .len = d->in.len - d->at};

	return d->coding == GZIP && is_gzip(&rest) && d->lib->inflateReset(&d->z) == Z_OK;
}

static enum progress inflate_slice(struct kr_decode *d, size_t room)
{
	size_t n = d->in.len - d->at < SLICE ? d->in.len - d->at : SLICE;
	int rc;

	d->z.next_in = (Bytef *)(d->in.data + d->at);
	d->z.avail_in = (uInt)n;
	d->z.next_out = (Bytef *)(d->out.data + d->out.len);
	d->z.avail_out = (uInt)room;
	rc = d->lib->inflate(&d->z, Z_NO_FLUSH);
	d->at += n - d->z.avail_in;
	d->out.len += room - d->z.avail_out;
	if (rc == Z_STREAM_END)
		return next_member(d) ? GOES_ON : ENDS;
	if (rc != Z_OK && rc != Z_BUF_ERROR)
		return IS_DAMAGED;
	return d->at == d->in.len && d->z.avail_out ? ENDS_EARLY : GOES_ON;
}

static enum progress brotli_slice(struct kr_decode *d, size_t room)
{
	size_t n = d->in.len - d->at < SLICE ? d->in.len - d->at : SLICE, left = n,
	       free_room = room;
	const uint8_t *from = (const uint8_t *)d->in.data + d->at;
	uint8_t *to = (uint8_t *)d->out.data + d->out.len;
	BrotliDecoderResult rc = d->lib->BrotliDecoderDecompressStream(
	        d->brotli, &left, &from, &free_room, &to, NULL);

	d->at += n - left;
	d->out.len += room - free_room;
	if (rc == BROTLI_DECODER_RESULT_SUCCESS)
		return ENDS;
	if (rc == BROTLI_DECODER_RESULT_ERROR)
		return IS_DAMAGED;
	return rc == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && d->at == d->in.len ? ENDS_EARLY
	                                                                          : GOES_ON;
}

static enum progress slice(struct kr_decode *d)
{
	enum progress p;

	kr_str_reserve(&d->out, SLICE);
	p = d->coding == BROTLI ? brotli_slice(d, SLICE) : inflate_slice(d, SLICE);
	d->out.data[d->out.len] = '\0';
	return p;
}

/* --- all layers --------------------------------------------------------------------------- */

struct kr_decode *kr_decode_new(const struct kr_curl *lib, const char *codings, bool look,
        size_t max, struct kr_str *body_take)
{
	struct kr_decode *d;
	enum coding declared[KR_DECODE_MOST] = {PLAIN};
	int n = read_codings(codings, declared);
	enum coding first = n || look ? coding_of(body_take, declared[0]) : PLAIN;

	if (!body_take->len || first == PLAIN)
		return NULL;
	d = kr_mem_zalloc(1, sizeof *d);
	d->lib = lib;
	d->max = max;
	d->coding = first;
	memcpy(d->declared, declared, sizeof declared);
	d->in = *body_take;
	kr_str_init(body_take);
	kr_str_init(&d->out);
	return d;
}

void kr_decode_free(struct kr_decode *d)
{
	if (!d)
		return;
	close_layer(d);
	kr_str_fini(&d->in);
	kr_str_fini(&d->out);
	free(d);
}

/* The coding of what this layer holds. */
static enum coding inner_coding(const struct kr_decode *d)
{
	return coding_of(
	        &d->out, d->layer + 1 < KR_DECODE_MOST ? d->declared[d->layer + 1] : PLAIN);
}

/* A layer is finished: the state of the whole, or MORE if there is another layer in it. */
static enum kr_decode_state end_layer(struct kr_decode *d, enum progress how)
{
	enum coding inner = inner_coding(d);

	close_layer(d);
	d->layer++;
	d->part |= how != ENDS;
	if (!d->out.len && (how != ENDS || d->layer > 1))
		return KR_DECODE_UNREADABLE;
	if (inner == PLAIN)
		return d->part ? KR_DECODE_PART : KR_DECODE_WHOLE;
	if (d->layer == KR_DECODE_MOST)
		return KR_DECODE_UNREADABLE;
	kr_str_fini(&d->in);
	d->in = d->out;
	kr_str_init(&d->out);
	d->at = 0;
	d->coding = inner;
	return KR_DECODE_MORE;
}

enum kr_decode_state kr_decode_step(struct kr_decode *d)
{
	enum progress p;

	if (!d->z_open && !d->brotli && !open_layer(d))
		return KR_DECODE_UNREADABLE;
	p = slice(d);
	if (d->out.len > INNER_FACTOR * d->in.len + INNER_EXTRA && inner_coding(d) != PLAIN)
		return KR_DECODE_UNREADABLE;
	if (d->out.len > d->max)
		return KR_DECODE_LARGE;
	return p == GOES_ON ? KR_DECODE_MORE : end_layer(d, p);
}

void kr_decode_take(struct kr_decode *d, struct kr_str *ret_body)
{
	*ret_body = d->out;
	kr_str_init(&d->out);
}
