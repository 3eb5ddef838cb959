/* The other end of the worker: starts kread-worker, sends it pages, checks its replies, replaces it when it dies.
 * Nothing here blocks, but kr_child_run. */
#ifndef KREAD_APP_CHILD_H
#define KREAD_APP_CHILD_H

#include <stdint.h>

#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/doc/doc.h"

struct kr_child;

struct kr_child_page { /* all borrowed for the call, but body */
	uint32_t job;  /* generation id: comes back with every event */
	const char *url, *content_type, *charset, *link_header, *rules, *rules_name;
	int64_t date;
	const char *mode;    /* "article", "raw", "text" */
	struct kr_str *body; /* taken over: empty afterwards */
};

enum kr_child_event_type {
	KR_CHILD_DOC,  /* the article, perhaps with its first blocks only: doc is yours */
	KR_CHILD_MORE, /* further blocks were appended to the doc of this job */
	KR_CHILD_DONE, /* complete */
	KR_CHILD_FAIL, /* err says why: worker crashed, hung, lied, or could not parse */
};

struct kr_child_event {
	enum kr_child_event_type type;
	uint32_t job;
	struct kr_doc *doc; /* KR_CHILD_DOC: yours; KR_CHILD_MORE: the same again, borrowed */
	const struct kr_err *err;
};

typedef void kr_child_handler(void *user, const struct kr_child_event *ev);

/* Where kread-worker is: $KREAD_WORKER, beside the program that runs (build tree), in libexec relative to it, or where
 * it was configured to be. Yours. */
char *kr_child_find_worker(void);

/* path: of kread-worker. Does not start it yet. handler NULL: for kr_child_run only; then the worker is told by the first
 * page whether it needs converters, which saves some milliseconds. The handler may send and cancel, but not close. */
struct kr_child *kr_child_open(const char *path, kr_child_handler *handler, void *user);
void kr_child_close(struct kr_child *c); /* ends the worker; NULL accepted */

/* Time for a page, in milliseconds, to which 2 s are added for each MiB; default 10000. */
void kr_child_set_limit(struct kr_child *c, int ms);

int kr_child_start(struct kr_child *c, struct kr_err *err); /* start ahead of need; send does it too */
long kr_child_pid(const struct kr_child *c);                /* 0: not running */

/* Queue a page. A page that is still being worked on is given up: its worker is killed and replaced. On an error there
 * is no event, and the body is gone as well. */
int kr_child_send(struct kr_child *c, const struct kr_child_page *page, struct kr_err *err);
void kr_child_cancel(struct kr_child *c); /* give up the page in work; no event. Do it before freeing its doc */

/* For the loop: the socket (-1: none), what to wait for (KR_NET_* bits), milliseconds to the deadline (-1: none). */
int kr_child_fd(const struct kr_child *c);
int kr_child_events(const struct kr_child *c);
int kr_child_timeout(const struct kr_child *c);

/* The socket is ready (revents) or time has passed (0): read, write, check the deadline; calls the handler. To be called
 * without a socket too: then there may be a dead process to learn the reason from. Reads at most about 256 KiB a call, so
 * that keys are answered between. */
void kr_child_pump(struct kr_child *c, int revents);

/* Send one page and wait for the whole article (for --dump). */
int kr_child_run(struct kr_child *c, const struct kr_child_page *page, struct kr_doc **ret_doc, struct kr_err *err);

#endif
