#include "extract/state/fragments_priv.h"

#include <string.h>

#include "extract/lists/link_cards_priv.h"
#include "extract/state/state_priv.h"

enum { ABOVE = 3 }; /* names above a string that count */

/* The name of a string: of the array around it, and not of the box that it stands in ({"Text":
 * {"value": ...}}). */
static const char *name_of(
        const struct kr_js_value *v, const struct kr_js_value_walk *w, int *ret_level)
{
	static const char *const boxes[] = {"value", "rendered", "basic", "default"};
	const char *name = v->key;
	bool box = !name;
	int i = w->depth;

	for (size_t k = 0; name && k < sizeof boxes / sizeof *boxes; k++)
		box |= !strcmp(name, boxes[k]);
	for (; box && i > 0 && w->depth - i < ABOVE; i--) {
		name = w->in[i - 1]->key;
		box = !name;
	}
	*ret_level = i;
	return name;
}

/* Neither comments nor what is recommended, nor the summaries and titles of other things. */
static bool is_foreign(const char *name, const struct kr_js_value_walk *w, int level)
{
	int worth;
	const enum kr_state_role role = kr_state_keys_role(name, &worth);
	unsigned words = 0;

	for (int i = level; i > 0 && level - i < ABOVE; i--) {
		const char *key = w->in[i - 1]->key;

		words |= key ? kr_card_words_class(key) : 0;
		if (key && (strstr(key, "omment") || strstr(key, "eply") || strstr(key, "eplies")))
			return true;
	}
	return (role != KR_STATE_TEXT && role != KR_STATE_OTHER) ||
	       words & (KR_CARD_WORDS_REC | KR_CARD_WORDS_AD | KR_CARD_WORDS_NAV |
	                       KR_CARD_WORDS_FOOT);
}

static struct kr_fragment_group *group_of(
        struct kr_fragments *p, struct kr_arena *arena, const char *name)
{
	for (size_t i = 0; i < p->n; i++)
		if (!strcmp(p->groups[i].key, name))
			return &p->groups[i];
	if (p->n == KR_FRAGMENTS)
		return NULL;
	p->groups[p->n] = (struct kr_fragment_group){
	        .key = name, .list = kr_arena_alloc(arena, sizeof(struct kr_js_value))};
	p->groups[p->n].list->type = KR_JS_VALUE_ARRAY;
	return &p->groups[p->n++];
}

void kr_fragments_add(struct kr_fragments *p, struct kr_arena *arena, const struct kr_js_value *v,
        const struct kr_js_value_walk *w)
{
	struct kr_fragment_group *g;
	struct kr_js_value *copy;
	int level;
	const char *name = name_of(v, w, &level);

	if (!name || is_foreign(name, w, level))
		return;
	g = group_of(p, arena, name);
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

const struct kr_js_value *kr_fragments_best(const struct kr_fragments *p, size_t *ret_bytes)
{
	const struct kr_fragment_group *best = NULL;
	size_t second = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct kr_fragment_group *g = &p->groups[i];

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
