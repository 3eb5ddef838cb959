/* Errors as messages for the reader: what failed, why and, in net, what can be done about it. Hints
 * at keys are the caller's (KR_E_RETRY, KR_E_REFUSED, KR_E_CERT). */
#include "net_priv.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kread/base/budgets.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/net/host.h"

enum { DAY = 24 * 3600 };

/* What messages are made from. */
struct context {
	const struct kr_fetch *f;
	struct kr_str host; /* as shown, with the proxy if there is one */
	struct kr_err *err;
};

static void context_init(struct context *c, const struct kr_fetch *f, struct kr_err *err)
{
	struct kr_str proxy;

	*c = (struct context){.f = f, .err = err};
	kr_str_init(&c->host);
	kr_host_show(f->url.data, &c->host);
	kr_str_init(&proxy);
	if (kr_request_proxy(f, &proxy))
		kr_str_addf(&c->host, _(" (through the proxy %s)"), proxy.data);
	kr_str_fini(&proxy);
}

static void context_fini(struct context *c)
{
	kr_str_fini(&c->host);
}

static bool is_unreachable(long why)
{
	return why == EHOSTUNREACH || why == ENETUNREACH || why == ENETDOWN || why == EADDRNOTAVAIL;
}

static void explain_connect(const struct context *c)
{
	long why = 0;
	const char *host = c->host.data;

	c->f->net->curl->easy_getinfo(c->f->easy, CURLINFO_OS_ERRNO, &why);
	if (why == ECONNREFUSED && kr_str_istarts(c->f->url.data, "https:"))
		kr_err_set(c->err, KR_E_RETRY,
		        "%s refused the connection: no https server is running there; try http",
		        host);
	else if (why == ECONNREFUSED)
		kr_err_set(c->err, KR_E_RETRY,
		        "%s refused the connection: no web server is running there", host);
	else if (is_unreachable(why))
		kr_err_set(c->err, KR_E_RETRY, "%s is unreachable: check your connection", host);
	else
		kr_err_set(c->err, KR_E_RETRY, "cannot connect to %s: %s", host,
		        why ? strerror((int)why) : c->f->curl_text);
}

static void explain_timeout(const struct context *c)
{
	const struct kr_net *net = c->f->net;
	const char *host = c->host.data;
	long long received = (long long)kr_request_received(c->f);

	if (kr_clock_ms() - c->f->start_ms >= net->total_s * INT64_C(1000) - 5) {
		kr_err_set(c->err, KR_E_LIMIT, "%s is too slow: gave up after %d s with %lld bytes",
		        host, net->total_s, received);
		return;
	}
	switch (kr_request_phase(c->f)) {
	case KR_NET_RESOLVE:
		kr_err_set(
		        c->err, KR_E_RETRY, "timed out looking up %s: check your connection", host);
		break;
	case KR_NET_CONNECT:
		kr_err_set(c->err, KR_E_RETRY,
		        "timed out connecting to %s: no response within %d s", host,
		        net->connect_s);
		break;
	case KR_NET_TLS:
		kr_err_set(
		        c->err, KR_E_RETRY, "timed out setting up a secure connection to %s", host);
		break;
	case KR_NET_WAIT:
		kr_err_set(c->err, KR_E_RETRY, "%s accepted the request but never answered", host);
		break;
	case KR_NET_BODY:
	case KR_NET_DONE:
		if (received)
			kr_err_set(
			        c->err, KR_E_RETRY, "%s stalled after %lld bytes", host, received);
		else
			kr_err_set(c->err, KR_E_RETRY, "%s stalled before sending the page", host);
		break;
	}
}

