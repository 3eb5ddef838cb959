#include "extract/dom/dom_priv.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "extract/dom/entities_priv.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "extract/dom/markup_priv.h"

enum {
	CACHE = 256,
	ALIKE = 1024,    /* short values that are kept once */
	ALIKE_MAX = 100, /* bytes of such a value */
};

struct builder {
	struct kr_dom *dom;
	int32_t cur;      /* open element */
	int32_t *last;    /* last child so far of each open element, by depth */
	uint32_t dropped; /* open elements below KR_DOM_DEPTH */
	htmlParserCtxtPtr ctxt;
	const struct kr_markup *markup;
	size_t text_end; /* the place where the last text ended */
	bool named; /* the last piece was the name of a reference, whose semicolon is still to come
	             */
	bool open_reference; /* the last piece of text was "&" of a reference without a semicolon */
	struct {
		const xmlChar *name;
		int tag;
	} cache[CACHE]; /* names are interned by the parser: look up by pointer */
	const char *alike[ALIKE];
};

#define B KR_TF_BLOCK
#define V KR_TF_VOID
#define S KR_TF_SKIP
#define I KR_TF_REPLACED
static const struct {
	const char *name;
	unsigned flags;
} tags[] = {
        {"", 0},
        {"", 0},
        {"", 0},
#define TAG(name, flags) {#name, flags},
#include "extract/dom/tags.def"
#undef TAG
};
#undef B
#undef V
#undef S
#undef I

unsigned kr_dom_tag_flags(int tag)
{
	return tags[tag].flags;
}

int kr_dom_tag_of(const char *name)
{
	int low = KR_TAG_UNKNOWN + 1, high = KR_TAGS - 1;

	if (!strcmp(name, "amp-img"))
		return KR_TAG_amp_img;
	while (low <= high) {
		int mid = (low + high) / 2, c = strcmp(name, tags[mid].name);

		if (!c)
			return mid;
		if (c < 0)
			high = mid - 1;
		else
			low = mid + 1;
	}
	return KR_TAG_UNKNOWN;
}

const char *kr_dom_name(const struct kr_dom *dom, int32_t i)
{
	const struct kr_node *n = &dom->nodes[i];

	return n->tag == KR_TAG_UNKNOWN ? dom->names[n->len] : tags[n->tag].name;
}

static bool is_void(int tag)
{
	return (tags[tag].flags & KR_TF_VOID) != 0;
}

static int tag_cached(struct builder *b, const xmlChar *name)
{
	size_t slot = ((uintptr_t)name >> 3) % CACHE;

	if (b->cache[slot].name != name) {
		b->cache[slot].name = name;
		b->cache[slot].tag = kr_dom_tag_of((const char *)name);
	}
	return b->cache[slot].tag;
}

static int32_t add_node(struct builder *b, int tag)
{
	struct kr_dom *d = b->dom;
	struct kr_node *n;
	uint16_t depth = b->cur < 0 ? 0 : (uint16_t)(d->nodes[b->cur].depth + 1);

	d->nodes = kr_mem_grow(d->nodes, (size_t)d->n, &d->cap_nodes, sizeof *d->nodes);
	n = &d->nodes[d->n];
	*n = (struct kr_node){.parent = b->cur,
	        .end = d->n + 1,
	        .prev = b->last[depth],
	        .tag = (uint16_t)tag,
	        .depth = depth};
	b->last[depth] = d->n;
	return d->n++;
}

/* Classes and the like come again and again. */
static const char **alike(struct builder *b, struct kr_slice s)
{
	uint32_t h = (uint32_t)s.len;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.data[i]) * 16777619;
	return &b->alike[(h ^ h >> 15) % ALIKE];
}

static const char *value_of(struct builder *b, const char *given)
{
	struct kr_slice s = kr_slice_of(given);
	const char **slot;

	if (!s.len)
		return "";
	s = kr_entities_resolve(kr_markup_take(b->markup, &s), &b->dom->arena);
	if (s.len > ALIKE_MAX)
		return kr_arena_dup(&b->dom->arena, s.data, s.len);
	slot = alike(b, s);
	if (!*slot || !kr_slice_eq(s, *slot))
		*slot = kr_arena_dup(&b->dom->arena, s.data, s.len);
	return *slot;
}

