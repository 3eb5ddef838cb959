/* One fetch: its limits, redirects and end. */
#include "cookie_priv.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kread/base/clock.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

enum {
	/* Bytes that libcurl reads at once: few, since it decodes a gzip in
	 * Transfer-Encoding, to a thousand times as much, before it heeds a pause. */
	READ_SIZE = 4 << 10,
	/* Bytes a second; less is a stall. */
	STALL_BYTES = 100,
	/* CURLE_TOO_LARGE, since libcurl 8.6 */
	CURL_TOO_LARGE = 100,
};

static bool is_redirect(const struct kr_fetch *f)
{
	long status = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_RESPONSE_CODE, &status);
	return f->head.location.len &&
	       (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
}

static bool is_blank(const char *line, size_t len)
{
	return len && (line[0] == '\r' || line[0] == '\n');
}

/* The header is complete, or an interim one. False: do not go on. */
static bool end_head(struct kr_fetch *f)
{
	f->set_cookie |= f->head.sets_cookie;
	if (is_redirect(f)) {
		f->skip_until = kr_clock_ms() + KR_FETCH_SKIP_MS;
	} else if (kr_header_is_overcoded(&f->head)) {
		f->stop = KR_STOP_CODING;
		return false;
	}
	return true;
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
	return !is_blank(data, len) || end_head(f) ? len : 0;
}

/* Receives the body as it was sent, but for the Transfer-Encoding. */
static size_t on_body(char *data, size_t size, size_t count, void *user)
{
	struct kr_fetch *f = user;
	size_t len = size * count;

	if (kr_clock_ms() >= f->net->turn_end) {
		f->paused = true;
		return CURL_WRITEFUNC_PAUSE;
	}
	f->net->received += len;
	f->head.complete = true;
	if (is_redirect(f)) {
		f->skipped += len;
		return f->skipped > KR_FETCH_SKIP_MAX ? 0 : len;
	}
	if (kr_header_media(f->head.content_type.data)) {
		f->stop = KR_STOP_TYPE;
		return 0;
	}
	if ((int64_t)(f->body.len + len) > f->max_bytes) {
		f->stop = KR_STOP_BODY;
		return 0;
	}
	kr_str_add(&f->body, data, len);
	return len;
}

static void set_http_only(const struct kr_net *net, CURL *easy)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	net->curl->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
	net->curl->easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static void set_options(struct kr_fetch *f)
{
	const struct kr_net *net = f->net;
	const struct kr_curl *curl = net->curl;
	CURL *easy = f->easy;

	set_http_only(net, easy);
	curl->easy_setopt(easy, CURLOPT_PRIVATE, f);
	curl->easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)READ_SIZE);
	curl->easy_setopt(easy, CURLOPT_ERRORBUFFER, f->curl_text);
	curl->easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl->easy_setopt(easy, CURLOPT_HEADERDATA, f);
	curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl->easy_setopt(easy, CURLOPT_WRITEDATA, f);
	curl->easy_setopt(easy, CURLOPT_USERAGENT, net->user_agent);
	/* Without checks, send nothing secret and use nothing received for other pages. */
	curl->easy_setopt(easy, CURLOPT_SHARE, f->insecure_host ? NULL : net->share);
	curl->easy_setopt(easy, CURLOPT_COOKIEFILE, ""); /* enables cookies, reads none */
	curl->easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)net->connect_s);
	curl->easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES);
	curl->easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)net->stall_s);
	curl->easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)f->max_bytes);
	curl->easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
	/* Otherwise removing a transfer waits for its resolver thread. With it, the thread is
	 * detached and cleans up after itself. */
	curl->easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
}

static void set_proxy(struct kr_fetch *f, const char *wire)
{
	/* "" means none; with NULL, libcurl looks into the environment. */
	const char *proxy = kr_wire_is_loopback(wire) ? "" : f->net->proxy;

	f->net->curl->easy_setopt(f->easy, CURLOPT_PROXY, proxy);
}

static int start_request(struct kr_fetch *f, struct kr_err *err)
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
	f->skip_until = 0;
	f->net->curl->easy_setopt(f->easy, CURLOPT_URL, wire.data);
	f->net->curl->easy_setopt(f->easy, CURLOPT_REFERER, referer.len ? referer.data : NULL);
	f->net->curl->easy_setopt(f->easy, CURLOPT_TIMEOUT_MS, (long)(left > 1 ? left : 1));
	set_proxy(f, wire.data);
	free(f->chain[f->redirects]); /* of an earlier attempt */
	f->chain[f->redirects] = kr_str_take(&wire);
	rc = kr_reach_check(f, err);
	if (rc < 0)
		goto out;
	kr_authorities_apply(f);
	kr_insecure_host_apply(f);
	kr_validators_apply(f);
	kr_login_apply(f);
	kr_cookies_bring(f);
	kr_log_write("net: get %s", f->chain[f->redirects]);
	if (f->net->curl->multi_add_handle(f->net->multi, f->easy) == CURLM_OK)
		f->running = true;
	else
		rc = kr_err_set(err, KR_E_NET, "cannot start a transfer");
