/* Private to net. One fetch makes a request for its address and one for each redirect. Redirects
 * are followed here because libcurl would convert hosts in Location by the locale and does not
 * detect loops. */
#ifndef KREAD_NET_NET_PRIV_H
#define KREAD_NET_NET_PRIV_H

#include "curl_priv.h"
#include "kread/base/budgets.h"
#include "kread/net/net.h"

/* Why we stopped a request ourselves. */
enum kr_fetch_stop {
	KR_STOP_NONE,
	KR_STOP_BODY,    /* larger than max_bytes */
	KR_STOP_CODING,  /* compressed in a way that kread does not undo */
	KR_STOP_HEADERS, /* more than KR_FETCH_HEADER_MAX */
	KR_STOP_TYPE,    /* kr_header_media */
	KR_STOP_REACH,   /* the page may not make kread go there */
};

/* Where an address leads, by how much it matters that strangers do not reach it. */
enum kr_space {
	KR_SPACE_PUBLIC, /* the internet */
	KR_SPACE_LOCAL,  /* private networks, and what else is not on the internet */
	KR_SPACE_HOST,   /* this machine */
};

struct kr_reach_host {
	char *name;
	enum kr_space space; /* the most public one that it had in this run */
};

struct kr_net {
	/* NULL until the first fetch: starting libcurl and OpenSSL takes time. */
	struct kr_curl *curl;
	CURLM *multi;
	CURLSH *share; /* cookies and TLS sessions */
	struct curl_slist *headers;
	char *user_agent, *accept_language, *proxy;
	char *ca_file; /* of the options */
	bool ca_is_dir;
	char *ca_dir; /* the system's directory of hashed CA certificates, or NULL */
	int connect_s, stall_s, total_s;
	int64_t max_bytes;
	struct kr_login *logins;
	struct kr_cookies_brought *brought; /* by the reader, in a file; NULL: none */
	struct kr_jar *jar;                 /* or NULL */
	struct kr_reach_host *reached;
	size_t nreached;
	struct kr_fetch *fetches;
	int64_t turn_end; /* kr_clock_ms() when kr_net_wait() should look at its descriptors */
	size_t received;  /* bytes of headers and bodies, of all transfers; may wrap */
};

/* The header of a response, cleaned; strings are empty if the server did not send them. */
struct kr_fetch_head {
	const struct kr_curl *curl;
	struct kr_str location, content_type, content_encoding, transfer_encoding, link, etag,
	        last_modified, retry_after, refresh;
	int64_t date;
	int64_t length; /* Content-Length; 0: not sent */
	size_t bytes;   /* of all header lines, those of interim responses included */
	bool complete;  /* further lines are trailers */
	bool sets_cookie;
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
	int64_t max_bytes;   /* of the decoded body */
	char *insecure_host; /* or NULL */
	/* The caller's copy: its address as sent, or NULL if there is nothing to ask about. */
	char *copy_url, *copy_etag, *copy_modified;
	struct curl_slist *conditional; /* headers of a request that asks whether it is current */
	bool asked;                     /* the current request is such a one */
	bool unchecked;                 /* insecure_host was asked */
	enum kr_space allowed;          /* the furthest from the internet that it may reach */
	enum kr_space peer;             /* of the current request, once it is sent */
	bool out_of_reach;              /* an address of the current request was refused */
	struct kr_str url;              /* of the current request, as kr_url_resolve() returns it */
	struct kr_str body;             /* as sent, until it is decoded at the end */
	struct kr_decode *decode; /* the request has ended with `code`; its body is being decoded */
	CURLcode code;
	bool set_cookie; /* a response, this one or a redirect, set a cookie */
	bool part;       /* what was decoded is only the beginning, or damaged */
	struct kr_fetch_head head;
	char *chain[KR_FETCH_REDIRECTS + 1]; /* the address of each request, as sent */
	int redirects;                       /* followed so far: index of the current request */
	int64_t start_ms;
	int64_t skip_until; /* kr_clock_ms() when the body of this redirect is given up; 0: none */
	size_t skipped;     /* bytes of a redirect's body */
	enum kr_fetch_stop stop;
	bool use_bundle;    /* after the directory of CA certificates lacked one */
	bool probing;       /* connecting again for a closer look at a refused certificate */
	long verify_result; /* KR_X509_* of the refused certificate */
	char *cert_date;    /* of the refused certificate: when it expired or becomes valid */
	char *cert_names;   /* of the refused certificate: its hosts, "a, b"; NULL: unknown */
	char curl_text[CURL_ERROR_SIZE];
};

