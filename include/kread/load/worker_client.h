/* kread's end of the worker: starts kread-worker, sends it pages, checks its replies, and replaces
 * it when it dies, when a page is of another site than those before, and when it has used much of
 * its processor time. Nothing here blocks. */
#ifndef KREAD_LOAD_WORKER_CLIENT_H
#define KREAD_LOAD_WORKER_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/doc/doc.h"
#include "kread/proto/request.h"

struct kr_worker_client;

enum kr_worker_event_type {
	KR_WORKER_EARLY_DOC, /* the beginning of a long page, if the request asked for it: an
	                      * article by itself, for the time until DOC; doc is yours */
	KR_WORKER_DOC,  /* the article, possibly with its first blocks only; doc is yours. Its lists
	                 * are complete. */
	KR_WORKER_MORE, /* further blocks were appended to doc, which is borrowed */
	KR_WORKER_DONE, /* doc is complete */
	KR_WORKER_FAIL, /* err: the worker crashed, hung, broke the protocol, or could not parse */
};

struct kr_worker_event {
	enum kr_worker_event_type type;
	uint32_t job;
	struct kr_doc *doc;
	const struct kr_err *err;
};

/* May send and cancel, but not close. */
typedef void kr_worker_handler(void *user, const struct kr_worker_event *ev);

/* The path of kread-worker: next to the running program (build tree), in libexec relative to it, or
 * where it was configured to be. No environment variable changes it. Yours. */
char *kr_locate_worker(void);

/* NULL, or the warning that the worker of this build makes its system calls unfiltered. Static. */
const char *kr_worker_client_risk(void);

/* path: of kread-worker, which is not started yet. warm: it loads all character converters when it
 * starts; otherwise the first page decides whether it needs any, which saves some milliseconds. */
struct kr_worker_client *kr_worker_client_open(
        const char *path, bool warm, kr_worker_handler *handler, void *user);
void kr_worker_client_close(struct kr_worker_client *c); /* ends the worker; NULL accepted */

/* Time for a page, in milliseconds, plus 2 s for each MiB; default 10000. */
void kr_worker_client_set_limit(struct kr_worker_client *c, int ms);

/* Start a worker ahead of need for the page at url (NULL: not known yet). A worker that has seen
 * pages of another site is replaced, unless it is at work. send does all that, too. KR_E_SYS. */
int kr_worker_client_start(struct kr_worker_client *c, const char *url, struct kr_err *err);
long kr_worker_client_pid(const struct kr_worker_client *c); /* 0: not running */

/* Send a page. job comes back with every event about it. request is borrowed for the call; size and
 * seconds are filled in here. body is taken over and is empty afterwards, on an error too, of which
 * there is no event. A page that is still in work is cancelled. KR_E_LIMIT, KR_E_SYS. */
int kr_worker_client_send(struct kr_worker_client *c, uint32_t job,
        const struct kr_request *request, struct kr_str *body, struct kr_err *err);

/* Cancel the page in work, if any: its worker is killed; there is no event. Call it before freeing
 * the doc of the page. */
void kr_worker_client_cancel(struct kr_worker_client *c);

/* What to wait for: the socket (-1: none), KR_NET_* bits, milliseconds to the next deadline (-1:
 * none). */
int kr_worker_client_fd(const struct kr_worker_client *c);
int kr_worker_client_events(const struct kr_worker_client *c);
int kr_worker_client_timeout(const struct kr_worker_client *c);

/* Read, write and check the deadline; calls the handler. revents: what happened on the socket; 0:
 * only time has passed. Call it without a socket, too: there may be a dead process whose exit
 * status is awaited. Reads at most about 256 KiB a call, so that keys are answered in between. */
void kr_worker_client_pump(struct kr_worker_client *c, int revents);

#endif
