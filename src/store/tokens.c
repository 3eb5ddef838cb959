#include "tokens_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"

/* --- kinds of characters ------------------------------------------------------------------- */

enum letter_kind { OTHER, WORD, MARK, SINGLE };

/* Letters of scripts without blanks between words. */
static bool is_single(uint32_t c)
{
	if (c < 0xe00)
		return false;
	if (c < 0x2e80)
		return (c < 0xf00 && c != 0xe3f) || (c >= 0x1000 && c < 0x10a0) ||
		       (c >= 0x1100 && c < 0x1200) || (c >= 0x1780 && c < 0x17ea);
	if (c < 0x3400)
		return (c >= 0x3005 && c <= 0x3007) || (c >= 0x3031 && c <= 0x3035) ||
		       (c >= 0x3041 && c <= 0x3099) || c == 0x309a ||
		       (c >= 0x309d && c <= 0x30fe && c != 0x30a0 && c != 0x30fb) ||
		       (c >= 0x3105 && c < 0x3190) || (c >= 0x31a0 && c < 0x3200);
	return c < 0xa000 || (c >= 0xa960 && c < 0xa980) || (c >= 0xaa60 && c < 0xaa80) ||
	       (c >= 0xac00 && c < 0xd800) || (c >= 0xf900 && c < 0xfb00) ||
	       (c >= 0x1b000 && c < 0x1b300) || (c >= 0x20000 && c < 0x40000);
}

static enum letter_kind kind_of(uint32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? WORD : OTHER;
	if (c >= 0x4e00 && c < 0xa000)
		return SINGLE;
	switch (kr_fold_kind(c)) {
	case KR_FOLD_LETTER:
		return is_single(c) ? SINGLE : WORD;
	case KR_FOLD_DIGIT:
		return WORD;
	case KR_FOLD_MARK:
		return is_single(c) ? SINGLE : MARK;
	default:
		return OTHER;
	}
}

/* --- reading ------------------------------------------------------------------------------- */

void kr_tokens_begin(struct kr_tokens_reader *r, const char *text, size_t len)
{
	*r = (struct kr_tokens_reader){.text = text, .len = len};
}

/* The next folded letter, which stays until it is used; false at the end. */
static bool peek(struct kr_tokens_reader *r, uint32_t *ret)
{
	while (r->used == r->n) {
		uint32_t c;

		if (r->at >= r->len)
			return false;
		r->from = r->at;
		r->at += kr_utf8_decode(r->text + r->at, r->len - r->at, &c);
		r->n = kr_fold_letters(c, r->queue);
		r->used = 0;
	}
	*ret = r->queue[r->used];
	return true;
}

static void add(struct kr_tokens_unit *u, size_t *n, uint32_t c)
{
	char buf[4];
	size_t k = kr_utf8_encode(c, buf);

	if (*n + k > KR_TOKENS_MAX)
		return;
	memcpy(u->text + *n, buf, k);
	*n += k;
	u->text[*n] = '\0';
}

static void read_word(struct kr_tokens_reader *r, struct kr_tokens_unit *u)
{
	size_t n = 0;
	bool named = false;
	uint32_t c;

	u->word = true;
	while (peek(r, &c)) {
		enum letter_kind kind = kind_of(c);

		/* what is dropped in folding, an accent, belongs to the letter before it */
		if (kind != WORD && kind != MARK)
			break;
		if (n == 0)
			named = kind == WORD && !(c >= '0' && c <= '9');
		add(u, &n, c);
		if (named && u->letters < 255)
			u->letters++;
		r->used++;
		u->end = r->at;
	}
}

static void read_single(struct kr_tokens_reader *r, struct kr_tokens_unit *u, uint32_t c)
{
	const struct kr_tokens_unit *last = &r->last;
	size_t n = 0;
	uint32_t mark, voiced;

	r->used++;
	u->end = r->at;
	u->joined = last->end && !last->word && last->end == u->start;
	/* several letters of one character */
	u->joined |= last->end && !last->word && last->start == u->start;
	if (peek(r, &mark) && (voiced = kr_fold_voiced(c, mark)) != 0) {
		c = voiced;
		r->used++;
		u->end = r->at;
	}
	add(u, &n, c);
}