static void explain_certificate(const struct context *c)
{
	const char *host = c->host.data, *date = c->f->cert_date, *names = c->f->cert_names;

	switch (c->f->verify_result) {
	case KR_X509_EXPIRED:
		kr_err_set(c->err, KR_E_CERT,
		        "the certificate of %s has expired%s%s; is your clock right?", host,
		        date ? " on " : "", date ? date : "");
		break;
	case KR_X509_NOT_YET:
		kr_err_set(c->err, KR_E_CERT,
		        "the certificate of %s is not valid %s%s; is your clock right?", host,
		        date ? "before " : "yet", date ? date : "");
		break;
	case KR_X509_SELF:
		kr_err_set(c->err, KR_E_CERT, "the certificate of %s is self-signed", host);
		break;
	case KR_X509_SELF_IN_CHAIN:
		kr_err_set(c->err, KR_E_CERT,
		        "the certificate of %s is signed by an unknown authority", host);
		break;
	case KR_X509_NO_ISSUER:
	case KR_X509_NO_LEAF:
		kr_err_set(c->err, KR_E_CERT,
		        "the certificate of %s is signed by an unknown authority, or the server "
		        "omits an intermediate certificate",
		        host);
		break;
	case KR_X509_REVOKED:
		kr_err_set(c->err, KR_E_CERT, "the certificate of %s has been revoked", host);
		break;
	case 0:
	case KR_X509_UNKNOWN:
	case KR_X509_OTHER_HOST:
	case KR_X509_OTHER_ADDRESS:
		kr_err_set(c->err, KR_E_CERT, "the certificate of %s is for another host%s%s%s",
		        host, names ? " (" : "", names ? names : "", names ? ")" : "");
		break;
	default:
		kr_err_set(c->err, KR_E_CERT, "the certificate of %s cannot be verified: %s", host,
		        c->f->curl_text);
	}
}

static void explain_type(const struct context *c)
{
	const char *what = kr_header_media(c->f->head.content_type.data);
	double kb = (double)c->f->head.length / 1024;

	if (kb >= 1024)
		kr_err_set(
		        c->err, KR_E_TYPE, "this is %s (%.1f MB), not a page", _(what), kb / 1024);
	else if (kb > 0)
		kr_err_set(c->err, KR_E_TYPE, "this is %s (%.0f KB), not a page", _(what),
		        kb < 1 ? 1 : kb);
	else
		kr_err_set(c->err, KR_E_TYPE, "this is %s, not a page", _(what));
}

static void explain_coding(const struct context *c)
{
	kr_err_set(c->err, KR_E_NET, "the page from %s is compressed in a way that cannot be read",
	        c->host.data);
}

static void explain_stop(const struct context *c)
{
	const char *host = c->host.data;
	long long max = (long long)c->f->max_bytes;
	bool mb = max >= 1 << 20;

	switch (c->f->stop) {
	case KR_STOP_BODY:
		kr_err_set(c->err, KR_E_LIMIT, "page too large: %s sends more than %lld %s", host,
		        mb ? max >> 20 : max, mb ? "MB" : "bytes");
		break;
	case KR_STOP_CODING:
		explain_coding(c);
		break;
	case KR_STOP_HEADERS:
		kr_err_set(c->err, KR_E_LIMIT, "%s sends endless headers", host);
		break;
	case KR_STOP_TYPE:
		explain_type(c);
		break;
	case KR_STOP_REACH:
		kr_reach_explain(c->f, c->err);
		break;
	case KR_STOP_NONE:
		break;
	}
}

static void explain_proxy(const struct context *c)
{
	struct kr_str proxy;
	long status = 0, why = 0;

	kr_str_init(&proxy);
	kr_request_proxy(c->f, &proxy);
	c->f->net->curl->easy_getinfo(c->f->easy, CURLINFO_HTTP_CONNECTCODE, &status);
	c->f->net->curl->easy_getinfo(c->f->easy, CURLINFO_OS_ERRNO, &why);
	kr_err_set(c->err, KR_E_NET, "cannot use the proxy %s: %s; check the proxy settings",
	        proxy.data,
	        status == 407         ? _("it requires a user name and password")
	        : why == ECONNREFUSED ? _("it refused the connection")
	        : is_unreachable(why) ? _("it is unreachable")
	                              : c->f->curl_text);
	kr_str_fini(&proxy);
}

