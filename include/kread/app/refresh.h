/* Refreshing subscriptions: they are fetched, several at once but one at a time of each host, and
 * what is new in them is put into the library. Nothing here blocks or knows of a screen; its caller
 * does the waiting, as for load/load.h. */
#ifndef KREAD_APP_REFRESH_H
#define KREAD_APP_REFRESH_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/app/session.h"
#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/load/load.h"
#include "kread/net/net.h"
#include "kread/store/store.h"

struct kr_refresh_event {  /* a subscription was asked; all borrowed for the call */
	const char *title; /* or its address */
	bool unchanged;
	int64_t fresh;       /* new articles */
	const char *problem; /* why it could not be refreshed, or NULL */
};

/* May not free the refresher. */
typedef void kr_refresh_handler(void *user, const struct kr_refresh_event *ev);

struct kr_refresh_totals {
	size_t total, done; /* subscriptions */
	size_t unchanged, failed;
	size_t waiting; /* left out, because they failed and their time has not come */
	int64_t fresh;  /* articles */
	bool cancelled; /* the others were not asked */
};

struct kr_refresh;

/* store and loader are borrowed. */
struct kr_refresh *kr_refresh_new(
        struct kr_store *store, struct kr_loader *loader, kr_refresh_handler *handler, void *user);
void kr_refresh_free(struct kr_refresh *r); /* cancels what runs; NULL accepted */

/* Begin with those subscriptions that were not asked for every_ms (after failures: for a time that
 * grows with each); negative: with all. only: with the one with this id, whenever that was asked;
 * 0: all. Nothing happens while it is busy. Errors are those of store/article.h. */
int kr_refresh_start(struct kr_refresh *r, int64_t every_ms, int64_t only, struct kr_err *err);

/* End it, if it is busy: what is being fetched is given up. The handler is not called. */
void kr_refresh_cancel(struct kr_refresh *r);

bool kr_refresh_is_busy(const struct kr_refresh *r);
struct kr_refresh_totals kr_refresh_totals(const struct kr_refresh *r); /* since the start */

/* Whether to ask for no further ones for the time being; what is being fetched is stored. */
void kr_refresh_hold(struct kr_refresh *r, bool on);

int kr_refresh_timeout(const struct kr_refresh *r); /* ms until there is something to do; -1 */
void kr_refresh_pump(struct kr_refresh *r);

struct kr_refresh_opts {
	struct kr_net_opts net;
	struct kr_session_opts session;
};

/* kread --refresh: refresh all but those that wait after a failure, report failures on standard
 * error and a summary on standard output. SIGINT, SIGTERM and SIGHUP end it in order. The exit
 * status: 0, 1 if any of them failed or there is no library, 2 if the options of the session cannot
 * be followed, 128 and the number of the signal that ended it. */
int kr_refresh_run(const struct kr_refresh_opts *opts);

#endif
