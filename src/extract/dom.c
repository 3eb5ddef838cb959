#include "dom_priv.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "kread/base/mem.h"

enum { CACHE = 256 };

struct builder {
	struct kr_dom *dom;
	int32_t cur;      /* open element */
	int32_t *last;    /* last child so far of each open element, by depth */
	uint32_t dropped; /* open elements below KR_DOM_DEPTH */
	struct {
		const xmlChar *name;
		int tag;
	} cache[CACHE]; /* names are interned by the parser: look up by pointer */
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
#include "tags.def"
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
	*n = (struct kr_node){
	        .parent = b->cur, .end = d->n + 1, .prev = b->last[depth], .tag = (uint16_t)tag, .depth = depth};
	b->last[depth] = d->n;
	return d->n++;
}

static void add_attrs(struct builder *b, struct kr_node *n, const xmlChar **atts)
{
	struct kr_dom *d = b->dom;

	n->at = (uint32_t)d->nattrs;
	for (; atts && atts[0] && n->nattrs < UINT16_MAX; atts += 2) {
		d->attrs = kr_mem_grow(d->attrs, d->nattrs, &d->cap_attrs, sizeof *d->attrs);
		d->attrs[d->nattrs++] = (struct kr_attr){
		        (const char *)atts[0], atts[1] ? kr_arena_strdup(&d->arena, (const char *)atts[1]) : ""};
		n->nattrs++;
	}
}

static void on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
	struct builder *b = user;
	struct kr_dom *d = b->dom;
	struct kr_node *n;
	int tag = tag_cached(b, name);
	int32_t i;

	if (b->dropped || d->nodes[b->cur].depth >= KR_DOM_DEPTH - 1) {
		b->dropped++;
		return;
	}
	i = add_node(b, tag);
	n = &d->nodes[i];
	add_attrs(b, n, atts);
	if (tag == KR_TAG_UNKNOWN) {
		d->names = kr_mem_grow(d->names, d->nnames, &d->cap_names, sizeof *d->names);
		n->len = (uint32_t)d->nnames;
		d->names[d->nnames++] = (const char *)name;
	}
	if (tag == KR_TAG_html && d->html < 0)
		d->html = i;
	else if (tag == KR_TAG_head && d->head < 0)
		d->head = i;
	else if (tag == KR_TAG_body && d->body < 0)
		d->body = i;
	b->cur = i;
	b->last[n->depth + 1] = -1;
}

static void on_end(void *user, const xmlChar *name)
{
	struct builder *b = user;
	struct kr_node *n = &b->dom->nodes[b->cur];

	(void)name;
	if (b->dropped) {
		b->dropped--;
		return;
	}
	if (n->parent < 0)
		return;
	n->end = b->dom->n;
	b->cur = n->parent;
}

static void on_text(void *user, const xmlChar *text, int len)
{
	struct builder *b = user;
	struct kr_dom *d = b->dom;
	int32_t last = d->n - 1;

	if (len <= 0)
		return;
	/* The parser hands out text in pieces: join them. */
	if (d->nodes[last].tag != KR_TAG_TEXT || d->nodes[last].parent != b->cur) {
		last = add_node(b, KR_TAG_TEXT);
		d->nodes[last].at = (uint32_t)d->text.len;
	}
	kr_str_add(&d->text, (const char *)text, (size_t)len);
	d->nodes[last].len += (uint32_t)len;
}

int kr_dom_parse(struct kr_dom *dom, const char *html, size_t len, struct kr_err *err)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
	                    HTML_PARSE_IGNORE_ENC;
	struct builder b = {.dom = dom, .cur = -1};
	int32_t last[KR_DOM_DEPTH + 1];
	htmlParserCtxtPtr ctxt;
	htmlSAXHandler sax;

	*dom = (struct kr_dom){.html = -1, .head = -1, .body = -1};
	kr_str_init(&dom->text);
	kr_arena_init(&dom->arena);
	if (len > INT32_MAX / 2)
		return kr_err_set(err, KR_E_LIMIT, "page too large to parse");
	ctxt = htmlNewParserCtxt();
	if (!ctxt)
		return kr_err_set(err, KR_E_LIMIT, "cannot start the HTML parser");
	memset(&sax, 0, sizeof sax);
	sax.initialized = 1;
	sax.startElement = on_start;
	sax.endElement = on_end;
	sax.characters = sax.cdataBlock = sax.ignorableWhitespace = on_text;
	*ctxt->sax = sax;
	ctxt->userData = &b;
	b.last = last;
	last[0] = -1;
	kr_str_reserve(&dom->text, len / 2);
	b.cur = add_node(&b, KR_TAG_DOCUMENT);
	last[1] = -1;
	/* A literal: the parser's own limits are off (sizes are capped by kread), else it stops in the middle. */
	ctxt->options |= XML_PARSE_HUGE;
	htmlCtxtReadMemory(ctxt, html, (int)len, NULL, "UTF-8", options | XML_PARSE_HUGE);
	while (b.cur > 0) {
		b.dropped = 0;
		on_end(&b, NULL);
	}
	dom->nodes[0].end = dom->n;
	dom->dict = ctxt->dict;
	xmlDictReference(ctxt->dict);
	if (ctxt->myDoc)
		xmlFreeDoc(ctxt->myDoc);
	htmlFreeParserCtxt(ctxt);
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
	for (uint32_t k = 0; k < n->nattrs; k++)
		if (!strcmp(dom->attrs[n->at + k].name, name))
			return dom->attrs[n->at + k].value;
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

int32_t kr_dom_common(const struct kr_dom *dom, int32_t a, int32_t b)
{
	while (!kr_dom_within(dom, b, a))
		a = dom->nodes[a].parent;
	return a;
}

bool kr_dom_class_has(const struct kr_dom *dom, int32_t i, const char *word)
{
	const char *c = kr_dom_attr(dom, i, "class"), *id = kr_dom_attr(dom, i, "id");

	return (c && kr_str_ifind(c, strlen(c), word)) || (id && kr_str_ifind(id, strlen(id), word));
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
		for (size_t b = 0; b < t.len; b++) {
			char c = t.data[b];

			if (c == ' ' || (c >= '\t' && c <= '\r')) {
				gap = true;
				continue;
			}
			if (gap && out->len > start)
				kr_str_addc(out, ' ');
			gap = false;
			kr_str_addc(out, c);
		}
	}
}
