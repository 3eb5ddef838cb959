/* Taking articles out of the lists of the library, and clearing the history. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/store/history.h"

static void report_removed(struct kr_app *a, int n)
{
	struct kr_str text;

	kr_str_init(&text);
	kr_str_addf(&text,
	        ngettext("removed from the history", "%d articles removed from the history",
	                (unsigned long)n),
	        n);
	kr_keymap_hint(
	        a->keys, KR_CMD_UNDO, n == 1 ? N_("puts it back") : N_("puts them back"), &text);
	kr_message_info(a, "%s", text.data);
	kr_str_fini(&text);
}

static void forget_key(void *user, const char *key)
{
	kr_visited_remove_key(user, key);
}

/* n: how many were forgotten, or an error. */
static void forgotten(struct kr_app *a, int n, const struct kr_undo *u, const struct kr_err *err)
{
	if (n < 0)
		kr_message_error(a, "%s", err->msg);
	if (n <= 0)
		return;
	kr_history_forgotten(a->store, u->stamp, forget_key, &a->visited, NULL);
	kr_undo_add(a, u);
	kr_shelves_refill(a);
	kr_rec_marks_refresh(a);
	report_removed(a, n);
}

static void forget(struct kr_app *a, const struct kr_stack_page *p)
{
	const uint32_t i = p->list.selected;
	struct kr_undo u = {.kind = KR_UNDO_FORGET,
	        .id = p->ids[i],
	        .stamp = kr_undo_stamp(a),
	        .title = (char *)p->doc->recs[i].title};
	struct kr_err err;

	u.title = kr_mem_strdup(u.title); /* the list is made anew */
	forgotten(a, kr_history_forget(a->store, u.id, u.stamp, &err), &u, &err);
	free(u.title);
}

void kr_forget_remove(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);

	(void)c;
	if (a->store && p->is_shelf && p->of != KR_LIST_OF_ARTICLES)
		kr_feed_edit_remove(a);
	else if (!a->store || !p->ids || !p->doc->nrecs)
		kr_message_info(a, "only articles in lists of the library can be removed");
	else if (p->shelf == KR_SHELF_HISTORY)
		forget(a, p);
	else if (p->shelf == KR_SHELF_TAG)
		kr_marks_tag(a, &(struct kr_call){.arg = p->tag});
	else
		kr_marks_toggle(a, p->shelf == KR_SHELF_FAVOURITES ? KR_MARK_FAVOURITE
		                   : p->shelf == KR_SHELF_LIKED    ? KR_MARK_LIKED
		                                                   : KR_MARK_QUEUED);
}

/* "hour", "today", "week", "all", or a date: since then. */
static bool parse_since(const char *text, int64_t now, int64_t *ret_from)
{
	static const struct {
		const char *name;
		int64_t hours;
	} spans[] = {{"hour", 1}, {"day", 24}, {"week", 7 * 24}, {"month", 30 * 24}};
	time_t seconds = (time_t)(now / 1000);
	struct tm tm;

	if (!strcmp(text, "all"))
		return *ret_from = 0, true;
	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
		if (!strcmp(text, spans[i].name))
			return *ret_from = now - spans[i].hours * 3600 * 1000, true;
	if (!localtime_r(&seconds, &tm))
		return false;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	tm.tm_isdst = -1;
	if (strcmp(text, "today")) {
		const char *end = strptime(text, "%Y-%m-%d", &tm);

		if (!end || *end)
			return false;
	}
	*ret_from = (int64_t)mktime(&tm) * 1000;
	return true;
}

void kr_forget_range(struct kr_app *a, const struct kr_call *c)
{
	struct kr_undo u = {.kind = KR_UNDO_FORGET};
	const int64_t now = kr_clock_time_ms();
	struct kr_err err;
	int64_t from;
	int n;

	if (!kr_record_is_kept(a))
		return;
	if (!c->arg || !parse_since(c->arg, now, &from)) {
		kr_message_error(a,
		        "clear-history: hour, today, day, week, month, all, or the date "
		        "since when, as in 2024-06-05");
		return;
	}
	u.stamp = kr_undo_stamp(a);
	n = kr_history_forget_range(a->store, from, INT64_MAX, u.stamp, &err);
	if (n == 0)
		kr_message_info(a, "no article was read since then");
	forgotten(a, n, &u, &err);
}
