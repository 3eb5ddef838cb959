#include "extract/state/state_html_priv.h"

#include <string.h>

#include "extract/state/html_writer_priv.h"
#include "extract/state/state_elements_priv.h"
#include "extract/state/state_keys_priv.h"
#include "extract/state/state_refs_priv.h"

enum {
	DEPTH = 40, /* deeper blocks are left out */
	STEP = 16,  /* steps of the budget for each value */
	INNER = 8,  /* objects in an object that are searched for its URL */
};

struct html_frame {                     /* an array or object that is being written */
	const struct kr_js_value *next; /* member to be visited */
	const struct kr_js_value *text; /* of an object: its string, or NULL */
	const char *close;              /* tag to be closed, or NULL */
	bool object, list;
	bool in_block; /* text here is part of an open block */
};

struct tree_writer {
	struct kr_html_writer html;
	const struct kr_page *page;
	size_t *budget;
	struct html_frame stack[DEPTH];
	int depth;
};

/* parent: NULL at the top */
static void write_string(
        struct tree_writer *w, const struct kr_js_value *v, const struct html_frame *parent)
{
	if (!v->n || *w->budget < v->n)
		return;
	*w->budget -= v->n;
	kr_html_writer_string(&w->html, v->u.str, v->n,
	        parent && parent->in_block ? KR_HTML_WRITER_BLOCK
	        : parent && parent->list   ? KR_HTML_WRITER_LIST
	                                   : KR_HTML_WRITER_BODY);
}

/* The URL of an object or of the objects in it. */
static const char *find_url(const struct kr_js_value *o, int levels)
{
	struct kr_state_members m;
	int inner = 0;

	kr_state_keys_read(o, &m);
	if (kr_js_value_str(m.v[KR_STATE_URL]))
		return m.v[KR_STATE_URL]->u.str;
	for (const struct kr_js_value *v = o->u.first; v && levels > 0 && inner < INNER;
	        v = v->next) {
		const char *url = v->type == KR_JS_VALUE_OBJECT ? find_url(v, levels - 1) : NULL;

		if (url)
			return url;
		inner += v->type == KR_JS_VALUE_OBJECT;
	}
	return NULL;
}

static void write_picture(struct kr_html_writer *w, const struct kr_js_value *o)
{
	const char *src = find_url(o, 2), *caption = kr_js_value_str(kr_js_value_get(o, "caption"));

	if (!src)
		return;
	kr_html_writer_put(w, "<figure><img");
	kr_html_writer_attr(w, " src", src);
	kr_html_writer_attr(w, " alt", kr_js_value_str(kr_js_value_get(o, "alt")));
	kr_html_writer_put(w, ">");
	if (caption) {
		kr_html_writer_put(w, "<figcaption>");
		kr_html_writer_lines(w, caption, strlen(caption), NULL);
		kr_html_writer_put(w, "</figcaption>");
	}
	kr_html_writer_put(w, "</figure>");
}

static const struct kr_js_value *text_member(const struct kr_js_value *o)
{
	const struct kr_js_value *best = NULL;
	int highest = 0, priority;

	for (const struct kr_js_value *v = o->u.first; v; v = v->next)
		if (v->type == KR_JS_VALUE_STRING && v->n &&
		        kr_state_keys_role(v->key, &priority) == KR_STATE_TEXT &&
		        priority > highest) {
			highest = priority;
			best = v;
		}
	return best;
}

/* Whether text goes directly into an element. */
static bool holds_text(const char *tag)
{
	return strcmp(tag, "ul") != 0 && strcmp(tag, "ol") != 0 && strcmp(tag, "table") != 0 &&
	       strcmp(tag, "tr") != 0 && strcmp(tag, "a") != 0;
}

/* The tag for an array or object, or NULL. *f: its frame so far. */
static const char *choose_tag(const struct kr_state_element *e, const struct html_frame *f)
{
	const char *tag = e ? e->tag : NULL;

	if (!tag && f->text && !f->in_block && !f->list && !memchr(f->text->u.str, '<', f->text->n))
		tag = "p";
	if (tag && !strcmp(tag, "p") && f->in_block)
		tag = "br"; /* HTML does not allow <p> within another block */
	return tag;
}

/* Opens an array or object, or writes it if it has no content of its own. */
static void enter(struct tree_writer *w, const struct kr_js_value *v)
{
	const struct html_frame *parent = w->depth ? &w->stack[w->depth - 1] : NULL;
	const struct kr_state_element *e =
	        v->type == KR_JS_VALUE_OBJECT ? kr_state_elements_find(v) : NULL;
	struct html_frame f = {.next = v->u.first, .object = v->type == KR_JS_VALUE_OBJECT};
	const char *tag = e ? e->tag : NULL;

	*w->budget -= *w->budget < v->n ? *w->budget : v->n;
	if (w->depth == DEPTH || (e && !e->tag))
		return;
	if (tag && !strcmp(tag, "hr")) {
		kr_html_writer_put(&w->html, "<hr>");
		return;
	}
	if (tag && !strcmp(tag, "img")) {
		write_picture(&w->html, v);
		return;
	}
	if (parent) {
		f.in_block = parent->in_block;
		f.list = parent->list && (!f.object || !tag);
	}
	if (f.object)
		f.text = text_member(v);
	tag = choose_tag(e, &f);
	if (tag && !strcmp(tag, "a")) {
		kr_html_writer_put(&w->html, "<a");
		kr_html_writer_attr(&w->html, " href", find_url(v, 1));
		kr_html_writer_put(&w->html, ">");
	} else if (tag) {
		kr_html_writer_open_tag(&w->html, tag);
	}
	f.close = tag && strcmp(tag, "br") != 0 ? tag : NULL;
	f.list = f.list || (tag && (!strcmp(tag, "ul") || !strcmp(tag, "ol")));
	f.in_block = f.in_block || (tag && holds_text(tag));
	w->stack[w->depth++] = f;
}

static void visit(struct tree_writer *w, const struct kr_js_value *v)
{
	struct html_frame *f = &w->stack[w->depth - 1];
	int priority;

	if (v->type == KR_JS_VALUE_STRING && (!f->object || v == f->text))
		write_string(w, v, f);
	else if (v->type >= KR_JS_VALUE_ARRAY &&
	         (!f->object || ((!f->text || f->list) &&
	                                kr_state_keys_role(v->key, &priority) == KR_STATE_TEXT)))
		enter(w, kr_state_refs_resolve(w->page, v, w->budget));
}

size_t kr_state_html(
        const struct kr_page *page, const struct kr_js_value *v, struct kr_str *out, size_t *budget)
{
	struct tree_writer w = {.html = {.out = out}, .page = page, .budget = budget};

	if (v->type == KR_JS_VALUE_STRING)
		write_string(&w, v, NULL);
	else if (v->type >= KR_JS_VALUE_ARRAY)
		enter(&w, kr_state_refs_resolve(page, v, budget));
	while (w.depth) {
		struct html_frame *f = &w.stack[w.depth - 1];
		const struct kr_js_value *m = f->next;

		if (!m || *budget < STEP) {
			if (f->close)
				kr_html_writer_close_tag(&w.html, f->close);
			w.depth--;
			continue;
		}
		*budget -= STEP;
		f->next = m->next;
		visit(&w, m);
	}
	return w.html.text;
}
