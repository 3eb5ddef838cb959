/* Builds the spans of a block from text nodes. */
#include "extract/body/formulas_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"

enum { SPACE = 1, NEWLINE = 2, HARD = 4 }; /* kinds of white space */

enum { MANY_BREAKS = 3 }; /* with this many single <br> in a block each ends a paragraph */

void kr_spans_init(struct kr_span_flow *f)
{
	*f = (struct kr_span_flow){0};
	kr_str_init(&f->text);
}

void kr_spans_fini(struct kr_span_flow *f)
{
	kr_str_fini(&f->text);
	free(f->runs);
}

void kr_spans_clear(struct kr_span_flow *f)
{
	kr_str_clear(&f->text);
	f->n = f->cursor = 0;
	f->last = f->indent = 0;
	f->blanks = 0;
}

static bool is_hangul(uint32_t c)
{
	return (c >= 0x1100 && c < 0x1200) || (c >= 0x3130 && c < 0x3190) ||
	       (c >= 0xa960 && c < 0xa980) || (c >= 0xac00 && c < 0xd800);
}

static bool is_ideographic(uint32_t c)
{
	return kr_utf8_is_cjk(c) && !is_hangul(c);
}

/* Punctuation used in Chinese and in Western text. */
static bool is_shared(uint32_t c)
{
	return (c >= 0x2014 && c <= 0x201d) || c == 0x2026 || c == 0xb7;
}

static bool newline_vanishes(uint32_t a, uint32_t b)
{
	return (is_ideographic(a) && (is_ideographic(b) || is_shared(b))) ||
	       (is_shared(a) && is_ideographic(b));
}

static bool ends_sentence(uint32_t c)
{
	switch (c) {
	case '.':
	case '!':
	case '?':
	case ':':
	case ';':
	case '"':
	case ')':
	case 0x2019:
	case 0x201d:
	case 0x2026:
	case 0x3002:
	case 0x300d:
	case 0x300f:
	case 0xff01:
	case 0xff09:
	case 0xff1a:
	case 0xff1b:
	case 0xff1f:
		return true;
	default:
		return false;
	}
}

static void set_run(struct kr_span_flow *f, uint32_t style, const char *href)
{
	struct kr_span_run *r = f->n ? &f->runs[f->n - 1] : NULL;

	if (r && !f->id && r->style == style && kr_str_eq(r->href, href))
		return;
	f->runs = kr_mem_grow(f->runs, f->n, &f->cap, sizeof *f->runs);
	f->runs[f->n++] = (struct kr_span_run){(uint32_t)f->text.len, style, href, f->id};
	f->id = NULL;
}

/* A space has the style that the text on both sides has in common. */
static void add_blank(struct kr_span_flow *f, uint32_t style, const char *href)
{
	const struct kr_span_run *r = &f->runs[f->n - 1];
	const char *id = f->id;

	f->id = NULL; /* it is not for the blank before its text */
	set_run(f, r->style & style, kr_str_eq(r->href, href) ? href : NULL);
	kr_str_addc(&f->text, ' ');
	f->id = id;
}

static void add_break(struct kr_span_flow *f, char c)
{
	kr_str_addc(&f->text, c);
	f->last = (unsigned char)c;
}

/* Before character c, adds what the white space since the last character amounts to. */
static void place(struct kr_span_flow *f, uint32_t c, uint32_t style, const char *href)
{
	if (f->blanks && f->text.len) {
		if (f->last == '\n') {
			if (f->indent >= 2)
				f->text.data[f->text.len - 1] = '\f';
		} else if (f->last == '\f') {
			; /* no space at the start of a line */
		} else if (f->indent >= 4 && ends_sentence(f->last)) {
			add_break(f, '\f');
		} else if ((f->blanks & NEWLINE) && !(f->blanks & HARD) &&
		           newline_vanishes(f->last, c)) {
			;
		} else {
			add_blank(f, style, href);
		}
	}
	f->blanks = 0;
	f->indent = 0;
	set_run(f, style, href);
}

static bool is_blank(uint32_t c)
{
	return c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
	       c == 0x205f || c == 0x1680;
}

