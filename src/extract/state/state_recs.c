/* Lists of articles in states: arrays of objects that have a title and an address, in places that
 * are named for recommendations; objects in which the articles stand by their ids; and arrays of
 * such ids. */
#include "extract/state/state_priv.h"

#include <stdio.h>
#include <string.h>

#include "extract/lists/link_cards_priv.h"
#include "extract/meta/duration_priv.h"
#include "kread/base/url.h"

enum {
	NAMED = 3, /* names above a list that count */
	FEW = 2,   /* a list has more than one */
	UNNAMED = 3,
	RECS = 100,
	TITLE = 300,   /* bytes */
	HEADLINE = 18, /* bytes of titles: menus have shorter ones */
	GROUP = 60,
	SECTION = 60,
	TRIES = 2000,
	ID_LISTS = 8,
	BUDGET = 1 << 20,
};

struct recs_reader {
	struct kr_page *page;
	const struct kr_article_object *story;
	const struct kr_js_value *unnamed,
	        *unnamed_in; /* the longest list without a name; the object around it */
	const char *own;     /* where the id of the article stands in the page's address; or NULL */
	size_t own_len, budget, tries;
	const struct kr_js_value *id; /* the member of the article that it is */
	struct {
		const struct kr_js_value *array, *in;
	} ids[ID_LISTS]; /* named lists of ids; the objects around them */
	size_t nids;
};

/* --- one article -------------------------------------------------------------------------- */

/* The object itself, or the one that it wraps: {"node": {...}}. */
static const struct kr_js_value *item_of(
        struct recs_reader *r, const struct kr_js_value *o, struct kr_members *m)
{
	o = kr_state_keys_resolve(r->page, o, &r->budget);
	kr_state_keys_members(o, m);
	r->budget -= r->budget < o->n + 1 ? r->budget : o->n + 1;
	for (const struct kr_js_value *v = o->type == KR_JS_VALUE_OBJECT ? o->u.first : NULL;
	        v && !m->v[KR_STATE_TITLE] && o->n <= FEW; v = v->next)
		if (v->type == KR_JS_VALUE_OBJECT) {
			v = kr_state_keys_resolve(r->page, v, &r->budget);
			kr_state_keys_members(v, m);
			o = v;
			break;
		}
	return o;
}

/* The page's own address with the article's id replaced by that of another one: the same member, of
 * the same kind. */
static const char *address_by_id(struct recs_reader *r, const struct kr_js_value *o)
{
	const struct kr_js_value *id = r->own ? kr_js_value_get(o, r->id->key) : NULL;
	const char *url = NULL, *from = r->page->in->url;
	struct kr_str full;

	if (!id || id->type != r->id->type ||
	        (id->type == KR_JS_VALUE_STRING && (!id->n || strpbrk(id->u.str, "/?#& \t\n"))))
		return NULL;
	kr_str_init(&full);
	kr_str_add(&full, from, (size_t)(r->own - from));
	if (id->type == KR_JS_VALUE_NUMBER)
		kr_str_addf(&full, "%.0f", id->u.num);
	else
		kr_str_addz(&full, id->u.str);
	kr_str_addz(&full, r->own + r->own_len);
	url = kr_page_url(r->page, full.data);
	kr_str_fini(&full);
	return url;
}

static const char *address_of(
        struct recs_reader *r, const struct kr_js_value *o, const struct kr_members *m)
{
	static const char *const files[] = {
	        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".m3u8", ".mp3"};
	const struct kr_js_value *v = m->v[KR_STATE_URL];
	const char *url = kr_js_value_str(v);

	if (!url || (!strchr(url, '/') && !strstr(url, ".htm")))
		return address_by_id(r, o);
	if (kr_slice_ihas_any((struct kr_slice){url, v->n}, files, sizeof files / sizeof *files))
		return NULL;
	url = kr_page_url(r->page, url);
	return url && kr_url_is_web(url) ? url : NULL;
}

