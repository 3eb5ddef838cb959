#include "extract/rules_priv.h"

#include <stdint.h>
#include <string.h>

#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/* The expressions are the reader's own, but the pages that they run over are not. */
enum {
	MAX_LINES = 1000,
	MAX_XPATH = 2000,     /* bytes */
	MAX_NODES = 500000,   /* of the page, with attributes */
	MAX_ATTRS = 100,      /* of an element */
	MAX_STEPS = 10000000, /* of all expressions together, as libxml2 counts them */
	MAX_HITS = 10000,     /* elements of one rule */
	MAX_TEXTS = 100,      /* of these looked at for a rule for text */
};

static const char *const keys[KR_RULES] = {[KR_RULE_TITLE] = "title",
        [KR_RULE_TIME] = "time",
        [KR_RULE_SOURCE] = "source",
        [KR_RULE_AUTHORS] = "authors",
        [KR_RULE_NEXT_PAGE] = "next_page",
        [KR_RULE_BODY] = "body",
        [KR_RULE_RECOMMENDATIONS] = "recommendations",
        [KR_RULE_DROP] = "drop"};

struct rule_finder {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_rules *rules;
	xmlDocPtr doc;
	xmlXPathContextPtr ctxt;
	int line;
};

static void fault(struct rule_finder *f, const char *fmt, ...)
        __attribute__((format(printf, 2, 3)));

static void fault(struct rule_finder *f, const char *fmt, ...)
{
	const char *name = f->page->in->rules_name;
	struct kr_str text;
	va_list ap;

	kr_str_init(&text);
	kr_str_addz(&text, name ? name : "site rules");
	if (f->line)
		kr_str_addf(&text, ":%d", f->line);
	kr_str_addz(&text, ": ");
	va_start(ap, fmt);
	kr_str_addv(&text, fmt, ap);
	va_end(ap);
	kr_doc_warn(f->page->doc, "site-rules", text.data);
	kr_str_fini(&text);
}

/* --- the page as libxml2's tree -----------------------------------------------------------
 *
 * Made from kr_dom, not parsed again: so the nodes of one are those of the other, and what dom.c
 * mends is mended here. */

static bool add_attrs(const struct kr_dom *dom, int32_t i, xmlNodePtr to)
{
	const struct kr_node *n = &dom->nodes[i];

	for (uint32_t k = 0; k < n->nattrs && k < MAX_ATTRS; k++)
		if (!xmlNewProp(to, (const xmlChar *)dom->attrs[n->at + k].name,
		            (const xmlChar *)dom->attrs[n->at + k].value))
			return false;
	return true;
}

/* xmlAddChild would join texts. */
static void link_node(xmlNodePtr parent, xmlNodePtr node)
{
	node->parent = parent;
	node->prev = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
}

static xmlNodePtr make_node(const struct kr_dom *dom, xmlDocPtr doc, int32_t i, xmlNodePtr parent)
{
	xmlNodePtr node;

	if (dom->nodes[i].tag == KR_TAG_TEXT)
		node = xmlNewDocTextLen(
		        doc, (const xmlChar *)kr_dom_text(dom, i).data, (int)dom->nodes[i].len);
	else
		node = xmlNewDocNode(doc, NULL, (const xmlChar *)kr_dom_name(dom, i), NULL);
	if (!node)
		return NULL;
	node->_private = (void *)(intptr_t)i;
	link_node(parent, node);
	return dom->nodes[i].tag == KR_TAG_TEXT || add_attrs(dom, i, node) ? node : NULL;
}

static xmlDocPtr make_tree(const struct kr_dom *dom)
{
	xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNodePtr open[KR_DOM_DEPTH + 1];

	if (!doc)
		return NULL;
	open[0] = (xmlNodePtr)doc;
	for (int32_t i = 1; i < dom->n; i++) {
		const int depth = dom->nodes[i].depth;

		open[depth] = make_node(dom, doc, i, open[depth - 1]);
		if (!open[depth]) {
			xmlFreeDoc(doc);
			return NULL;
		}
	}
	xmlXPathOrderDocElems(doc);
	return doc;
}

