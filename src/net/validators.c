/* Asking whether a copy of a page is current (RFC 9110, 13.1). What a server sent is sent back as
 * it came or not at all: a server knows a changed validator no more, and the bytes end up in a
 * header.
 */
#include "net_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/url.h"

bool kr_validators_usable(struct kr_slice value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.data[i] < 0x20 || value.data[i] > 0x7e)
			return false;
	return value.len > 0 && value.len <= KR_VALIDATOR_MAX;
}

static char *usable_or_null(const char *value)
{
	bool usable = value && kr_validators_usable((struct kr_slice){value, strlen(value)});

	return usable ? kr_mem_strdup(value) : NULL;
}

static void add_line(struct kr_fetch *f, const char *line)
{
	struct curl_slist *longer = f->net->curl->slist_append(f->conditional, line);

	if (longer)
		f->conditional = longer;
}

static void add_header(struct kr_fetch *f, const char *name, const char *value)
{
	struct kr_str line;

	if (!value)
		return;
	kr_str_init(&line);
	kr_str_addf(&line, "%s: %s", name, value);
	add_line(f, line.data);
	kr_str_fini(&line);
}

void kr_validators_take(struct kr_fetch *f, const struct kr_validators *copy)
{
	struct kr_str url, wire;

	if (!copy->url)
		return;
	kr_str_init(&url);
	kr_str_init(&wire);
	f->copy_etag = usable_or_null(copy->etag);
	f->copy_modified = usable_or_null(copy->last_modified);
	if ((f->copy_etag || f->copy_modified) &&
	        kr_url_resolve(NULL, copy->url, strlen(copy->url), &url) &&
	        kr_wire_url(url.data, &wire, NULL) == 0) {
		f->copy_url = kr_str_take(&wire);
		for (const struct curl_slist *h = f->net->headers; h; h = h->next)
			add_line(f, h->data);
		add_header(f, "If-None-Match", f->copy_etag);
		add_header(f, "If-Modified-Since", f->copy_modified);
	}
	kr_str_fini(&wire);
	kr_str_fini(&url);
}

void kr_validators_apply(struct kr_fetch *f)
{
	f->asked = f->copy_url && !f->unchecked && kr_str_eq(f->chain[f->redirects], f->copy_url);
	f->net->curl->easy_setopt(
	        f->easy, CURLOPT_HTTPHEADER, f->asked ? f->conditional : f->net->headers);
}

void kr_validators_report(const struct kr_fetch *f, struct kr_fetch_result *res)
{
	if (f->unchecked)
		return; /* whoever answered is not to be asked about later */
	res->not_modified = res->status == 304 && f->asked;
	res->etag = f->head.etag.len ? f->head.etag.data : NULL;
	res->last_modified = f->head.last_modified.len ? f->head.last_modified.data : NULL;
	if (res->not_modified && !res->etag)
		res->etag = f->copy_etag;
	if (res->not_modified && !res->last_modified)
		res->last_modified = f->copy_modified;
}

void kr_validators_free(struct kr_fetch *f)
{
	f->net->curl->slist_free_all(f->conditional);
	free(f->copy_url);
	free(f->copy_etag);
	free(f->copy_modified);
}
