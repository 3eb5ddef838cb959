/* RSS and Atom, read as a stream of elements. */
#include <string.h>

#include "feed_priv.h"
#include "feed_sax_priv.h"
#include "kread/base/url.h"

enum space { CORE, DUBLIN_CORE, CONTENT, OTHER };

struct xml {
	struct kr_feed_reader *r;
	xmlParserCtxtPtr ctxt;
	int depth;
	int channel, item; /* depth of the element that is open; 0: none is */
	int field_depth;   /* of the field that is collected; 0: none is */
	int skip;          /* what is in the element of this depth is not part of it */
	enum kr_feed_field field;
	struct kr_str text;
	bool permanent; /* the id that is collected may be a link */
	bool known, complete;
};

static const struct {
	const char *name;
	enum space space;
	enum kr_feed_field field;
} fields[] = {
        {"title", CORE, KR_FEED_TITLE},
        {"link", CORE, KR_FEED_LINK},
        {"guid", CORE, KR_FEED_ID},
        {"id", CORE, KR_FEED_ID},
        {"pubDate", CORE, KR_FEED_PUBLISHED},
        {"published", CORE, KR_FEED_PUBLISHED},
        {"issued", CORE, KR_FEED_PUBLISHED},
        {"created", CORE, KR_FEED_PUBLISHED},
        {"date", DUBLIN_CORE, KR_FEED_PUBLISHED},
        {"updated", CORE, KR_FEED_UPDATED},
        {"modified", CORE, KR_FEED_UPDATED},
        {"description", CORE, KR_FEED_SUMMARY},
        {"summary", CORE, KR_FEED_SUMMARY},
        {"subtitle", CORE, KR_FEED_SUMMARY},
        {"tagline", CORE, KR_FEED_SUMMARY},
        {"content", CORE, KR_FEED_CONTENT},
        {"encoded", CONTENT, KR_FEED_CONTENT},
        {"author", CORE, KR_FEED_AUTHOR},
        {"creator", DUBLIN_CORE, KR_FEED_AUTHOR},
        {"language", CORE, KR_FEED_LANG},
        {"language", DUBLIN_CORE, KR_FEED_LANG},
};

static bool is(const xmlChar *s, const char *z)
{
	return s && !strcmp((const char *)s, z);
}

/* Feeds that are not valid use prefixes without declaring them. */
static enum space space_of(const xmlChar *prefix, const xmlChar *uri)
{
	const char *u = (const char *)uri;

	if (!u)
		return !prefix                 ? CORE
		       : is(prefix, "dc")      ? DUBLIN_CORE
		       : is(prefix, "content") ? CONTENT
		                               : OTHER;
	if (strstr(u, "purl.org/dc/"))
		return DUBLIN_CORE;
	if (strstr(u, "purl.org/rss/1.0/modules/content"))
		return CONTENT;
	if (strstr(u, "purl.org/rss/1.0/modules"))
		return OTHER;
	if (strstr(u, "purl.org/rss/") || strstr(u, "purl.org/atom/") ||
	        strstr(u, "w3.org/2005/Atom") || strstr(u, "netscape.com/") ||
	        strstr(u, "userland"))
		return CORE;
	return prefix ? OTHER : CORE;
}

/* --- attributes --------------------------------------------------------------------------- */

static struct kr_feed_raw *target(struct xml *x)
{
	return x->item ? &x->r->item : &x->r->about;
}

static const char *base_now(const struct xml *x)
{
	return x->r->item_base.len ? x->r->item_base.data : x->r->base;
}

/* xml:base of an element: to becomes what links in it are relative to. */
static void rebase(struct xml *x, int n, const xmlChar **attributes, struct kr_str *to)
{
	const struct kr_slice base = kr_feed_sax_attribute(n, attributes, "xml", "base");
	struct kr_str full;

	kr_str_init(&full);
	if (base.data && kr_url_resolve(base_now(x), base.data, base.len, &full)) {
		kr_str_fini(to);
		*to = full;
	} else {
		kr_str_fini(&full);
	}
}

static void rebase_feed(struct xml *x, int n, const xmlChar **attributes)
{
	rebase(x, n, attributes, &x->r->own_base);
	if (x->r->own_base.len)
		x->r->base = x->r->own_base.data;
}

static void set_address(struct xml *x, enum kr_feed_field field, struct kr_slice href, int n,
        const xmlChar **attributes)
{
	struct kr_str base, full;

	kr_str_init(&base);
	kr_str_init(&full);
	rebase(x, n, attributes, &base);
	if (base.len && kr_url_resolve(base.data, href.data, href.len, &full))
		href = (struct kr_slice){full.data, full.len};
	kr_feed_items_set(target(x), field, href.data, href.len);
	kr_str_fini(&base);
	kr_str_fini(&full);
}

/* <link rel="alternate" href="..."> of Atom, and <enclosure url="..."> of RSS. */
static void take_link(struct xml *x, int n, const xmlChar **attributes)
{
	const struct kr_slice href = kr_feed_sax_attribute(n, attributes, NULL, "href"),
	                      rel = kr_feed_sax_attribute(n, attributes, NULL, "rel");

	if (!href.data)
		return;
	if (!rel.data || kr_slice_eq(rel, "alternate"))
		set_address(x, KR_FEED_LINK, href, n, attributes);
	else if (kr_slice_eq(rel, "enclosure"))
		set_address(x, KR_FEED_ENCLOSURE, href, n, attributes);
}

