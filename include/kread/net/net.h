/* Fetching pages over HTTP. One kr_net holds one libcurl multi handle, the cookies and the TLS
 * sessions of a run. Nothing here blocks except kr_net_wait(), the only place where kread waits.
 *
 * Redirects are followed here rather than by libcurl, at most 10 of them, to http and https only.
 * Cookies last as long as the kr_net; the Referer sent to other sites is the origin only (W3C
 * Referrer Policy, strict-origin-when-cross-origin); loopback hosts are reached without a proxy.
 *
 * A page must not reach what only the reader can. What kread fetches for a page without being asked
 * may be no further from the internet than that page is: pages of the internet get nothing from
 * private networks (RFC 1918, 4193, link local, ...) and this machine, those of private networks
 * nothing from this machine. The same holds for redirects, whoever asked. What counts are the
 * addresses that connections go to, not what a name server said earlier. A host that was on the
 * internet once counts as that for the rest of the run, as does one that was not reached in it,
 * unless its name is an address. With a proxy, only such names are known. */
#ifndef KREAD_NET_NET_H
#define KREAD_NET_NET_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

struct kr_net;
struct kr_fetch; /* one transfer, with its redirects */

struct kr_net_opts {
	const char *user_agent;      /* NULL: kread's own */
	const char *accept_language; /* NULL: from the locale; "": send none */
	const char *proxy;           /* NULL: from the environment; "": none */
	const char *ca_file;         /* file or directory of CA certificates; NULL: the system's */
	int connect_timeout_s;       /* to resolve, connect and set up TLS; 0: 10 */
	int stall_timeout_s;         /* below 100 bytes a second for this long; 0: 15 */
	int total_timeout_s;         /* for all redirects together; 0: 60 */
	int64_t max_bytes;           /* of the decoded body; 0: 32 MiB */
};

enum kr_net_phase {
	KR_NET_RESOLVE,
	KR_NET_CONNECT,
	KR_NET_TLS,
	KR_NET_WAIT, /* for the first byte of the response */
	KR_NET_BODY,
	KR_NET_DONE,
};

struct kr_fetch_progress {
	enum kr_net_phase phase;
	int64_t total;    /* bytes of the body as sent; -1: unknown */
	int64_t received; /* so far */
};

/* What a stored copy of a page came with, to ask whether the page has changed since (RFC 9110, 13).
 * Strings that are no validators, for example with control characters, are not sent. */
struct kr_validators {
	const char *url;                  /* the page's address, after redirects */
	const char *etag, *last_modified; /* as in kr_fetch_result; NULL: none */
};

struct kr_fetch_request {    /* all borrowed for the call */
	const char *url;     /* absolute, http or https; its host may be international and its path
	                      * may contain non-ASCII characters */
	const char *referer; /* the page that links there, or NULL */
	/* The address of the page for which kread fetches this without being asked: a picture, a
	 * further page, what may be read next. "": one of unknown origin. NULL: the reader asked.
	 */
	const char *for_page;
	const char *insecure_host; /* NULL, or a host (kr_host_ascii) whose certificate is not
	                            * checked in this transfer. Such a transfer sends none of the
	                            * cookies of the run and keeps none. */
	/* Of a copy that the caller has. They are sent with the request for copy.url, be it the
	 * first one or where redirects lead, and with no other. */
	struct kr_validators copy;
	int64_t max_bytes; /* of the decoded body; 0: as in kr_net_opts */
};