static bool is_known(const struct kr_doc *doc, const char *url)
{
	for (size_t i = 0; i < doc->nrecs; i++)
		if (!strcmp(doc->recs[i].url, url))
			return true;
	return doc->url && kr_url_same_page(url, doc->url);
}

static void add_item(struct recs_reader *r, const struct kr_js_value *o, const char *group)
{
	struct kr_page *page = r->page;
	struct kr_members m;
	struct kr_rec *rec;
	const char *url, *title;

	if (o->type != KR_JS_VALUE_OBJECT || page->doc->nrecs == RECS || !r->tries)
		return;
	r->tries--;
	o = item_of(r, o, &m);
	title = kr_js_value_str(m.v[KR_STATE_TITLE]) && m.v[KR_STATE_TITLE]->n <= TITLE
	                ? kr_json_ld_line(page, m.v[KR_STATE_TITLE])
	                : NULL;
	url = title ? address_of(r, o, &m) : NULL;
	if (!url || is_known(page->doc, url))
		return;
	rec = kr_doc_add_rec(page->doc);
	rec->url = url;
	rec->title = title;
	rec->group = group;
	rec->section = kr_state_values_line(page, m.v[KR_STATE_SECTION], SECTION);
	rec->published = kr_state_values_time(page, m.v[KR_STATE_TIME], &rec->published_text);
	rec->duration = kr_duration_value(m.v[KR_STATE_DURATION]);
	rec->author = kr_state_values_line(page, m.v[KR_STATE_AUTHOR], SECTION);
	rec->image = kr_state_values_picture(page, m.v[KR_STATE_IMAGE]);
}

/* --- lists -------------------------------------------------------------------------------- */

/* Most of the members of an array or object are objects with a title that may be opened. */
static bool is_list(struct recs_reader *r, const struct kr_js_value *array)
{
	size_t items = 0, bytes = 0;

	if (array->n < FEW || r->budget < array->n)
		return false;
	for (const struct kr_js_value *v = array->u.first; v; v = v->next) {
		struct kr_members m;

		if (v->type != KR_JS_VALUE_OBJECT)
			continue;
		item_of(r, v, &m);
		if (!kr_js_value_str(m.v[KR_STATE_TITLE]) ||
		        !(m.v[KR_STATE_URL] || m.v[KR_STATE_ID]))
			continue;
		items++;
		bytes += m.v[KR_STATE_TITLE]->n;
	}
	return items >= FEW && items * 2 > array->n && bytes >= HEADLINE * items;
}

/* The title of the object around a list. */
static const char *group_of(struct recs_reader *r, const struct kr_js_value *in)
{
	struct kr_members m;

	if (!in || in == r->story->object)
		return NULL;
	kr_state_keys_members(in, &m);
	return kr_state_values_line(r->page, m.v[KR_STATE_TITLE], GROUP);
}

static void add_list(
        struct recs_reader *r, const struct kr_js_value *array, const struct kr_js_value *in)
{
	const char *group = group_of(r, in);

	for (const struct kr_js_value *v = array->u.first; v; v = v->next)
		add_item(r, v, group);
}

/* Of the names of the array that was entered last and of what is around it. */
static unsigned words_of(const struct kr_js_value_walk *w)
{
	unsigned bits = kr_card_words_class(w->in[w->depth - 1]->key);

	for (int up = 0; up < NAMED && up < w->depth - 1; up++) {
		const char *name = w->in[w->depth - 2 - up]->key;

		bits |= name ? kr_card_words_class(name) : 0;
	}
	return bits;
}

static bool is_ids(const struct kr_js_value *array)
{
	const struct kr_js_value *v = array->u.first;

	while (v && (v->type == KR_JS_VALUE_NUMBER || kr_js_value_str(v)))
		v = v->next;
	return !v && array->type == KR_JS_VALUE_ARRAY && array->n >= FEW && array->n <= RECS;
}