/* wire.c: addresses as they are sent */

/* Set out to url (as kr_url_resolve() returns it) with its host in punycode and without fragment.
 * Hosts follow IDNA 2008 with the mapping of UTS 46, whatever the locale is. KR_E_USAGE. */
int kr_wire_url(const char *url, struct kr_str *out, struct kr_err *err);

/* Append a host in punycode. KR_E_USAGE. */
int kr_wire_add_host(struct kr_slice raw, struct kr_str *out, struct kr_err *err);

bool kr_wire_is_loopback(const char *wire_url);

/* Set out to the Referer of a request to `to` from the page `from`, by the policy
 * strict-origin-when-cross-origin (W3C Referrer Policy, 3.6). Empty: send none. */
void kr_wire_referer(const char *from, const char *to, struct kr_str *out);

/* Set out to the Accept-Language for the name of a locale: "zh_CN.UTF-8" gives
 * "zh-CN,zh;q=0.9,en;q=0.5". Empty for C and POSIX. */
void kr_wire_language(const char *locale, struct kr_str *out);

/* Set out to the proxy that the environment names for wire_url, read as libcurl does, without user
 * and password. False: none. For messages. */
bool kr_wire_env_proxy(const char *wire_url, struct kr_str *out);

/* space.c: where addresses lead */

bool kr_space_of_ip(const char *ip, enum kr_space *ret); /* false: it is no address */

/* Of an address of the web, as far as its host says so; else PUBLIC. */
enum kr_space kr_space_of_url(const char *url);

/* reach.c: what may be connected to */

/* for_page: as in kr_fetch_request. easy is set up for it. */
void kr_reach_init(struct kr_fetch *f, const char *for_page);

/* Before each request: whether its host, by name, is within reach. KR_E_NET. */
int kr_reach_check(struct kr_fetch *f, struct kr_err *err);

/* The peer redirects: it leads no further than it could reach itself. */
void kr_reach_narrow(struct kr_fetch *f);

int kr_reach_explain(const struct kr_fetch *f, struct kr_err *err); /* returns KR_E_NET */
void kr_reach_free(struct kr_net *net);

/* header.c: header lines */

/* curl is borrowed, for parsing dates. */
void kr_header_init(struct kr_fetch_head *h, const struct kr_curl *curl);
void kr_header_fini(struct kr_fetch_head *h);

/* Read one line, with or without its line ending. */
void kr_header_line(struct kr_fetch_head *h, const char *line, size_t len);

/* Whether the codings of a response are too many to be undone within limits, or are left to
 * libcurl, which has no limits: in Transfer-Encoding it undoes all it knows. */
bool kr_header_is_overcoded(const struct kr_fetch_head *h);

/* decode.c: bodies as they were before they were compressed */

enum kr_decode_state {
	KR_DECODE_MORE,
	KR_DECODE_WHOLE,
	KR_DECODE_PART,       /* the body ended early or is damaged, but there is something */
	KR_DECODE_LARGE,      /* more than max bytes */
	KR_DECODE_UNREADABLE, /* compressed in a way that kread does not undo */
};

struct kr_decode;

/* How many compressions a list of codings names. Names of other things do not count. */
int kr_decode_count(const char *list);

