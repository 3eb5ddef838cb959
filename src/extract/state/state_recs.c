/* Three forms of lists are understood: arrays of objects with a title and a URL; objects whose
 * members are such objects, by id; and arrays of ids that are keys of such an object. */
#include "extract/state/state_recs_priv.h"

#include <stdio.h>
#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/lists/card_reader_priv.h"
#include "extract/lists/card_words_priv.h"
#include "extract/lists/list_name_priv.h"
#include "extract/lists/rec_filter_priv.h"
#include "extract/meta/duration_priv.h"
#include "extract/state/page_match_priv.h"
#include "extract/state/state_refs_priv.h"
#include "extract/state/state_values_priv.h"
#include "kread/base/url.h"

enum {
	ANCESTORS = 3,     /* whose names count */
	MIN_LIST = 2,      /* articles of a list with a name for recommendations */
	MIN_OTHER = 3,     /* articles of another list */
	MAX_WRAPPER = 2,   /* members of an object that only wraps an article */
	MIN_HEADLINE = 18, /* bytes of a title on average; menus have shorter ones */
	MAX_RECS = 100,
	MAX_TITLE = 300, /* bytes, as the following */
	MAX_GROUP = 60,
	MAX_SECTION = 60,
	MAX_ITEMS = 2000, /* objects that are read */
	MAX_ID_LISTS = 8,
	BUDGET = 1 << 20,
};

struct list {
	const struct kr_js_value *items, *parent; /* parent: the object around it, or NULL */
};

struct recs_reader {
	struct kr_page *page;
	const struct kr_article_object *article;
	struct list other;                  /* the longest list with another name */
	struct list id_lists[MAX_ID_LISTS]; /* with a name for recommendations */
	size_t nid_lists;
	const struct kr_js_value *id; /* the id of the article that is in the URL of the page */
	const char *id_in_url;        /* where; NULL: none */
	size_t id_len;
	size_t budget, items_left;
};

/* --- one article -------------------------------------------------------------------------- */

/* Reads the members of an object, or of the one that it wraps: {"node": {...}}. Returns that
 * object. */
static const struct kr_js_value *read_item(
        struct recs_reader *r, const struct kr_js_value *o, struct kr_state_members *m)
{
	o = kr_state_refs_resolve(r->page, o, &r->budget);
	kr_state_keys_read(o, m);
	r->budget -= r->budget < o->n + 1 ? r->budget : o->n + 1;
	for (const struct kr_js_value *v = o->type == KR_JS_VALUE_OBJECT ? o->u.first : NULL;
	        v && !m->v[KR_STATE_TITLE] && o->n <= MAX_WRAPPER; v = v->next)
		if (v->type == KR_JS_VALUE_OBJECT) {
			v = kr_state_refs_resolve(r->page, v, &r->budget);
			kr_state_keys_read(v, m);
			o = v;
			break;
		}
	return o;
}

/* Makes the URL of another article from that of the page, by replacing the id. */
static const char *url_from_id(struct recs_reader *r, const struct kr_js_value *o)
{
	const struct kr_js_value *id = r->id_in_url ? kr_js_value_get(o, r->id->key) : NULL;
	const char *url = NULL, *page_url = r->page->in->url;
	struct kr_str full;

	if (!id || id->type != r->id->type ||
	        (id->type == KR_JS_VALUE_STRING && (!id->n || strpbrk(id->u.str, "/?#& \t\n"))))
		return NULL;
	kr_str_init(&full);
	kr_str_add(&full, page_url, (size_t)(r->id_in_url - page_url));
	if (id->type == KR_JS_VALUE_NUMBER)
		kr_str_addf(&full, "%.0f", id->u.num);
	else
		kr_str_addz(&full, id->u.str);
	kr_str_addz(&full, r->id_in_url + r->id_len);
	url = kr_page_url(r->page, full.data);
	kr_str_fini(&full);
	return url;
}

