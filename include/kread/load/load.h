/* From an address, a file or standard input to an article.
 *
 * A loader runs any number of loads at once. Each gets a page, has the worker turn it into an
 * article, follows pages that only lead to another one, and joins the further pages of the article.
 * The loader never blocks and knows of no screen; its caller does the waiting:
 *
 *	struct kr_net_fd fds[KR_LOAD_FDS];
 *	int n = kr_load_fds(l, fds);
 *
 *	rc = kr_net_wait(net, fds, n, kr_load_timeout(l), &err);
 *	kr_load_pump(l, fds, n);
 *
 * Events come from kr_net_wait() and kr_load_pump(), never from kr_load_start(). For each load they
 * come in this order:
 *
 *	HEAD, MORE..., COMPLETE, PART..., DONE
 *
 * with EARLY before HEAD where the request asks for it and the page is long; or, if the request has
 * the validators of a copy and the server says that it is current,
 *
 *	UNCHANGED
 *
 * FAILED may end a load at any point before COMPLETE. PROGRESS and WARNING may come at any time.
 * After DONE, UNCHANGED or FAILED the id means nothing any more.
 *
 * The worker parses one page at a time; other pages wait for it in the order in which they arrived.
 * At most KR_LOAD_FILES files are read at once; further ones wait.
 *
 * An AMP page that names its canonical page leads there. If that cannot be had, or has no text, the
 * AMP page that was read is the article; it is not fetched again.
 *
 * The article gets two warnings of its own: "truncated" if only the beginning of a page came, and
 * "certificate" if a certificate was not checked. */
#ifndef KREAD_LOAD_LOAD_H
#define KREAD_LOAD_LOAD_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/err.h"
#include "kread/doc/doc.h"
#include "kread/load/join.h"
#include "kread/net/net.h"
#include "kread/proto/mode.h"

enum { KR_LOAD_FILES = 3, KR_LOAD_FDS = 1 + KR_LOAD_FILES };

struct kr_loader;

enum kr_load_event_type {
	KR_LOAD_PROGRESS,  /* the phase has changed, see kr_load_progress */
	KR_LOAD_WARNING,   /* err: something to report; the load goes on */
	KR_LOAD_UNCHANGED, /* the end, before HEAD: the copy is current; page: url and validators,
	                    * to ask with from now on */
	KR_LOAD_EARLY,     /* doc: what the beginning of a long page is by itself, yours, to be read
	                    * until HEAD brings the article; page: its page */
	KR_LOAD_HEAD,      /* doc: the article with its first blocks, yours; page: its page */
	KR_LOAD_MORE,      /* blocks were appended to doc */
	KR_LOAD_COMPLETE,  /* the page is complete; further pages of the article may follow */
	KR_LOAD_PART,      /* the blocks of a further page were appended to doc */
	KR_LOAD_DONE,      /* the end; err: NULL, or why a further page is missing */
	KR_LOAD_FAILED, /* the end; err: why there is no article or, after HEAD, only a part of it
	                 */
};

/* The page that an article came from; of several, the first one. */
struct kr_load_page {
	const char *url;          /* after redirects; NULL: unknown */
	const char *content_type; /* or NULL */
	/* To ask later whether the page has changed, as in kr_fetch_result. NULL: none, or not to
	 * be asked about: the page came in part, with an error or unchecked, or is a fallback. */
	const char *etag, *last_modified;
	size_t bytes;
	bool unchecked; /* a certificate was not checked */
	bool fallback;  /* an AMP page whose canonical page cannot be had */
};

struct kr_load_event { /* all borrowed for the call, but the doc of EARLY and HEAD */
	enum kr_load_event_type type;
	uint32_t id;
	struct kr_doc *doc; /* of EARLY, and from HEAD on; must live until DONE, FAILED or
	                       kr_load_cancel */
	const struct kr_load_page *page; /* HEAD and UNCHANGED only */
	const struct kr_err *err;
	const char *url; /* FAILED: what could not be had, or NULL */
};

/* May start and cancel loads, this one too, but not close the loader. */
typedef void kr_load_handler(void *user, const struct kr_load_event *ev);

struct kr_load_request {  /* all borrowed for the call, but join and doc */
	const char *path; /* a file, or "-" for standard input; NULL: url is fetched */
	const char *
	        url; /* absolute; of a file: the address that links are resolved against, or NULL */
	const char *referer;       /* or NULL */
	const char *for_page;      /* as in kr_fetch_request: NULL, the reader asked */
	const char *charset;       /* the reader's choice; NULL: as the page says */
	const char *insecure_host; /* as in kr_net_fetch */
	/* Of a copy of the article that the caller has, made in the same mode and charset; all
	 * NULL: none. They go with the request for copy.url only. Never for files. */
	struct kr_validators copy;
	enum kr_mode mode; /* ARTICLE or RAW: the whole page. Text stays text */
	bool regular;      /* path must be a regular file: a page named it, not the reader */
	bool early;        /* EARLY is wanted */
	bool keep;         /* what comes on standard input is kept for the next load of it */
	/* State of joining, to live as long as the article; NULL: further pages are not loaded.
	 * Never for files and RAW. */
	struct kr_join *join;
	/* An article of url that is already there: only its further pages are loaded, from where
	 * join says on. Must live as doc in events. */
	struct kr_doc *doc;
	kr_load_handler *handler;
	void *user;
};

/* net is borrowed. worker: path of kread-worker. warm: the worker loads all character converters
 * when it starts; otherwise only when a page needs them, which is faster for a single page. */
struct kr_loader *kr_load_open(struct kr_net *net, const char *worker, bool warm);
void kr_load_close(struct kr_loader *l); /* cancels all loads; NULL accepted */

/* Start the worker ahead of need. An error comes back with the first page. */
int kr_load_prepare(struct kr_loader *l, struct kr_err *err);

/* The id of the load, never 0. On an error 0, and there are no events. */
uint32_t kr_load_start(
        struct kr_loader *l, const struct kr_load_request *request, struct kr_err *err);

/* No further event. False: there is no such load. */
bool kr_load_cancel(struct kr_loader *l, uint32_t id);

enum kr_load_phase {
	KR_PHASE_NONE,  /* no such load */
	KR_PHASE_FETCH, /* from the network */
	KR_PHASE_READ,  /* from a file or standard input */
	KR_PHASE_PARSE, /* waiting for the worker, or in it */
	KR_PHASE_GROW,  /* HEAD came, COMPLETE not yet */
	KR_PHASE_JOIN,  /* a further page */
};

struct kr_load_progress {
	enum kr_load_phase phase;
	const char *url;                /* what is being loaded, or NULL; borrowed */
	struct kr_fetch_progress fetch; /* FETCH only */
	size_t bytes;                   /* READ only: so far */
	size_t part;                    /* JOIN only: which page, from 2 on */
};

struct kr_load_progress kr_load_progress(const struct kr_loader *l, uint32_t id);

/* What to wait for; returns how many. ret has room for KR_LOAD_FDS. */
int kr_load_fds(struct kr_loader *l, struct kr_net_fd *ret);
int kr_load_timeout(const struct kr_loader *l); /* milliseconds; -1: none */

/* After the wait, with the descriptors of kr_load_fds as kr_net_wait left them. Loads may have been
 * started and cancelled in between. */
void kr_load_pump(struct kr_loader *l, const struct kr_net_fd *fds, int n);

#endif
