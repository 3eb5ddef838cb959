#include "kread/text/search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <uninorm.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/text/width.h"

enum { LONGEST = 256 }; /* characters of a folded pattern; the rest is ignored */

struct kr_search {
	size_t n;
	uint32_t want[LONGEST];
	/* border[i]: length of the longest proper prefix of want[..i] that is also its suffix */
	uint16_t border[LONGEST + 1];
};

/* A text as a stream of folded characters, with the cluster that each comes from. */
struct fold {
	const char *text;
	size_t len, at;    /* at: the next cluster */
	size_t start, end; /* of the cluster that `chars` come from */
	uint32_t chars[32];
	size_t n, used;
	bool blank; /* the last character was a blank */
};

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == 0xa0 || c == 0x3000;
}

/* Characters that folding and NFKC do not change: nearly all of Chinese and Japanese text. */
static bool is_plain(uint32_t c)
{
	return (c >= 0x4e00 && c < 0xa000) || (c >= 0x3041 && c <= 0x3096) ||
	       (c >= 0x30a1 && c <= 0x30fa) || (c > 0x3000 && c < 0x3036) || c == 0xb7 ||
	       (c >= 0x2010 && c < 0x2024 && c != 0x2011 && c != 0x2017);
}

static void fold_cluster(struct fold *f)
{
	uint8_t buf[256];
	size_t n = sizeof buf;
	uint8_t *p = u8_casefold((const uint8_t *)f->text + f->start, f->end - f->start, NULL,
	        UNINORM_NFKC, buf, &n);

	for (size_t i = 0; p && i < n && f->n < sizeof f->chars / sizeof *f->chars; f->n++)
		i += kr_utf8_decode((const char *)p + i, n - i, &f->chars[f->n]);
	if (p != buf)
		free(p);
}

static uint32_t lower(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ? c + 32 : c;
}

/* Folds the next cluster. Common characters take a short cut. */
static void load(struct fold *f)
{
	const unsigned char *s = (const unsigned char *)f->text + f->at;
	size_t left = f->len - f->at;
	uint32_t c;
	int cols;

	f->start = f->at;
	f->used = f->n = 0;
	if (s[0] < 0x80 && (left == 1 || s[1] < 0x80)) {
		f->end = ++f->at;
		f->chars[f->n++] = lower(s[0]);
		return;
	}
	f->at += kr_width_cluster(f->text + f->at, left, false, &cols);
	f->end = f->at;
	if (kr_utf8_decode(f->text + f->start, f->end - f->start, &c) != f->end - f->start)
		c = 0; /* more than one character */
	if (c > 0xff00 && c < 0xff5f)
		c -= 0xfee0;
	if ((c && c < 0x80) || (c >= 0xc0 && c < 0x100 && c != 0xdf)) {
		f->chars[f->n++] = lower(c);
	} else if (is_plain(c)) {
		f->chars[f->n++] = c;
	} else if (c == 0x2026) { /* an ellipsis: three full stops in NFKC */
		f->chars[0] = f->chars[1] = f->chars[2] = '.';
		f->n = 3;
	} else {
		fold_cluster(f);
	}
}

/* The next folded character; a run of blanks counts as one space. */
static bool next_char(struct fold *f, uint32_t *ret)
{
	for (;;) {
		while (f->used == f->n) {
			if (f->at >= f->len)
				return false;
			load(f);
		}
		*ret = f->chars[f->used++];
		if (is_blank(*ret)) {
			if (f->blank)
				continue;
			*ret = ' ';
			f->blank = true;
		} else {
			f->blank = false;
		}
		return true;
	}
}

struct kr_search *kr_search_new(const char *pattern)
{
	struct fold f = {.text = pattern, .len = pattern ? strlen(pattern) : 0};
	struct kr_search *s;
	uint32_t c;

	if (!f.len)
		return NULL;
	s = kr_mem_zalloc(1, sizeof *s);
	while (s->n < LONGEST && next_char(&f, &c))
		s->want[s->n++] = c;
	for (size_t i = 1, k = 0; i < s->n; i++) {
		while (k && s->want[i] != s->want[k])
			k = s->border[k];
		if (s->want[i] == s->want[k])
			k++;
		s->border[i + 1] = (uint16_t)k;
	}
	if (s->n)
		return s;
	free(s);
	return NULL;
}

void kr_search_free(struct kr_search *s)
{
	free(s);
}

bool kr_search_next(const struct kr_search *s, const char *text, size_t len, size_t from,
        size_t *ret_at, size_t *ret_len)
{
	struct fold f = {.text = text, .len = len, .at = from};
	size_t starts[LONGEST]; /* ring buffer: where the last characters come from */
	size_t seen = 0, k = 0;
	uint32_t c;

	while (next_char(&f, &c)) {
		starts[seen++ % LONGEST] = f.start;
		while (k && c != s->want[k])
			k = s->border[k];
		if (c == s->want[k])
			k++;
		if (k == s->n) {
			*ret_at = starts[(seen - k) % LONGEST];
			*ret_len = f.end - *ret_at;
			return true;
		}
	}
	return false;
}
