/* Text as libxml2 reports it, in pieces: joined, with the references that it does not resolve. */
#include "extract/dom/dom_builder_priv.h"

#include <string.h>

#include "extract/dom/emoji_priv.h"
#include "kread/base/entity.h"
#include "kread/base/utf8.h"

/* Whether a </p> without <p> ends the last text. libxml2 ignores it silently, but in HTML5 it is
 * an empty paragraph; without it the texts on both sides would merge. */
static bool paragraph_ended(const struct kr_dom_builder *b)
{
	const size_t left = b->markup->len - b->text_end;
	const char *p = b->markup->html + b->text_end, *end = p + (left < 1000 ? left : 1000);

	for (; end - p > 3 && p[0] == '<' && p[1] == '/'; p++) {
		if ((p[2] == 'p' || p[2] == 'P') && !(p[3] >= 'a' && p[3] <= 'z') &&
		        !(p[3] >= 'A' && p[3] <= 'Z'))
			return true;
		p = memchr(p, '>', (size_t)(end - p));
		if (!p)
			break;
	}
	return false;
}

/* References such as &#150; mean characters of windows-1252: repairs the text added from start
 * on. */
static void repair_c1(struct kr_str *s, size_t start)
{
	static const uint16_t meant[32] = {0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020,
	        0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018,
	        0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153,
	        0x9d, 0x17e, 0x178};

	if (s->len - start == 2 && s->data[start] == '\xc2' &&
	        (unsigned char)s->data[start + 1] < 0xa0) {
		uint32_t c = meant[(unsigned char)s->data[start + 1] - 0x80];

		kr_str_cut(s, start);
		kr_utf8_add(s, c);
	}
}

/* The parser's position in the page. */
static size_t position(const struct kr_dom_builder *b)
{
	const xmlParserInput *in = b->ctxt->input;
	size_t at = in->consumed + (size_t)(in->cur - in->base);

	return at < b->markup->len ? at : b->markup->len;
}

/* libxml2 reports "&nbsp" without a semicolon as "&" and then, in the next piece, the name.
 * Returns true for such an "&"; that of "&amp;" directly follows the semicolon. */
static bool is_open_reference(
        const struct kr_dom_builder *b, const xmlChar *text, int len, size_t at)
{
	char before = at ? b->markup->html[at - 1] : ' ';

	return len == 1 && *text == '&' && before != ';' && before != '&';
}

/* As in HTML5 the old names, those of Latin-1, need no semicolon. Returns the character of the
 * longest name that text starts with, or 0. */
static uint32_t open_reference(const xmlChar *text, int len, int *ret_used)
{
	for (int n = len < 8 ? len : 8; n >= 2; n--) {
		const uint32_t c = kr_entity_find_open((const char *)text, (size_t)n);

		if (c) {
			*ret_used = n;
			return c;
		}
	}
	return 0;
}

/* The character that the piece after an open "&" stands for, or 0. *ret_used: bytes of the piece
 * used. */
static uint32_t resolve_open(
        struct kr_dom_builder *b, const xmlChar *text, int len, size_t at, int *ret_used)
{
	if (at < b->markup->len && b->markup->html[at] == ';') {
		const uint32_t c = kr_entity_find_new((const char *)text, (size_t)len);

		b->named_reference = c != 0;
		*ret_used = len;
		if (c)
			return c;
	}
	return open_reference(text, len, ret_used);
}

/* Returns the node to which text is to be added. */
static int32_t text_node(struct kr_dom_builder *b)
{
	struct kr_dom *d = b->dom;
	int32_t last = d->n - 1;

	/* libxml2 reports text in pieces: join them. */
	if (d->nodes[last].tag == KR_TAG_TEXT && d->nodes[last].parent == b->cur) {
		if (b->open_reference || !paragraph_ended(b))
			return last;
		kr_dom_builder_add(b, KR_TAG_p);
	}
	last = kr_dom_builder_add(b, KR_TAG_TEXT);
	d->nodes[last].at = (uint32_t)d->text.len;
	return last;
}

void kr_dom_text_add(void *user, const xmlChar *text, int len)
{
	struct kr_dom_builder *b = user;
	struct kr_dom *d = b->dom;
	size_t start, at = position(b);
	struct kr_slice left;
	int32_t i;

	if (b->named_reference && len > 0 && *text == ';') {
		text++;
		len--;
	}
	b->named_reference = false;
	if (len <= 0)
		return;
	i = text_node(b);
	start = d->nodes[i].at;
	if (b->open_reference) {
		int used = 0;
		const uint32_t c = resolve_open(b, text, len, at, &used);

		if (c) {
			kr_str_cut(&d->text, d->text.len - 1); /* the "&" */
			kr_utf8_add(&d->text, c);
			text += used;
			len -= used;
		}
	}
	b->open_reference = is_open_reference(b, text, len, at);
	left = (struct kr_slice){(const char *)text, (size_t)len};
	while (left.len) {
		struct kr_slice piece = kr_markup_next(b->markup, &left);

		kr_str_add(&d->text, piece.data, piece.len);
	}
	if (len == 2 && *text == 0xc2)
		repair_c1(&d->text, d->text.len - 2);
	d->nodes[i].len = (uint32_t)(d->text.len - start);
	b->text_end = at;
}

void kr_dom_text_add_emoji(struct kr_dom_builder *b)
{
	struct kr_dom *d = b->dom;
	const int32_t i = d->n - 1;
	struct kr_node *n = &d->nodes[i], *before = &d->nodes[i - 1];
	const char *left, *right, *text = kr_emoji_text(d, i, &left, &right);

	if (!text)
		return;
	b->text_end = position(b);
	if (before->tag != KR_TAG_TEXT || before->parent != n->parent) {
		n->tag = KR_TAG_TEXT;
		n->nattrs = 0;
		n->at = (uint32_t)d->text.len;
		n->len = 0;
		before = n;
	} else {
		b->last[n->depth] = i - 1;
		d->n--;
	}
	kr_str_addz(&d->text, left);
	kr_str_addz(&d->text, text);
	kr_str_addz(&d->text, right);
	before->len = (uint32_t)d->text.len - before->at;
}
