/* Where the states of a page are. Scripts of JSON are read whole. In JavaScript the values of
 * assignments are: what stands behind "=" and is a literal, a string of JSON, or the one call that
 * Nuxt prints; strings with a long text among them are put together with the others of their
 * script. Objects that are passed to calls are read, too, if they are large. Nothing is evaluated.
 */
#include <ctype.h>
#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/data/rsc_payload_priv.h"
#include "extract/data/json_ld_priv.h"

enum {
	BYTES = 8 << 20, /* of scripts that are read */
	ROOM = 32 << 20, /* in the page's arena */
	LEAST = 80,      /* bytes of a state: what is smaller holds no article and no list */
	ROOTS = 200,
	SHELL = 1500, /* kr_stat.chars of a page that attributes may fill */
	TARGET = 80,  /* bytes of the left side of an assignment */
	PASSED = 400, /* bytes of an object that is passed to a call */
	TEXT = 400,   /* bytes of a string that may be an article */
	NAMED = 200,  /* strings that are assigned in a script */
	CALLS = 8,    /* functions that return a state, on a page */
};

struct loader {
	struct kr_page *page;
	size_t cap, bytes, room;
	struct kr_str flight; /* what was pushed for React */
	struct kr_str router; /* and for its router */
	struct kr_js_value *named,
	        *last_named; /* the strings that a script assigns, under their names */
	bool text;           /* one of them is long */
	int calls;
	bool bare; /* the page shows hardly any text: everything counts */
};

static void add_root(struct loader *l, struct kr_js_value *v)
{
	struct kr_page *page = l->page;

	if (!v || v->type < KR_JS_VALUE_ARRAY || page->nstate == ROOTS)
		return;
	page->state = kr_arena_grow(
	        &page->arena, page->state, page->nstate, &l->cap, sizeof(struct kr_js_value *));
	page->state[page->nstate++] = v;
}

/* --- JSON --------------------------------------------------------------------------------- */

/* Nuxt 3 marks its payload; elsewhere arrays are what they seem to be. */
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

static void from_json(struct loader *l, int32_t i, struct kr_slice text)
{
	struct kr_arena *arena = &l->page->arena;
	struct kr_js_value *v = read_json(arena, text);

	if (v && v->type == KR_JS_VALUE_STRING)
		v = kr_decode_nested(arena, v);
	else if (v && v->type == KR_JS_VALUE_ARRAY && is_flat(&l->page->dom, i))
		v = kr_js_env_unflatten(arena, v);
	add_root(l, v);
}

/* --- JavaScript --------------------------------------------------------------------------- */

static bool is_call(const char *s, const char *end)
{
	while (s < end && strchr("(! ", *s))
		s++;
	return kr_slice_starts((struct kr_slice){s, (size_t)(end - s)}, "function");
}

/* Whether a value that is worth reading begins here: a container, or a string that holds one. */
static bool is_value(const char *s, const char *end)
{
	static const char *const calls[] = {"JSON.parse(", "decodeURI", "unescape(", "atob("};

	if (end - s < LEAST)
		return false;
	if (*s == '"' || *s == '\'' || *s == '`')
		return s[1] && strchr("{[%eW", s[1]);
	return *s == '{' || *s == '[' ||
	       kr_slice_starts_any((struct kr_slice){s, (size_t)(end - s)}, calls, 4);
}

/* The left side of the "=" at eq, if it is a name with dots and brackets that begins a statement;
 * else empty. */
static struct kr_slice target_of(const char *from, const char *eq)
{
	const char *s = eq;
	size_t n, more;

	while (s > from && isspace((unsigned char)s[-1]))
		s--;
	for (n = 0; s > from && n < TARGET; s--, n++)
		if (!isalnum((unsigned char)s[-1]) && !strchr("_$.[]\"'", s[-1]))
			break;
	for (more = 0; s - more > from && strchr(" \t", *(s - more - 1));)
		more++;
	if (n == TARGET || (s - more > from && !strchr(";{}(),\n\r>/", *(s - more - 1)) &&
	                           !isalpha((unsigned char)*(s - more - 1))))
		n = 0;
	return (struct kr_slice){s, n};
}

/* --- strings that are assigned
 * ----------------------------------------------------------------------------------------- */

static struct kr_js_value *named_string(
        struct kr_arena *arena, const char *name, struct kr_slice text)
{
	struct kr_js_value *v = kr_arena_alloc(arena, sizeof *v);

