/* Texts in states, as HTML: what editors and content systems keep as trees of blocks is written as
 * the elements that it stands for, so that it takes the same way as every page. */
#include "extract/state/state_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/data/markdown_priv.h"

enum {
	DEPTH = 40,
	STEP = 16,
	TYPE = 40, /* bytes of a type */
	INNER = 8, /* objects in an object that may have its address */
};

struct element {
	const char *type, *tag; /* the type contains this word */
	bool skip;              /* no text of the article */
};

/* In this order: "related_list" before "list", "list-item" before "list", "table-cell" before
 * "table". */
static const struct element elements[] = {{"related", NULL, true}, {"promo", NULL, true},
        {"advert", NULL, true}, {"newsletter", NULL, true}, {"recommend", NULL, true},
        {"list-item", "li", false}, {"listitem", "li", false}, {"list_item", "li", false},
        {"header-one", "h2", false}, {"table-header-cell", "th", false},
        {"tableheader", "th", false}, {"table-cell", "td", false}, {"tablecell", "td", false},
        {"table-row", "tr", false}, {"tablerow", "tr", false}, {"table", "table", false},
        {"head", "h3", false}, {"list", "ul", false}, {"quote", "blockquote", false},
        {"code", "pre", false}, {"image", "img", false}, {"photo", "img", false},
        {"picture", "img", false}, {"figure", "img", false}, {"divider", "hr", false},
        {"hyperlink", "a", false}, {"aside", NULL, true}, {"paragraph", "p", false},
        {"unstyled", "p", false}};

/* Types that are short words: the whole must be equal. */
static const struct element exact[] = {{"h1", "h2", false}, {"h2", "h2", false},
        {"h3", "h3", false}, {"h4", "h4", false}, {"h5", "h5", false}, {"h6", "h6", false},
        {"p", "p", false}, {"li", "li", false}, {"ul", "ul", false}, {"ol", "ol", false},
        {"hr", "hr", false}, {"img", "img", false}, {"pic", "img", false}, {"a", "a", false},
        {"link", "a", false}, {"pre", "pre", false}, {"ad", NULL, true}, {"ads", NULL, true},
        {"title", "h3", false}, {"tr", "tr", false}, {"td", "td", false}, {"th", "th", false}};

struct html_frame {
	const struct kr_js_value *next; /* member to be visited */
	const struct kr_js_value *text; /* of an object: its string; NULL: it has none */
	const char *close;              /* tag to be closed, or NULL */
	bool object, list;
	bool in_block; /* text here is part of a block that is open */
};

struct writer {
	const struct kr_page *page;
	struct kr_str *out;
	size_t text, *budget;
	struct html_frame stack[DEPTH];
	int depth;
};

static void put(struct writer *w, const char *s, size_t n)
{
	if (w->out)
		kr_str_add(w->out, s, n);
}

static void putz(struct writer *w, const char *s)
{
	put(w, s, strlen(s));
}

static void put_tag(struct writer *w, const char *open, const char *tag)
{
	putz(w, open);
	putz(w, tag);
	putz(w, ">");
}

static void put_attr(struct writer *w, const char *name, const char *value)
{
	putz(w, name);
	putz(w, "=\"");
	for (size_t n; value && *value; value += n + (value[n] != '\0')) {
		n = strcspn(value, "\"");
		put(w, value, n);
		putz(w, value[n] ? "&quot;" : "");
	}
	putz(w, "\"");
}

/* --- strings ------------------------------------------------------------------------------ */

/* Bytes outside of tags; *ret_tags: there are some. */
static size_t text_bytes(const char *s, size_t len, bool *ret_tags)
{
	size_t n = 0;

	*ret_tags = false;
	for (size_t i = 0; i < len; i++, n++) {
		const char *end;

		if (s[i] != '<' || i + 1 >= len ||
		        (!isalpha((unsigned char)s[i + 1]) && s[i + 1] != '/' && s[i + 1] != '!'))
			continue;
		end = memchr(s + i, '>', len - i);
		if (!end)
			break;
		*ret_tags = true;
		i = (size_t)(end - s);
		n--;
	}
	return n;
}