static void meet(
        struct recs_reader *r, const struct kr_js_value *list, const struct kr_js_value_walk *w)
{
	const struct kr_js_value *in = kr_js_value_around(w);
	unsigned words;

	if (list->n < FEW ||
	        (list->type == KR_JS_VALUE_OBJECT && list->u.first->type != KR_JS_VALUE_OBJECT))
		return;
	words = words_of(w);
	if (words & (KR_CARD_WORDS_AD | KR_CARD_WORDS_NAV | KR_CARD_WORDS_FOOT))
		return;
	if (words & KR_CARD_WORDS_REC && is_ids(list) && r->nids < ID_LISTS) {
		r->ids[r->nids].array = list;
		r->ids[r->nids++].in = in;
	}
	if ((list->type == KR_JS_VALUE_OBJECT && !(words & KR_CARD_WORDS_REC)) || !is_list(r, list))
		return;
	if (words & KR_CARD_WORDS_REC)
		add_list(r, list, in);
	else if (list->n >= UNNAMED && !(words & KR_CARD_WORDS_BAD) &&
	         (!r->unnamed || list->n > r->unnamed->n)) {
		r->unnamed = list;
		r->unnamed_in = in;
	}
}

static void walk(struct recs_reader *r, struct kr_js_value *root)
{
	struct kr_js_value_walk w = {.seen = KR_JS_VALUE_SEEN_RECS};

	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w))
		if (kr_js_value_enter(&w, v))
			meet(r, v, &w);
}

/* The member of an object that is called like an id. */
static const struct kr_js_value *by_id(
        struct recs_reader *r, const struct kr_js_value *map, const struct kr_js_value *id)
{
	char number[32] = "";

	if (map->type != KR_JS_VALUE_OBJECT || r->budget < map->n)
		return NULL;
	r->budget -= map->n;
	if (id->type == KR_JS_VALUE_NUMBER)
		snprintf(number, sizeof number, "%.0f", id->u.num);
	return kr_js_value_get(map, *number ? number : id->u.str);
}

/* The articles in an object whose ids are in one of the lists. */
static void meet_map(struct recs_reader *r, const struct kr_js_value *map)
{
	for (size_t i = 0; i < r->nids; i++) {
		const char *group = NULL;

		for (const struct kr_js_value *id = r->ids[i].array->u.first; id; id = id->next) {
			const struct kr_js_value *o = by_id(r, map, id);

			if (o && !group)
				group = group_of(r, r->ids[i].in);
			if (o)
				add_item(r, o, group);
			else if (id == r->ids[i].array->u.first)
				break; /* none of its ids, most likely */
		}
	}
}

static void walk_maps(struct recs_reader *r, struct kr_js_value *root)
{
	struct kr_js_value_walk w = {.seen = KR_JS_VALUE_SEEN_MAPS};

	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w))
		if (kr_js_value_enter(&w, v))
			meet_map(r, v);
}

/* The member of the article that stands in the address of the page. */
static void find_own(struct recs_reader *r)
{
	int worth;

	for (const struct kr_js_value *v = r->story->object ? r->story->object->u.first : NULL;
	        v && !r->own; v = v->next)
		if (kr_state_keys_role(v->key, &worth) == KR_STATE_ID) {
			r->own = kr_article_object_in_url(r->page->in->url, v, &r->own_len);
			r->id = v;
		}
}

void kr_state_recs(struct kr_page *page, const struct kr_article_object *story, bool all)
{
	struct recs_reader r = {.page = page, .story = story, .budget = BUDGET, .tries = TRIES};

	find_own(&r);
	for (size_t i = 0; i < page->nstate; i++)
		walk(&r, page->state[i]);
	for (size_t i = 0; r.nids && !page->doc->nrecs && i < page->nstate; i++)
		walk_maps(&r, page->state[i]);
	if (all && !page->doc->nrecs && r.unnamed)
		add_list(&r, r.unnamed, r.unnamed_in);
}