/* --- elements ----------------------------------------------------------------------------- */

static bool enter_root(struct xml *x, const xmlChar *name, int n, const xmlChar **attributes)
{
	const struct kr_slice lang = kr_feed_sax_attribute(n, attributes, "xml", "lang");

	x->known = is(name, "rss") || is(name, "RDF") || is(name, "feed");
	if (!x->known) {
		xmlStopParser(x->ctxt);
		return false;
	}
	if (is(name, "feed"))
		x->channel = 1;
	rebase_feed(x, n, attributes);
	if (lang.data)
		kr_feed_items_set(&x->r->about, KR_FEED_LANG, lang.data, lang.len);
	return true;
}

/* Markup parts words, unless it is within a line. */
static void part_words(struct xml *x, const xmlChar *name)
{
	if (!kr_feed_text_is_inline((const char *)name))
		kr_str_addc(&x->text, ' ');
}

/* An element inside of a field. Of an author only the name counts. */
static void enter_part(struct xml *x, const xmlChar *name)
{
	part_words(x, name);
	if (x->field != KR_FEED_AUTHOR || x->skip)
		return;
	if (is(name, "name"))
		kr_str_clear(&x->text);
	else
		x->skip = x->depth;
}

static void enter_field(
        struct xml *x, const xmlChar *name, enum space space, int n, const xmlChar **attributes)
{
	for (size_t i = 0; i < sizeof fields / sizeof *fields && !x->field_depth; i++)
		if (fields[i].space == space && is(name, fields[i].name)) {
			x->field = fields[i].field;
			x->field_depth = x->depth;
			kr_str_clear(&x->text);
		}
	x->permanent =
	        is(name, "guid") &&
	        !kr_slice_ieq(kr_feed_sax_attribute(n, attributes, NULL, "isPermaLink"), "false");
	if (space == CORE && is(name, "link"))
		take_link(x, n, attributes);
	if (space == CORE && is(name, "enclosure")) {
		const struct kr_slice url = kr_feed_sax_attribute(n, attributes, NULL, "url");

		if (url.data)
			set_address(x, KR_FEED_ENCLOSURE, url, n, attributes);
	}
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
        int nspaces, const xmlChar **spaces, int n, int ndefaulted, const xmlChar **attributes)
{
	struct xml *x = user;
	const enum space space = space_of(prefix, uri);

	(void)nspaces;
	(void)spaces;
	(void)ndefaulted;
	x->depth++;
	if (x->depth == 1 && !enter_root(x, name, n, attributes))
		return;
	if (x->field_depth) {
		enter_part(x, name);
	} else if (!x->item && space == CORE && (is(name, "item") || is(name, "entry"))) {
		x->item = x->depth;
		rebase(x, n, attributes, &x->r->item_base);
	} else if (!x->item && !x->channel && space == CORE && is(name, "channel")) {
		x->channel = x->depth;
		rebase_feed(x, n, attributes);
	} else if (x->depth == (x->item ? x->item : x->channel) + 1 && (x->item || x->channel)) {
		enter_field(x, name, space, n, attributes);
	}
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct xml *x = user;

	(void)prefix;
	(void)uri;
	if (x->field_depth && x->depth > x->field_depth)
		part_words(x, name);
	if (x->depth == x->field_depth) {
		kr_feed_items_set(target(x), x->field, x->text.data, x->text.len);
		if (x->permanent && x->item)
			kr_feed_items_set(
			        &x->r->item, KR_FEED_PERMALINK, x->text.data, x->text.len);
		x->field_depth = 0;
	} else if (x->depth == x->item) {
		x->item = 0;
		if (!kr_feed_items_add(x->r))
			xmlStopParser(x->ctxt);
	} else if (x->depth == x->channel) {
		x->channel = 0;
	}
	if (x->depth == x->skip)
		x->skip = 0;
	if (--x->depth == 0) /* what follows is no part of it */
		x->complete = x->ctxt->wellFormed;
}

static void on_text(void *user, const xmlChar *s, int len)
{
	struct xml *x = user;

	if (x->field_depth && !x->skip && x->text.len < KR_FEED_RAW_MAX)
		kr_str_add(&x->text, (const char *)s, (size_t)len);
}

/* --- the parser --------------------------------------------------------------------------- */

bool kr_feed_xml_read(struct kr_feed_reader *r, const char *data, size_t size)
{
	struct xml x = {.r = r};
	const xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
	        .startElementNs = on_start,
	        .endElementNs = on_end,
	        .characters = on_text,
	        .cdataBlock = on_text};

	kr_str_init(&x.text);
	kr_feed_sax_read(data, size, &sax, &x, &x.ctxt);
	if (x.item) /* it broke off in the middle of an item */
		kr_feed_items_add(r);
	r->list->broken = !r->list->cut && !x.complete;
	kr_str_fini(&x.text);
	return x.known;
}
