/* Builds the tree from the callbacks of libxml2. */
#include "extract/dom/dom_builder_priv.h"

#include <string.h>

#include "extract/dom/entities_priv.h"
#include "kread/base/mem.h"

enum {
	SHARED_BYTES = 100, /* longest attribute value that is stored only once */
	FRAMES = 32,        /* most frames with a document of their own */
};

static bool is_void(int tag)
{
	return (kr_dom_tag_flags(tag) & KR_TF_VOID) != 0;
}

static int tag_cached(struct kr_dom_builder *b, const xmlChar *name)
{
	size_t slot = ((uintptr_t)name >> 3) % KR_DOM_TAG_CACHE;

	if (b->tags[slot].name != name) {
		b->tags[slot].name = name;
		b->tags[slot].tag = kr_dom_tag_of((const char *)name);
	}
	return b->tags[slot].tag;
}

/* Slot for short values, which repeat: classes above all. */
static const char **shared_slot(struct kr_dom_builder *b, struct kr_slice s)
{
	uint32_t h = (uint32_t)s.len;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.data[i]) * 16777619;
	return &b->values[(h ^ h >> 15) % KR_DOM_SHARED_VALUES];
}

static const char *value_of(struct kr_dom_builder *b, const char *given)
{
	struct kr_slice s = kr_slice_of(given);
	const char **slot;

	if (!s.len)
		return "";
	s = kr_entities_resolve(kr_markup_next(b->markup, &s), &b->dom->arena);
	if (s.len > SHARED_BYTES)
		return kr_arena_dup(&b->dom->arena, s.data, s.len);
	slot = shared_slot(b, s);
	if (!*slot || !kr_slice_eq(s, *slot))
		*slot = kr_arena_dup(&b->dom->arena, s.data, s.len);
	return *slot;
}

static void add_attrs(struct kr_dom_builder *b, struct kr_node *n, const xmlChar **atts)
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

static void close_element(struct kr_dom_builder *b)
{
	struct kr_node *n = &b->dom->nodes[b->cur];

	n->end = b->dom->n;
	b->cur = n->parent;
}

/* Pages may have several <html> and <body> and continue after </body>. As in HTML5 all becomes
 * one body. */
static bool is_second(const struct kr_dom *d, int tag)
{
	return (tag == KR_TAG_html && d->html >= 0) || (tag == KR_TAG_body && d->body >= 0);
}

static void note_name(struct kr_dom_builder *b, int32_t i, const xmlChar *name)
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

/* Room is kept for what one callback may add. */
static bool is_full(struct kr_dom_builder *b)
{
	if (!b->dom->full && b->dom->n > KR_DOM_NODES - 8) {
		b->dom->full = true;
		xmlStopParser(b->ctxt);
	}
	return b->dom->full;
}

static void on_text(void *user, const xmlChar *text, int len)
{
	if (!is_full(user))
		kr_dom_text_add(user, text, len);
}

static void on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
	struct kr_dom_builder *b = user;
	struct kr_dom *d = b->dom;
	int tag = tag_cached(b, name);
	int32_t i;

	if (is_full(b) || is_second(d, tag))
		return;
	if (b->dropped || d->nodes[b->cur].depth >= KR_DOM_DEPTH - 1) {
		b->dropped += !is_void(tag);
		return;
	}
	i = kr_dom_builder_add(b, tag);
	add_attrs(b, &d->nodes[i], atts);
	note_name(b, i, name);
	if (tag == KR_TAG_img)
		kr_dom_text_add_emoji(b);
	else if (tag == KR_TAG_iframe && d->body >= 0)
		b->frame = kr_dom_attr(d, i, "srcdoc");
	else if (tag == KR_TAG_script && kr_str_starts(kr_dom_attr(d, i, "type"), "math/tex"))
		d->nodes[i].tag = KR_TAG_code; /* a formula, which a script would draw */
	if (is_void(tag))
		return;
	b->cur = i;
	b->last[d->nodes[i].depth + 1] = -1;
}

static void parse(struct kr_dom_builder *b);

/* Adds the document of a frame (srcdoc) as a <div> after the frame. */
static void add_frame(struct kr_dom_builder *b)
{
	struct kr_dom *d = b->dom;
	struct kr_dom_builder outer = *b;
	const char *html = b->frame;
	struct kr_markup markup;
	int32_t div;

	b->frame = outer.frame = NULL;
	if (!*html || b->frames++ >= FRAMES || d->nodes[b->cur].depth >= KR_DOM_DEPTH - 2)
		return;
	b->ctxt = htmlNewParserCtxt();
	if (b->ctxt) {
		xmlDictFree(b->ctxt->dict);
		b->ctxt->dict = outer.ctxt->dict; /* which owns the names */
		xmlDictReference(b->ctxt->dict);
		div = kr_dom_builder_add(b, KR_TAG_div);
		b->root = b->cur = div;
		b->last[d->nodes[div].depth + 1] = -1;
		kr_markup_init(&markup, html, strlen(html));
		b->markup = &markup;
		b->text_end = 0;
		parse(b);
		kr_markup_fini(&markup);
		close_element(b);
		htmlFreeParserCtxt(b->ctxt);
	}
	b->ctxt = outer.ctxt;
	b->markup = outer.markup;
	b->root = outer.root;
	b->text_end = outer.text_end;
	b->named_reference = b->open_reference = false;
}

static void on_end(void *user, const xmlChar *name)
{
	struct kr_dom_builder *b = user;
	int tag = tag_cached(b, name);

	if (b->dom->full || is_void(tag) || tag == KR_TAG_html || tag == KR_TAG_body)
		return;
	if (b->dropped)
		b->dropped--;
	else if (b->cur > b->root)
		close_element(b);
	if (tag == KR_TAG_iframe && b->frame && !b->dropped)
		add_frame(b);
}

static void parse(struct kr_dom_builder *b)
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
	/* With libxml2's own limits it would stop half-way; kread caps sizes itself. */
	b->ctxt->options |= XML_PARSE_HUGE;
	htmlCtxtReadMemory(b->ctxt, b->markup->html, (int)b->markup->len, NULL, "UTF-8",
	        options | XML_PARSE_HUGE);
	while (b->cur > b->root)
		close_element(b);
}

int kr_dom_parse(struct kr_dom *dom, const char *html, size_t len, struct kr_err *err)
{
	struct kr_dom_builder b = {.dom = dom, .cur = -1};
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
	b.cur = kr_dom_builder_add(&b, KR_TAG_DOCUMENT);
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

void kr_dom_parse_release(void *dict)
{
	if (dict)
		xmlDictFree(dict);
}
