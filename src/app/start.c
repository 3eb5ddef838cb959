/* The lists of the start screen: what was read last, and what waits to be read. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/store/shelf.h"
#include "kread/store/subscription.h"

enum { RECENT = 5 };

static void clear(struct kr_start *s)
{
	kr_doc_free(s->recent);
	s->recent = NULL;
	for (size_t i = 0; i < s->n; i++) {
		kr_str_fini(&s->v[i].key);
		kr_str_fini(&s->v[i].text);
	}
	s->n = 0;
}

void kr_start_fini(struct kr_start *s)
{
	clear(s);
}

static void add_recent(void *user, const struct kr_article *a)
{
	struct kr_doc *doc = user;
	struct kr_rec *rec = kr_listing_add(doc, a);
	time_t when = (time_t)(a->last / 1000);
	struct kr_str text;
	struct tm tm;

	if (!rec || !localtime_r(&when, &tm))
		return;
	kr_str_init(&text);
	kr_when_add_day(&tm, &text);
	rec->published_text = kr_listing_line(doc, text.data);
	kr_str_fini(&text);
}

/* A list with its key: "A  12 unread in 3 subscriptions". */
static void add(struct kr_app *a, int command, const char *format, int64_t n, int64_t of)
{
	struct kr_start_shelf *shelf = &a->start.v[a->start.n];

	shelf->command = command;
	kr_str_init(&shelf->key);
	kr_str_init(&shelf->text);
	kr_keymap_first(a->keys, command, &shelf->key);
	kr_str_addf(&shelf->text, format, (long long)n, (long long)of);
	if (!shelf->key.len) {
		kr_str_fini(&shelf->text);
		return;
	}
	a->start.n++;
}

void kr_start_update(struct kr_app *a)
{
	struct kr_start *s = &a->start;
	struct kr_shelf_counts shelves = {0};
	struct kr_subscription_counts subs = {0};
	struct kr_err err;

	clear(s);
	a->start_due = false;
	if (!a->store)
		return;
	s->recent = kr_doc_new();
	if (kr_shelf_list(a->store, KR_SHELF_HISTORY, NULL, KR_SORT_DATE, RECENT, add_recent,
	            s->recent, &err) < 0 ||
	        kr_shelf_count(a->store, &shelves, &err) < 0 ||
	        kr_subscription_count(a->store, &subs, &err) < 0)
		kr_record_fail(a, &err);
	if (subs.subscriptions)
		add(a, KR_CMD_SUBSCRIPTIONS,
		        ngettext("%lld unread in %lld subscription",
		                "%lld unread in %lld subscriptions",
		                (unsigned long)subs.subscriptions),
		        subs.unread, subs.subscriptions);
	if (shelves.queue)
		add(a, KR_CMD_QUEUE, _("%lld to read later"), shelves.queue, 0);
	if (shelves.favourites)
		add(a, KR_CMD_FAVOURITES,
		        ngettext("%lld favourite", "%lld favourites",
		                (unsigned long)shelves.favourites),
		        shelves.favourites, 0);
	if (s->recent->nrecs)
		add(a, KR_CMD_HISTORY, _("history"), 0, 0);
	if (s->n)
		add(a, KR_CMD_LIBRARY_SEARCH, _("search"), 0, 0);
	if (s->selected >= s->recent->nrecs)
		s->selected = 0;
	s->focus = s->focus && s->n;
	a->dirty = true;
}

bool kr_start_has_lists(const struct kr_app *a)
{
	return a->start.n > 0;
}

/* --- keys ------------------------------------------------------------------------------------- */

static void move(struct kr_app *a, long by)
{
	struct kr_start *s = &a->start;
	const long last = s->recent ? (long)s->recent->nrecs - 1 : -1;
	long to = (long)s->selected + by;

	if (to < 0) {
		s->focus = false; /* the field is above */
		return;
	}
	s->selected = (uint32_t)(to > last ? (last < 0 ? 0 : last) : to);
}

bool kr_start_key(struct kr_app *a, uint32_t key)
{
	const int id = kr_keymap_find(a->keys, &key, 1, KR_IN_START);
	const long n = a->count > 0 ? a->count : 1;

	if (key == KR_KEY_ESC || id == KR_CMD_PANE || id == KR_CMD_PANE_BACK)
		a->start.focus = false;
	else if (id == KR_CMD_DOWN)
		move(a, n);
	else if (id == KR_CMD_UP)
		move(a, -n);
	else if (id == KR_CMD_TOP)
		move(a, -(long)a->start.selected);
	else if (id == KR_CMD_BOTTOM)
		move(a, RECENT);
	else
		return false;
	a->count = 0;
	return true;
}