static const char *item_url(
        struct recs_reader *r, const struct kr_js_value *o, const struct kr_state_members *m)
{
	static const char *const files[] = {
	        ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".m3u8", ".mp3"};
	const struct kr_js_value *v = m->v[KR_STATE_URL];
	const char *url = kr_js_value_str(v);

	if (!url || (!strchr(url, '/') && !strstr(url, ".htm")))
		return url_from_id(r, o);
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
	struct kr_state_members m;
	struct kr_rec *rec;
	const char *url, *title;

	if (o->type != KR_JS_VALUE_OBJECT || page->doc->nrecs == MAX_RECS || !r->items_left)
		return;
	r->items_left--;
	o = read_item(r, o, &m);
	title = kr_js_value_str(m.v[KR_STATE_TITLE]) && m.v[KR_STATE_TITLE]->n <= MAX_TITLE
	                ? kr_json_ld_line(page, m.v[KR_STATE_TITLE])
	                : NULL;
	title = kr_card_title_clean(page->doc, title);
	url = title ? item_url(r, o, &m) : NULL;
	if (!url || is_known(page->doc, url))
		return;
	rec = kr_doc_add_rec(page->doc);
	rec->url = url;
	rec->title = title;
	rec->group = group;
	rec->section = kr_state_values_line(page, m.v[KR_STATE_SECTION], MAX_SECTION);
	rec->published = kr_state_values_time(page, m.v[KR_STATE_PUBLISHED], &rec->published_text);
	rec->duration = kr_duration_value(m.v[KR_STATE_DURATION]);
	rec->author = kr_state_values_line(page, m.v[KR_STATE_AUTHOR], MAX_SECTION);
	rec->image = kr_state_values_picture(page, m.v[KR_STATE_IMAGE]);
}

/* --- lists -------------------------------------------------------------------------------- */

/* Whether most members are objects that have a headline and a URL or id. */
static bool is_article_list(struct recs_reader *r, const struct kr_js_value *list)
{
	size_t items = 0, bytes = 0;

	if (list->n < MIN_LIST || r->budget < list->n)
		return false;
	for (const struct kr_js_value *v = list->u.first; v; v = v->next) {
		struct kr_state_members m;

		if (v->type != KR_JS_VALUE_OBJECT)
			continue;
		read_item(r, v, &m);
		if (!kr_js_value_str(m.v[KR_STATE_TITLE]) ||
		        !(m.v[KR_STATE_URL] || m.v[KR_STATE_ID]))
			continue;
		items++;
		bytes += m.v[KR_STATE_TITLE]->n;
	}
	return items >= MIN_LIST && items * 2 > list->n && bytes >= MIN_HEADLINE * items;
}

/* The title of the object around a list. */
static const char *group_title(struct recs_reader *r, const struct kr_js_value *parent)
{
	struct kr_state_members m;

	if (!parent || parent == r->article->object)
		return NULL;
	kr_state_keys_read(parent, &m);
	return kr_state_values_line(r->page, m.v[KR_STATE_TITLE], MAX_GROUP);
}

static void add_list(struct recs_reader *r, const struct list *list)
{
	const char *group = group_title(r, list->parent);

	if (group && kr_list_name_is_other(kr_slice_of(group)))
		return;
	for (const struct kr_js_value *v = list->items->u.first; v; v = v->next)
		add_item(r, v, group);
}

/* The words in the names of the array or object entered last and of its ancestors. */
static unsigned name_words(const struct kr_js_value_walk *w)
{
	unsigned bits = kr_card_words_class(w->in[w->depth - 1]->key);

	for (int up = 0; up < ANCESTORS && up < w->depth - 1; up++) {
		const char *name = w->in[w->depth - 2 - up]->key;

		bits |= name ? kr_card_words_class(name) : 0;
	}
	return bits;
}

