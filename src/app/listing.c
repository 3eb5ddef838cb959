/* Articles of the library as items of a list. */
#include <string.h>

#include "app_priv.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

const char *kr_listing_line(struct kr_doc *doc, const char *text)
{
	return text ? kr_doc_line(doc, text, strlen(text)) : NULL;
}

/* The database may have been written by others: all its text is cleaned. */
struct kr_rec *kr_listing_add(struct kr_doc *doc, const struct kr_article *a)
{
	struct kr_rec *rec;
	struct kr_str host;

	if (!kr_url_is_web(a->url) && !kr_str_istarts(a->url, "file:"))
		return NULL;
	rec = kr_doc_add_rec(doc);
	rec->url = kr_listing_line(doc, a->url);
	rec->title = kr_listing_line(doc, a->title);
	rec->published = kr_listing_line(doc, a->published);
	rec->section = kr_listing_line(doc, a->site);
	if (!rec->section) {
		kr_str_init(&host);
		kr_host_show(a->url, &host);
		rec->section = kr_listing_line(doc, host.data);
		kr_str_fini(&host);
	}
	return rec;
}
