/* Marking all articles of all subscriptions as read, and undoing that: in steps, since there may be
 * many thousands. */
#include <poll.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/store/store.h"

enum { WAIT_MS = 20 }; /* for another program's lock, until it is tried again */

void kr_sweep_report(struct kr_app *a, bool undo, int64_t n)
{
	struct kr_str text;

	if (undo) {
		kr_message_info(a,
		        ngettext("%d article marked as unread again",
		                "%d articles marked as unread again", (unsigned long)n),
		        (int)n);
		return;
	}
	kr_str_init(&text);
	kr_str_addf(&text,
	        ngettext("%d article marked as read", "%d articles marked as read",
	                (unsigned long)n),
	        (int)n);
	if (n > 0)
		kr_keymap_hint(a->keys, KR_CMD_UNDO, "undoes this", &text);
	kr_message_info(a, "%s", text.data);
	kr_str_fini(&text);
}

static void end(struct kr_app *a)
{
	kr_shelves_refill(a);
	kr_rec_marks_refresh(a);
	a->start_due = !kr_current_page(a);
	kr_sweep_report(a, a->sweep.undo, a->sweep.n);
	a->dirty = true;
}

static void step(struct kr_app *a)
{
	struct kr_err err;
	int rc = kr_entry_sweep_step(a->store, &a->sweep, &err);

	if (rc == KR_E_RETRY)
		a->sweep_at = kr_clock_ms() + WAIT_MS;
	else if (rc < 0)
		kr_record_fail(a, &err);
	else if (!a->sweep.stamp)
		end(a);
}

void kr_sweep_finish(struct kr_app *a)
{
	const int64_t until = kr_clock_ms() + KR_STORE_LAST_WAIT_MS;

	while (a->sweep.stamp && kr_clock_ms() < until) {
		step(a);
		if (a->sweep.stamp && a->sweep_at > kr_clock_ms())
			poll(NULL, 0, WAIT_MS);
	}
	a->sweep.stamp = 0;
}

int64_t kr_sweep_start(struct kr_app *a, int64_t stamp, bool undo, struct kr_err *err)
{
	int rc;

	/* what is undone need not be done to its end */
	if (!undo || a->sweep.stamp != stamp)
		kr_sweep_finish(a);
	rc = kr_entry_sweep_begin(a->store, &a->sweep, stamp, undo, err);
	a->sweep_at = 0;
	return rc < 0 ? rc : a->sweep.n;
}

int kr_sweep_timeout(const struct kr_app *a)
{
	const int64_t left = a->sweep_at - kr_clock_ms();

	return !a->sweep.stamp ? -1 : left < 0 ? 0 : (int)left;
}

void kr_sweep_pump(struct kr_app *a)
{
	if (kr_sweep_timeout(a) == 0)
		step(a);
}
