/* The other end of the worker: starts kread-worker, sends it pages, checks its replies, replaces it
 * when it dies. Nothing here blocks, but kr_worker_client_run. */
#ifndef KREAD_LOAD_WORKER_CLIENT_H
#define KREAD_LOAD_WORKER_CLIENT_H

#include <stdint.h>

#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/doc/doc.h"
#include "kread/proto/request.h"

struct kr_worker_client;

enum kr_worker_event_type {
	KR_WORKER_DOC,  /* the article, perhaps with its first blocks only: doc is yours */
	KR_WORKER_MORE, /* further blocks were appended to the doc of this job */
	KR_WORKER_DONE, /* complete */
	KR_WORKER_FAIL, /* err says why: worker crashed, hung, lied, or could not parse */
};

struct kr_worker_event {
	enum kr_worker_event_type type;
	uint32_t job;
	struct kr_doc *doc; /* KR_WORKER_DOC: yours; KR_WORKER_MORE: the same again, borrowed */
	const struct kr_err *err;
};

typedef void kr_worker_handler(void *user, const struct kr_worker_event *ev);

/* Path of kread-worker: beside the running program (build tree), in libexec relative to it, or
 * where it was configured to be. No environment variable names another. Yours. */
char *kr_locate_worker(void);

/* path: of kread-worker. Does not start it yet. handler NULL: for kr_worker_client_run only; then
 * the worker is told by the first page whether it needs converters, which saves some milliseconds.
 * The handler may send and cancel, but not close. */
struct kr_worker_client *kr_worker_client_open(
        const char *path, kr_worker_handler *handler, void *user);
void kr_worker_client_close(struct kr_worker_client *c); /* ends the worker; NULL accepted */

/* Time for a page, in milliseconds, to which 2 s are added for each MiB; default 10000. */
void kr_worker_client_set_limit(struct kr_worker_client *c, int ms);

int kr_worker_client_start(
        struct kr_worker_client *c, struct kr_err *err); /* start ahead of need; send does it too */
long kr_worker_client_pid(const struct kr_worker_client *c); /* 0: not running */

/* Send a page. job comes back with every event about it. request is borrowed for the call; size and
 * seconds are filled in here. body is taken over and is empty afterwards, on an error too, of which
 * there is no event. A page that is still in work is given up: its worker is killed and replaced.
 */
int kr_worker_client_send(struct kr_worker_client *c, uint32_t job,
        const struct kr_request *request, struct kr_str *body, struct kr_err *err);
void kr_worker_client_cancel(struct kr_worker_client
                *c); /* give up the page in work; no event. Do it before freeing its doc */

/* For the loop: the socket (-1: none), what to wait for (KR_NET_* bits), milliseconds to the
 * deadline (-1: none). */
int kr_worker_client_fd(const struct kr_worker_client *c);
int kr_worker_client_events(const struct kr_worker_client *c);
int kr_worker_client_timeout(const struct kr_worker_client *c);

/* The socket is ready (revents) or time has passed (0): read, write, check the deadline; calls the
 * handler. To be called without a socket too: then there may be a dead process to learn the reason
 * from. Reads at most about 256 KiB a call, so that keys are answered between. */
void kr_worker_client_pump(struct kr_worker_client *c, int revents);

/* Send one page and wait for the whole article (for --dump). */
int kr_worker_client_run(struct kr_worker_client *c, const struct kr_request *request,
        struct kr_str *body, struct kr_doc **ret_doc, struct kr_err *err);

#endif