/* Strings are borrowed from the fetch and clean: UTF-8 without control characters. */
struct kr_fetch_result {
	long status;                /* HTTP status */
	const char *url;            /* after redirects */
	const char *content_type;   /* or NULL */
	const char *link_header;    /* all Link headers, joined by commas, or NULL */
	const char *refresh_header; /* or NULL */
	/* Printable ASCII, at most KR_VALIDATOR_MAX bytes; NULL: none that can be sent back. If
	 * not_modified, those to ask with from now on. */
	const char *etag, *last_modified;
	int64_t date;      /* Date header, seconds since 1970; 0: none */
	bool not_modified; /* the copy that was asked for (kr_fetch_request) is current; no body */
	bool truncated;    /* the body ended early */
	bool set_cookie;   /* by this response or a redirect */
	bool open_ended;   /* the end of the body was that of the connection: it may be missing */
	bool unchecked;    /* a certificate was not checked: see insecure_host */
	struct kr_str *body; /* as the server sent it, decompressed; kr_str_take it */
};

/* A phrase such as "a video" for a Content-Type that is never loaded: audio, video, fonts, PDF,
 * archives. NULL if it may be a page; content_type may be NULL. The string is static. */
const char *kr_header_media(const char *content_type);

/* Whether the body that came with an error is the beginning of the requested page, rather than an
 * error page of the server. res may be NULL. */
bool kr_fetch_is_part(const struct kr_fetch_result *res);

/* Called once, from kr_net_wait(), when a transfer ends; res, err and f are freed afterwards. It
 * may start and cancel other transfers.
 *
 *   err == NULL   a page, or res->not_modified. If res->truncated, the connection was lost or the
 * compressed data was damaged in the middle of it. res != NULL   with err: an HTTP error (status >=
 * 400) and the server's error page, or a server that stalled in the middle of a page
 * (res->truncated). res == NULL   with err: no page.
 *
 * Codes: KR_E_NET; KR_E_RETRY, KR_E_REFUSED and KR_E_CERT, which say more about what may help;
 * KR_E_LIMIT; KR_E_FORMAT (a redirect to what is not an address); KR_E_TYPE (kr_header_media). */
typedef void kr_fetch_done(void *user, struct kr_fetch *f, const struct kr_fetch_result *res,
        const struct kr_err *err);

/* opts is copied; NULL: defaults. Never fails: libcurl is started by the first fetch. */
struct kr_net *kr_net_open(const struct kr_net_opts *opts);

/* Cancels running transfers without calling back. NULL is accepted. */
void kr_net_close(struct kr_net *net);

/* Start a GET request. The fetch is borrowed: it lives until done returns or kr_net_cancel(). NULL
 * with KR_E_USAGE (not an http or https address), KR_E_NET (libcurl). The first call takes some
 * milliseconds more, for starting libcurl and OpenSSL. */
struct kr_fetch *kr_net_fetch(struct kr_net *net, const struct kr_fetch_request *request,
        kr_fetch_done *done, void *user, struct kr_err *err);

/* Cancel a transfer and free it, without calling back. Not for the fetch whose callback runs. */
void kr_net_cancel(struct kr_fetch *f);

/* The address that is being requested, after the redirects so far. Borrowed until the next one. */
const char *kr_fetch_url(const struct kr_fetch *f);

struct kr_fetch_progress kr_fetch_progress_of(const struct kr_fetch *f);

enum {
	KR_NET_READ = 1,
	KR_NET_WRITE = 2,
	KR_NET_FDS = 8, /* the most that kr_net_wait() takes */
};

struct kr_net_fd {
	int fd;      /* -1: ignored */
	int events;  /* KR_NET_READ, KR_NET_WRITE: what to wait for */
	int revents; /* filled in; errors and hang-ups count as KR_NET_READ */
};

/* Let transfers run for a few milliseconds, then wait until one of them has more to do, something
 * happens on fds, timeout_ms is over (-1: never) or a signal arrives. How much a transfer may do in
 * one call is limited, so that keys are answered while a large page comes in; with transfers, it
 * may therefore return although nothing has happened on fds. Without transfers it only sleeps in
 * poll(). KR_E_SYS, KR_E_NET. */
int kr_net_wait(
        struct kr_net *net, struct kr_net_fd *fds, int nfds, int timeout_ms, struct kr_err *err);

#endif