static void add_attrs(struct builder *b, struct kr_node *n, const xmlChar **atts)
{
	struct kr_dom *d = b->dom;

	n->at = (uint32_t)d->nattrs;
	for (; atts && atts[0] && n->nattrs < UINT16_MAX; atts += 2) {
		d->attrs = kr_mem_grow(d->attrs, d->nattrs, &d->cap_attrs, sizeof *d->attrs);
		d->attrs[d->nattrs++] =
		        (struct kr_attr){(const char *)atts[0], value_of(b, (const char *)atts[1])};
		n->nattrs++;
	}
}

static void close_element(struct builder *b)
{
	struct kr_node *n = &b->dom->nodes[b->cur];

	n->end = b->dom->n;
	b->cur = n->parent;
}

/* Pages may have several <html> and <body>, and go on behind </body>: all is one body, as in HTML5.
 */
static bool is_second(const struct kr_dom *d, int tag)
{
	return (tag == KR_TAG_html && d->html >= 0) || (tag == KR_TAG_body && d->body >= 0);
}

static void note_name(struct builder *b, int32_t i, const xmlChar *name)
{
	struct kr_dom *d = b->dom;
	int tag = d->nodes[i].tag;

	if (tag == KR_TAG_UNKNOWN) {
		d->names = kr_mem_grow(d->names, d->nnames, &d->cap_names, sizeof *d->names);
		d->nodes[i].len = (uint32_t)d->nnames;
		d->names[d->nnames++] = (const char *)name;
	}
	if (tag == KR_TAG_html)
		d->html = i;
	else if (tag == KR_TAG_head && d->head < 0)
		d->head = i;
	else if (tag == KR_TAG_body)
		d->body = i;
}

static void on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
	struct builder *b = user;
	struct kr_dom *d = b->dom;
	int tag = tag_cached(b, name);
	int32_t i;

	if (is_second(d, tag))
		return;
	if (b->dropped || d->nodes[b->cur].depth >= KR_DOM_DEPTH - 1) {
		b->dropped += !is_void(tag);
		return;
	}
	i = add_node(b, tag);
	add_attrs(b, &d->nodes[i], atts);
	note_name(b, i, name);
	if (is_void(tag))
		return;
	b->cur = i;
	b->last[d->nodes[i].depth + 1] = -1;
}

static void on_end(void *user, const xmlChar *name)
{
	struct builder *b = user;
	int tag = tag_cached(b, name);

	if (is_void(tag) || tag == KR_TAG_html || tag == KR_TAG_body)
		return;
	if (b->dropped)
		b->dropped--;
	else if (b->cur > 0)
		close_element(b);
}

/* The parser passes over </p> without <p> in silence, but in HTML5 it is an empty paragraph:
 * without it, the texts on both sides would be one. */
static bool paragraph_ended(const struct builder *b)
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

/* References such as &#150; mean characters of windows-1252. The text that was added from start on
 * may hold some. */
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

/* Where the parser stands in the page. */
static size_t place(const struct builder *b)
{
	const xmlParserInput *in = b->ctxt->input;
	size_t at = in->consumed + (size_t)(in->cur - in->base);

	return at < b->markup->len ? at : b->markup->len;
}

/* The parser gives "&nbsp" without a semicolon as "&" and, in the next piece, the name. True for
 * such a "&": that of
 * "&amp;" has the semicolon right behind it. */
static bool is_open_reference(const struct builder *b, const xmlChar *text, int len, size_t at)
{
	char before = at ? b->markup->html[at - 1] : ' ';

	return len == 1 && *text == '&' && before != ';' && before != '&';
}

/* As in HTML5, the old names, those of Latin-1, need no semicolon: the longest that text begins
 * with, 0 if none does. */
static uint32_t named(const xmlChar *text, int len, int *ret_used)
{
	xmlChar name[16];

	for (int n = len < 8 ? len : 8; n >= 2; n--) {
		const htmlEntityDesc *e;

		memcpy(name, text, (size_t)n);
		name[n] = '\0';
		e = htmlEntityLookup(name);
		if (e && e->value < 0x100) {
			*ret_used = n;
			return e->value;
		}
	}
	return 0;
}

