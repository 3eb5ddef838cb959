/* OPML: outlines inside of outlines. One that has an address is a subscription, others are folders.
 */
#include <stdlib.h>
#include <string.h>

#include "exchange_priv.h"
#include "feed_sax_priv.h"
#include "kread/base/mem.h"

struct opml {
	struct kr_exchange_list *list;
	xmlParserCtxtPtr ctxt;
	/* of each outline that is open: the name of a folder, or NULL */
	const char **folders;
	size_t depth, cap;
	bool complete;
};

struct element {
	int n;
	const xmlChar **attributes;
};

static struct kr_slice get(const struct element *e, const char *name)
{
	const struct kr_slice s = kr_feed_sax_attribute(e->n, e->attributes, NULL, name);

	return kr_slice_trim(s.data ? s : (struct kr_slice){"", 0});
}

/* Names are written in several ways. */
static struct kr_slice either(const struct element *e, const char *name, const char *other)
{
	const struct kr_slice s = get(e, name);

	return s.len ? s : get(e, other);
}

static void take_hidden_words(
        struct kr_exchange_list *l, struct kr_exchange_item *it, const struct element *e)
{
	const struct kr_slice words = kr_feed_sax_attribute(e->n, e->attributes, "kread", "hide");

	for (size_t from = 0, i = 0; words.data && i <= words.len; i++)
		if (i == words.len || words.data[i] == '\n') {
			kr_exchange_items_hide(l, it, words.data + from, i - from);
			from = i + 1;
		}
}

/* Folders, and categories: "one,/two/three". Thunderbird has a folder of the same name around each
 * feed. */
static void take_tags(const struct opml *o, struct kr_exchange_item *it, const struct element *e)
{
	const struct kr_slice all = get(e, "category");

	for (size_t i = 0; i < o->depth; i++)
		if (o->folders[i] && (i + 1 < o->depth || !kr_str_eq(o->folders[i], it->title)))
			kr_exchange_items_tag(o->list, it, o->folders[i], strlen(o->folders[i]));
	for (size_t from = 0, i = 0; i <= all.len; i++)
		if (i == all.len || all.data[i] == ',') {
			from += i > from && all.data[from] == '/';
			kr_exchange_items_tag(o->list, it, all.data + from, i - from);
			from = i + 1;
		}
}

/* Readers may write commands to run, in place of the address or beside it. */
static bool take_subscription(struct opml *o, const struct element *e, struct kr_slice feed)
{
	struct kr_exchange_list *l = o->list;
	const struct kr_slice page = either(e, "url", "htmlUrl");
	struct kr_exchange_item it = {.kind = feed.len && !kr_slice_starts(get(e, "type"), "HTML")
	                                              ? KR_EXCHANGE_FEED
	                                              : KR_EXCHANGE_PAGE};

	if (kr_exchange_items_is_command(feed)) {
		l->commands++;
		return true;
	}
	l->commands += either(e, "filtercmd", "filterCmd").len > 0;
	it.url = kr_exchange_items_address(l, feed.len ? feed : page);
	it.title = kr_exchange_items_line(l, either(e, "text", "title"));
	if (it.kind == KR_EXCHANGE_FEED)
		it.site_url = kr_exchange_items_address(l, get(e, "htmlUrl"));
	it.summary = kr_exchange_items_line(l, get(e, "description"));
	it.added = kr_exchange_items_time(get(e, "created"));
	take_tags(o, &it, e);
	take_hidden_words(l, &it, e);
	return kr_exchange_items_keep(l, &it);
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
        int nspaces, const xmlChar **spaces, int n, int ndefaulted, const xmlChar **attributes)
{
	struct opml *o = user;
	const struct element e = {n, attributes};
	struct kr_slice feed;
	const char *folder = NULL;

	(void)prefix;
	(void)uri;
	(void)nspaces;
	(void)spaces;
	(void)ndefaulted;
	if (strcmp((const char *)name, "outline"))
		return;
	feed = either(&e, "xmlUrl", "xmlurl");
	if (!feed.len && !either(&e, "url", "htmlUrl").len)
		folder = kr_exchange_items_line(o->list, either(&e, "text", "title"));
	else if (!take_subscription(o, &e, feed))
		xmlStopParser(o->ctxt);
	o->folders = kr_mem_grow(o->folders, o->depth, &o->cap, sizeof *o->folders);
	o->folders[o->depth++] = folder;
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct opml *o = user;

	(void)prefix;
	(void)uri;
	if (!strcmp((const char *)name, "outline") && o->depth)
		o->depth--;
	else if (!strcmp((const char *)name, "opml"))
		o->complete = o->ctxt->wellFormed;
}

void kr_exchange_opml_read(struct kr_exchange_list *l, const char *text, size_t len)
{
	struct opml o = {.list = l};
	const xmlSAXHandler sax = {
	        .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end};

	kr_feed_sax_read(text, len, &sax, &o, &o.ctxt);
	l->broken = !o.complete && !l->cut;
	free(o.folders);
}