out:
	kr_str_fini(&referer);
	kr_str_fini(&wire);
	return rc;
}

struct kr_fetch *kr_fetch_new(
        struct kr_net *net, const struct kr_fetch_request *request, struct kr_err *err)
{
	const char *url = request->url;
	struct kr_fetch *f = kr_mem_zalloc(1, sizeof *f);

	f->net = net;
	f->max_bytes = request->max_bytes > 0 ? request->max_bytes : net->max_bytes;
	kr_str_init(&f->url);
	kr_str_init(&f->body);
	kr_header_init(&f->head, f->net->curl);
	f->referer = kr_mem_strdup(request->referer);
	f->insecure_host = kr_mem_strdup(request->insecure_host);
	kr_validators_take(f, &request->copy);
	f->start_ms = kr_clock_ms();
	if (!kr_url_resolve(NULL, url, strlen(url), &f->url)) {
		kr_err_set(err, KR_E_USAGE, "not an address: '%.200s'", url);
		goto fail;
	}
	kr_login_take(net, &f->url);
	f->easy = f->net->curl->easy_init();
	if (!f->easy) {
		kr_err_set(err, KR_E_NET, "cannot start libcurl");
		goto fail;
	}
	set_options(f);
	kr_reach_init(f, request->for_page);
	if (start_request(f, err) < 0)
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
	for (int i = 0; i <= KR_FETCH_REDIRECTS; i++)
		free(f->chain[i]);
	kr_header_fini(&f->head);
	kr_decode_free(f->decode);
	kr_str_fini(&f->body);
	kr_str_fini(&f->url);
	kr_validators_free(f);
	free(f->referer);
	free(f->insecure_host);
	free(f->cert_date);
	free(f->cert_names);
	free(f);
}

/* True at the third request of an address. The second may be right: a server that sets a cookie and
 * redirects back. */
static bool is_loop(const struct kr_fetch *f, const char *wire)
{
	int requests = 0;

	for (int i = 0; i <= f->redirects; i++)
		requests += kr_str_eq(f->chain[i], wire);
	return requests >= 2;
}

static int refuse_loop(const struct kr_fetch *f, const char *wire, struct kr_err *err)
{
	struct kr_str chain;
	int from = f->redirects, rc;

	kr_str_init(&chain);
	while (!kr_str_eq(f->chain[from], wire))
		from--;
	for (; from <= f->redirects; from++) {
		kr_host_display(f->chain[from], false, &chain);
		kr_str_addz(&chain, " -> ");
	}
	kr_host_display(wire, false, &chain);
	rc = kr_err_set(err, KR_E_LIMIT, "redirect loop: %s", chain.data);
	kr_str_fini(&chain);
	return rc;
}

static int refuse_more(const char *target, struct kr_err *err)
{
	struct kr_str last;
	int rc;

	kr_str_init(&last);
	kr_host_display(target, false, &last);
	rc = kr_err_set(err, KR_E_LIMIT, "more than %d redirects, the last one to %.200s",
	        KR_FETCH_REDIRECTS, last.data);
	kr_str_fini(&last);
	return rc;
}

static int check_target(const struct kr_fetch *f, const char *target, struct kr_err *err)
{
	struct kr_str wire;
	int rc;

	if (!kr_url_is_web(target))
		return kr_err_set(err, KR_E_NET,
		        "redirect to '%.200s', which is not an http or https address", target);
	kr_str_init(&wire);
	rc = kr_wire_url(target, &wire, err);
	if (rc < 0)
		kr_err_prefix(err, "redirect");
	else if (is_loop(f, wire.data))
		rc = refuse_loop(f, wire.data, err);
	else if (f->redirects >= KR_FETCH_REDIRECTS)
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
		        "redirect to '%.200s', which is not a valid address",
		        f->head.location.data);
		goto out;
	}
	kr_login_take(f->net, &target);
	rc = check_target(f, target.data, err);
	if (rc < 0)
		goto out;
	if (hash && !strchr(target.data, '#')) /* RFC 9110, 10.2.2 */
		kr_str_addz(&target, hash);
	kr_reach_narrow(f);
	f->redirects++;
	kr_str_fini(&f->url);
	f->url = target;
	kr_str_init(&target);
	rc = start_request(f, err);
out:
	kr_str_fini(&target);
	return rc;
}

static const char *or_null(const struct kr_str *s)
{
	return s->len ? s->data : NULL;
}

/* TLS tells an end from a loss, but libcurl lets that pass, since many servers do not end it. */
static bool is_open_ended(const struct kr_fetch *f)
{
	long version = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_HTTP_VERSION, &version);
	return !f->head.length && version <= CURL_HTTP_VERSION_1_1 &&
	       !kr_str_ifind(
	               f->head.transfer_encoding.data, f->head.transfer_encoding.len, "chunked");
}

static void fill_result(struct kr_fetch *f, struct kr_fetch_result *res)
{
	f->net->curl->easy_getinfo(f->easy, CURLINFO_RESPONSE_CODE, &res->status);
	res->url = f->url.data;
	res->content_type = or_null(&f->head.content_type);
	res->link_header = or_null(&f->head.link);
	res->refresh_header = or_null(&f->head.refresh);
	res->date = f->head.date;
	res->unchecked = f->unchecked;
	res->set_cookie = f->set_cookie;
	res->open_ended = is_open_ended(f);
	res->body = &f->body;
	kr_validators_report(f, res);
}

