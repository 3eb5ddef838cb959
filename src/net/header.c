/* Reads response headers. */
#include "net_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kread/base/budgets.h"
#include "kread/base/intl.h"
#include "kread/base/utf8.h"

void kr_header_init(struct kr_fetch_head *h, const struct kr_curl *curl)
{
	*h = (struct kr_fetch_head){.curl = curl};
	kr_str_init(&h->location);
	kr_str_init(&h->content_type);
	kr_str_init(&h->content_encoding);
	kr_str_init(&h->transfer_encoding);
	kr_str_init(&h->link);
	kr_str_init(&h->etag);
	kr_str_init(&h->last_modified);
	kr_str_init(&h->retry_after);
	kr_str_init(&h->refresh);
}

void kr_header_fini(struct kr_fetch_head *h)
{
	kr_str_fini(&h->location);
	kr_str_fini(&h->content_type);
	kr_str_fini(&h->content_encoding);
	kr_str_fini(&h->transfer_encoding);
	kr_str_fini(&h->link);
	kr_str_fini(&h->etag);
	kr_str_fini(&h->last_modified);
	kr_str_fini(&h->retry_after);
	kr_str_fini(&h->refresh);
}

/* A new response begins: forget the header of an interim one (103 Early Hints), but keep counting
 * its bytes. */
static void restart(struct kr_fetch_head *h)
{
	size_t bytes = h->bytes;

	kr_header_fini(h);
	kr_header_init(h, h->curl);
	h->bytes = bytes;
}

static void set_numbers(struct kr_fetch_head *h, struct kr_slice name, struct kr_slice value)
{
	bool date = kr_slice_ieq(name, "date");
	struct kr_str z;
	time_t t;

	if (!date && !kr_slice_ieq(name, "content-length"))
		return;
	kr_str_init(&z);
	kr_str_add(&z, value.data, value.len);
	if (!date)
		h->length = strtoll(z.data, NULL, 10);
	else if ((t = h->curl->getdate(z.data, NULL)) > 0)
		h->date = t;
	kr_str_fini(&z);
}

static struct kr_str *field(struct kr_fetch_head *h, struct kr_slice name)
{
	const struct {
		const char *name;
		struct kr_str *to;
	} fields[] = {
	        {"content-type", &h->content_type},
	        {"content-encoding", &h->content_encoding},
	        {"transfer-encoding", &h->transfer_encoding},
	        {"location", &h->location},
	        {"link", &h->link},
	        {"etag", &h->etag},
	        {"last-modified", &h->last_modified},
	        {"retry-after", &h->retry_after},
	        {"refresh", &h->refresh},
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (kr_slice_ieq(name, fields[i].name))
			return fields[i].to;
	return NULL;
}

void kr_header_line(struct kr_fetch_head *h, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	struct kr_slice name, value;
	struct kr_str *to;

	h->bytes += len;
	if (h->complete)
		return;
	if (len > 5 && !strncasecmp(line, "HTTP/", 5)) {
		restart(h);
		return;
	}
	if (!colon)
		return;
	name = (struct kr_slice){line, (size_t)(colon - line)};
	value = kr_slice_trim((struct kr_slice){colon + 1, len - name.len - 1});
	if (value.len > KR_HEADER_VALUE_MAX)
		return;
	set_numbers(h, name, value);
	h->sets_cookie |= kr_slice_ieq(name, "set-cookie");
	to = field(h, name);
	if (!to || !value.len)
		return;
	if ((to == &h->etag || to == &h->last_modified) && !kr_validators_usable(value))
		return;
	if (to->len && to != &h->link && to != &h->content_encoding && to != &h->transfer_encoding)
		return; /* the first one counts; several Links or codings form one list */
	if (to->len)
		kr_str_addz(to, ", ");
	/* Location may contain bytes that are not UTF-8; kr_url_resolve() encodes them. */
	if (to == &h->location)
		kr_str_add(to, value.data, value.len);
	else
		kr_utf8_clean(to, value.data, value.len, KR_UTF8_LINE);
}

bool kr_header_is_overcoded(const struct kr_fetch_head *h)
{
	int transfer = kr_decode_count(h->transfer_encoding.data);

	/* gzip is left to libcurl because it cannot grow more than a thousandfold */
	if (transfer && !kr_str_ifind(h->transfer_encoding.data, h->transfer_encoding.len, "gzip"))
		return true;
	return transfer ? transfer + kr_decode_count(h->content_encoding.data) > 1
	                : kr_decode_count(h->content_encoding.data) > KR_DECODE_MOST;
}

const char *kr_header_media(const char *content_type)
{
	static const struct {
		const char *prefix, *phrase;
	} types[] = {{"audio/", N_("an audio file")}, {"video/", N_("a video")},
	        {"font/", N_("a font")}, {"application/pdf", N_("a PDF document")},
	        {"application/zip", N_("a ZIP archive")}};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (kr_str_istarts(content_type, types[i].prefix))
			return types[i].phrase;
	return NULL;
}
