/* Bookmarks as browsers export them: <DT><H3>folder</H3><DL> and <DT><A HREF="..." ADD_DATE="..."
 * TAGS="...">title</A><DD>note, with hardly an end tag; and the older HTML of Pocket:
 * <h1>Unread</h1> <a href="..." time_added="..." tags="...">title</a>. */
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include <strings.h>

#include "exchange_priv.h"
#include "feed_priv.h"
#include "kread/base/budgets.h"

enum {
	FOLDERS = 256,  /* deeper ones are no tags */
	TEXT = 64 << 10 /* bytes of a title or note that are looked at */
};

enum bookmark_part { NOTHING, HEAD, FOLDER, TITLE, NOTE };

struct bookmarks {
	struct kr_exchange_list *list;
	htmlParserCtxtPtr ctxt;
	struct kr_exchange_item item; /* waits for its note; the url is NULL: there is none */
	bool waits;
	enum bookmark_part part; /* whose text is collected */
	struct kr_str text;
	const char *folder; /* the heading that the next list belongs to */
	const char *folders[FOLDERS];
	size_t depth, elements;
	bool archive, full, deep;
	bool later; /* in the reading list of Safari: a folder with no others inside */
};

static struct kr_slice get(const xmlChar **attributes, const char *name)
{
	for (; attributes && attributes[0]; attributes += 2)
		if (!strcasecmp((const char *)attributes[0], name))
			return kr_slice_trim(kr_slice_of((const char *)attributes[1]));
	return (struct kr_slice){"", 0};
}

/* The text that was collected. */
static struct kr_slice taken(struct bookmarks *b)
{
	b->part = NOTHING;
	return (struct kr_slice){b->text.data, b->text.len};
}

static void collect(struct bookmarks *b, enum bookmark_part part)
{
	b->part = part;
	kr_str_clear(&b->text);
}

static void flush(struct bookmarks *b)
{
	if (b->waits && !kr_exchange_items_keep(b->list, &b->item)) {
		b->full = true;
		xmlStopParser(b->ctxt);
	}
	b->waits = false;
}

/* What ends a part although it has no end tag. */
static void finish_part(struct bookmarks *b)
{
	if (b->part == NOTE && b->waits)
		b->item.note = kr_exchange_items_text(b->list, taken(b));
	else if (b->part == TITLE)
		b->item.title = kr_exchange_items_line(b->list, taken(b));
	else if (b->part == FOLDER)
		b->folder = kr_exchange_items_line(b->list, taken(b));
	else if (b->part == HEAD)
		b->archive = kr_slice_ifind(taken(b), "archive");
	b->part = NOTHING;
}

/* Folders that every browser has say nothing. */
static bool is_root(const xmlChar **attributes)
{
	return get(attributes, "personal_toolbar_folder").len ||
	       get(attributes, "unfiled_bookmarks_folder").len;
}

static bool is_yes(struct kr_slice s)
{
	return kr_slice_eq(s, "1") || kr_slice_ieq(s, "true");
}

static void enter_link(struct bookmarks *b, const xmlChar **attributes)
{
	struct kr_exchange_list *l = b->list;
	struct kr_exchange_item *it = &b->item;
	const struct kr_slice feed = get(attributes, "feedurl"), href = get(attributes, "href");

	flush(b);
	*it = (struct kr_exchange_item){.kind = feed.len ? KR_EXCHANGE_FEED : KR_EXCHANGE_ARTICLE};
	it->url = kr_exchange_items_address(l, feed.len ? feed : href);
	if (feed.len)
		it->site_url = kr_exchange_items_address(l, href);
	it->added = kr_exchange_items_time(get(attributes, "add_date"));
	if (l->format == KR_EXCHANGE_POCKET) {
		it->added = kr_exchange_items_time(get(attributes, "time_added"));
		it->archived = b->archive;
	} else if (b->later || is_yes(get(attributes, "toread"))) {
		it->later = true;
	} else {
		it->favourite = !feed.len;
	}
	for (size_t i = 0; i < b->depth && i < FOLDERS; i++)
		if (b->folders[i])
			kr_exchange_items_tag(l, it, b->folders[i], strlen(b->folders[i]));
	kr_exchange_items_tags(l, it, get(attributes, "tags"), ",");
	b->waits = true;
	collect(b, TITLE);
}

static bool is(const xmlChar *name, const char *z)
{
	return !strcmp((const char *)name, z);
}

static void on_start(void *user, const xmlChar *name, const xmlChar **attributes)
{
	struct bookmarks *b = user;

	if (++b->elements > KR_BOOKMARKS_ELEMENTS) {
		b->deep = true;
		xmlStopParser(b->ctxt);
		return;
	}
	if (is(name, "a")) {
		finish_part(b);
		enter_link(b, attributes);
	} else if (is(name, "h3")) {
		finish_part(b);
		flush(b);
		b->folder = NULL;
		b->later = kr_slice_ieq(get(attributes, "id"), "com.apple.ReadingList");
		if (!b->later && !is_root(attributes))
			collect(b, FOLDER);
	} else if (is(name, "dl")) {
		finish_part(b);
		flush(b);
		if (b->depth < FOLDERS)
			b->folders[b->depth] = b->folder;
		b->depth++;
		b->folder = NULL;
	} else if (is(name, "dd")) {
		finish_part(b);
		collect(b, NOTE);
	} else if (is(name, "dt") || is(name, "h1")) {
		finish_part(b);
		if (is(name, "h1"))
			collect(b, HEAD);
	}
}

static void on_end(void *user, const xmlChar *name)
{
	struct bookmarks *b = user;

	b->elements -= b->elements > 0;
	if (is(name, "a") || is(name, "h3") || is(name, "h1") || is(name, "dd"))
		finish_part(b);
	if (is(name, "dl")) {
		finish_part(b);
		flush(b);
		b->depth -= b->depth > 0;
		b->later = false;
	}
}

static void on_text(void *user, const xmlChar *s, int len)
{
	struct bookmarks *b = user;

	if (b->part != NOTHING && b->text.len < TEXT)
		kr_str_add(&b->text, (const char *)s, (size_t)len);
}

static void parse(struct bookmarks *b, const char *text, size_t len)
{
	htmlParserCtxtPtr c =
	        len && len < INT32_MAX ? htmlCreateMemoryParserCtxt(text, (int)len) : NULL;

	if (!c)
		return;
	b->ctxt = c;
	*c->sax = (xmlSAXHandler){.startElement = on_start,
	        .endElement = on_end,
	        .characters = on_text,
	        .ignorableWhitespace = on_text,
	        .cdataBlock = on_text};
	c->userData = b;
	htmlCtxtUseOptions(c, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	                              HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	xmlSwitchEncoding(c, XML_CHAR_ENCODING_UTF8);
	htmlParseDocument(c);
	if (c->myDoc)
		xmlFreeDoc(c->myDoc);
	htmlFreeParserCtxt(c);
}

void kr_exchange_bookmarks_read(struct kr_exchange_list *l, const char *text, size_t len)
{
	struct bookmarks b = {.list = l};
	struct kr_str reduced;

	kr_str_init(&reduced);
	kr_str_init(&b.text);
	kr_feed_reduce_xml(text, len, &reduced);
	parse(&b, reduced.data, reduced.len);
	finish_part(&b);
	if (!b.full)
		flush(&b);
	l->broken = b.deep;
	kr_str_fini(&b.text);
	kr_str_fini(&reduced);
}