	*v = (struct kr_js_value){.type = KR_JS_VALUE_STRING, .key = name, .n = (uint32_t)text.len};
	v->u.str = kr_arena_dup(arena, text.data, text.len);
	return v;
}

/* The last name in "window.title" and "page['title']"; NULL: there is none. */
static const char *name_of(struct kr_arena *arena, struct kr_slice target)
{
	size_t n = 0;

	while (target.len && strchr("]\"'", target.data[target.len - 1]))
		target.len--;
	while (n < target.len && !strchr(".[\"'", target.data[target.len - 1 - n]))
		n++;
	return n ? kr_arena_dup(arena, target.data + target.len - n, n) : NULL;
}

/* 'a' + "b" at s. How many bytes of it were read; 0: what follows shows that it is none. */
static size_t read_pieces(
        struct kr_arena *arena, const char *s, const char *end, struct kr_str *out)
{
	const char *at = s;

	while (at < end && (*at == '"' || *at == '\'')) {
		size_t used = 0;
		const struct kr_js_value *v =
		        kr_js_value_parse(arena, at, (size_t)(end - at), &used);

		if (!v || memchr(at, '\n', used))
			return 0;
		kr_str_add(out, v->u.str, v->n);
		for (at += used; at < end && strchr(" \t\r\n+", *at);)
			at++;
	}
	return at == end || strchr(";,.)}<", *at) || isalpha((unsigned char)*at) ? (size_t)(at - s)
	                                                                         : 0;
}

/* A string at s; returns its bytes, 0 if it was none. */
static size_t note_string(struct loader *l, struct kr_slice target, const char *s, const char *end)
{
	struct kr_arena *arena = &l->page->arena;
	const char *name = name_of(arena, target);
	struct kr_str text;
	size_t used = 0;

	kr_str_init(&text);
	if (name && l->named && l->named->n < NAMED)
		used = read_pieces(arena, s, end, &text);
	if (used) {
		struct kr_js_value *v =
		        named_string(arena, name, (struct kr_slice){text.data, text.len});

		if (l->last_named)
			l->last_named->next = v;
		else
			l->named->u.first = v;
		l->last_named = v;
		l->named->n++;
		l->text |= text.len >= TEXT;
	}
	kr_str_fini(&text);
	return used;
}

/* --- all of a script ---------------------------------------------------------------------- */

static const char *find(const char *known, const char *s, const char *end, char c)
{
	if (!known || known < s)
		known = memchr(s, c, (size_t)(end - s));
	return known ? known : end;
}

/* Where a value begins whose bracket is at s and that is passed to a call or is the other side of
 * "||"; NULL if it is not. */
static const char *passed(const char *from, const char *s)
{
	const char *p = s;

	if (p > from && strchr("\"'`", p[-1]))
		p--;
	s = p;
	while (p > from && isspace((unsigned char)p[-1]))
		p--;
	return p > from && (p[-1] == '(' || (p[-1] == ',' && *s == '{') ||
	                           (p[-1] == '|' && p - 1 > from && p[-2] == '|'))
	               ? s
	               : NULL;
}

/* The calls of functions with arguments that stand within the first n bytes: devalue prints parts
 * of a state so, and Nuxt its state under other names. What does more than to return a literal is
 * none (lit_priv.h). */
static void read_calls(struct loader *l, const char *s, size_t n, const char *end)
{
	static const char call[] = "(function(";
	const char *stop = s + n;

	while (l->bare && l->calls < CALLS &&
	        (s = memmem(s, (size_t)(stop - s), call, sizeof call - 1))) {
		const char *from = s;

		s += sizeof call - 1;
		if (s < stop && (isalnum((unsigned char)*s) || *s == '_' || *s == '$')) {
			add_root(l,
			        kr_js_env_parse_call(&l->page->arena, from, (size_t)(end - from)));
			l->calls++;
		}
	}
}

/* A container at s, or a string that holds one; returns the bytes that were read. */
static size_t read_value(struct loader *l, const char *s, const char *end, size_t least)
{
	size_t used = 0;
	struct kr_js_value *v = kr_js_value_parse(&l->page->arena, s, (size_t)(end - s), &used);

	if (v && v->type == KR_JS_VALUE_STRING)
		v = kr_decode_nested(&l->page->arena, v);
	if (used >= least)
		add_root(l, v);
	read_calls(l, s, used, end);
	return used;
}

