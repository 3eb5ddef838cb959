/* Refreshing subscriptions while kread runs: now and then by itself, and when the reader asks. */
#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/log.h"
#include "kread/store/subscription.h"

enum {
	FIRST_MS = 1500, /* from the start to the first refresh */
	LOOK_MS = 60 * 1000,
};

#define NEVER (INT64_MAX / 2) /* ms: only those that were not asked yet */

/* Of the one that was just subscribed to. */
static void report_first(struct kr_app *a, const struct kr_refresh_event *ev)
{
	if (ev->problem)
		kr_message_error(a, "%s: %s", ev->title, ev->problem);
	else
		kr_message_info(a,
		        ngettext("subscribed to %s: %lld unread article",
		                "subscribed to %s: %lld unread articles", (unsigned long)ev->fresh),
		        ev->title, (long long)ev->fresh);
}

static void report_totals(struct kr_app *a, const struct kr_refresh_event *ev)
{
	const struct kr_refresh_totals t = kr_refresh_totals(a->refresh);

	if (a->severity == KR_SEVERITY_ERROR || (!a->refresh_asked && !a->refresh_one && !t.fresh))
		return;
	if (a->refresh_one)
		report_first(a, ev);
	else if (t.failed)
		kr_message_info(a,
		        ngettext("%lld new article; %zu of %zu subscriptions failed",
		                "%lld new articles; %zu of %zu subscriptions failed",
		                (unsigned long)t.fresh),
		        (long long)t.fresh, t.failed, t.total);
	else
		kr_message_info(a,
		        ngettext("%lld new article", "%lld new articles", (unsigned long)t.fresh),
		        (long long)t.fresh);
}

static void report_progress(struct kr_app *a)
{
	const struct kr_refresh_totals t = kr_refresh_totals(a->refresh);

	if (a->refresh_asked && a->severity != KR_SEVERITY_ERROR)
		kr_message_info(a,
		        ngettext("refreshing: %zu of %zu, %lld new article",
		                "refreshing: %zu of %zu, %lld new articles",
		                (unsigned long)t.fresh),
		        t.done, t.total, (long long)t.fresh);
}

static void end(struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);

	a->refresh_asked = a->refresh_one = false;
	if (p && p->is_shelf && p->of != KR_LIST_OF_ARTICLES)
		kr_shelves_refill(a);
	kr_rec_marks_refresh(a);
	a->start_due = !p;
	a->dirty = true;
}

static void on_refresh(void *user, const struct kr_refresh_event *ev)
{
	struct kr_app *a = user;

	if (ev->problem)
		kr_log_write("%s: %s", ev->title, ev->problem);
	a->dirty = true;
	a->upkeep_due = true; /* the write-ahead log grows */
	if (kr_refresh_is_busy(a->refresh)) {
		report_progress(a);
		return;
	}
	report_totals(a, ev);
	end(a);
}

static void start(struct kr_app *a, int64_t every, int64_t only)
{
	struct kr_err err;

	if (kr_refresh_start(a->refresh, every, only, &err) < 0)
		kr_record_fail(a, &err);
}

void kr_feed_refresh_open(struct kr_app *a)
{
	a->refresh = kr_refresh_new(a->store, a->loader, on_refresh, a);
	a->refresh_at = kr_clock_ms() + FIRST_MS;
}

void kr_feed_refresh_close(struct kr_app *a)
{
	kr_refresh_free(a->refresh);
	a->refresh = NULL;
}

/* Whether subscriptions are to be looked at without being asked. */
static bool is_automatic(const struct kr_app *a)
{
	return a->subscribed && kr_options_number(a->opts, KR_OPT_REFRESH_MINUTES) > 0;
}

/* A key took it off the screen. */
static bool lacks_progress(const struct kr_app *a)
{
	return a->refresh_asked && a->severity == KR_SEVERITY_NONE &&
	       kr_refresh_is_busy(a->refresh);
}