/* What the piece behind an open "&" stands for, so many bytes of it; 0: nothing. */
static uint32_t referred(struct builder *b, const xmlChar *text, int len, size_t at, int *ret_used)
{
	if (at < b->markup->len && b->markup->html[at] == ';') {
		const uint32_t c = kr_entities_find((const char *)text, (size_t)len);

		b->named = c != 0;
		*ret_used = len;
		if (c)
			return c;
	}
	return named(text, len, ret_used);
}

/* The node that text is to be added to. */
static int32_t text_node(struct builder *b)
{
	struct kr_dom *d = b->dom;
	int32_t last = d->n - 1;

	/* The parser hands out text in pieces: join them. */
	if (d->nodes[last].tag == KR_TAG_TEXT && d->nodes[last].parent == b->cur) {
		if (b->open_reference || !paragraph_ended(b))
			return last;
		add_node(b, KR_TAG_p);
	}
	last = add_node(b, KR_TAG_TEXT);
	d->nodes[last].at = (uint32_t)d->text.len;
	return last;
}

static void on_text(void *user, const xmlChar *text, int len)
{
	struct builder *b = user;
	struct kr_dom *d = b->dom;
	size_t start, at = place(b);
	struct kr_slice left;
	int32_t i;

	if (b->named && len > 0 && *text == ';') {
		text++;
		len--;
	}
	b->named = false;
	if (len <= 0)
		return;
	i = text_node(b);
	start = d->nodes[i].at;
	if (b->open_reference) {
		int used = 0;
		const uint32_t c = referred(b, text, len, at, &used);

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
		struct kr_slice piece = kr_markup_take(b->markup, &left);

		kr_str_add(&d->text, piece.data, piece.len);
	}
	if (len == 2 && *text == 0xc2)
		repair_c1(&d->text, d->text.len - 2);
	d->nodes[i].len = (uint32_t)(d->text.len - start);
	b->text_end = at;
}

static void parse(struct builder *b)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	                    HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
	htmlSAXHandler sax;

	memset(&sax, 0, sizeof sax);
	sax.initialized = 1;
	sax.startElement = on_start;
	sax.endElement = on_end;
	sax.characters = sax.cdataBlock = sax.ignorableWhitespace = on_text;
	*b->ctxt->sax = sax;
	b->ctxt->userData = b;
	/* The parser's own limits are off (sizes are capped by kread), else it stops in the middle.
	 */
	b->ctxt->options |= XML_PARSE_HUGE;
	htmlCtxtReadMemory(b->ctxt, b->markup->html, (int)b->markup->len, NULL, "UTF-8",
	        options | XML_PARSE_HUGE);
	while (b->cur > 0)
		close_element(b);
}

int kr_dom_parse(struct kr_dom *dom, const char *html, size_t len, struct kr_err *err)
{
	struct builder b = {.dom = dom, .cur = -1};
	int32_t last[KR_DOM_DEPTH + 1];
	struct kr_markup markup;

	*dom = (struct kr_dom){.html = -1, .head = -1, .body = -1};
	kr_str_init(&dom->text);
	kr_arena_init(&dom->arena);
	if (len > INT32_MAX / 2)
		return kr_err_set(err, KR_E_LIMIT, "page too large to parse");
	b.ctxt = htmlNewParserCtxt();
	if (!b.ctxt)
		return kr_err_set(err, KR_E_LIMIT, "cannot start the HTML parser");
	b.last = last;
	last[0] = -1;
	kr_str_reserve(&dom->text, len / 2);
	b.cur = add_node(&b, KR_TAG_DOCUMENT);
	last[1] = -1;
	kr_markup_init(&markup, html, len);
	b.markup = &markup;
	parse(&b);
	kr_markup_fini(&markup);
	dom->nodes[0].end = dom->n;
	dom->dict = b.ctxt->dict;
	xmlDictReference(b.ctxt->dict);
	if (b.ctxt->myDoc)
		xmlFreeDoc(b.ctxt->myDoc);
	htmlFreeParserCtxt(b.ctxt);
	return 0;
}

