/* The lists of the library, as pages: history, favourites, the queue, articles with a tag. */
#include <ctype.h>
#include <time.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/store/mark.h"
#include "kread/store/shelf.h"

enum { LISTED = 1000 }; /* articles of a list */

static const struct {
	const char *name;  /* heading */
	const char *empty; /* message if it has no articles */
} shelves[KR_SHELVES] = {
        [KR_SHELF_HISTORY] = {N_("History"),
                N_("no history yet: it lists the articles that you read")},
        [KR_SHELF_FAVOURITES] = {N_("Favourites"), N_("no favourites yet; f makes an article one")},
        [KR_SHELF_LIKED] = {N_("Liked"), N_("nothing liked yet; * likes an article")},
        [KR_SHELF_QUEUE] = {N_("Read later"), N_("nothing to read later; w puts an article here")},
        [KR_SHELF_TAG] = {N_("Tag"), N_("no article has this tag")},
};

/* --- the list as an article ----------------------------------------------------------------- */

struct filling {
	struct kr_listing list;
	const struct kr_stack_page *page;
};

/* What the list itself says. */
static uint8_t own_mark(enum kr_shelf shelf)
{
	static const uint8_t marks[KR_SHELVES] = {[KR_SHELF_HISTORY] = KR_MARK_READ,
	        [KR_SHELF_FAVOURITES] = KR_MARK_FAVOURITE,
	        [KR_SHELF_LIKED] = KR_MARK_LIKED,
	        [KR_SHELF_QUEUE] = KR_MARK_QUEUED};

	return marks[shelf];
}

/* When, and of the history the day over its articles. */
static void add_date(struct filling *f, const struct kr_article *a, struct kr_rec *rec)
{
	const bool history = f->page->shelf == KR_SHELF_HISTORY;
	const int64_t since = history                                 ? a->last
	                      : f->page->shelf == KR_SHELF_FAVOURITES ? a->favourite
	                      : f->page->shelf == KR_SHELF_LIKED      ? a->liked
	                                                              : a->queued;
	time_t when = (time_t)(since / 1000);
	struct kr_str text;
	struct tm tm;

	if (!since || !localtime_r(&when, &tm))
		return;
	kr_str_init(&text);
	if (f->page->shelf == KR_SHELF_QUEUE && !a->saved)
		kr_str_addz(&text, a->problem ? _(a->problem) : _("not fetched yet"));
	else if (history)
		kr_str_addf(&text, "%02d:%02d", tm.tm_hour, tm.tm_min);
	else
		kr_when_add_day(&tm, &text);
	rec->published_text = kr_listing_line(f->list.doc, text.data);
	kr_str_clear(&text);
	kr_when_add_day(&tm, &text);
	if (history && f->page->sort == KR_SORT_DATE)
		rec->group = kr_listing_line(f->list.doc, text.data);
	kr_str_fini(&text);
}

static void add_article(void *user, const struct kr_article *a)
{
	struct filling *f = user;
	struct kr_rec *rec = kr_listing_add(f->list.doc, a);

	if (!rec)
		return;
	rec->published = NULL; /* the date is that of the list */
	kr_listing_item(&f->list, a->id, kr_listing_marks(a) & (uint8_t)~own_mark(f->page->shelf));
	add_date(f, a, rec);
}

const char *kr_shelves_empty(enum kr_shelf shelf)
{
	return _(shelves[shelf].empty);
}

static void fill(struct kr_app *a, struct kr_stack_page *p)
{
	struct filling f = {.page = p};
	struct kr_str title, empty;
	struct kr_err err;

	kr_str_init(&title);
	kr_str_init(&empty);
	kr_str_addz(&title, _(shelves[p->shelf].name));
	if (p->tag)
		kr_str_addf(&title, ": %s", p->tag);
	/* as a sentence */
	kr_str_addz(&empty, _(shelves[p->shelf].empty));
	empty.data[0] = (char)toupper((unsigned char)empty.data[0]);
	/* TRANSLATORS: ends a sentence */
	kr_str_addz(&empty, _("."));
	kr_listing_init(&f.list, title.data);
	if (a->store && kr_shelf_list(a->store, p->shelf, p->tag, p->sort, LISTED, add_article, &f,
	                        &err) < 0)
		kr_record_fail(a, &err);
	kr_listing_finish(&f.list, p, empty.data);
	kr_str_fini(&title);
	kr_str_fini(&empty);
}

void kr_shelves_fill(struct kr_app *a, struct kr_stack_page *p)
{
	if (p->query)
		kr_finder_refill(a, p);
	else if (p->of != KR_LIST_OF_ARTICLES)
		kr_feed_lists_fill(a, p);
	else
		fill(a, p);
}

void kr_shelves_refill(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);
	uint32_t selected;

	if (!p || !p->is_shelf)
		return;
	if (p->query) {
		kr_finder_again(a);
		return;
	}
	selected = p->list.selected;
	kr_shelves_fill(a, p);
	if (p->doc->nrecs)
		p->list.selected =
		        selected < p->doc->nrecs ? selected : (uint32_t)p->doc->nrecs - 1;
	kr_areas_update(a);
}

void kr_shelves_select(struct kr_app *a, int64_t id)
{
	struct kr_stack_page *p = kr_current_page(a);

	for (size_t i = 0; p && p->is_shelf && i < p->doc->nrecs; i++)
		if (p->ids[i] == id)
			kr_pane_list_select(&p->list, (uint32_t)i);
}

void kr_shelves_return(struct kr_app *a, struct kr_stack_page *p)
{
	int64_t id;

	if (!p->doc) {
		kr_shelves_fill(a, p);
		return;
	}
	/* what was opened from it would be its first now */
	if (p->of == KR_LIST_OF_ARTICLES && p->shelf == KR_SHELF_HISTORY)
		return;
	id = p->doc->nrecs ? p->ids[p->list.selected] : 0;
	kr_shelves_refill(a);
	kr_shelves_select(a, id);
}
