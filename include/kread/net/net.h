/* Fetching pages. One kr_net holds one curl multi handle; it never blocks but in kr_net_wait(), the
 * one place where kread waits at all. */
#ifndef KREAD_NET_NET_H
#define KREAD_NET_NET_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/err.h"
#include "kread/base/str.h"

struct kr_net;
struct kr_fetch; /* one transfer */

struct kr_net_opts {
	const char *user_agent;      /* NULL: kread's own */
	const char *accept_language; /* NULL: from the locale */
	const char *proxy;           /* NULL: from the environment */
	const char *ca_file;         /* or a directory of hashed names; NULL: the system's */
	int connect_timeout_s, stall_timeout_s, total_timeout_s; /* 0: defaults 10, 15, 60 */
	int64_t max_bytes; /* of the decoded body; 0: 32 MiB */
};

enum kr_net_phase {
	KR_NET_RESOLVE,
	KR_NET_CONNECT,
	KR_NET_TLS,
	KR_NET_WAIT,
	KR_NET_BODY,
	KR_NET_DONE
};

struct kr_fetch_progress {
	enum kr_net_phase phase;
	int64_t bytes;    /* decoded, so far */
	int64_t total;    /* of the body as sent; -1: unknown */
	int64_t received; /* of the body as sent, so far */
};

struct kr_fetch_result {
	long status;                      /* HTTP status */
	const char *url;                  /* after redirects; borrowed from the fetch */
	const char *content_type;         /* header or NULL */
	const char *link_header;          /* or NULL */
	const char *etag, *last_modified; /* or NULL */
	int64_t date;                     /* Date header, seconds since 1970; 0: none */
	bool truncated;                   /* the body ended early */
	bool unchecked;      /* a certificate was not looked at, since its host is trusted */
	struct kr_str *body; /* owned by the fetch; take it with kr_str_take if wanted */
};

/* What a Content-Type stands for that is never loaded, in words: "a video"; NULL: it may be a page.
 */
const char *kr_header_media(const char *content_type);

/* What came with an error is the beginning of the page that was wanted. res: NULL accepted. */
bool kr_fetch_is_part(const struct kr_fetch_result *res);

/* Called once from kr_net_wait when a transfer ends, well (err == NULL) or not. After it the fetch
 * is freed. On HTTP errors (status >= 400) err is set and res is given too, with the server's page;
 * likewise when a server stalls in the middle of a page: res->truncated is then set and res->body
 * is what came. Else an err comes with res == NULL. A page that broke off (connection lost, damaged
 * compression) is no error: only res->truncated tells. Sound, films, fonts, PDF and archives are
 * not loaded: KR_E_TYPE. Other transfers may be started and cancelled from inside. */
typedef void kr_fetch_done(void *user, struct kr_fetch *f, const struct kr_fetch_result *res,
        const struct kr_err *err);

struct kr_net *kr_net_open(const struct kr_net_opts *opts, struct kr_err *err); /* opts is copied */
void kr_net_close(struct kr_net *net); /* cancels what runs, without callbacks; NULL accepted */

/* Start a GET. url: absolute http(s), may have an IDN host and non-ASCII characters. referer: the
 * page that links there, or NULL; other sites are told its origin only. trust: NULL, or the host
 * (kr_host_ascii) of which this transfer takes any certificate; nothing of that is kept, and the
 * cookies of the run are not sent to it. Cookies live as long as net. NULL: KR_E_USAGE, KR_E_NET.
 * The first call starts libcurl and OpenSSL. Loopback hosts are reached without a proxy. */
struct kr_fetch *kr_net_fetch(struct kr_net *net, const char *url, const char *referer,
        const char *trust, kr_fetch_done *done, void *user, struct kr_err *err);
const char *kr_fetch_url(
        const struct kr_fetch *f); /* the address that is being asked: after the redirects so far */
void kr_net_cancel(struct kr_fetch *f); /* no callback; frees f */
struct kr_fetch_progress kr_fetch_progress_of(const struct kr_fetch *f);

enum { KR_NET_READ = 1, KR_NET_WRITE = 2, KR_NET_FDS = 8 /* at most */ };
struct kr_net_fd {
	int fd;
	int events;  /* KR_NET_*: what is wanted */
	int revents; /* what happened; errors and hang-ups count as readable */
};

/* Let transfers run and wait until something happens on them or on one of fds, or timeout_ms (-1:
 * for ever) is over, or a signal came. While transfers run it may return 0 although nothing
 * happened; without any, it sleeps in poll(). */
int kr_net_wait(
        struct kr_net *net, struct kr_net_fd *fds, int nfds, int timeout_ms, struct kr_err *err);

#endif