void kr_dom_fini(struct kr_dom *dom)
{
	if (!dom)
		return;
	free(dom->nodes);
	free(dom->attrs);
	free(dom->names);
	kr_str_fini(&dom->text);
	kr_arena_fini(&dom->arena);
	if (dom->dict)
		xmlDictFree(dom->dict);
	*dom = (struct kr_dom){0};
	kr_str_init(&dom->text);
}

const char *kr_dom_attr(const struct kr_dom *dom, int32_t i, const char *name)
{
	const struct kr_node *n = &dom->nodes[i];

	if (n->tag == KR_TAG_TEXT)
		return NULL;
	for (uint32_t k = 0; k < n->nattrs; k++) {
		const struct kr_attr *a = &dom->attrs[n->at + k];

		if (*a->name == *name && !strcmp(a->name, name))
			return a->value;
	}
	return NULL;
}

int32_t kr_dom_find(const struct kr_dom *dom, int32_t from, int32_t end, int tag)
{
	for (int32_t i = from; i < end; i++)
		if (dom->nodes[i].tag == tag)
			return i;
	return -1;
}

int32_t kr_dom_up(const struct kr_dom *dom, int32_t i, int tag)
{
	while (i >= 0 && dom->nodes[i].tag != tag)
		i = dom->nodes[i].parent;
	return i;
}

int32_t kr_dom_block(const struct kr_dom *dom, int32_t i)
{
	while (dom->nodes[i].parent > 0 &&
	        (dom->nodes[i].tag == KR_TAG_TEXT || !kr_dom_is_block(dom->nodes[i].tag)))
		i = dom->nodes[i].parent;
	return i;
}

int32_t kr_dom_common(const struct kr_dom *dom, int32_t a, int32_t b)
{
	while (!kr_dom_within(dom, b, a))
		a = dom->nodes[a].parent;
	return a;
}

bool kr_dom_class_has(const struct kr_dom *dom, int32_t i, const char *word)
{
	const char *c = kr_dom_attr(dom, i, "class"), *id = kr_dom_attr(dom, i, "id");

	return (c && kr_str_ifind(c, strlen(c), word)) ||
	       (id && kr_str_ifind(id, strlen(id), word));
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

size_t kr_dom_search(const void *array, size_t n, size_t size, int32_t node)
{
	size_t low = 0, high = n;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		int32_t at;

		memcpy(&at, (const char *)array + middle * size, sizeof at);
		if (at < node)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void kr_dom_inner_text(const struct kr_dom *dom, int32_t i, struct kr_str *out)
{
	const size_t start = out->len;
	int32_t end = dom->nodes[i].end, open = i;
	bool gap = false;

	for (int32_t k = i; k < end; k++) {
		const struct kr_node *n = &dom->nodes[k];
		struct kr_slice t;

		/* Leaving blocks since the last node is a gap as well as entering one. */
		for (; !kr_dom_within(dom, k, open); open = dom->nodes[open].parent)
			gap |= kr_dom_is_block(dom->nodes[open].tag);
		open = k;
		if (n->flags & KR_NF_HIDDEN) {
			k = n->end - 1;
			continue;
		}
		if (n->tag != KR_TAG_TEXT) {
			gap |= kr_dom_is_block(n->tag) || n->tag == KR_TAG_br;
			continue;
		}
		t = kr_dom_text(dom, k);
		for (size_t b = 0, word; b < t.len; b = word) {
			for (; b < t.len && is_blank(t.data[b]); b++)
				gap = true;
			for (word = b; word < t.len && !is_blank(t.data[word]);)
				word++;
			if (word == b)
				break;
			if (gap && out->len > start)
				kr_str_addc(out, ' ');
			gap = false;
			kr_str_add(out, t.data + b, word - b);
		}
	}
}

bool kr_dom_is_centered(const struct kr_dom *dom, int32_t i)
{
	const char *align = kr_dom_attr(dom, i, "align"), *style = kr_dom_attr(dom, i, "style");

	return dom->nodes[i].tag == KR_TAG_center || (align && !strcmp(align, "center")) ||
	       (style && strstr(style, "center"));
}
