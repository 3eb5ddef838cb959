#include "net_priv.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kread/base/clock.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

enum {
	READ_SIZE = 1 << 10, /* bytes that libcurl reads at once: its least, see appetite() */
	GROWTH_ORDINARY = 100,
	GROWTH_MAX = 1500, /* decoded bytes for each one received */
	STALL_BYTES = 100, /* a second; slower than this for stall_s seconds is a stall */
};

static bool is_redirect(const struct kr_fetch *f)
{
	long status = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_RESPONSE_CODE, &status);
	return f->head.location.len &&
	       (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
}

static size_t on_header(char *data, size_t size, size_t count, void *user)
{
	struct kr_fetch *f = user;
	size_t len = size * count;

	f->net->received += len;
	kr_header_line(&f->head, data, len);
	if (f->head.bytes > KR_FETCH_HEADER_MAX) {
		f->stop = KR_STOP_HEADERS;
		return 0;
	}
	return len;
}

enum appetite { TAKE, PAUSE, BOMB };

/* What to do with more decoded bytes. libcurl decodes all that it has read, and holds up to 64 MiB
 * back, before it heeds a pause. With gzip that is 1 MiB at most (1,032 bytes for each one: RFC
 * 1951); with other codings there is no limit, so a page is only paused if it has been ordinary so
 * far, and stopped if it grows beyond all measure. */
static enum appetite appetite(const struct kr_fetch *f)
{
	int64_t decoded = (int64_t)f->body.len,
	        growth = kr_header_is_bounded(&f->head) ? GROWTH_MAX : GROWTH_ORDINARY;
	curl_off_t received = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
	if (decoded > GROWTH_MAX * (received + READ_SIZE)) /* newer libcurls count after decoding */
		return BOMB;
	if (kr_clock_ms() >= f->net->turn_end && decoded <= growth * received)
		return PAUSE;
	return TAKE;
}

/* Gets decoded bytes, so the limit holds for what a small compressed body unpacks to. */
static size_t on_body(char *data, size_t size, size_t count, void *user)
{
	struct kr_fetch *f = user;
	size_t len = size * count;

	switch (appetite(f)) {
	case PAUSE:
		f->paused = true;
		return CURL_WRITEFUNC_PAUSE;
	case BOMB:
		f->stop = KR_STOP_BOMB;
		return 0;
	case TAKE:
		break;
	}
	f->net->received += len;
	f->head.complete = true;
	if (is_redirect(f)) {
		f->skipped += len;
		if (f->skipped > KR_FETCH_SKIP_MAX)
			return 0;
		return len;
	}
	if (kr_header_media(f->head.content_type.data)) {
		f->stop = KR_STOP_TYPE;
		return 0;
	}
	if ((int64_t)(f->body.len + len) > f->net->max_bytes) {
		f->stop = KR_STOP_BODY;
		return 0;
	}
	kr_str_add(&f->body, data, len);
	return len;
}

static void set_web_only(const struct kr_net *net, CURL *easy)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	net->curl->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
	net->curl->easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static void set_options(struct kr_fetch *f)
{
	struct kr_net *net = f->net;
	CURL *easy = f->easy;

	set_web_only(net, easy);
	net->curl->easy_setopt(easy, CURLOPT_PRIVATE, f);
	net->curl->easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)READ_SIZE);
	net->curl->easy_setopt(easy, CURLOPT_ERRORBUFFER, f->curl_text);
	net->curl->easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	net->curl->easy_setopt(easy, CURLOPT_HEADERDATA, f);
	net->curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	net->curl->easy_setopt(easy, CURLOPT_WRITEDATA, f);
	net->curl->easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	net->curl->easy_setopt(easy, CURLOPT_USERAGENT, net->user_agent);
	net->curl->easy_setopt(easy, CURLOPT_HTTPHEADER, net->headers);
	/* without checks: nothing that is secret is sent, and nothing that comes is used for other
	 * pages */
	net->curl->easy_setopt(easy, CURLOPT_SHARE, f->trust ? NULL : net->share);
	net->curl->easy_setopt(easy, CURLOPT_COOKIEFILE, ""); /* cookies on, none read */
	net->curl->easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)net->connect_s);
	net->curl->easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES);
	net->curl->easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)net->stall_s);
	net->curl->easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE,
	        (curl_off_t)net->max_bytes); /* what is announced */
	net->curl->easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
	/* Else removing a transfer waits until its name resolver thread has given up. With it, the
	 * thread is detached and cleans up after itself. */
	net->curl->easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
}

static void set_proxy(struct kr_fetch *f, const char *wire)
{
	/* "" means none at all; NULL lets libcurl look into the environment. */
	const char *proxy = kr_wire_is_loopback(wire) ? "" : f->net->proxy;

	f->net->curl->easy_setopt(f->easy, CURLOPT_PROXY, proxy);
}