void kr_spans_text(struct kr_span_flow *f, struct kr_slice t, uint32_t style, const char *href)
{
	for (size_t i = 0; i < t.len;) {
		unsigned char b = (unsigned char)t.data[i];
		size_t n = 1;
		uint32_t c = b;

		if (b == ' ' || (b >= '\t' && b <= '\r')) {
			f->blanks |= b == '\n' || b == '\r' ? NEWLINE : SPACE;
			i++;
			continue;
		}
		if (b > ' ' && b < 0x7f) {
			while (i + n < t.len && t.data[i + n] > ' ' && t.data[i + n] < 0x7f)
				n++;
			place(f, c, style, href);
			kr_str_add(&f->text, t.data + i, n);
			f->last = (unsigned char)t.data[i + n - 1];
			i += n;
			continue;
		}
		n = kr_utf8_decode(t.data + i, t.len - i, &c);
		if (is_blank(c)) {
			f->blanks |= HARD;
			f->indent += c == 0x3000 ? 2 : 1;
		} else if (b > ' ' && !kr_utf8_is_unsafe(c)) {
			place(f, c, style, href);
			kr_str_add(&f->text, t.data + i, n);
			f->last = c;
		}
		i += n;
	}
}

void kr_spans_gap(struct kr_span_flow *f)
{
	f->blanks |= HARD;
}

void kr_spans_break(struct kr_span_flow *f)
{
	f->blanks = 0;
	f->indent = 0;
	if (!f->text.len)
		return;
	if (f->last == '\n') {
		f->text.data[f->text.len - 1] = '\f';
		f->last = '\f';
	} else if (f->last != '\f') {
		add_break(f, '\n');
	}
}

void kr_spans_join_lines(struct kr_span_flow *f)
{
	char *p = f->text.data, *end = p + f->text.len;

	for (char *q = p; (q = memchr(q, '\n', (size_t)(end - q))); q++)
		*q = ' ';
}

void kr_spans_settle(struct kr_span_flow *f, bool one_line)
{
	char *p = f->text.data, *end = p + f->text.len;
	int breaks = 0;

	f->cursor = 0;
	for (char *q = p; breaks < MANY_BREAKS && (q = memchr(q, '\n', (size_t)(end - q))); q++)
		breaks++;
	for (char *q = p; (q = memchr(q, '\n', (size_t)(end - q))); q++) {
		size_t at = kr_utf8_floor(p, f->text.len, (size_t)(q - p) - 1);
		uint32_t before;

		kr_utf8_decode(p + at, (size_t)(q - p) - at, &before);
		*q = !one_line && (breaks >= MANY_BREAKS || ends_sentence(before)) ? '\f' : ' ';
	}
	for (char *q = p; one_line && (q = memchr(q, '\f', (size_t)(end - q))); q++)
		*q = ' ';
	while (f->text.len &&
	        (f->text.data[f->text.len - 1] == '\f' || f->text.data[f->text.len - 1] == ' '))
		kr_str_cut(&f->text, f->text.len - 1);
}

bool kr_spans_next(const struct kr_span_flow *f, size_t *at, size_t *ret_to)
{
	const char *end;

	while (*at < f->text.len && f->text.data[*at] == '\f')
		++*at;
	if (*at >= f->text.len)
		return false;
	end = memchr(f->text.data + *at, '\f', f->text.len - *at);
	*ret_to = end ? (size_t)(end - f->text.data) : f->text.len;
	return true;
}

/* first: this is where the run begins */
static void add_span(struct kr_doc *doc, struct kr_spans *out, struct kr_str *text,
        const struct kr_span_run *r, bool first)
{
	const uint32_t raised = r->style & (KR_STYLE_SUP | KR_STYLE_SUB);
	uint32_t style = r->style;

	if (raised && kr_raised_convert(text, (raised & KR_STYLE_SUP) != 0))
		style &= ~(uint32_t)(KR_STYLE_SUP | KR_STYLE_SUB);
	kr_doc_add_target(doc, out, text->data, text->len, style, r->href, first ? r->id : NULL);
}

void kr_spans_spans(
        struct kr_span_flow *f, size_t from, size_t to, struct kr_doc *doc, struct kr_spans *out)
{
	struct kr_str clean;

	kr_str_init(&clean);
	for (; f->cursor < f->n && f->runs[f->cursor].at < to; f->cursor++) {
		const struct kr_span_run *r = &f->runs[f->cursor];
		size_t start = r->at > from ? r->at : from;
		size_t end = f->cursor + 1 < f->n ? r[1].at : f->text.len;

		if (end > start) {
			kr_str_clear(&clean);
			kr_utf8_clean(&clean, f->text.data + start, (end < to ? end : to) - start,
			        KR_UTF8_LINE | KR_UTF8_NFC);
			add_span(doc, out, &clean, r, start == r->at);
		}
		if (end > to)
			break; /* this run continues in the next paragraph */
	}
	kr_str_fini(&clean);
}