/* What stands behind the "=" at eq; returns its bytes, SIZE_MAX if the rest is of no use. */
static size_t read_assigned(
        struct loader *l, const char *from, const char *eq, const char *s, const char *end)
{
	const bool value = is_value(s, end), call = !value && is_call(s, end);
	struct kr_slice target;

	if (!value && !call && (!l->bare || (*s != '"' && *s != '\'')))
		return 0;
	target = target_of(from, eq);
	if (!target.len)
		return 0;
	if (call && !memmem(target.data, target.len, "NUXT", 4)) {
		read_calls(l, s, (size_t)(end - s) < TARGET ? (size_t)(end - s) : TARGET, end);
		return 0;
	}
	if (call) {
		add_root(l, kr_js_env_parse_call(&l->page->arena, s, (size_t)(end - s)));
		return SIZE_MAX;
	}
	return value ? read_value(l, s, end, LEAST) : note_string(l, target, s, end);
}

static void from_javascript(struct loader *l, struct kr_slice text)
{
	const struct kr_arena *arena = &l->page->arena;
	const char *from = text.data, *end = text.data + text.len, *s = from, *eq = NULL,
	           *open = NULL;

	l->named = kr_arena_alloc(&l->page->arena, sizeof *l->named);
	l->named->type = KR_JS_VALUE_OBJECT;
	l->last_named = NULL;
	l->text = false;
	while (s < end && arena->used < l->room) {
		const char *value;
		size_t used = 0;

		eq = find(eq, s, end, '=');
		open = l->bare ? find(open, s, end, '{') : end;
		if (eq < open) {
			for (s = eq + 1; s < end && isspace((unsigned char)*s);)
				s++;
			used = s < end ? read_assigned(l, from, eq, s, end) : 0;
		} else if (open < end && (value = passed(from, open))) {
			s = value;
			used = read_value(l, s, end, PASSED);
		} else {
			s = open < end ? open + 1 : end;
		}
		if (used == SIZE_MAX)
			break;
		s += used;
		from = used ? s : from;
	}
	if (l->text)
		add_root(l, l->named);
}

/* The strings that are passed to a call, alone or as the second of two, put together. Returns how
 * often it is called. */
static size_t collect(struct loader *l, struct kr_slice text, const char *call, struct kr_str *out)
{
	const char *at;
	size_t n = 0;

	while ((at = memmem(text.data, text.len, call, strlen(call)))) {
		size_t used = 0;
		const struct kr_js_value *v;

		at += strlen(call);
		text = (struct kr_slice){at, text.len - (size_t)(at - text.data)};
		v = kr_js_value_parse(&l->page->arena, text.data, text.len, &used);
		if (v && v->type == KR_JS_VALUE_ARRAY && v->n == 2)
			v = v->u.first->next;
		if (kr_js_value_str(v))
			kr_str_add(out, v->u.str, v->n);
		text.data += used;
		text.len -= used;
		n++;
	}
	return n;
}

/* self.__next_f.push([1,"..."]) of Next.js,
 * window.__reactRouterContext.streamController.enqueue("...") of React Router. */
static bool from_push(struct loader *l, struct kr_slice text)
{
	static const char *const next[] = {"self.__next_f", "(self.__next_f"};
	static const char *const router[] = {
	        "window.__reactRouterContext", "window.__remixContext"};

	text = kr_slice_trim(text);
	if (kr_slice_starts_any(text, next, 2)) {
		collect(l, text, "self.__next_f.push(", &l->flight);
		return true;
	}
	return kr_slice_starts_any(text, router, 2) &&
	       collect(l, text, "streamController.enqueue(", &l->router) > 0;
}

/* --- texts -------------------------------------------------------------------------------- */

/* HTML or Markdown that a script fills in: not what has holes for other things. */
static void add_text(struct loader *l, const char *name, struct kr_slice text)
{
	struct kr_arena *arena = &l->page->arena;
	struct kr_js_value *o;

	if (!text.data || text.len < TEXT || memmem(text.data, text.len, "{{", 2) ||
	        memmem(text.data, text.len, "<%", 2) || memmem(text.data, text.len, "${", 2))
		return;
	o = kr_arena_alloc(arena, sizeof *o);
	*o = (struct kr_js_value){.type = KR_JS_VALUE_OBJECT, .n = 1};
	o->u.first = named_string(arena, name, text);
	add_root(l, o);
}

