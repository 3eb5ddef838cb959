#include "kread/feed/feed.h"

#include <stdlib.h>
#include <string.h>

#include "feed_priv.h"
#include "kread/base/mem.h"

/* --- reading ------------------------------------------------------------------------------- */

/* Where XML begins after what does not belong to it, such as messages of the server; len: it
 * does not. */
static size_t find_root(const char *text, size_t len)
{
	enum { HEAD = 4096 };
	static const char *const starts[] = {"<?xml", "<rss", "<feed", "<rdf:RDF"};
	const size_t head = len < HEAD ? len : HEAD;
	size_t first = len;

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		const char *p = memmem(text, head, starts[i], strlen(starts[i]));

		if (p && (size_t)(p - text) < first)
			first = (size_t)(p - text);
	}
	return first;
}

static bool read_any(struct kr_feed_reader *r, const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && strchr(" \t\r\n\f", text[at]))
		at++;
	if (at < len && text[at] == '{')
		return kr_feed_json_read(r, text + at, len - at);
	if (kr_feed_xml_read(r, text + at, len - at))
		return true;
	at = find_root(text, len);
	return at && at < len && kr_feed_xml_read(r, text + at, len - at);
}

int kr_feed_read(const char *text, size_t len, const char *url, struct kr_feed_list **ret,
        struct kr_err *err)
{
	struct kr_feed_list *l = kr_mem_zalloc(1, sizeof *l);
	struct kr_feed_reader r = {.list = l, .base = url};
	int rc = 0;

	kr_arena_init(&l->arena);
	kr_feed_items_init(&r.about);
	kr_feed_items_init(&r.item);
	kr_str_init(&r.own_base);
	kr_str_init(&r.item_base);
	if (read_any(&r, text, len)) {
		kr_feed_items_finish(&r);
		*ret = l;
		l = NULL;
	} else {
		rc = kr_err_set(err, KR_E_FORMAT, "this is no feed");
	}
	kr_feed_items_fini(&r.about);
	kr_feed_items_fini(&r.item);
	kr_str_fini(&r.own_base);
	kr_str_fini(&r.item_base);
	kr_feed_free(l);
	return rc;
}

void kr_feed_free(struct kr_feed_list *l)
{
	if (!l)
		return;
	kr_arena_fini(&l->arena);
	free(l);
}

/* --- as an article ------------------------------------------------------------------------ */

static const char *copy(struct kr_doc *doc, const char *s)
{
	return kr_arena_strdup(&doc->arena, s);
}

/* Notes have no headline: their first words are. */
static const char *headline(struct kr_doc *doc, const struct kr_feed_item *it)
{
	enum { CHARACTERS = 80 };
	const char *s = it->title ? it->title : it->summary ? it->summary : it->url;

	return it->title ? copy(doc, s) : kr_feed_items_clip(&doc->arena, s, strlen(s), CHARACTERS);
}

struct kr_doc *kr_feed_article(const struct kr_feed_list *l, const char *url)
{
	struct kr_doc *doc = kr_doc_new();

	doc->url = url ? kr_doc_line(doc, url, strlen(url)) : NULL;
	doc->title = copy(doc, l->title);
	doc->summary = copy(doc, l->summary);
	doc->lang = copy(doc, l->lang);
	if (doc->url) {
		struct kr_feed *self = kr_doc_add_feed(doc);

		self->url = doc->url;
		self->title = doc->title;
	}
	for (size_t i = 0; i < l->n; i++) {
		const struct kr_feed_item *it = &l->v[i];
		struct kr_rec *rec = it->url ? kr_doc_add_rec(doc) : NULL;

		if (!rec)
			continue;
		rec->url = copy(doc, it->url);
		rec->title = headline(doc, it);
		rec->published = copy(doc, it->published);
		rec->author = copy(doc, it->author);
	}
	if (l->broken)
		kr_doc_warn(
		        doc, "truncated", "this feed is damaged: what could be read of it is here");
	else if (l->cut)
		kr_doc_warn(doc, "truncated", "this feed has more articles than kread can show");
	if (!doc->nrecs)
		kr_doc_warn(doc, "no-text", "this feed has no articles");
	return doc;
}
