/* Where the states of a page are. Scripts of JSON are read whole. In JavaScript the values of assignments are: what stands
 * behind "=" and is a literal, a string of JSON, or the one call that Nuxt prints. Nothing is evaluated. */
#include <ctype.h>
#include <string.h>

#include "data_priv.h"
#include "flight_priv.h"

enum {
	BYTES = 8 << 20, /* of scripts that are read */
	ROOM = 32 << 20, /* in the page's arena */
	LEAST = 80,      /* bytes of a state: what is smaller holds no article and no list */
	ROOTS = 200,
	SHELL = 1500, /* kr_stat.chars of a page that attributes may fill */
	TARGET = 80,  /* bytes of the left side of an assignment */
};

struct loader {
	struct kr_page *page;
	size_t cap, bytes, room;
	struct kr_str flight; /* what was pushed for React */
};

static void add_root(struct loader *l, struct kr_lit *v)
{
	struct kr_page *page = l->page;

	if (!v || v->type < KR_LIT_ARRAY || page->nstate == ROOTS)
		return;
	page->state = kr_arena_grow(&page->arena, page->state, page->nstate, &l->cap, sizeof(struct kr_lit *));
	page->state[page->nstate++] = v;
}

/* --- JSON -------------------------------------------------------------------------------------------------------------- */

/* Nuxt 3 marks its payload; elsewhere arrays are what they seem to be. */
static bool is_flat(const struct kr_dom *dom, int32_t i)
{
	const char *id = kr_dom_attr(dom, i, "id");

	return kr_dom_attr(dom, i, "data-nuxt-data") || (id && strstr(id, "NUXT"));
}

static struct kr_lit *read_json(struct kr_arena *arena, struct kr_slice text)
{
	const struct kr_lit whole = {.type = KR_LIT_STRING, .n = (uint32_t)text.len, .u.str = text.data};

	if (*text.data == '%')
		return kr_data_unwrap(arena, &whole);
	text = kr_data_unescape(arena, text);
	return kr_lit_parse(arena, text.data, text.len, NULL);
}

static void from_json(struct loader *l, int32_t i, struct kr_slice text)
{
	struct kr_arena *arena = &l->page->arena;
	struct kr_lit *v = read_json(arena, text);

	if (v && v->type == KR_LIT_STRING)
		v = kr_data_unwrap(arena, v);
	else if (v && v->type == KR_LIT_ARRAY && is_flat(&l->page->dom, i))
		v = kr_lit_unflatten(arena, v);
	add_root(l, v);
}

/* --- JavaScript -------------------------------------------------------------------------------------------------------- */

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
	return *s == '{' || *s == '[' || kr_slice_starts_any((struct kr_slice){s, (size_t)(end - s)}, calls, 4);
}

/* Whether the left side of the "=" at eq is a name with dots and brackets that begins a statement. */
static bool is_target(const char *from, const char *eq, bool *ret_nuxt)
{
	const char *s = eq;
	size_t n;

	while (s > from && isspace((unsigned char)s[-1]))
		s--;
	n = (size_t)(s - from);
	for (n = 0; s > from && n < TARGET; s--, n++)
		if (!isalnum((unsigned char)s[-1]) && !strchr("_$.[]\"'", s[-1]))
			break;
	*ret_nuxt = memmem(s, n, "NUXT", 4) != NULL;
	while (s > from && strchr(" \t", s[-1]))
		s--;
	return n > 0 && n < TARGET && (s == from || strchr(";{}(),\n\r>/", s[-1]) || isalpha((unsigned char)s[-1]));
}

static void from_assignments(struct loader *l, struct kr_slice text)
{
	struct kr_arena *arena = &l->page->arena;
	const char *from = text.data, *end = text.data + text.len, *s = from;

	while (s < end && arena->used < l->room && (s = memchr(s, '=', (size_t)(end - s)))) {
		const char *eq = s++;
		bool nuxt = false;
		size_t used = 0;
		struct kr_lit *v;

		while (s < end && isspace((unsigned char)*s))
			s++;
		if (s >= end || (!is_value(s, end) && !is_call(s, end)) || !is_target(from, eq, &nuxt))
			continue;
		if (is_call(s, end)) {
			if (!nuxt)
				continue;
			add_root(l, kr_lit_parse_call(arena, s, (size_t)(end - s)));
			return;
		}
		v = kr_lit_parse(arena, s, (size_t)(end - s), &used);
		if (v && v->type == KR_LIT_STRING)
			v = kr_data_unwrap(arena, v);
		if (used >= LEAST)
			add_root(l, v);
		s += used;
		from = s;
	}
}

/* self.__next_f.push([1,"..."]) */
static bool from_push(struct loader *l, struct kr_slice text)
{
	static const char call[] = "self.__next_f.push(";
	const struct kr_lit *v;

	text = kr_slice_trim(text);
	if (!kr_slice_starts(text, call))
		return false;
	text.data += sizeof call - 1;
	text.len -= sizeof call - 1;
	v = kr_lit_parse(&l->page->arena, text.data, text.len, NULL);
	if (v && v->type == KR_LIT_ARRAY && v->n == 2 && kr_lit_str(v->u.first->next))
		kr_str_add(&l->flight, v->u.first->next->u.str, v->u.first->next->n);
	return true;
}

/* --- attributes -------------------------------------------------------------------------------------------------------- */

/* Some put the state into an attribute of the element that the script fills. */
static void from_attributes(struct loader *l)
{
	const struct kr_dom *dom = &l->page->dom;

	for (size_t i = 0; i < dom->nattrs && l->page->arena.used < l->room; i++) {
		const char *value = dom->attrs[i].value;
		const size_t len = *value == '{' || *value == '[' ? strlen(value) : 0;

		if (len >= LEAST && (l->bytes += len) <= BYTES)
			add_root(l, kr_lit_parse(&l->page->arena, value, len, NULL));
	}
}

/* --- all scripts ------------------------------------------------------------------------------------------------------- */

static bool is_javascript(const char *type)
{
	return kr_str_empty(type) || !strcmp(type, "module") || kr_str_ifind(type, strlen(type), "javascript") ||
	       kr_str_ifind(type, strlen(type), "ecmascript");
}

static void read_script(struct loader *l, int32_t i)
{
	const char *type = kr_dom_attr(&l->page->dom, i, "type");
	const struct kr_slice text = kr_data_script(&l->page->dom, i);

	if ((l->bytes += text.len) > BYTES || (is_javascript(type) && from_push(l, text)) || text.len < LEAST)
		return;
	if (is_javascript(type))
		from_assignments(l, text);
	else if (kr_str_ifind(type, strlen(type), "json") && !kr_str_ifind(type, strlen(type), "ld+json"))
		from_json(l, i, text);
}

void kr_data_load_states(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	struct loader l = {.page = page, .room = page->arena.used + ROOM};

	if (page->states_loaded)
		return;
	page->states_loaded = true;
	kr_str_init(&l.flight);
	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_script); i >= 0 && page->arena.used < l.room;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_script))
		read_script(&l, i);
	if (l.flight.len)
		add_root(&l, kr_flight_parse(&page->arena, l.flight.data, l.flight.len));
	if (page->stat[0].chars < SHELL)
		from_attributes(&l);
	kr_str_fini(&l.flight);
}