/* HTML that was escaped once more than it should be. */
static bool is_escaped(const char *s, size_t len)
{
	return memmem(s, len, "&lt;p", 5) || memmem(s, len, "&lt;br", 6) ||
	       memmem(s, len, "&lt;div", 7);
}

static void put_unescaped(struct writer *w, const char *s, size_t len)
{
	static const char *const names[] = {"&lt;", "&gt;", "&quot;", "&amp;"};

	for (size_t i = 0; i < len; i++) {
		size_t n = 0;

		for (size_t k = 0; k < 4 && s[i] == '&' && !n; k++)
			if (len - i >= strlen(names[k]) &&
			        !memcmp(s + i, names[k], strlen(names[k]))) {
				n = strlen(names[k]);
				put(w, &"<>\"&"[k], 1);
			}
		if (!n)
			put(w, s + i, 1);
		i += n ? n - 1 : 0;
	}
}

/* Lines of a text without tags: paragraphs, or within a block lines of it. */
static void put_lines(struct writer *w, const char *s, size_t len, const char *tag)
{
	for (size_t i = 0; i < len;) {
		const char *end = memchr(s + i, '\n', len - i);
		const size_t stop = end ? (size_t)(end - s) : len;

		if (tag)
			put_tag(w, "<", tag);
		for (; i < stop; i++)
			if (s[i] == '<')
				putz(w, "&lt;");
			else
				put(w, s + i, 1);
		if (tag)
			put_tag(w, "</", tag);
		else if (end)
			putz(w, "<br>");
		i = stop + 1;
	}
}

static void put_string(struct writer *w, const struct kr_js_value *v, const struct html_frame *in)
{
	bool tags, escaped;

	if (!v->n || *w->budget < v->n)
		return;
	*w->budget -= v->n;
	w->text += text_bytes(v->u.str, v->n, &tags);
	if (!w->out)
		return;
	if ((!in || !in->in_block) && kr_markdown_is(v->u.str, v->n) &&
	        kr_markdown_html(v->u.str, v->n, w->out))
		return;
	escaped = !tags && is_escaped(v->u.str, v->n);
	if (!tags && !escaped) {
		put_lines(w, v->u.str, v->n,
		        in && in->in_block ? NULL
		        : in && in->list   ? "li"
		                           : "p");
		return;
	}
	if (!in || !in->in_block)
		put_tag(w, "<", in && in->list ? "li" : "div");
	if (escaped)
		put_unescaped(w, v->u.str, v->n);
	else
		put(w, v->u.str, v->n);
	if (!in || !in->in_block)
		put_tag(w, "</", in && in->list ? "li" : "div");
}

/* --- objects ------------------------------------------------------------------------------ */

static const struct element *element_of(const struct kr_js_value *o)
{
	static const char *const keys[] = {"style", "type", "nodeType", "_type", "__typename",
	        "kind", "tag", "tagName", "component_type"};

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		const struct kr_js_value *v = kr_js_value_get(o, keys[k]);
		const char *type = v && v->n <= TYPE ? kr_js_value_str(v) : NULL;

		for (size_t i = 0; type && i < sizeof exact / sizeof *exact; i++)
			if (kr_slice_ieq(kr_slice_of(type), exact[i].type))
				return &exact[i];
		for (size_t i = 0; type && i < sizeof elements / sizeof *elements; i++)
			if (kr_str_ifind(type, strlen(type), elements[i].type))
				return &elements[i];
	}
	return NULL;
}

/* An address of the object or of what it consists of. */
static const char *address_of(const struct kr_js_value *o, int levels)
{
	struct kr_members m;
	int inner = 0;

	kr_state_keys_members(o, &m);
	if (kr_js_value_str(m.v[KR_STATE_URL]))
		return m.v[KR_STATE_URL]->u.str;
	for (const struct kr_js_value *v = o->u.first; v && levels > 0 && inner < INNER;
	        v = v->next) {
		const char *url = v->type == KR_JS_VALUE_OBJECT ? address_of(v, levels - 1) : NULL;

		if (url)
			return url;
		inner += v->type == KR_JS_VALUE_OBJECT;
	}
	return NULL;
}

