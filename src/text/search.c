#include "kread/text/search.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <uninorm.h>

#include "kread/base/budgets.h"
#include "kread/base/fold.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/text/width.h"

/* A letter, and the sum of the marks on it, whose order does not matter; 0: none. */
struct letter {
	uint32_t c, marks;
};

struct kr_search {
	size_t n;
	uint32_t want[KR_SEARCH_PATTERN], marks[KR_SEARCH_PATTERN];
	/* border[i]: length of the longest proper prefix of want[..i] that is also its suffix */
	uint16_t border[KR_SEARCH_PATTERN + 1];
};

/* A text as a stream of folded characters, with the cluster that each comes from. */
struct fold {
	const char *text;
	size_t len, at;    /* at: the next cluster */
	size_t start, end; /* of the cluster that `chars` come from */
	struct letter letters[32];
	size_t n, used;
	bool blank; /* the last character was a blank */
};

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == 0xa0 || c == 0x3000;
}

/* --- quotes, hyphens, dashes -------------------------------------------------------------- */

static bool is_among(uint32_t c, const uint16_t *list)
{
	while (*list && *list != c)
		list++;
	return *list;
}

/* What keyboards have instead of c: typesetters' quotes, hyphens and dashes. */
static uint32_t as_typed(uint32_t c)
{
	static const uint16_t single[] = {
	        0x60, 0xb4, 0x2bc, 0x2018, 0x2019, 0x201a, 0x201b, 0x2032, 0x2039, 0x203a, 0};
	static const uint16_t twofold[] = {
	        0xab, 0xbb, 0x201c, 0x201d, 0x201e, 0x201f, 0x2033, 0x301d, 0x301e, 0x301f, 0};
	static const uint16_t hyphens[] = {0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043,
	        0x2212, 0xfe58, 0xfe63, 0xff0d, 0};

	if (is_among(c, single))
		return '\'';
	if (is_among(c, twofold))
		return '"';
	return is_among(c, hyphens) ? '-' : c;
}

/* --- marks -------------------------------------------------------------------------------- */

static uint32_t weight(uint32_t mark)
{
	return mark * 2654435761u;
}

static void add_letter(struct fold *f, uint32_t c)
{
	const char *as = kr_fold_simple(c);
	struct letter l = {kr_fold_variant(c), 0};
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

	if (as && as[1]) { /* a ligature counts as its letters */
		add_letter(f, (uint32_t)as[0]);
		add_letter(f, (uint32_t)as[1]);
		return;
	}
	if (as)
		l = (struct letter){(uint32_t)as[0], weight(c)};

	if (f->n && c >= 0x300 && kr_fold_is_accent(c)) {
		f->letters[f->n - 1].marks += weight(c);
		return;
	}
	while (l.c >= 0xc0 && !kr_fold_is_plain(l.c) &&
	        uc_canonical_decomposition(l.c, parts) == 2 &&
	        kr_fold_is_accent_of(parts[0], parts[1])) {
		l.c = parts[0];
		l.marks += weight(parts[1]);
	}
	if (f->n < sizeof f->letters / sizeof *f->letters)
		f->letters[f->n++] = l;
}

/* --- folding ------------------------------------------------------------------------------ */

static void fold_cluster(struct fold *f)
{
	uint8_t buf[256];
	size_t n = sizeof buf;
	uint8_t *p = u8_casefold((const uint8_t *)f->text + f->start, f->end - f->start, NULL,
	        UNINORM_NFKC, buf, &n);
	uint32_t c;

	for (size_t i = 0; p && i < n;) {
		i += kr_utf8_decode((const char *)p + i, n - i, &c);
		add_letter(f, as_typed(c));
	}
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
		f->letters[f->n++] = (struct letter){s[0] == '`' ? '\'' : lower(s[0]), 0};
		return;
	}
	f->at += kr_width_cluster(f->text + f->at, left, false, &cols);
	f->end = f->at;
	if (kr_utf8_decode(f->text + f->start, f->end - f->start, &c) != f->end - f->start)
		c = 0; /* more than one character */
	if (c > 0xff00 && c < 0xff5f)
		c -= 0xfee0;
	c = as_typed(c);
	if ((c && c < 0x80) || (c >= 0xc0 && c < 0x100 && c != 0xdf)) {
		add_letter(f, lower(c));
	} else if (kr_fold_is_plain(c)) {
		f->letters[f->n++] = (struct letter){kr_fold_variant(c), 0};
	} else if (c == 0x2026) { /* an ellipsis: three full stops in NFKC */
		f->letters[0] = f->letters[1] = f->letters[2] = (struct letter){'.', 0};
		f->n = 3;
	} else {
		fold_cluster(f);
	}
}

/* The next letter; a run of blanks counts as one space. */
static bool next_letter(struct fold *f, struct letter *ret)
{
	for (;;) {
		while (f->used == f->n) {
			if (f->at >= f->len)
				return false;
			load(f);
		}
		*ret = f->letters[f->used++];
		if (is_blank(ret->c)) {
			if (f->blank)
				continue;
			ret->c = ' ';
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
	struct letter l;

	if (!f.len)
		return NULL;
	s = kr_mem_zalloc(1, sizeof *s);
	while (s->n < KR_SEARCH_PATTERN && next_letter(&f, &l)) {
		s->marks[s->n] = l.marks;
		s->want[s->n++] = l.c;
	}
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

/* Where the last letters come from, and their marks: ring buffers. */
struct tail {
	size_t starts[KR_SEARCH_PATTERN];
	uint32_t marks[KR_SEARCH_PATTERN];
	size_t seen;
};

/* Whether the marks of the pattern are on the last letters, too. */
static bool has_marks(const struct kr_search *s, const struct tail *t)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->marks[i] &&
		        s->marks[i] != t->marks[(t->seen - s->n + i) % KR_SEARCH_PATTERN])
			return false;
	return true;
}

bool kr_search_next(const struct kr_search *s, const char *text, size_t len, size_t from,
        size_t *ret_at, size_t *ret_len)
{
	struct fold f = {.text = text, .len = len, .at = from};
	struct tail tail;
	size_t k = 0;
	struct letter l;

	for (tail.seen = 0; next_letter(&f, &l);) {
		tail.marks[tail.seen % KR_SEARCH_PATTERN] = l.marks;
		tail.starts[tail.seen++ % KR_SEARCH_PATTERN] = f.start;
		while (k && (k == s->n || l.c != s->want[k]))
			k = s->border[k];
		if (l.c == s->want[k])
			k++;
		if (k == s->n && has_marks(s, &tail)) {
			*ret_at = tail.starts[(tail.seen - k) % KR_SEARCH_PATTERN];
			*ret_len = f.end - *ret_at;
			return true;
		}
	}
	return false;
}
