/* What was removed in this run, so that it can be put back. */
#include <stdlib.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/store/history.h"
#include "kread/store/subscription.h"

enum { PURGED = 32 }; /* articles in one step */

void kr_undo_add(struct kr_app *a, const struct kr_undo *u)
{
	a->undo = kr_mem_grow(a->undo, a->nundo, &a->cap_undo, sizeof *a->undo);
	a->undo[a->nundo] = *u;
	a->undo[a->nundo].tag = kr_mem_strdup(u->tag);
	a->undo[a->nundo].title = kr_mem_strdup(u->title);
	a->nundo++;
}

int64_t kr_undo_stamp(const struct kr_app *a)
{
	int64_t now = kr_clock_time_ms();

	for (size_t i = 0; i < a->nundo; i++)
		if (a->undo[i].stamp >= now)
			now = a->undo[i].stamp + 1;
	return now;
}

static void undo_fini(struct kr_undo *u)
{
	free(u->tag);
	free(u->title);
}

void kr_undo_close(struct kr_app *a)
{
	for (size_t i = 0; i < a->nundo; i++)
		undo_fini(&a->undo[i]);
	free(a->undo);
	a->undo = NULL;
	a->nundo = a->cap_undo = 0;
}

bool kr_undo_purge(struct kr_app *a, int ms)
{
	const int64_t until = kr_clock_ms() + ms;
	int n = 0, sum = 0;

	for (size_t i = 0; i < a->nundo; i++) {
		if (a->undo[i].kind != KR_UNDO_FORGET)
			continue;
		do {
			n = kr_clock_ms() < until
			            ? kr_history_purge(a->store, a->undo[i].stamp, 0, PURGED, NULL)
			            : 0;
			sum += n > 0 ? n : 0;
		} while (n == PURGED);
	}
	return sum > 0;
}

/* A negative result is an error, 0: there is nothing left to undo. */
static int undo(struct kr_app *a, const struct kr_undo *u, struct kr_err *err)
{
	int rc;

	if (u->kind == KR_UNDO_FORGET)
		return kr_history_restore(a->store, u->stamp, err);
	if (u->kind == KR_UNDO_SEEN)
		return (int)kr_sweep_start(a, u->stamp, true, err);
	if (u->kind == KR_UNDO_UNSUBSCRIBE)
		return kr_subscription_restore(a->store, u->stamp, err);
	if (u->kind == KR_UNDO_MARK)
		rc = kr_mark_set(a->store, u->id, u->mark, u->since, kr_clock_time_ms(), NULL, err);
	else
		rc = kr_mark_tag(a->store, u->id, u->tag, true, kr_clock_time_ms(), err);
	return rc < 0 ? rc : 1;
}

static void report(struct kr_app *a, const struct kr_undo *u, int n)
{
	if (u->kind == KR_UNDO_UNSUBSCRIBE)
		kr_message_info(a, "subscribed again: %s", u->title ? u->title : "");
	else if (n == 0)
		kr_message_info(a, "nothing to put back: it was read again");
	else if (n > 1)
		kr_message_info(a, "put back into the history: %d articles", n);
	else if (u->kind == KR_UNDO_FORGET)
		kr_message_info(a, "put back into the history: %s", u->title ? u->title : "1");
	else if (u->kind == KR_UNDO_TAG)
		kr_message_info(a, "tagged %s again: %s", u->tag, u->title ? u->title : "");
	else
		kr_message_info(a, "marked again: %s", u->title ? u->title : "");
}

void kr_undo_run(struct kr_app *a, const struct kr_call *c)
{
	struct kr_undo *u = a->nundo ? &a->undo[a->nundo - 1] : NULL;
	struct kr_err err;
	int n;

	(void)c;
	if (!u || !a->store) {
		kr_message_info(a, "nothing to undo");
		return;
	}
	n = undo(a, u, &err);
	if (n < 0) {
		kr_message_error(a, "%s", err.msg);
		return;
	}
	a->nundo--;
	kr_shelves_refill(a);
	kr_rec_marks_refresh(a);
	if (u->id)
		kr_shelves_select(a, u->id);
	if (u->kind != KR_UNDO_SEEN) /* it has only begun */
		report(a, u, n);
	undo_fini(u);
}