static int start_hop(struct kr_fetch *f, struct kr_err *err)
{
	struct kr_str wire, referer;
	int64_t left = f->net->total_s * INT64_C(1000) - (kr_clock_ms() - f->start_ms);
	int rc;

	kr_str_init(&wire);
	kr_str_init(&referer);
	rc = kr_wire_url(f->url.data, &wire, err);
	if (rc < 0)
		goto out;
	kr_wire_referer(f->referer, wire.data, &referer);
	kr_header_fini(&f->head);
	kr_header_init(&f->head, f->net->curl);
	f->skipped = 0;
	f->net->curl->easy_setopt(f->easy, CURLOPT_URL, wire.data);
	f->net->curl->easy_setopt(f->easy, CURLOPT_REFERER, referer.len ? referer.data : NULL);
	f->net->curl->easy_setopt(f->easy, CURLOPT_TIMEOUT_MS, (long)(left > 1 ? left : 1));
	set_proxy(f, wire.data);
	free(f->seen[f->hops]); /* of an attempt before */
	f->seen[f->hops] = kr_str_take(&wire);
	kr_insecure_host_apply(f);
	kr_log_write("net: get %s", f->seen[f->hops]);
	if (f->net->curl->multi_add_handle(f->net->multi, f->easy) == CURLM_OK)
		f->running = true;
	else
		rc = kr_err_set(err, KR_E_NET, "cannot start a transfer");
out:
	kr_str_fini(&referer);
	kr_str_fini(&wire);
	return rc;
}

struct kr_fetch *kr_fetch_new(struct kr_net *net, const char *url, const char *referer,
        const char *trust, struct kr_err *err)
{
	struct kr_fetch *f = kr_mem_zalloc(1, sizeof *f);

	f->net = net;
	kr_str_init(&f->url);
	kr_str_init(&f->body);
	kr_header_init(&f->head, f->net->curl);
	f->referer = kr_mem_strdup(referer);
	f->trust = kr_mem_strdup(trust);
	f->start_ms = kr_clock_ms();
	if (!kr_url_resolve(NULL, url, strlen(url), &f->url)) {
		kr_err_set(err, KR_E_USAGE, "not an address: '%.200s'", url);
		goto fail;
	}
	f->easy = f->net->curl->easy_init();
	if (!f->easy) {
		kr_err_set(err, KR_E_NET, "cannot start libcurl");
		goto fail;
	}
	set_options(f);
	if (start_hop(f, err) < 0)
		goto fail;
	return f;
fail:
	kr_fetch_free(f);
	return NULL;
}

void kr_fetch_stop(struct kr_fetch *f)
{
	if (f->running)
		f->net->curl->multi_remove_handle(f->net->multi, f->easy);
	f->running = false;
}

void kr_fetch_free(struct kr_fetch *f)
{
	if (!f)
		return;
	kr_fetch_stop(f);
	if (f->easy)
		f->net->curl->easy_cleanup(f->easy);
	for (int i = 0; i <= KR_FETCH_HOPS; i++)
		free(f->seen[i]);
	kr_header_fini(&f->head);
	kr_str_fini(&f->body);
	kr_str_fini(&f->url);
	free(f->referer);
	free(f->trust);
	free(f->cert_date);
	free(f->cert_names);
	free(f);
}

/* True at the third visit to an address. The second may be right: a server that sets a cookie and
 * sends the reader back. */
static bool circular(const struct kr_fetch *f, const char *wire)
{
	int visits = 0;

	for (int i = 0; i <= f->hops; i++)
		visits += kr_str_eq(f->seen[i], wire);
	return visits >= 2;
}

static int refuse_circle(const struct kr_fetch *f, const char *wire, struct kr_err *err)
{
	struct kr_str way;
	int from = f->hops, rc;

	kr_str_init(&way);
	while (!kr_str_eq(f->seen[from], wire))
		from--;
	for (; from <= f->hops; from++) {
		kr_host_display(f->seen[from], false, &way);
		kr_str_addz(&way, " -> ");
	}
	kr_host_display(wire, false, &way);
	rc = kr_err_set(err, KR_E_LIMIT, "the server redirects in a circle: %s", way.data);
	kr_str_fini(&way);
	return rc;
}

static int refuse_more(const char *target, struct kr_err *err)
{
	struct kr_str last;
	int rc;

	kr_str_init(&last);
	kr_host_display(target, false, &last);
	rc = kr_err_set(err, KR_E_LIMIT, "more than %d redirects, the last one to %.200s",
	        KR_FETCH_HOPS, last.data);
	kr_str_fini(&last);
	return rc;
}

static int check_target(const struct kr_fetch *f, const char *target, struct kr_err *err)
{
	struct kr_str wire;
	int rc;

	if (!kr_url_is_web(target))
		return kr_err_set(err, KR_E_NET,
		        "the server redirects to '%.200s', which is not a web page", target);
	kr_str_init(&wire);
	rc = kr_wire_url(target, &wire, err);
	if (rc < 0)
		kr_err_prefix(err, "redirect");
	else if (circular(f, wire.data))
		rc = refuse_circle(f, wire.data, err);
	else if (f->hops >= KR_FETCH_HOPS)
		rc = refuse_more(target, err);
	kr_str_fini(&wire);
	return rc;
}

