#include "extract/state/fragments_priv.h"

#include <string.h>

#include "extract/lists/card_words_priv.h"
#include "extract/state/state_keys_priv.h"

enum { ANCESTORS = 3 }; /* whose names count */

/* The name of a string: its own, unless it has none or is wrapped ({"Text": {"value": ...}}), else
 * that of the closest ancestor with a name. *ret_level: where in the walk that is. */
static const char *name_of(
        const struct kr_js_value *v, const struct kr_js_value_walk *walk, int *ret_level)
{
	static const char *const wrappers[] = {"value", "rendered", "basic", "default"};
	const char *name = v->key;
	bool wrapped = !name;
	int i = walk->depth;

	for (size_t k = 0; name && k < sizeof wrappers / sizeof *wrappers; k++)
		wrapped |= !strcmp(name, wrappers[k]);
	for (; wrapped && i > 0 && walk->depth - i < ANCESTORS; i--) {
		name = walk->in[i - 1]->key;
		wrapped = !name;
	}
	*ret_level = i;
	return name;
}

/* In comments, recommendations or navigation, or a field that is not text. */
static bool is_excluded(const char *name, const struct kr_js_value_walk *walk, int level)
{
	int priority;
	const enum kr_state_role role = kr_state_keys_role(name, &priority);
	unsigned words = 0;

	for (int i = level; i > 0 && level - i < ANCESTORS; i--) {
		const char *key = walk->in[i - 1]->key;

		words |= key ? kr_card_words_class(key) : 0;
		if (key && (strstr(key, "omment") || strstr(key, "eply") || strstr(key, "eplies")))
			return true;
	}
	return (role != KR_STATE_TEXT && role != KR_STATE_OTHER) ||
	       words & (KR_CARD_WORDS_REC | KR_CARD_WORDS_AD | KR_CARD_WORDS_NAV |
	                       KR_CARD_WORDS_FOOT);
}

static struct kr_fragment_group *group_named(
        struct kr_fragments *f, struct kr_arena *arena, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->groups[i].key, name))
			return &f->groups[i];
	if (f->n == KR_FRAGMENTS)
		return NULL;
	f->groups[f->n] = (struct kr_fragment_group){
	        .key = name, .list = kr_arena_alloc(arena, sizeof(struct kr_js_value))};
	f->groups[f->n].list->type = KR_JS_VALUE_ARRAY;
	return &f->groups[f->n++];
}

void kr_fragments_add(struct kr_fragments *f, struct kr_arena *arena, const struct kr_js_value *v,
        const struct kr_js_value_walk *walk)
{
	struct kr_fragment_group *g;
	struct kr_js_value *copy;
	int level;
	const char *name = name_of(v, walk, &level);

	if (!name || is_excluded(name, walk, level))
		return;
	g = group_named(f, arena, name);
	if (!g || (g->last && g->last->n == v->n && !memcmp(g->last->u.str, v->u.str, v->n)))
		return;
	copy = kr_arena_alloc(arena, sizeof *copy);
	*copy = (struct kr_js_value){.type = v->type, .n = v->n, .u = v->u};
	if (g->last)
		g->last->next = copy;
	else
		g->list->u.first = copy;
	g->last = copy;
	g->list->n++;
	g->bytes += v->n;
}

const struct kr_js_value *kr_fragments_best(const struct kr_fragments *f, size_t *ret_bytes)
{
	const struct kr_fragment_group *best = NULL;
	size_t second = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct kr_fragment_group *g = &f->groups[i];

		if (!best || g->bytes > best->bytes) {
			second = best ? best->bytes : 0;
			best = g;
		} else if (g->bytes > second) {
			second = g->bytes;
		}
	}
	if (!best || best->list->n < 2 || second * 2 > best->bytes)
		return NULL;
	*ret_bytes = best->bytes;
	return best->list;
}
