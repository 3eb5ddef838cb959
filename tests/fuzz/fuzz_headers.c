/* A response: header lines, an empty line, the body. What is taken from it is clean, a body is
 * decoded within its limits, and where it redirects to can be asked for. */
#include <string.h>

#include "cost.h"
#include "fuzz.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/extract/extract.h"
#include "mutate.h"
#include "net/net_priv.h"

enum { BODY_MAX = 100000 };

static struct kr_curl *library(void)
{
	static struct kr_curl *curl;

	if (!curl)
		HOLDS(kr_curl_load(&curl, NULL) == 0);
	return curl;
}

static void check_value(const struct kr_str *s)
{
	HOLDS(strlen(s->data) == s->len && is_clean(s->data, s->len));
}

static void check_head(const struct kr_fetch_head *h)
{
	check_value(&h->content_type);
	check_value(&h->content_encoding);
	check_value(&h->transfer_encoding);
	check_value(&h->link);
	check_value(&h->etag);
	check_value(&h->last_modified);
	check_value(&h->retry_after);
	check_value(&h->refresh);
	HOLDS(!h->etag.len || kr_validators_usable((struct kr_slice){h->etag.data, h->etag.len}));
	HOLDS(h->date >= 0);
	kr_header_media(h->content_type.data);
}

static void check_redirect(const struct kr_fetch_head *h)
{
	static const char base[] = "https://news.example/a/b";
	struct kr_str url, wire, from;

	kr_str_init(&url);
	kr_str_init(&wire);
	kr_str_init(&from);
	if (kr_url_resolve(base, h->location.data, h->location.len, &url) &&
	        kr_url_is_web(url.data) && kr_wire_url(url.data, &wire, NULL) == 0) {
		for (size_t i = 0; i < wire.len; i++)
			HOLDS(wire.data[i] > ' ' && wire.data[i] < 127);
		HOLDS(!strchr(wire.data, '#'));
		kr_wire_is_loopback(wire.data);
		kr_wire_referer(base, wire.data, &from);
		HOLDS(!from.len || kr_str_istarts(base, from.data));
	}
	kr_str_fini(&url);
	kr_str_fini(&wire);
	kr_str_fini(&from);
}

static void check_messages(const struct kr_fetch_head *h, long status)
{
	struct kr_net net = {.curl = library()};
	struct kr_fetch f = {.net = &net, .head = *h};
	struct kr_err err;

	kr_str_init(&f.url);
	kr_str_addz(&f.url, "https://news.example/a");
	kr_explain_status(&f, status, &err);
	HOLDS(is_clean(err.msg, strlen(err.msg)));
	kr_str_fini(&f.url);
}

static void check_body(const struct kr_fetch_head *h, const uint8_t *data, size_t size)
{
	enum kr_decode_state state = KR_DECODE_MORE;
	struct kr_str body, out;
	struct kr_decode *d;
	size_t turns = 0;

	kr_str_init(&body);
	kr_str_add(&body, (const char *)data, size);
	d = kr_decode_new(library(), h->content_encoding.data, size % 2, BODY_MAX, &body);
	while (d && state == KR_DECODE_MORE) {
		state = kr_decode_step(d);
		HOLDS(++turns < 1000);
	}
	if (d) {
		kr_str_init(&out);
		kr_decode_take(d, &out);
		HOLDS(out.len <= BODY_MAX);
		kr_str_fini(&out);
	}
	kr_decode_free(d);
	kr_str_fini(&body);
}

/* The worker gets some of them, with the page. */
static void check_page(const struct kr_fetch_head *h)
{
	const struct kr_extract_input in = {
	        .data = "<p>Text",
	        .len = 7,
	        .url = "https://news.example/a",
	        .content_type = h->content_type.data,
	        .link_header = h->link.data,
	        .refresh_header = h->refresh.data,
	        .now = h->date,
	        .set_cookie = h->sets_cookie,
	};
	struct kr_doc *doc = NULL;

	HOLDS(kr_extract_page(&in, &doc, NULL) == 0);
	check_round_trip(doc);
	kr_doc_free(doc);
}

static void respond(const uint8_t *data, size_t size)
{
	struct kr_fetch_head h;
	long status = 404;

	kr_header_init(&h, library());
	while (size && *data != '\n') {
		struct kr_str line;

		take_line(&data, &size, &line);
		if (kr_str_istarts(line.data, "HTTP/1.1 "))
			status = strtol(line.data + 9, NULL, 10);
		kr_header_line(&h, line.data, line.len);
		kr_str_fini(&line);
	}
	check_head(&h);
	check_redirect(&h);
	check_messages(&h, status);
	if (h.content_type.len || h.link.len || h.refresh.len)
		check_page(&h);
	if (!kr_header_is_overcoded(&h) && size > 1)
		check_body(&h, data + 1, size - 1);
	kr_header_fini(&h);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	static const char *const words[] = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 302 Found\n",
	        "HTTP/1.1 429 Too Many\n", "HTTP/1.1 103 Early Hints\n",
	        "Location: ", "Link: ", "Refresh: ", "Content-Type: text/html; charset=",
	        "Content-Encoding: ", "Transfer-Encoding: ", "gzip, ", "br", "deflate, ",
	        "identity", "zstd", "ETag: W/\"a\"\n",
	        "Last-Modified: ", "Retry-After: ", "Date: ", "Thu, 01 Jan 1970 00:01:00 GMT",
	        "Set-Cookie: a=b\n", "Content-Length: 9\n", "gbk", "utf-16",
	        "<https://news.example/c>; rel=\"canonical\", ", "; rel=next", "; rel=preload",
	        "0;url=", "//h/", "http://\xe4\xbe\x8b.example/", "http://u:p@[::1]:80/",
	        "javascript:", "\r", "\n\n", "\t", "#f", "99999999999999999999", "-1", "\xc2\x9b",
	        "\x1b", "\xff", "%00", "?a=\xd6\xd0", "..", "/"};

	return mutate_words(data, size, max, seed, words, sizeof words / sizeof *words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* a brotli stream may ask for a window of 16 MB */
	static const struct cost most = {100, 50, 20 << 20, 200};

	cost_check(&most, respond, data, size);
	return 0;
}