static bool is_template(const char *type)
{
	return kr_str_ifind(type, strlen(type), "template") || !strcmp(type, "text/html") ||
	       !strcmp(type, "text/plain");
}

static void from_textareas(struct loader *l)
{
	const struct kr_dom *dom = &l->page->dom;

	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_textarea); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_textarea))
		add_text(l, "html", kr_json_ld_script(dom, i));
}

/* --- attributes --------------------------------------------------------------------------- */

static bool is_typed(const struct kr_js_value *v)
{
	return v && v->type == KR_JS_VALUE_ARRAY && v->n == 2 &&
	       v->u.first->type == KR_JS_VALUE_NUMBER && v->u.first->u.num >= 0 &&
	       v->u.first->u.num < 12;
}

/* Astro writes [type, value] for each value. */
static struct kr_js_value *without_types(struct kr_js_value *root)
{
	struct kr_js_value_walk w = {0};

	if (!root || root->type != KR_JS_VALUE_OBJECT || !is_typed(root->u.first))
		return root;
	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w)) {
		if (is_typed(v)) {
			const struct kr_js_value *inner = v->u.first->next;

			v->type = inner->type;
			v->n = inner->n;
			v->u = inner->u;
		}
		kr_js_value_enter(&w, v);
	}
	return root;
}

/* Some put the state into an attribute of the element that the script fills. */
static void from_attributes(struct loader *l)
{
	const struct kr_dom *dom = &l->page->dom;

	for (size_t i = 0; i < dom->nattrs && l->page->arena.used < l->room; i++) {
		const char *value = dom->attrs[i].value;
		const size_t len = *value == '{' || *value == '[' ? strlen(value) : 0;

		if (len >= LEAST && (l->bytes += len) <= BYTES)
			add_root(l, without_types(
			                    kr_js_value_parse(&l->page->arena, value, len, NULL)));
	}
}

/* --- stores ------------------------------------------------------------------------------- */

/* The caches of Apollo and Relay, wherever they stand: references lead to their members. */
static void add_stores(struct loader *l)
{
	enum { DEEP = 6 };
	const size_t n = l->page->nstate;

	for (size_t i = 0; i < n; i++) {
		struct kr_js_value_walk w = {.seen = KR_JS_VALUE_SEEN_STORES};

		for (struct kr_js_value *v = l->page->state[i]; v; v = kr_js_value_next(&w)) {
			if (v->type == KR_JS_VALUE_OBJECT && w.depth > 1 &&
			        (kr_js_value_get(v, "ROOT_QUERY") ||
			                kr_js_value_get(v, "client:root")))
				add_root(l, v);
			else if (w.depth < DEEP)
				kr_js_value_enter(&w, v);
		}
	}
}

/* --- all scripts -------------------------------------------------------------------------- */

static bool is_javascript(const char *type)
{
	return kr_str_empty(type) || !strcmp(type, "module") ||
	       kr_str_ifind(type, strlen(type), "javascript") ||
	       kr_str_ifind(type, strlen(type), "ecmascript");
}

static void read_script(struct loader *l, int32_t i)
{
	const char *type = kr_dom_attr(&l->page->dom, i, "type");
	const struct kr_slice text = kr_json_ld_script(&l->page->dom, i);

	if ((l->bytes += text.len) > BYTES || (is_javascript(type) && from_push(l, text)) ||
	        text.len < LEAST)
		return;
	if (is_javascript(type))
		from_javascript(l, text);
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
	struct loader l = {
	        .page = page, .room = page->arena.used + ROOM, .bare = kr_page_is_bare(page)};

	if (page->states_loaded)
		return;
	page->states_loaded = true;
	kr_str_init(&l.flight);
	kr_str_init(&l.router);
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_script);
	        i >= 0 && page->arena.used < l.room;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_script))
		read_script(&l, i);
	if (l.flight.len)
		add_root(&l, kr_rsc_payload_parse(&page->arena, l.flight.data, l.flight.len));
	if (l.router.len)
		add_root(&l, kr_js_env_unflatten(
		                     &page->arena, kr_js_value_parse(&page->arena, l.router.data,
		                                           l.router.len, NULL)));
	if (page->stat[0].chars < SHELL)
		from_attributes(&l);
	if (l.bare)
		from_textareas(&l);
	add_stores(&l);
	kr_str_fini(&l.flight);
	kr_str_fini(&l.router);
}