static bool is_id_list(const struct kr_js_value *array)
{
	const struct kr_js_value *v = array->u.first;

	while (v && (v->type == KR_JS_VALUE_NUMBER || kr_js_value_str(v)))
		v = v->next;
	return !v && array->type == KR_JS_VALUE_ARRAY && array->n >= MIN_LIST &&
	       array->n <= MAX_RECS;
}

static void consider_list(
        struct recs_reader *r, const struct kr_js_value *items, const struct kr_js_value_walk *w)
{
	const struct list list = {items, kr_js_value_parent(w)};
	unsigned words;

	if (items->n < MIN_LIST ||
	        (items->type == KR_JS_VALUE_OBJECT && items->u.first->type != KR_JS_VALUE_OBJECT))
		return;
	words = name_words(w);
	if (words & (KR_CARD_WORDS_AD | KR_CARD_WORDS_NAV | KR_CARD_WORDS_FOOT))
		return;
	if (words & KR_CARD_WORDS_REC && is_id_list(items) && r->nid_lists < MAX_ID_LISTS)
		r->id_lists[r->nid_lists++] = list;
	if ((items->type == KR_JS_VALUE_OBJECT && !(words & KR_CARD_WORDS_REC)) ||
	        !is_article_list(r, items))
		return;
	if (words & KR_CARD_WORDS_REC)
		add_list(r, &list);
	else if (items->n >= MIN_OTHER && !(words & KR_CARD_WORDS_BAD) &&
	         (!r->other.items || items->n > r->other.items->n))
		r->other = list;
}

static void walk_lists(struct recs_reader *r, struct kr_js_value *root)
{
	struct kr_js_value_walk w = {.seen = KR_JS_VALUE_SEEN_RECS};

	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w))
		if (kr_js_value_enter(&w, v))
			consider_list(r, v, &w);
}

/* --- ids ---------------------------------------------------------------------------------- */

static const struct kr_js_value *get_by_id(
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

/* Adds the articles whose ids are in one of the lists, if this is the object that holds them. */
static void consider_map(struct recs_reader *r, const struct kr_js_value *map)
{
	for (size_t i = 0; i < r->nid_lists; i++) {
		const struct list *list = &r->id_lists[i];
		const char *group = NULL;

		for (const struct kr_js_value *id = list->items->u.first; id; id = id->next) {
			const struct kr_js_value *o = get_by_id(r, map, id);

			if (o && !group)
				group = group_title(r, list->parent);
			if (o)
				add_item(r, o, group);
			else if (id == list->items->u.first)
				break; /* it most likely has none of them: save budget */
		}
	}
}

static void walk_maps(struct recs_reader *r, struct kr_js_value *root)
{
	struct kr_js_value_walk w = {.seen = KR_JS_VALUE_SEEN_MAPS};

	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w))
		if (kr_js_value_enter(&w, v))
			consider_map(r, v);
}

/* Finds the id of the article in the URL of the page. */
static void find_id(struct recs_reader *r)
{
	const struct kr_js_value *object = r->article->object;
	int priority;

	for (const struct kr_js_value *v = object ? object->u.first : NULL; v && !r->id_in_url;
	        v = v->next)
		if (kr_state_keys_role(v->key, &priority) == KR_STATE_ID) {
			r->id_in_url = kr_page_match_id(r->page->in->url, v, &r->id_len);
			r->id = v;
		}
}

void kr_state_recs(struct kr_page *page, const struct kr_article_object *article, bool any_name)
{
	struct recs_reader r = {
	        .page = page, .article = article, .budget = BUDGET, .items_left = MAX_ITEMS};

	find_id(&r);
	for (size_t i = 0; i < page->nstate; i++)
		walk_lists(&r, page->state[i]);
	for (size_t i = 0; r.nid_lists && !page->doc->nrecs && i < page->nstate; i++)
		walk_maps(&r, page->state[i]);
	if (any_name && !page->doc->nrecs && r.other.items)
		add_list(&r, &r.other);
	kr_rec_filter_run(page);
}