const struct kr_tokens_unit *kr_tokens_next(struct kr_tokens_reader *r)
{
	struct kr_tokens_unit u = {0};
	uint32_t c;

	while (peek(r, &c) && (kind_of(c) == OTHER || kind_of(c) == MARK))
		r->used++;
	if (!peek(r, &c))
		return NULL;
	u.start = r->from;
	if (kind_of(c) == SINGLE)
		read_single(r, &u, c);
	else
		read_word(r, &u);
	r->last = u;
	return &r->last;
}

/* --- what stands at the end, once each ----------------------------------------------------- */

struct extras {
	uint64_t *seen; /* hashes; 0: free */
	size_t n, cap;  /* cap is a power of two */
	struct kr_str text;
};

static uint64_t hash(const char *s, size_t len)
{
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 0x100000001b3;
	h ^= h >> 29;
	return h ? h : 1;
}

/* False: it was there. */
static bool insert(struct extras *e, uint64_t h)
{
	size_t i = h & (e->cap - 1);

	while (e->seen[i] && e->seen[i] != h)
		i = (i + 1) & (e->cap - 1);
	if (e->seen[i])
		return false;
	e->seen[i] = h;
	e->n++;
	return true;
}

static void grow(struct extras *e)
{
	struct extras more = {.cap = e->cap ? 2 * e->cap : 256, .text = e->text};

	if (2 * e->n < e->cap)
		return;
	more.seen = kr_mem_zalloc(more.cap, sizeof *more.seen);
	for (size_t i = 0; i < e->cap; i++)
		if (e->seen[i])
			insert(&more, e->seen[i]);
	free(e->seen);
	*e = more;
}

static void add_extra(struct extras *e, const char *text, size_t len)
{
	grow(e);
	if (!insert(e, hash(text, len)))
		return;
	kr_str_addc(&e->text, ' ');
	kr_str_addz(&e->text, KR_TOKENS_MARK);
	kr_str_add(&e->text, text, len);
}

static void add_prefixes(struct extras *e, const struct kr_tokens_unit *u)
{
	size_t at = 0, len = strlen(u->text);
	uint32_t c;

	for (int letters = 0; at < len && letters <= KR_TOKENS_PREFIX_MAX;) {
		if (letters >= KR_TOKENS_PREFIX_MIN)
			add_extra(e, u->text, at);
		at += kr_utf8_decode(u->text + at, len - at, &c);
		letters++;
	}
}

/* --- writing ------------------------------------------------------------------------------- */

static void add_token(struct kr_str *out, size_t from, const char *a, const char *b)
{
	if (out->len > from)
		kr_str_addc(out, ' ');
	kr_str_addz(out, a);
	kr_str_addz(out, b);
}

/* e: NULL for a phrase, before and after which there may be anything. */
static size_t write_tokens(const char *text, size_t len, struct extras *e, struct kr_str *out)
{
	struct kr_tokens_reader r;
	const struct kr_tokens_unit *u;
	char last[KR_TOKENS_MAX + 1] = ""; /* character of a run */
	const size_t from = out->len;
	size_t n = 0;

	kr_tokens_begin(&r, text, len);
	for (; (u = kr_tokens_next(&r)); n++) {
		if (*last && !u->joined)
			add_token(out, from, last, "");
		if (u->word) {
			add_token(out, from, u->text, "");
			if (e && u->letters > KR_TOKENS_PREFIX_MIN)
				add_prefixes(e, u);
			*last = '\0';
			continue;
		}
		if (u->joined)
			add_token(out, from, last, u->text);
		else if (e || n)
			add_token(out, from, u->text, "");
		strcpy(last, u->text);
		if (e)
			add_extra(e, u->text, strlen(u->text));
	}
	if (*last && e)
		add_token(out, from, last, "");
	else if (*last && n == 1)
		add_token(out, from, KR_TOKENS_MARK, last);
	return n;
}

void kr_tokens_index(const char *text, size_t len, struct kr_str *out)
{
	struct extras e = {0};

	kr_str_init(&e.text);
	write_tokens(text, len, &e, out);
	kr_str_add(out, e.text.data, e.text.len);
	kr_str_fini(&e.text);
	free(e.seen);
}

size_t kr_tokens_phrase(const char *text, size_t len, struct kr_str *out)
{
	return write_tokens(text, len, NULL, out);
}