static void put_picture(struct writer *w, const struct kr_js_value *o)
{
	const char *src = address_of(o, 2),
	           *caption = kr_js_value_str(kr_js_value_get(o, "caption"));

	if (!src)
		return;
	putz(w, "<figure><img");
	put_attr(w, " src", src);
	put_attr(w, " alt", kr_js_value_str(kr_js_value_get(o, "alt")));
	putz(w, ">");
	if (caption) {
		putz(w, "<figcaption>");
		put_lines(w, caption, strlen(caption), NULL);
		putz(w, "</figcaption>");
	}
	putz(w, "</figure>");
}

static const struct kr_js_value *string_of(const struct kr_js_value *o)
{
	const struct kr_js_value *best = NULL;
	int high = 0, worth;

	for (const struct kr_js_value *v = o->u.first; v; v = v->next)
		if (v->type == KR_JS_VALUE_STRING && v->n &&
		        kr_state_keys_role(v->key, &worth) == KR_STATE_TEXT && worth > high) {
			high = worth;
			best = v;
		}
	return best;
}

static bool is_block_tag(const char *tag)
{
	return strcmp(tag, "ul") != 0 && strcmp(tag, "ol") != 0 && strcmp(tag, "table") != 0 &&
	       strcmp(tag, "tr") != 0 && strcmp(tag, "a") != 0;
}

static void enter(struct writer *w, const struct kr_js_value *v)
{
	const struct html_frame *around = w->depth ? &w->stack[w->depth - 1] : NULL;
	const struct element *e = v->type == KR_JS_VALUE_OBJECT ? element_of(v) : NULL;
	struct html_frame f = {.next = v->u.first, .object = v->type == KR_JS_VALUE_OBJECT};
	const char *tag = e ? e->tag : NULL;

	*w->budget -= *w->budget < v->n ? *w->budget : v->n;
	if (w->depth == DEPTH || (e && e->skip))
		return;
	if (tag && (!strcmp(tag, "img") || !strcmp(tag, "hr"))) {
		if (*tag == 'h')
			putz(w, "<hr>");
		else
			put_picture(w, v);
		return;
	}
	if (around) {
		f.in_block = around->in_block;
		f.list = around->list && (!f.object || !tag);
	}
	if (f.object)
		f.text = string_of(v);
	if (!tag && f.text && !f.in_block && !f.list && !memchr(f.text->u.str, '<', f.text->n))
		tag = "p";
	if (tag && !strcmp(tag, "p") && f.in_block)
		tag = "br"; /* never within another block */
	if (tag && !strcmp(tag, "a")) {
		putz(w, "<a");
		put_attr(w, " href", address_of(v, 1));
		putz(w, ">");
	} else if (tag) {
		put_tag(w, "<", tag);
	}
	f.close = tag && strcmp(tag, "br") != 0 ? tag : NULL;
	f.list = f.list || (tag && (!strcmp(tag, "ul") || !strcmp(tag, "ol")));
	f.in_block = f.in_block || (tag && is_block_tag(tag));
	w->stack[w->depth++] = f;
}

static void visit(struct writer *w, const struct kr_js_value *v)
{
	struct html_frame *f = &w->stack[w->depth - 1];
	int worth;

	if (v->type == KR_JS_VALUE_STRING && (!f->object || v == f->text))
		put_string(w, v, f);
	else if (v->type >= KR_JS_VALUE_ARRAY &&
	         (!f->object || ((!f->text || f->list) &&
	                                kr_state_keys_role(v->key, &worth) == KR_STATE_TEXT)))
		enter(w, kr_state_keys_resolve(w->page, v, w->budget));
}

size_t kr_state_html(
        const struct kr_page *page, const struct kr_js_value *v, struct kr_str *out, size_t *budget)
{
	struct writer w = {.page = page, .out = out, .budget = budget};

	if (v->type == KR_JS_VALUE_STRING)
		put_string(&w, v, NULL);
	else if (v->type >= KR_JS_VALUE_ARRAY)
		enter(&w, kr_state_keys_resolve(page, v, budget));
	while (w.depth) {
		struct html_frame *f = &w.stack[w.depth - 1];
		const struct kr_js_value *m = f->next;

		if (!m || *budget < STEP) {
			if (f->close)
				put_tag(&w, "</", f->close);
			w.depth--;
			continue;
		}
		*budget -= STEP;
		f->next = m->next;
		visit(&w, m);
	}
	return w.text;
}