/* libxml2 would write to standard error, by two ways. */
static void hush_text(void *user, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void hush_text(void *user, const char *fmt, ...)
{
	(void)user;
	(void)fmt;
}

#if LIBXML_VERSION >= 21200
static void hush(void *user, const xmlError *err)
#else
static void hush(void *user, xmlErrorPtr err)
#endif
{
	(void)user;
	(void)err;
}

static bool start(struct rule_finder *f)
{
	if ((size_t)f->dom->n + f->dom->nattrs > MAX_NODES) {
		fault(f, "this page is too large for site rules");
		return false;
	}
	f->doc = make_tree(f->dom);
	f->ctxt = f->doc ? xmlXPathNewContext(f->doc) : NULL;
	if (!f->ctxt) {
		fault(f, "no memory for site rules");
		return false;
	}
	f->ctxt->error = hush;
	f->ctxt->node = (xmlNodePtr)f->doc;
#if LIBXML_VERSION >= 20911 /* older ones are stopped by the deadline of the page */
	f->ctxt->opLimit = MAX_STEPS;
#endif
	return true;
}

/* --- what an expression found
 * -------------------------------------------------------------------------------------------- */

static void xpath_fault(struct rule_finder *f)
{
	const xmlError *e = &f->ctxt->lastError;

	switch (e->code - XML_XPATH_EXPRESSION_OK) {
	case XPATH_UNKNOWN_FUNC_ERROR:
		fault(f, "this XPath calls a function that does not exist");
		break;
	case XPATH_UNDEF_VARIABLE_ERROR:
		fault(f, "this XPath has a variable: there are none");
		break;
	case XPATH_UNDEF_PREFIX_ERROR:
		fault(f, "this XPath has a prefix: there are no namespaces");
		break;
	case XPATH_MEMORY_ERROR:
#if LIBXML_VERSION >= 20911
	case XPATH_OP_LIMIT_EXCEEDED:
#endif
		fault(f, "this XPath takes too long on this page");
		break;
	default:
		fault(f, "not an XPath, near character %d", e->int1 + 1);
	}
}

static struct kr_rule_hit *add_hit(struct rule_finder *f, struct kr_rule_hits *to, int32_t node)
{
	struct kr_rule_hit *hit;

	to->v = kr_arena_grow(&f->page->arena, to->v, to->n, &to->cap, sizeof *to->v);
	hit = &to->v[to->n++];
	hit->node = node;
	return hit;
}

static void add_text(
        struct rule_finder *f, struct kr_rule_hits *to, int32_t node, const xmlChar *text)
{
	struct kr_slice s = kr_slice_trim(kr_slice_of((const char *)text));

	if (s.len)
		add_hit(f, to, node)->text = kr_arena_dup(&f->page->arena, s.data, s.len);
}

/* The node of kr_dom; -1 if it is none. */
static int32_t node_of(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE || n->type == XML_TEXT_NODE
	               ? (int32_t)(intptr_t)n->_private
	               : -1;
}

static bool has_text(const struct kr_dom *dom, int32_t i)
{
	for (int32_t k = i; k < dom->nodes[i].end; k++)
		if (dom->nodes[k].tag == KR_TAG_TEXT && kr_slice_trim(kr_dom_text(dom, k)).len)
			return true;
	return false;
}

static void take_texts(struct rule_finder *f, enum kr_rule rule, const xmlNodeSet *set)
{
	struct kr_rule_hits *to = &f->rules->hits[rule];

	for (int i = 0; i < set->nodeNr && i < MAX_TEXTS && (rule == KR_RULE_AUTHORS || !to->n);
	        i++) {
		xmlChar *text = xmlXPathCastNodeToString(set->nodeTab[i]);

		add_text(f, to, node_of(set->nodeTab[i]), text);
		xmlFree(text);
	}
}

static void take_elements(struct rule_finder *f, enum kr_rule rule, const xmlNodeSet *set)
{
	struct kr_rule_hits *to = &f->rules->hits[rule];
	const size_t before = to->n;
	int32_t end = 0;

	for (int i = 0; i < set->nodeNr && to->n < MAX_HITS; i++) {
		int32_t node = node_of(set->nodeTab[i]);

		if (node < end || (rule == KR_RULE_BODY && !has_text(f->dom, node)))
			continue;
		add_hit(f, to, node);
		end = f->dom->nodes[node].end;
	}
	if (to->n == before && set->nodeNr && node_of(set->nodeTab[0]) < 0)
		fault(f, "%s needs elements, and this XPath gives none", keys[rule]);
}

static void take(struct rule_finder *f, enum kr_rule rule, xmlXPathObjectPtr found)
{
	const bool text = rule < KR_RULE_BODY;

	if (found->type == XPATH_NODESET && found->nodesetval) {
		xmlXPathNodeSetSort(found->nodesetval);
		if (text)
			take_texts(f, rule, found->nodesetval);
		else
			take_elements(f, rule, found->nodesetval);
	} else if (found->type == XPATH_STRING && text) {
		add_text(f, &f->rules->hits[rule], -1, found->stringval);
	} else if (found->type != XPATH_NODESET) {
		fault(f, "this XPath gives %s",
		        text ? "neither elements nor a text" : "no elements");
	}
}

/* Of several lines with one key the first that finds something counts, but all that drop. */
static void evaluate(struct rule_finder *f, enum kr_rule rule, const char *xpath)
{
	const bool wanted = rule == KR_RULE_DROP || !f->rules->hits[rule].n;
	xmlXPathCompExprPtr code = xmlXPathCtxtCompile(f->ctxt, (const xmlChar *)xpath);
	xmlXPathObjectPtr found = code && wanted ? xmlXPathCompiledEval(code, f->ctxt) : NULL;

	if (found)
		take(f, rule, found);
	else if (!code || wanted)
		xpath_fault(f);
	xmlXPathFreeObject(found);
	xmlXPathFreeCompExpr(code);
}

/* --- the text of the rules ---------------------------------------------------------------- */

static void read_line(struct rule_finder *f, struct kr_slice s)
{
	const char *equals = memchr(s.data, '=', s.len);
	struct kr_slice key, value;
	int rule = 0;
	char *xpath;

	if (!equals) {
		fault(f, "not of the form key = XPath");
		return;
	}
	key = kr_slice_trim((struct kr_slice){s.data, (size_t)(equals - s.data)});
	value = kr_slice_trim((struct kr_slice){equals + 1, s.len - (size_t)(equals + 1 - s.data)});
	while (rule < KR_RULES && !kr_slice_eq(key, keys[rule]))
		rule++;
	if (rule == KR_RULES) {
		fault(f, "unknown key %.*s", (int)(key.len < 80 ? key.len : 80), key.data);
		return;
	}
	if (!value.len || value.len > MAX_XPATH) {
		fault(f,
		        value.len ? "the XPath is longer than 2000 bytes" : "the XPath is missing");
		return;
	}
	xpath = kr_arena_dup(&f->page->arena, value.data, value.len);
	evaluate(f, (enum kr_rule)rule, xpath);
}

/* Lines that are blank or begin with # or ; are comments. */
static void read_text(struct rule_finder *f, const char *text)
{
	size_t len = 0;

	if (kr_str_starts(text, "\xef\xbb\xbf"))
		text += 3;
	for (const char *p = text; *p && f->line < MAX_LINES; p += len + (p[len] == '\n')) {
		struct kr_slice s;

		len = strcspn(p, "\n");
		s = kr_slice_trim((struct kr_slice){p, len});
		f->line++;
		if (s.len && *s.data != '#' && *s.data != ';')
			read_line(f, s);
	}
}

static void note_drop(struct kr_page *page)
{
	const struct kr_rule_hits *drop = &page->rules->hits[KR_RULE_DROP];
	uint8_t *marks = drop->n ? kr_arena_alloc(&page->arena, (size_t)page->dom.n) : NULL;

	for (size_t i = 0; i < drop->n; i++)
		marks[drop->v[i].node] = 1;
	page->drop = marks;
}

void kr_rules_find(struct kr_page *page)
{
	struct rule_finder f = {.page = page, .dom = &page->dom};

	if (kr_str_empty(page->in->rules))
		return;
	f.rules = page->rules = kr_arena_alloc(&page->arena, sizeof *page->rules);
	xmlSetGenericErrorFunc(NULL, hush_text);
	if (start(&f))
		read_text(&f, page->in->rules);
	xmlSetGenericErrorFunc(NULL, NULL);
	note_drop(page);
	xmlXPathFreeContext(f.ctxt);
	xmlFreeDoc(f.doc);
}
