/* Reads all scripts of a page. */
#include "extract/data/state_loader_priv.h"

#include <string.h>

#include "extract/data/decode_nested_priv.h"
#include "extract/data/devalue_priv.h"
#include "extract/data/rsc_payload_priv.h"
#include "extract/data/state_scripts_priv.h"
#include "kread/base/budgets.h"

enum {
	SHELL_CHARS = 1500, /* kr_stat.chars: a page with less may be filled from attributes */
};

/* Nuxt 3 marks its payload as flat; other arrays are not. */
static bool is_flat(const struct kr_dom *dom, int32_t i)
{
	const char *id = kr_dom_attr(dom, i, "id");

	return kr_dom_attr(dom, i, "data-nuxt-data") || (id && strstr(id, "NUXT"));
}

static struct kr_js_value *read_json(struct kr_arena *arena, struct kr_slice text)
{
	const struct kr_js_value whole = {
	        .type = KR_JS_VALUE_STRING, .n = (uint32_t)text.len, .u.str = text.data};

	if (*text.data == '%')
		return kr_decode_nested(arena, &whole);
	text = kr_decode_nested_escapes(arena, text);
	return kr_js_value_parse(arena, text.data, text.len, NULL);
}

static void from_json(struct kr_state_loader *l, int32_t i, struct kr_slice text)
{
	struct kr_arena *arena = &l->page->arena;
	struct kr_js_value *v = read_json(arena, text);

	if (v && v->type == KR_JS_VALUE_STRING)
		v = kr_decode_nested(arena, v);
	else if (v && v->type == KR_JS_VALUE_ARRAY && is_flat(&l->page->dom, i))
		v = kr_devalue_unflatten(arena, v);
	kr_state_roots_add(l, v);
}

/* Adds HTML or Markdown that a script fills in, unless it has placeholders. */
static void add_text(struct kr_state_loader *l, const char *name, struct kr_slice text)
{
	struct kr_arena *arena = &l->page->arena;
	struct kr_js_value *o;

	if (!text.data || text.len < KR_STATE_TEXT_MIN || memmem(text.data, text.len, "{{", 2) ||
	        memmem(text.data, text.len, "<%", 2) || memmem(text.data, text.len, "${", 2))
		return;
	o = kr_arena_alloc(arena, sizeof *o);
	*o = (struct kr_js_value){.type = KR_JS_VALUE_OBJECT, .n = 1};
	o->u.first = kr_state_strings_new(arena, name, text);
	kr_state_roots_add(l, o);
}

static bool is_template(const char *type)
{
	return kr_str_ifind(type, strlen(type), "template") || !strcmp(type, "text/html") ||
	       !strcmp(type, "text/plain");
}

static void from_textareas(struct kr_state_loader *l)
{
	const struct kr_dom *dom = &l->page->dom;

	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_textarea); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_textarea))
		add_text(l, "html", kr_dom_raw_text(dom, i));
}

static bool is_typed(const struct kr_js_value *v)
{
	return v && v->type == KR_JS_VALUE_ARRAY && v->n == 2 &&
	       v->u.first->type == KR_JS_VALUE_NUMBER && v->u.first->u.num >= 0 &&
	       v->u.first->u.num < 12;
}

/* Unwraps Astro's [type, value] pairs. */
static struct kr_js_value *without_types(struct kr_js_value *root)
{
	struct kr_js_value_walk w = {0};

	if (!root || root->type != KR_JS_VALUE_OBJECT || !is_typed(root->u.first))
		return root;
	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w)) {
		if (is_typed(v)) {
			const struct kr_js_value *inner = v->u.first->next;

			kr_js_value_assign(v, inner);
		}
		kr_js_value_enter(&w, v);
	}
	return root;
}

/* Some pages put the state into an attribute of the element that the script fills. */
static void from_attributes(struct kr_state_loader *l)
{
	const struct kr_dom *dom = &l->page->dom;

	for (size_t i = 0; i < dom->nattrs && l->page->arena.used < l->room; i++) {
		const char *value = dom->attrs[i].value;
		const size_t len = *value == '{' || *value == '[' ? strlen(value) : 0;

		if (len >= KR_STATE_MIN && (l->bytes += len) <= KR_STATE_SCRIPTS_BYTES)
			kr_state_roots_add(l, without_types(kr_js_value_parse(
			                              &l->page->arena, value, len, NULL)));
	}
}

static bool is_javascript(const char *type)
{
	return kr_str_empty(type) || !strcmp(type, "module") ||
	       kr_str_ifind(type, strlen(type), "javascript") ||
	       kr_str_ifind(type, strlen(type), "ecmascript");
}

static void read_script(struct kr_state_loader *l, int32_t i)
{
	const char *type = kr_dom_attr(&l->page->dom, i, "type");
	const struct kr_slice text = kr_dom_raw_text(&l->page->dom, i);

	if ((l->bytes += text.len) > KR_STATE_SCRIPTS_BYTES ||
	        (is_javascript(type) && kr_state_stream_read(l, text)) || text.len < KR_STATE_MIN)
		return;
	if (is_javascript(type))
		kr_state_javascript_read(l, text);
	else if (kr_str_ifind(type, strlen(type), "json") &&
	         !kr_str_ifind(type, strlen(type), "ld+json"))
		from_json(l, i, text);
	else if (l->bare && is_template(type))
		add_text(l, "html", text);
	else if (kr_str_ifind(type, strlen(type), "markdown"))
		add_text(l, "markdown", text);
}

void kr_state_scripts_load(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	struct kr_state_loader l = {.page = page,
	        .room = page->arena.used + KR_STATE_SCRIPTS_ROOM,
	        .bare = kr_page_is_bare(page)};

	if (page->states_loaded)
		return;
	page->states_loaded = true;
	kr_str_init(&l.react);
	kr_str_init(&l.router);
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_script);
	        i >= 0 && page->arena.used < l.room;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_script))
		read_script(&l, i);
	if (l.react.len)
		kr_state_roots_add(
		        &l, kr_rsc_payload_parse(&page->arena, l.react.data, l.react.len));
	if (l.router.len)
		kr_state_roots_add(&l, kr_devalue_unflatten(&page->arena,
		                               kr_js_value_parse(&page->arena, l.router.data,
		                                       l.router.len, NULL)));
	if (page->stat[0].chars < SHELL_CHARS)
		from_attributes(&l);
	if (l.bare)
		from_textareas(&l);
	kr_state_roots_add_stores(&l);
	kr_str_fini(&l.react);
	kr_str_fini(&l.router);
}
