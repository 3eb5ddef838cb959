#include "net_priv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kread/base/clock.h"
#include "kread/net/host.h"

/* What a message is made of. */
struct tale {
	const struct kr_fetch *f;
	struct kr_str host; /* "news.example", with the proxy if there is one */
	struct kr_err *err;
};

static void tale_init(struct tale *t, const struct kr_fetch *f, struct kr_err *err)
{
	struct kr_str proxy;

	*t = (struct tale){.f = f, .err = err};
	kr_str_init(&t->host);
	kr_host_show(f->url.data, &t->host);
	kr_str_init(&proxy);
	if (kr_hop_proxy(f, &proxy))
		kr_str_addf(&t->host, " (through the proxy %s)", proxy.data);
	kr_str_fini(&proxy);
}

static bool is_out_of_reach(long why)
{
	return why == EHOSTUNREACH || why == ENETUNREACH || why == ENETDOWN || why == EADDRNOTAVAIL;
}

static void say_connect(const struct tale *t)
{
	long why = 0;
	const char *host = t->host.data;

	t->f->net->curl->easy_getinfo(t->f->easy, CURLINFO_OS_ERRNO, &why);
	if (why == ECONNREFUSED && kr_str_istarts(t->f->url.data, "https:"))
		kr_err_set(t->err, KR_E_NET,
		        "%s refused the connection: no web server answers https there; try http",
		        host);
	else if (why == ECONNREFUSED)
		kr_err_set(t->err, KR_E_NET,
		        "%s refused the connection: no web server answers there; try again later",
		        host);
	else if (is_out_of_reach(why))
		kr_err_set(t->err, KR_E_NET, "%s cannot be reached: check the network", host);
	else if (why)
		kr_err_sys(t->err, (int)why, "cannot connect to %s", host);
	else
		kr_err_set(t->err, KR_E_NET, "cannot connect to %s: %s", host, t->f->curl_text);
	t->err->code = KR_E_NET;
}

