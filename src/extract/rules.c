#include "extract/rules_priv.h"

#include <string.h>

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "extract/rules_tree_priv.h"
#include "kread/base/budgets.h"

/* Users trust their own expressions, but the pages may be hostile. */
enum {
	MAX_LINES = 1000,
	MAX_XPATH = 2000, /* bytes */
	MAX_HITS = 10000, /* elements of a rule */
	MAX_TEXTS = 100,  /* nodes that are read for a rule for text */
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
	int line; /* current, from 1; 0 before the first */
};

/* Adds a warning about the current line. */
static void warn(struct rule_finder *f, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void warn(struct rule_finder *f, const char *fmt, ...)
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

/* libxml2 would write to standard error, in two ways. */
static void ignore_message(void *user, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void ignore_message(void *user, const char *fmt, ...)
{
	(void)user;
	(void)fmt;
}

#if LIBXML_VERSION >= 21200
static void ignore_error(void *user, const xmlError *err)
#else
static void ignore_error(void *user, xmlErrorPtr err)
#endif
{
	(void)user;
	(void)err;
}

static bool prepare(struct rule_finder *f)
{
	if ((size_t)f->dom->n + f->dom->nattrs > KR_RULES_NODES) {
		warn(f, "this page is too large for site rules");
		return false;
	}
	f->doc = kr_rules_tree_make(f->dom);
	f->ctxt = f->doc ? xmlXPathNewContext(f->doc) : NULL;
	if (!f->ctxt) {
		warn(f, "no memory for site rules");
		return false;
	}
	f->ctxt->error = ignore_error;
	f->ctxt->node = (xmlNodePtr)f->doc;
#if LIBXML_VERSION >= 20911 /* with older versions, the deadline of the page must do */
	f->ctxt->opLimit = KR_RULES_STEPS;
#endif
	return true;
}

/* --- results ------------------------------------------------------------------------------ */

static void warn_of_xpath(struct rule_finder *f)
{
	const xmlError *e = &f->ctxt->lastError;

	switch (e->code - XML_XPATH_EXPRESSION_OK) {
	case XPATH_UNKNOWN_FUNC_ERROR:
		warn(f, "this XPath calls a function that does not exist");
		break;
	case XPATH_UNDEF_VARIABLE_ERROR:
		warn(f, "XPath variables are not supported");
		break;
	case XPATH_UNDEF_PREFIX_ERROR:
		warn(f, "this XPath has a prefix: there are no namespaces");
		break;
	case XPATH_MEMORY_ERROR:
#if LIBXML_VERSION >= 20911
	case XPATH_OP_LIMIT_EXCEEDED:
#endif
		warn(f, "this XPath takes too long on this page");
		break;
	default:
		warn(f, "not an XPath, near character %d", e->int1 + 1);
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

static bool has_text(const struct kr_dom *dom, int32_t i)
{
	for (int32_t k = i; k < dom->nodes[i].end; k++)
		if (dom->nodes[k].tag == KR_TAG_TEXT && kr_slice_trim(kr_dom_text(dom, k)).len)
			return true;
	return false;
}

static void add_texts(struct rule_finder *f, enum kr_rule rule, const xmlNodeSet *set)
{
	struct kr_rule_hits *to = &f->rules->hits[rule];

	for (int i = 0; i < set->nodeNr && i < MAX_TEXTS && (rule == KR_RULE_AUTHORS || !to->n);
	        i++) {
		xmlChar *text = xmlXPathCastNodeToString(set->nodeTab[i]);

		add_text(f, to, kr_rules_tree_node(set->nodeTab[i]), text);
		xmlFree(text);
	}
}

static void add_elements(struct rule_finder *f, enum kr_rule rule, const xmlNodeSet *set)
{
	struct kr_rule_hits *to = &f->rules->hits[rule];
	const size_t before = to->n;
	int32_t end = 0;

	for (int i = 0; i < set->nodeNr && to->n < MAX_HITS; i++) {
		int32_t node = kr_rules_tree_node(set->nodeTab[i]);

		if (node < end || (rule == KR_RULE_BODY && !has_text(f->dom, node)))
			continue;
		add_hit(f, to, node);
		end = f->dom->nodes[node].end;
	}
	if (to->n == before && set->nodeNr && kr_rules_tree_node(set->nodeTab[0]) < 0)
		warn(f, "%s needs elements, and this XPath gives none", keys[rule]);
}

static void add_result(struct rule_finder *f, enum kr_rule rule, xmlXPathObjectPtr found)
{
	const bool text = rule < KR_RULE_BODY;

	if (found->type == XPATH_NODESET && found->nodesetval) {
		xmlXPathNodeSetSort(found->nodesetval);
		if (text)
			add_texts(f, rule, found->nodesetval);
		else
			add_elements(f, rule, found->nodesetval);
	} else if (found->type == XPATH_STRING && text) {
		add_text(f, &f->rules->hits[rule], -1, found->stringval);
	} else if (found->type != XPATH_NODESET) {
		warn(f, "this XPath gives %s",
		        text ? "neither elements nor a text" : "no elements");
	}
}

/* If several lines have the same key, the first with a result counts; for "drop" all count. */
static void evaluate(struct rule_finder *f, enum kr_rule rule, const char *xpath)
{
	const bool wanted = rule == KR_RULE_DROP || !f->rules->hits[rule].n;
	xmlXPathCompExprPtr code = xmlXPathCtxtCompile(f->ctxt, (const xmlChar *)xpath);
	xmlXPathObjectPtr found = code && wanted ? xmlXPathCompiledEval(code, f->ctxt) : NULL;

	if (found)
		add_result(f, rule, found);
	else if (!code || wanted)
		warn_of_xpath(f);
	xmlXPathFreeObject(found);
	xmlXPathFreeCompExpr(code);
}

/* --- lines -------------------------------------------------------------------------------- */

static void read_line(struct rule_finder *f, struct kr_slice s)
{
	const char *equals = memchr(s.data, '=', s.len);
	struct kr_slice key, value;
	int rule = 0;
	char *xpath;

	if (!equals) {
		warn(f, "not of the form key = XPath");
		return;
	}
	key = kr_slice_trim((struct kr_slice){s.data, (size_t)(equals - s.data)});
	value = kr_slice_trim((struct kr_slice){equals + 1, s.len - (size_t)(equals + 1 - s.data)});
	while (rule < KR_RULES && !kr_slice_eq(key, keys[rule]))
		rule++;
	if (rule == KR_RULES) {
		warn(f, "unknown key %.*s", (int)(key.len < 80 ? key.len : 80), key.data);
		return;
	}
	if (!value.len || value.len > MAX_XPATH) {
		warn(f, value.len ? "the XPath is longer than 2000 bytes" : "the XPath is missing");
		return;
	}
	xpath = kr_arena_dup(&f->page->arena, value.data, value.len);
	evaluate(f, (enum kr_rule)rule, xpath);
}

/* Empty lines, and those that begin with # or ;, are comments. */
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

static void set_drop(struct kr_page *page)
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
	xmlSetGenericErrorFunc(NULL, ignore_message);
	if (prepare(&f))
		read_text(&f, page->in->rules);
	xmlSetGenericErrorFunc(NULL, NULL);
	set_drop(page);
	xmlXPathFreeContext(f.ctxt);
	xmlFreeDoc(f.doc);
}