/* Other errors of libcurl, with the host. */
static const struct {
	CURLcode code;
	int err;
	const char *text;
} phrases[] = {
        {CURLE_COULDNT_RESOLVE_HOST, KR_E_RETRY,
                N_("cannot find the host %s: check the spelling or your connection")},
        {CURLE_URL_MALFORMAT, KR_E_NET, N_("cannot fetch from %s: malformed address")},
        {CURLE_SSL_CACERT_BADFILE, KR_E_NET,
                N_("cannot check the certificate of %s: CA certificates cannot be read; install "
                   "ca-certificates")},
        {CURLE_GOT_NOTHING, KR_E_RETRY, N_("%s closed the connection without answering")},
        {CURLE_RECV_ERROR, KR_E_RETRY, N_("lost the connection to %s")},
        {CURLE_SEND_ERROR, KR_E_RETRY, N_("lost the connection to %s")},
        {CURLE_HTTP2, KR_E_RETRY, N_("lost the connection to %s")},
        {CURLE_HTTP2_STREAM, KR_E_RETRY, N_("lost the connection to %s")},
        {CURLE_PARTIAL_FILE, KR_E_RETRY, N_("%s closed the connection before sending the page")},
};

/* "try http" only where the server answers so: without encryption, whoever changes what is sent on
 * its way could have caused any other failure. */
static void explain_tls(const struct context *c)
{
	/* of OpenSSL and of GnuTLS, when something else than TLS comes */
	static const char *const plain[] = {"wrong version number", "packet length too long",
	        "http request", "unexpected TLS packet", "record overflow"};
	const char *text = c->f->curl_text, *last = strrchr(text, ':');

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (kr_str_ifind(text, strlen(text), plain[i])) {
			kr_err_set(c->err, KR_E_NET,
			        "cannot set up a secure connection to %s: it does not support "
			        "https; try http",
			        c->host.data);
			return;
		}
	kr_err_set(c->err, KR_E_NET, "cannot set up a secure connection to %s%s%s", c->host.data,
	        *text ? ": " : "", last && last[1] ? last + 1 + strspn(last + 1, " ") : text);
}

/* A header that libcurl refuses, such as a line without a colon. */
static void explain_reply(const struct context *c)
{
	const char *text = c->f->curl_text;

	if (c->f->head.bytes && *text)
		kr_err_set(c->err, KR_E_NET, "the header that %s sends is damaged: %c%s",
		        c->host.data, *text >= 'A' && *text <= 'Z' ? *text | 0x20 : *text,
		        text + 1);
	else
		kr_err_set(c->err, KR_E_NET, "%s does not answer in HTTP", c->host.data);
}

static void explain_code(const struct context *c, CURLcode code)
{
	const char *text = c->f->curl_text;

	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (phrases[i].code == code) {
			kr_err_set(c->err, phrases[i].err, phrases[i].text, c->host.data);
			return;
		}
	kr_err_set(c->err, KR_E_NET, "cannot fetch from %s: %s", c->host.data,
	        *text ? text : c->f->net->curl->easy_strerror(code));
}

/* Whether the connection that failed is the one to the proxy. */
static bool is_proxy_down(const struct kr_fetch *f, CURLcode code)
{
	struct kr_str proxy;
	bool has;

	kr_str_init(&proxy);
	has = kr_request_proxy(f, &proxy);
	kr_str_fini(&proxy);
	return has && code == CURLE_COULDNT_CONNECT;
}

static bool has_proxy_refused(const struct kr_fetch *f)
{
	long status = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_HTTP_CONNECTCODE, &status);
	return status >= 300;
}

void kr_explain_curl(const struct kr_fetch *f, CURLcode code, struct kr_err *err)
{
	struct context c;

	context_init(&c, f, err);
	if (f->stop)
		explain_stop(&c);
	else if (code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_PROXY ||
	         is_proxy_down(f, code) || has_proxy_refused(f))
		explain_proxy(&c);
	else if (code == CURLE_COULDNT_CONNECT)
		explain_connect(&c);
	else if (code == CURLE_OPERATION_TIMEDOUT)
		explain_timeout(&c);
	else if (code == CURLE_PEER_FAILED_VERIFICATION)
		explain_certificate(&c);
	else if (code == CURLE_SSL_CONNECT_ERROR)
		explain_tls(&c);
	else if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY)
		explain_reply(&c);
	else if (code == CURLE_BAD_CONTENT_ENCODING) /* in Transfer-Encoding */
		explain_coding(&c);
	else
		explain_code(&c, code);
	context_fini(&c);
}

