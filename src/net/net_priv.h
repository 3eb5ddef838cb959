/* Inside of net: one transfer is a row of hops (requests), each answered by a redirect but the
 * last. We follow redirects ourselves, because libcurl would treat hosts in Location by the locale
 * and tells nothing about loops. */
#ifndef KREAD_NET_NET_PRIV_H
#define KREAD_NET_NET_PRIV_H

#include "curl_priv.h"
#include "kread/net/net.h"

enum {
	KR_FETCH_HOPS = 10, /* redirects */
	KR_FETCH_HEADER_MAX =
	        256
	        << 10, /* bytes of all header lines of one answer; browsers stop at about as much */
	KR_FETCH_SKIP_MAX = 64 << 10, /* of the body of a redirect, read so that the connection can
	                                 be used again */
};

enum kr_fetch_stop {
	KR_STOP_NONE,
	KR_STOP_BODY,
	KR_STOP_BOMB,
	KR_STOP_HEADERS,
	KR_STOP_TYPE
}; /* what we ended it for */

struct kr_net {
	struct kr_curl *curl; /* these three come with the first fetch: starting libcurl and OpenSSL
	                         takes time */
	CURLM *multi;
	CURLSH *share; /* cookies and TLS sessions, for the run */
	struct curl_slist *headers;
	char *user_agent, *accept_language, *proxy, *ca_file;
	bool ca_is_dir;
	char *ca_dir; /* of the system; NULL: libcurl's own choice */
	int connect_s, stall_s, total_s;
	int64_t max_bytes;
	struct kr_fetch *fetches;
	int64_t turn_end; /* kr_clock_ms() when kr_net_wait should look at its descriptors again */
	size_t received;  /* bytes of headers and bodies, of all transfers; may wrap */
};

struct kr_fetch_head { /* the answer's header, cleaned; empty: not sent */
	const struct kr_curl *curl;
	struct kr_str location, content_type, content_encoding, link, etag, last_modified,
	        retry_after;
	int64_t date;
	int64_t length; /* announced, as sent; 0: not */
	size_t bytes;
	bool complete; /* what follows are trailers */
};

struct kr_fetch {
	struct kr_net *net;
	struct kr_fetch *prev, *next;
	CURL *easy;
	bool running; /* in the multi handle */
	bool paused;  /* until the next turn */
	kr_fetch_done *done;
	void *user;
	char *referer;
	char *trust;       /* host, or NULL */
	bool unchecked;    /* it was asked */
	struct kr_str url; /* of this hop, as kr_url_resolve gives it */
	struct kr_str body;
	struct kr_fetch_head head;
	char *seen[KR_FETCH_HOPS + 1]; /* address of each hop, as sent */
	int hops;                      /* redirects followed */
	int64_t start_ms;
	size_t skipped; /* bytes of a redirect's body */
	enum kr_fetch_stop stop;
	bool whole_bundle;  /* do without the directory of authorities */
	bool probing;       /* for the dates and names of a certificate that was refused */
	long verify_result; /* KR_X509_ of it */
	char *cert_date,
	        *cert_names; /* of a certificate that was refused, see cert.c; NULL: not known */
	char curl_text[CURL_ERROR_SIZE];
};

/* wire.c: addresses as they are sent */

/* url (as kr_url_resolve makes it) with the host in punycode and without fragment. IDNA 2008 with
 * the mapping of UTS 46, from UTF-8, whatever the locale is. KR_E_USAGE. */
int kr_wire_url(const char *url, struct kr_str *out, struct kr_err *err);
int kr_wire_add_host(struct kr_slice raw, struct kr_str *out,
        struct kr_err *err); /* the same for a host; appends */
bool kr_wire_is_loopback(const char *wire_url);
/* The Referer for a request to `to` from the page `from`, by the policy
 * strict-origin-when-cross-origin (W3C Referrer Policy, 3.6); out is empty when none is to be sent.
 */
void kr_wire_referer(const char *from, const char *to, struct kr_str *out);
/* Accept-Language from the name of a locale, "zh_CN.UTF-8": "zh-CN,zh;q=0.9,en;q=0.5". Empty for C
 * and POSIX. */
void kr_wire_language(const char *locale, struct kr_str *out);
/* The proxy that the environment names for wire_url (as libcurl reads it), without user and
 * password; for messages. */
bool kr_wire_env_proxy(const char *wire_url, struct kr_str *out);

/* header.c: header lines */
void kr_header_init(
        struct kr_fetch_head *h, const struct kr_curl *curl); /* curl: reads its dates */
void kr_header_fini(struct kr_fetch_head *h);
void kr_header_line(struct kr_fetch_head *h, const char *line, size_t len);
/* Whether the coding of the body is one that cannot make much of little: gzip or deflate, once. */
bool kr_header_is_bounded(const struct kr_fetch_head *h);

/* Results of certificate checks, as OpenSSL numbers them (x509_vfy.h) and CURLINFO_SSL_VERIFYRESULT
 * hands them on. */
enum {
	KR_X509_UNKNOWN = 1, /* libcurl compares the names itself, and leaves 0 or 1 */
	KR_X509_NOT_YET = 9,
	KR_X509_EXPIRED = 10,
	KR_X509_SELF = 18,
	KR_X509_SELF_IN_CHAIN = 19,
	KR_X509_NO_ISSUER = 20,
	KR_X509_NO_LEAF = 21,
	KR_X509_REVOKED = 23,
	KR_X509_OTHER_HOST = 62,
	KR_X509_OTHER_ADDRESS = 64,
};

/* insecure_host.c: hosts whose certificate is not checked, and authorities */
void kr_insecure_host_init(struct kr_net *net);
void kr_insecure_host_apply(struct kr_fetch *f); /* for the hop to f->seen[f->hops] */

/* cert.c: certificates that were refused */
bool kr_cert_probe(struct kr_fetch
                *f); /* connect again to see what it says; false if there is nothing to see */
void kr_cert_read(struct kr_fetch *f); /* then, into cert_date and cert_names */

/* hop.c: the request that runs, or ran last */
enum kr_net_phase kr_hop_phase(const struct kr_fetch *f); /* of a hop that runs or has ended */
bool kr_hop_proxy(
        const struct kr_fetch *f, struct kr_str *out); /* the proxy of this hop, for messages */

/* explain.c: what went wrong, in words */
void kr_explain_curl(const struct kr_fetch *f, CURLcode code, struct kr_err *err);
void kr_explain_status(const struct kr_fetch *f, long status, struct kr_err *err);

/* fetch.c */
struct kr_fetch *kr_fetch_new(struct kr_net *net, const char *url, const char *referer,
        const char *trust, struct kr_err *err);
void kr_fetch_free(struct kr_fetch *f);
void kr_fetch_stop(struct kr_fetch *f); /* take it out of the multi handle */
/* A hop has ended: go on with the next one, true, or leave the result in *res and the error, if
 * any, in *err. res->body is NULL when there is no answer to show. */
bool kr_fetch_next(
        struct kr_fetch *f, CURLcode code, struct kr_fetch_result *res, struct kr_err *err);

#endif