/* Start to undo the codings of a body, which is taken if it is compressed, as its bytes show; else
 * NULL. codings: a list as in Content-Encoding, often wrong; look: without any, look for gzip
 * nevertheless. max: bytes of the result. lib is borrowed. */
struct kr_decode *kr_decode_new(const struct kr_curl *lib, const char *codings, bool look,
        size_t max, struct kr_str *body_take);
void kr_decode_free(struct kr_decode *d);

/* Do a small part of the work: read and write at most 64 KiB, so that a caller can look at the
 * clock. */
enum kr_decode_state kr_decode_step(struct kr_decode *d);

/* The result, once there is no MORE; yours. */
void kr_decode_take(struct kr_decode *d, struct kr_str *ret_body);

/* Results of certificate checks: numbers of OpenSSL (x509_vfy.h) in CURLINFO_SSL_VERIFYRESULT. */
enum {
	KR_X509_UNKNOWN = 1, /* libcurl compares names itself, and leaves 0 or 1 */
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

/* authorities.c: which CA certificates to trust */

void kr_authorities_init(struct kr_net *net);
void kr_authorities_apply(struct kr_fetch *f);

/* insecure_host.c: the host whose certificate is not checked */

/* Turn checks on or off for the current request. */
void kr_insecure_host_apply(struct kr_fetch *f);

/* validators.c: asking whether a copy is current */

/* Whether a value can be sent back as it came. */
bool kr_validators_usable(struct kr_slice value);
void kr_validators_take(struct kr_fetch *f, const struct kr_validators *copy);
void kr_validators_apply(struct kr_fetch *f); /* to the current request */
void kr_validators_report(const struct kr_fetch *f, struct kr_fetch_result *res);
void kr_validators_free(struct kr_fetch *f);

/* login.c: users and passwords */

/* Take them out of an address, to be sent to its origin from now on. */
void kr_login_take(struct kr_net *net, struct kr_str *url);
void kr_login_apply(struct kr_fetch *f);                      /* to the current request */
size_t kr_login_forget(struct kr_net *net, const char *host); /* returns how many */
void kr_login_free_all(struct kr_net *net);

/* cert.c: refused certificates */

/* Connect again to see what the refused certificate says. False if there is nothing to see. */
bool kr_cert_probe(struct kr_fetch *f);

/* After that connection: set cert_date and cert_names. */
void kr_cert_read(struct kr_fetch *f);

/* request.c: the current request, or the last one */

enum kr_net_phase kr_request_phase(const struct kr_fetch *f);
curl_off_t kr_request_received(const struct kr_fetch *f); /* bytes of the body as sent */

/* Set out to the proxy of the request, without user and password. False: none. For messages. */
bool kr_request_proxy(const struct kr_fetch *f, struct kr_str *out);

/* explain.c: errors as messages for the reader */

void kr_explain_curl(const struct kr_fetch *f, CURLcode code, struct kr_err *err);
void kr_explain_status(const struct kr_fetch *f, long status, struct kr_err *err);

/* fetch.c */

struct kr_fetch *kr_fetch_new(
        struct kr_net *net, const struct kr_fetch_request *request, struct kr_err *err);
void kr_fetch_free(struct kr_fetch *f);
void kr_fetch_stop(struct kr_fetch *f); /* take it out of the multi handle */

/* A request has ended. Whether its body is decoded first, by kr_fetch_decode(). */
bool kr_fetch_is_coded(struct kr_fetch *f, CURLcode code);
bool kr_fetch_decode(struct kr_fetch *f); /* until the end of the turn; true: all is done */

/* After that. True: the next one has been started. False: the fetch is over; *res holds
 * the result and *err the error, if any. res->body is NULL if there is no response to show. */
bool kr_fetch_next(
        struct kr_fetch *f, CURLcode code, struct kr_fetch_result *res, struct kr_err *err);

#endif