static void say_timeout(const struct tale *t)
{
	const struct kr_net *net = t->f->net;
	const char *host = t->host.data;
	enum kr_net_phase phase = kr_hop_phase(t->f);
	curl_off_t received = 0;

	t->f->net->curl->easy_getinfo(t->f->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
	if (kr_clock_ms() - t->f->start_ms >= net->total_s * INT64_C(1000) - 5)
		kr_err_set(t->err, KR_E_LIMIT,
		        "%s is too slow: not done after %d seconds, with %lld bytes; try again "
		        "later",
		        host, net->total_s, (long long)received);
	else if (phase == KR_NET_RESOLVE)
		kr_err_set(t->err, KR_E_NET,
		        "timed out while looking up the name %s: check the connection to the "
		        "internet",
		        host);
	else if (phase == KR_NET_CONNECT)
		kr_err_set(t->err, KR_E_NET,
		        "timed out while connecting to %s: no answer within %d seconds", host,
		        net->connect_s);
	else if (phase == KR_NET_TLS)
		kr_err_set(t->err, KR_E_NET, "timed out while setting up a secure connection to %s",
		        host);
	else if (phase == KR_NET_WAIT)
		kr_err_set(t->err, KR_E_NET,
		        "timed out while waiting for the answer of %s: it took the request and "
		        "sent nothing",
		        host);
	else if (!received)
		kr_err_set(t->err, KR_E_NET, "%s stalled before the page began; try again", host);
	else
		kr_err_set(t->err, KR_E_NET, "%s stalled after %lld bytes; try again", host,
		        (long long)received);
}

static void say_certificate(const struct tale *t)
{
	const char *host = t->host.data, *date = t->f->cert_date;

	switch (t->f->verify_result) {
	case KR_X509_EXPIRED:
		kr_err_set(t->err, KR_E_CERT,
		        "the certificate of %s has expired%s%s: the site must renew it; is the "
		        "clock right?",
		        host, date ? " on " : "", date ? date : "");
		break;
	case KR_X509_NOT_YET:
		kr_err_set(t->err, KR_E_CERT,
		        "the certificate of %s is not valid %s%s: is the clock right?", host,
		        date ? "before " : "yet", date ? date : "");
		break;
	case KR_X509_SELF:
		kr_err_set(t->err, KR_E_CERT,
		        "the certificate of %s is self-signed: nobody vouches for it", host);
		break;
	case KR_X509_SELF_IN_CHAIN:
		kr_err_set(t->err, KR_E_CERT,
		        "the certificate of %s is from an unknown authority: nobody known here "
		        "vouches for it",
		        host);
		break;
	case KR_X509_NO_ISSUER:
	case KR_X509_NO_LEAF:
		kr_err_set(t->err, KR_E_CERT,
		        "the certificate of %s is from an unknown authority, or the server leaves "
		        "out an intermediate "
		        "one",
		        host);
		break;
	case KR_X509_REVOKED:
		kr_err_set(t->err, KR_E_CERT, "the certificate of %s has been revoked", host);
		break;
	case 0:
	case KR_X509_UNKNOWN:
	case KR_X509_OTHER_HOST:
	case KR_X509_OTHER_ADDRESS:
		kr_err_set(t->err, KR_E_CERT, "the certificate of %s is for another host%s%s%s",
		        host, t->f->cert_names ? " (" : "",
		        t->f->cert_names ? t->f->cert_names : "", t->f->cert_names ? ")" : "");
		break;
	default:
		kr_err_set(t->err, KR_E_CERT, "the certificate of %s cannot be trusted: %s", host,
		        t->f->curl_text);
	}
}

static void say_too_large(const struct tale *t)
{
	int64_t max = t->f->net->max_bytes;
	bool mega = max >= 1 << 20;

	kr_err_set(t->err, KR_E_LIMIT, "page too large: %s sends more than %lld %s", t->host.data,
	        (long long)(mega ? max >> 20 : max), mega ? "MB" : "bytes");
}

static void say_bomb(const struct tale *t)
{
	curl_off_t received = 0;

	t->f->net->curl->easy_getinfo(t->f->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
	kr_err_set(t->err, KR_E_LIMIT, "page too large: %s packed more than %zu kB into %lld bytes",
	        t->host.data, t->f->body.len >> 10, (long long)received);
}

static void say_type(const struct tale *t)
{
	const char *what = kr_header_media(t->f->head.content_type.data);
	double kb = (double)t->f->head.length / 1024;

	if (kb >= 1024)
		kr_err_set(t->err, KR_E_TYPE, "this is %s (%.1f MB), not a page", what, kb / 1024);
	else if (kb > 0)
		kr_err_set(t->err, KR_E_TYPE, "this is %s (%.0f KB), not a page", what,
		        kb < 1 ? 1 : kb);
	else
		kr_err_set(t->err, KR_E_TYPE, "this is %s, not a page", what);
}

static void say_stop(const struct tale *t)
{
	if (t->f->stop == KR_STOP_TYPE)
		say_type(t);
	else if (t->f->stop == KR_STOP_BODY)
		say_too_large(t);
	else if (t->f->stop == KR_STOP_BOMB)
		say_bomb(t);
	else
		kr_err_set(t->err, KR_E_LIMIT, "%s sends headers without end", t->host.data);
}

static void say_proxy(const struct tale *t)
{
	struct kr_str proxy;
	long status = 0, why = 0;

	kr_str_init(&proxy);
	kr_hop_proxy(t->f, &proxy);
	t->f->net->curl->easy_getinfo(t->f->easy, CURLINFO_HTTP_CONNECTCODE, &status);
	t->f->net->curl->easy_getinfo(t->f->easy, CURLINFO_OS_ERRNO, &why);
	kr_err_set(t->err, KR_E_NET, "cannot use the proxy %s: %s; check the proxy settings",
	        proxy.data,
	        status == 407          ? "it wants a name and a password"
	        : why == ECONNREFUSED  ? "it refused the connection"
	        : is_out_of_reach(why) ? "it cannot be reached"
	                               : t->f->curl_text);
	kr_str_fini(&proxy);
}

/* The rest, with one %s for the host. */
static const struct {
	CURLcode code;
	const char *before, *after;
} plain_words[] = {
        {CURLE_COULDNT_RESOLVE_HOST, "cannot find the name ",
                ": check the spelling and the connection to the internet"},
        {CURLE_URL_MALFORMAT, "not an address that can be fetched, at ", ""},
        {CURLE_SSL_CONNECT_ERROR, "cannot agree on a secure connection with ",
                ": it may not offer https there; try http"},
        {CURLE_SSL_CACERT_BADFILE, "cannot check the certificate of ",
                ": the list of authorities cannot be read; install ca-certificates"},
        {CURLE_GOT_NOTHING, "", " closed the connection without an answer; try again"},
        {CURLE_RECV_ERROR, "the connection to ", " broke off; try again"},
        {CURLE_SEND_ERROR, "the connection to ", " broke off; try again"},
        {CURLE_HTTP2, "the connection to ", " broke off; try again"},
        {CURLE_HTTP2_STREAM, "the connection to ", " broke off; try again"},
        {CURLE_PARTIAL_FILE, "", " ended the page before it began; try again"},
        {CURLE_BAD_CONTENT_ENCODING, "", " sends the page compressed in a way that cannot be read"},
        {CURLE_UNSUPPORTED_PROTOCOL, "", " does not answer as a web server does"},
        {CURLE_WEIRD_SERVER_REPLY, "", " does not answer as a web server does"},
};

static void say_plain(const struct tale *t, CURLcode code)
{
	for (size_t i = 0; i < sizeof plain_words / sizeof *plain_words; i++)
		if (plain_words[i].code == code) {
			kr_err_set(t->err, KR_E_NET, "%s%s%s", plain_words[i].before, t->host.data,
			        plain_words[i].after);
			return;
		}
	kr_err_set(t->err, KR_E_NET, "cannot fetch from %s: %s", t->host.data,
	        *t->f->curl_text ? t->f->curl_text : t->f->net->curl->easy_strerror(code));
}

/* What is connected to is the proxy. */
static bool lacks_proxy(const struct kr_fetch *f, CURLcode code)
{
	struct kr_str proxy;
	bool has;

	kr_str_init(&proxy);
	has = kr_hop_proxy(f, &proxy);
	kr_str_fini(&proxy);
	return has && code == CURLE_COULDNT_CONNECT;
}

static bool proxy_refused(const struct kr_fetch *f)
{
	long status = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_HTTP_CONNECTCODE, &status);
	return status >= 300;
}

void kr_explain_curl(const struct kr_fetch *f, CURLcode code, struct kr_err *err)
{
	struct tale t;

	tale_init(&t, f, err);
	if (f->stop)
		say_stop(&t);
	else if (code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_PROXY ||
	         lacks_proxy(f, code) || proxy_refused(f))
		say_proxy(&t);
	else if (code == CURLE_COULDNT_CONNECT)
		say_connect(&t);
	else if (code == CURLE_OPERATION_TIMEDOUT)
		say_timeout(&t);
	else if (code == CURLE_PEER_FAILED_VERIFICATION)
		say_certificate(&t);
	else
		say_plain(&t, code);
	kr_str_fini(&t.host);
}

/* RFC 9110, 10.2.3: seconds, or a date. */
static void add_retry(const struct kr_fetch *f, struct kr_str *out)
{
	const char *value = f->head.retry_after.data;
	char *end;
	long seconds = strtol(value, &end, 10);

	if (end == value || *end)
		seconds = (long)(f->net->curl->getdate(value, NULL) - time(NULL));
	if (seconds <= 0)
		kr_str_addz(out, "; try again later");
	else if (seconds < 120)
		kr_str_addf(out, "; try again in %ld second%s", seconds, seconds == 1 ? "" : "s");
	else if (seconds < 7200)
		kr_str_addf(out, "; try again in %ld minutes", seconds / 60);
	else
		kr_str_addf(out, "; try again in %ld hours", seconds / 3600);
}

static const struct {
	int status;
	bool retry;
	const char *words;
} statuses[] = {
        {304, false, "it means that we have the page already"},
        {400, false, "it does not understand the request"},
        {401, false, "the page wants a name and a password"},
        {402, false, "the page must be paid for"},
        {403, false, "it does not let us read this page; a browser may be let in"},
        {404, false, "there is no such page"},
        {405, false, "the page cannot be asked for in this way"},
        {406, false, "it has no form of the page that we can read"},
        {407, false, "the proxy wants a name and a password"},
        {408, true, "it waited too long for the request"},
        {410, false, "the page has been taken away for good"},
        {414, false, "the address is too long for it"},
        {418, false, "it does not serve programs like this one"},
        {425, true, "it is too early"},
        {429, true, "too many requests"},
        {431, false, "the request is too long for it"},
        {451, false, "the page is withheld for legal reasons"},
        {500, true, "it has a fault"},
        {502, true, "the server behind it does not answer well"},
        {503, true, "it is out of service at present"},
        {504, true, "the server behind it does not answer in time"},
        {511, false, "the network wants you to log in first; open a page in a browser"},
        {520, true, "the server behind it has a fault"},
        {521, true, "the server behind it is down"},
        {522, true, "the server behind it cannot be reached"},
        {523, true, "the server behind it cannot be reached"},
        {524, true, "the server behind it does not answer in time"},
};

void kr_explain_status(const struct kr_fetch *f, long status, struct kr_err *err)
{
	const char *words = status >= 500   ? "it has a fault"
	                    : status >= 400 ? "it refuses the request"
	                                    : "the page is elsewhere, and it does not say where";
	bool retry = status >= 500;
	struct kr_str host, later;

	kr_str_init(&host);
	kr_str_init(&later);
	kr_host_show(f->url.data, &host);
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
		if (statuses[i].status == status) {
			words = statuses[i].words;
			retry = statuses[i].retry;
		}
	if (retry)
		add_retry(f, &later);
	kr_err_set(err, KR_E_NET, "the server %s says %ld: %s%s", host.data, status, words,
	        later.data);
	kr_str_fini(&later);
	kr_str_fini(&host);
}