static int follow(struct kr_fetch *f, struct kr_err *err)
{
	struct kr_str target;
	const char *hash = strchr(f->url.data, '#');
	int rc = 0;

	kr_str_init(&target);
	if (!kr_url_resolve(f->url.data, f->head.location.data, f->head.location.len, &target)) {
		rc = kr_err_set(err, KR_E_FORMAT,
		        "the server redirects to '%.200s', which is not an address",
		        f->head.location.data);
		goto out;
	}
	rc = check_target(f, target.data, err);
	if (rc < 0)
		goto out;
	if (hash && !strchr(target.data, '#')) /* RFC 9110, 10.2.2 */
		kr_str_addz(&target, hash);
	f->hops++;
	kr_str_fini(&f->url);
	f->url = target;
	kr_str_init(&target);
	rc = start_hop(f, err);
out:
	kr_str_fini(&target);
	return rc;
}

static const char *or_null(const struct kr_str *s)
{
	return s->len ? s->data : NULL;
}

static void fill_result(struct kr_fetch *f, struct kr_fetch_result *res)
{
	f->net->curl->easy_getinfo(f->easy, CURLINFO_RESPONSE_CODE, &res->status);
	res->url = f->url.data;
	res->content_type = or_null(&f->head.content_type);
	res->link_header = or_null(&f->head.link);
	res->etag = or_null(&f->head.etag);
	res->last_modified = or_null(&f->head.last_modified);
	res->date = f->head.date;
	res->unchecked = f->unchecked;
	res->body = &f->body;
}

/* Limits that libcurl found passed. One header line over its own: CURLE_OUT_OF_MEMORY, since 8.6
 * CURLE_TOO_LARGE. */
static void note_stop(struct kr_fetch *f, CURLcode code)
{
	if (f->stop)
		return;
	if (code == CURLE_FILESIZE_EXCEEDED)
		f->stop = kr_header_media(f->head.content_type.data) ? KR_STOP_TYPE : KR_STOP_BODY;
	else if (f->paused) /* more than libcurl holds back */
		f->stop = KR_STOP_BODY;
	else if ((code == CURLE_OUT_OF_MEMORY || (int)code == 100) &&
	         kr_hop_phase(f) == KR_NET_BODY && !f->body.len)
		f->stop = KR_STOP_HEADERS;
}

/* The body broke off, but what came of it can be read. */
static bool broke_off(const struct kr_fetch *f, CURLcode code)
{
	if (!f->body.len || f->stop)
		return false;
	return code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR ||
	       code == CURLE_BAD_CONTENT_ENCODING || code == CURLE_HTTP2 ||
	       code == CURLE_HTTP2_STREAM || code == CURLE_WRITE_ERROR;
}

/* A directory of authorities may be less complete than the bundle: look there, too, before
 * refusing. */
static bool retry_trust(struct kr_fetch *f, struct kr_err *err)
{
	long why = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_SSL_VERIFYRESULT, &why);
	if (!f->net->ca_dir || f->whole_bundle ||
	        (why != KR_X509_NO_ISSUER && why != KR_X509_NO_LEAF &&
	                why != KR_X509_SELF_IN_CHAIN))
		return false;
	f->whole_bundle = true;
	return start_hop(f, err) == 0;
}

bool kr_fetch_next(
        struct kr_fetch *f, CURLcode code, struct kr_fetch_result *res, struct kr_err *err)
{
	*res = (struct kr_fetch_result){0};
	if (f->probing) {
		kr_cert_read(f);
		kr_explain_curl(f, CURLE_PEER_FAILED_VERIFICATION, err);
		return false;
	}
	if (code == CURLE_PEER_FAILED_VERIFICATION && (retry_trust(f, err) || kr_cert_probe(f)))
		return true;
	if (is_redirect(f) && f->stop == KR_STOP_NONE)
		return follow(f, err) == 0;
	note_stop(f, code);
	fill_result(f, res);
	kr_log_write("net: status %ld, %zu bytes, libcurl %d %s", res->status, f->body.len,
	        (int)code, f->curl_text);
	if (code == CURLE_OK || broke_off(f, code)) {
		res->truncated = code != CURLE_OK;
		if (res->status >= 400 || (res->status >= 300 && !f->body.len))
			kr_explain_status(f, res->status, err);
		return false;
	}
	kr_explain_curl(f, code, err);
	res->truncated = true;
	if (!f->body.len || f->stop)
		res->body = NULL;
	return false;
}

struct kr_fetch_progress kr_fetch_progress_of(const struct kr_fetch *f)
{
	curl_off_t total = -1, received = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &total);
	f->net->curl->easy_getinfo(f->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
	return (struct kr_fetch_progress){
	        .phase = f->running ? kr_hop_phase(f) : KR_NET_DONE,
	        .bytes = (int64_t)f->body.len,
	        .total = total,
	        .received = received,
	};
}

const char *kr_fetch_url(const struct kr_fetch *f)
{
	return f->url.data;
}

bool kr_fetch_is_part(const struct kr_fetch_result *res)
{
	return res && res->truncated && res->status < 400 && res->body && res->body->len;
}