/* HTTP statuses, with the host. 511: RFC 6585; 52x: Cloudflare. */
static const struct {
	int status, err;
	const char *text;
} statuses[] = {
        {304, KR_E_NET, N_("%s sent no page: not modified (304)")},
        {400, KR_E_NET, N_("%s rejected the request as malformed (400)")},
        {401, KR_E_REFUSED, N_("%s requires a login (401)")},
        {402, KR_E_REFUSED, N_("%s requires payment (402)")},
        {403, KR_E_REFUSED, N_("%s refused access (403)")},
        {404, KR_E_NET, N_("404 Not Found: %s has no such page")},
        {405, KR_E_NET, N_("%s does not allow reading this address (405)")},
        {406, KR_E_NET, N_("%s has no version of this page that kread can read (406)")},
        {407, KR_E_NET, N_("the proxy before %s requires a user name and password (407)")},
        {408, KR_E_RETRY, N_("%s timed out waiting for the request (408)")},
        {410, KR_E_NET, N_("410 Gone: %s has removed this page")},
        {414, KR_E_NET, N_("the address is too long for %s (414)")},
        {418, KR_E_REFUSED, N_("%s refused access (418)")},
        {425, KR_E_RETRY, N_("%s asks for the request to be repeated (425)")},
        {429, KR_E_RETRY, N_("too many requests for %s (429)")},
        {431, KR_E_NET, N_("the request is too long for %s (431)")},
        {451, KR_E_NET, N_("%s withholds this page for legal reasons (451)")},
        {500, KR_E_RETRY, N_("%s had an internal error (500)")},
        {502, KR_E_RETRY, N_("%s got no valid response from its backend (502)")},
        {503, KR_E_RETRY, N_("%s is temporarily unavailable (503)")},
        {504, KR_E_RETRY, N_("%s timed out waiting for its backend (504)")},
        {511, KR_E_REFUSED, N_("the network before %s requires a login (511)")},
        {520, KR_E_RETRY, N_("%s had an unknown backend error (520)")},
        {521, KR_E_RETRY, N_("the backend of %s is down (521)")},
        {522, KR_E_RETRY, N_("the backend of %s is unreachable (522)")},
        {523, KR_E_RETRY, N_("the backend of %s is unreachable (523)")},
        {524, KR_E_RETRY, N_("%s timed out waiting for its backend (524)")},
};

static void explain_other_status(const char *host, long status, struct kr_err *err)
{
	if (status >= 500)
		kr_err_set(err, KR_E_RETRY, "%s had an error (%ld)", host, status);
	else if (status >= 400)
		kr_err_set(err, KR_E_NET, "%s refused the request (%ld)", host, status);
	else
		kr_err_set(
		        err, KR_E_NET, "%s sent a redirect without an address (%ld)", host, status);
}

/* Append when the server wants to be asked again. RFC 9110, 10.2.3: seconds, or a date. */
static void add_retry_after(const struct kr_fetch *f, struct kr_err *err)
{
	const char *value = f->head.retry_after.data;
	size_t len = strlen(err->msg);
	char *end;
	long seconds = strtol(value, &end, 10);

	if (end == value || *end)
		seconds = (long)(f->net->curl->getdate(value, NULL) - time(NULL));
	if (seconds <= 0 || seconds > KR_RETRY_AFTER_MAX)
		return;
	if (seconds < 120)
		snprintf(err->msg + len, sizeof err->msg - len, _("; retry in %ld s"), seconds);
	else if (seconds < 7200)
		snprintf(err->msg + len, sizeof err->msg - len, _("; retry in %ld minutes"),
		        seconds / 60);
	else if (seconds < 2 * DAY)
		snprintf(err->msg + len, sizeof err->msg - len, _("; retry in %ld hours"),
		        seconds / 3600);
	else
		snprintf(err->msg + len, sizeof err->msg - len, _("; retry in %ld days"),
		        seconds / DAY);
}

void kr_explain_status(const struct kr_fetch *f, long status, struct kr_err *err)
{
	struct kr_str host;
	size_t i = 0;

	kr_str_init(&host);
	kr_host_show(f->url.data, &host);
	while (i < sizeof statuses / sizeof *statuses && statuses[i].status != status)
		i++;
	if (i < sizeof statuses / sizeof *statuses)
		kr_err_set(err, statuses[i].err, statuses[i].text, host.data);
	else
		explain_other_status(host.data, status, err);
	if (err->code == KR_E_RETRY)
		add_retry_after(f, err);
	kr_str_fini(&host);
}