/* Limits that libcurl enforces. A header line over its own: CURLE_OUT_OF_MEMORY, or since 8.6
 * CURLE_TOO_LARGE. */
static void set_stop(struct kr_fetch *f, CURLcode code)
{
	bool too_large = code == CURLE_OUT_OF_MEMORY || (int)code == CURL_TOO_LARGE;

	if (f->stop)
		return;
	if (f->out_of_reach && (code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK))
		f->stop = KR_STOP_REACH;
	else if (code == CURLE_FILESIZE_EXCEEDED)
		f->stop = kr_header_media(f->head.content_type.data) ? KR_STOP_TYPE : KR_STOP_BODY;
	else if (f->paused) /* more than libcurl holds back */
		f->stop = KR_STOP_BODY;
	else if (too_large && kr_request_phase(f) == KR_NET_BODY && !f->body.len)
		f->stop = KR_STOP_HEADERS;
}

/* Whether the body ended early, but can be read as far as it came. */
static bool is_part(const struct kr_fetch *f, CURLcode code)
{
	if (!f->body.len || f->stop)
		return false;
	return code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR ||
	       code == CURLE_BAD_CONTENT_ENCODING || code == CURLE_HTTP2 ||
	       code == CURLE_HTTP2_STREAM || code == CURLE_WRITE_ERROR;
}

/* A directory of CA certificates may lack some that the bundle has: try that before refusing. */
static bool retry_with_bundle(struct kr_fetch *f, struct kr_err *err)
{
	long why = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_SSL_VERIFYRESULT, &why);
	if (!f->net->ca_dir || f->use_bundle ||
	        (why != KR_X509_NO_ISSUER && why != KR_X509_NO_LEAF &&
	                why != KR_X509_SELF_IN_CHAIN))
		return false;
	f->use_bundle = true;
	return start_request(f, err) == 0;
}

/* Whether gzip may be an accident of a server that should have declared it, rather than the file
 * that was asked for. */
static bool may_be_page(const char *content_type)
{
	static const char *const words[] = {"text/", "html", "xml", "json"};

	if (kr_str_empty(content_type))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (kr_str_ifind(content_type, strlen(content_type), words[i]))
			return true;
	return false;
}

bool kr_fetch_is_coded(struct kr_fetch *f, CURLcode code)
{
	const struct kr_str *codings = f->head.content_encoding.len ? &f->head.content_encoding
	                                                            : &f->head.transfer_encoding;

	if (f->stop || f->probing || is_redirect(f))
		return false;
	f->code = code;
	f->decode = kr_decode_new(f->net->curl, codings->data,
	        may_be_page(f->head.content_type.data), (size_t)f->max_bytes, &f->body);
	return f->decode != NULL;
}

bool kr_fetch_decode(struct kr_fetch *f)
{
	enum kr_decode_state state = KR_DECODE_MORE;

	while (state == KR_DECODE_MORE && kr_clock_ms() < f->net->turn_end)
		state = kr_decode_step(f->decode);
	if (state == KR_DECODE_MORE)
		return false;
	if (state == KR_DECODE_LARGE)
		f->stop = KR_STOP_BODY;
	else if (state == KR_DECODE_UNREADABLE)
		f->stop = KR_STOP_CODING;
	else
		kr_decode_take(f->decode, &f->body);
	f->part = state == KR_DECODE_PART;
	kr_decode_free(f->decode);
	f->decode = NULL;
	return true;
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
	if (code == CURLE_PEER_FAILED_VERIFICATION &&
	        (retry_with_bundle(f, err) || kr_cert_probe(f)))
		return true;
	if (is_redirect(f) && f->stop == KR_STOP_NONE)
		return follow(f, err) == 0;
	set_stop(f, code);
	fill_result(f, res);
	kr_log_write("net: status %ld, %zu bytes, libcurl %d %s", res->status, f->body.len,
	        (int)code, f->curl_text);
	if (!f->stop && (code == CURLE_OK || is_part(f, code))) {
		res->truncated = code != CURLE_OK || f->part;
		if (res->not_modified)
			kr_str_clear(&f->body);
		else if (res->status >= 400 || (res->status >= 300 && !f->body.len))
			kr_explain_status(f, res->status, err);
		return false;
	}
	if (f->stop == KR_STOP_CODING && res->status >= 400)
		kr_explain_status(f, res->status, err); /* which says more */
	else
		kr_explain_curl(f, code, err);
	res->truncated = true;
	if (!f->body.len || f->stop)
		res->body = NULL;
	return false;
}

struct kr_fetch_progress kr_fetch_progress_of(const struct kr_fetch *f)
{
	curl_off_t total = -1;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &total);
	return (struct kr_fetch_progress){
	        .phase = f->running || f->decode ? kr_request_phase(f) : KR_NET_DONE,
	        .total = total,
	        .received = kr_request_received(f),
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