int kr_feed_refresh_timeout(const struct kr_app *a)
{
	int64_t left = a->refresh_at - kr_clock_ms();

	if (lacks_progress(a))
		return 0;
	if (kr_refresh_is_busy(a->refresh))
		return kr_refresh_timeout(a->refresh);
	if (a->refresh_all_next || a->refresh_new_next)
		return 0;
	if (a->subscribed_known && !is_automatic(a))
		return -1;
	return left < 0 ? 0 : (int)left;
}

/* What was asked for while another one ran. */
static void start_next(struct kr_app *a)
{
	const bool all = a->refresh_all_next;

	/* all of them are the new ones, too */
	a->refresh_all_next = a->refresh_new_next = false;
	a->refresh_asked = all;
	start(a, all ? -1 : NEVER, 0);
	if (all)
		report_progress(a);
}

void kr_feed_refresh_pump(struct kr_app *a)
{
	const int64_t now = kr_clock_ms();
	struct kr_subscription_counts n;

	if (kr_refresh_is_busy(a->refresh)) {
		kr_refresh_hold(a->refresh, kr_keeper_is_behind(a));
		kr_refresh_pump(a->refresh);
		if (lacks_progress(a)) {
			report_progress(a);
			a->dirty = true;
		}
		return;
	}
	if (a->refresh_all_next || a->refresh_new_next) {
		start_next(a);
		return;
	}
	if (now < a->refresh_at || (a->subscribed_known && !is_automatic(a)))
		return;
	a->refresh_at = now + LOOK_MS;
	if (kr_subscription_count(a->store, &n, NULL) < 0)
		return;
	a->subscribed_known = true;
	a->subscribed = n.subscriptions > 0;
	if (is_automatic(a))
		start(a, (int64_t)kr_options_number(a->opts, KR_OPT_REFRESH_MINUTES) * 60 * 1000,
		        0);
}

/* Whether the one that runs, which began by itself or for a new subscription, asks all of them. */
static bool asks_all(struct kr_app *a)
{
	const struct kr_refresh_totals t = kr_refresh_totals(a->refresh);
	struct kr_subscription_counts n;

	return kr_subscription_count(a->store, &n, NULL) == 0 &&
	       (int64_t)t.total >= n.subscriptions;
}

static void ask_while_busy(struct kr_app *a)
{
	if (!a->refresh_asked && asks_all(a))
		a->refresh_asked = true;
	if (a->refresh_asked) {
		report_progress(a);
		return;
	}
	a->refresh_all_next = true;
	kr_message_info(a, "all subscriptions are refreshed when the present refresh has ended");
}

void kr_feed_refresh_all(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	if (!kr_record_is_kept(a))
		return;
	if (kr_refresh_is_busy(a->refresh)) {
		ask_while_busy(a);
		return;
	}
	a->refresh_asked = true;
	start(a, -1, 0);
	if (!kr_refresh_is_busy(a->refresh)) {
		a->refresh_asked = false;
		if (a->severity != KR_SEVERITY_ERROR)
			kr_message_info(a, "no subscriptions yet");
		return;
	}
	report_progress(a);
}

void kr_feed_refresh_one(struct kr_app *a, int64_t id)
{
	a->subscribed = true;
	if (kr_refresh_is_busy(a->refresh)) {
		a->refresh_new_next = true;
		return;
	}
	a->refresh_one = true;
	start(a, 0, id);
}

bool kr_feed_refresh_cancel(struct kr_app *a)
{
	struct kr_refresh_totals t;

	if (a->refresh_all_next) {
		a->refresh_all_next = false;
		kr_message_info(a, "refresh cancelled");
		return true;
	}
	if (!a->refresh || !a->refresh_asked || !kr_refresh_is_busy(a->refresh))
		return false;
	kr_refresh_cancel(a->refresh);
	t = kr_refresh_totals(a->refresh);
	end(a);
	kr_message_info(a, "refresh cancelled after %zu of %zu", t.done, t.total);
	return true;
}
