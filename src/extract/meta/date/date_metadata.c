/* Dates in JSON-LD, <meta>, scripts and attributes. */
#include "extract/meta/date/date_collector_priv.h"
#include "extract/data/page_facts_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/meta/date/date_scan_priv.h"

enum { SCRIPT_MAX = 20000 }; /* bytes read of a script */

static const struct {
	const char *name;
	enum kr_date_source source;
} meta_names[] = {
#define META(name, source) {name, KR_DS_##source},
#include "extract/meta/date/date_meta_names.def"
#undef META
};

/* Whether a JSON-LD object is something on a page, rather than the page or its article. */
static bool is_part(const struct kr_js_value *o)
{
	static const char *const parts[] = {"Comment", "Answer", "Person", "Organization",
	        "NewsMediaOrganization", "ImageObject", "Event", "Place", "Offer", "Rating",
	        "AggregateRating", "ListItem", "DataDownload", "ClaimReview", "JobPosting"};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (kr_json_ld_is(o, parts[i]))
			return true;
	return false;
}

/* The day in a date as JSON-LD has it, or NULL. */
static const char *day_in(const struct kr_js_value *v)
{
	return kr_js_value_str(v) && v->n >= 10 ? v->u.str : NULL;
}

/* The JSON-LD of a page, its article, and when that was published, or NULL. */
struct json_ld {
	struct kr_date_collector *c;
	const struct kr_js_value *article;
	const char *day;
};

/* Adds a date of the object o. If the article has one, those of other objects, such as a film in
 * it, may confirm it only. */
static void add_json_ld(const struct json_ld *ld, const struct kr_js_value *o, const char *key,
        enum kr_date_source source)
{
	const struct kr_js_value *v = kr_json_ld_get(ld->c->page, o, key);

	if (!kr_js_value_str(v) || (o != ld->article && ld->day && !kr_json_ld_is(o, "WebPage") &&
	                                   !(day_in(v) && !memcmp(v->u.str, ld->day, 10))))
		return;
	kr_date_collector_add_value(ld->c, v->u.str, v->n, source, -1);
}

void kr_date_metadata_json_ld(struct kr_date_collector *c)
{
	static const char *const published[] = {"datePublished", "uploadDate", "pubDate"};
	struct json_ld ld = {c, kr_json_ld_article(c->page), NULL};

	ld.day = day_in(kr_json_ld_get(c->page, ld.article, "datePublished"));
	for (size_t i = 0; i < c->page->njson_ld && i < 60; i++) {
		const struct kr_js_value *o = c->page->json_ld[i];

		if (o != ld.article && is_part(o))
			continue;
		for (size_t k = 0; k < sizeof published / sizeof *published; k++)
			add_json_ld(&ld, o, published[k],
			        o == ld.article && k == 0 ? KR_DS_JSON_LD_ARTICLE
			                                  : KR_DS_JSON_LD_OTHER);
		/* the day of a draft counts if no other is given */
		if (!kr_js_value_str(kr_json_ld_get(c->page, o, "datePublished")))
			add_json_ld(&ld, o, "dateCreated", KR_DS_JSON_LD_OTHER);
		add_json_ld(&ld, o, "dateModified", KR_DS_JSON_LD_MODIFIED);
		add_json_ld(&ld, o, "upDate", KR_DS_JSON_LD_MODIFIED);
	}
}

/* Adds a date within text that is not shown. */
static void add_first(struct kr_date_collector *c, const char *s, size_t len,
        enum kr_date_source source, int32_t node)
{
	struct kr_date d;

	if (len <= 2000 && kr_date_parse_find(s, len, &c->hints, &d, NULL, NULL) && d.year &&
	        !d.relative)
		kr_date_collector_add(c, &d, source, node);
}

void kr_date_metadata_meta(struct kr_date_collector *c, int32_t i)
{
	const struct kr_meta *meta = kr_page_facts_meta(c->page, i);
	const char *const keys[] = {meta->property, meta->name, meta->itemprop, meta->http_equiv};
	const char *value = meta->content;

	for (size_t k = 0; value && *value && k < sizeof keys / sizeof *keys; k++) {
		const char *name = keys[k];
		size_t n = name ? strlen(name) : 0;

		for (size_t m = 0; name && m < sizeof meta_names / sizeof *meta_names; m++)
			if (((name[0] ^ meta_names[m].name[0]) & ~0x20) == 0 &&
			        kr_slice_ieq(kr_slice_of(name), meta_names[m].name)) {
				kr_date_collector_add_value(
				        c, value, strlen(value), meta_names[m].source, i);
				return;
			}
		if (n && (kr_str_ifind(name, n, "description")))
			add_first(c, value, strlen(value), KR_DS_DESCRIPTION, i);
		else if (n && kr_slice_ieq(kr_slice_of(name), "og:image"))
			kr_date_url_read(c, value, KR_DS_IMAGE);
		else if (n && (kr_str_ifind(name, n, "modif") || kr_str_ifind(name, n, "update")))
			kr_date_collector_add_value(
			        c, value, strlen(value), KR_DS_META_MODIFIED, i);
		else if (n && (kr_str_ifind(name, n, "publi") || kr_str_ifind(name, n, "upload") ||
		                      kr_str_ifind(name, n, "date")))
			kr_date_collector_add_value(c, value, strlen(value), KR_DS_META_GENERIC, i);
	}
}

/* Names of members of scripts that hold dates. Each contains one of few stems, so that a script is
 * searched once for each stem instead of each name. */
static const char *const script_stems[] = {"ub", "reate", "ptime"};

static const char *const script_names[] = {"datePublished", "publishedAt", "published_at",
        "publishDate", "publish_date", "pubDate", "pubdate", "publishTime", "publish_time",
        "pubtime", "publicationDate", "firstPublished", "dateCreated", "published_time",
        "published", "ptime", "createTime", "create_time"};

enum { SCRIPT_NAMES = sizeof script_names / sizeof *script_names };

/* The next stem in [p, end), or NULL. memmem() is slow for two bytes. */
static const char *next_stem(const char *p, const char *end, const char *stem)
{
	if (stem[2])
		return memmem(p, (size_t)(end - p), stem, strlen(stem));
	while (end - p > 1 && (p = memchr(p + 1, stem[1], (size_t)(end - p - 1))))
		if (p[-1] == *stem)
			return p - 1;
	return NULL;
}

/* Sets the ends of the names whose first occurrences in the source of a script contain the stem. */
static void find_stem(
        struct kr_slice t, const char *stem, const char *name_end[static SCRIPT_NAMES])
{
	const char *const end = t.data + t.len;

	for (const char *p = t.data; (p = next_stem(p, end, stem)); p++)
		for (size_t k = 0; k < SCRIPT_NAMES; k++) {
			const char *in_name = name_end[k] ? NULL : strstr(script_names[k], stem);
			const ptrdiff_t before = in_name ? in_name - script_names[k] : 0;
			struct kr_slice rest;

			if (!in_name || p - t.data < before)
				continue;
			rest = (struct kr_slice){p - before, (size_t)(end - p + before)};
			if (kr_slice_starts(rest, script_names[k]))
				name_end[k] = rest.data + strlen(script_names[k]);
		}
}

/* Adds the value of the member whose name ends at p. */
static void add_member(struct kr_date_collector *c, int32_t i, const char *p, const char *end)
{
	size_t n = 0;

	while (p < end && strchr("\"' \\:=", *p))
		p++;
	while (p + n < end && n < 40 && !strchr("\"'\\,;}<", p[n]))
		n++;
	if (n >= 8)
		kr_date_collector_add_value(c, p, n, KR_DS_SCRIPT, i);
}

/* Reads "datePublished":"2020-02-10T..." and the like from a script that is not JSON-LD. */
void kr_date_metadata_script(struct kr_date_collector *c, int32_t i)
{
	const char *type = kr_dom_attr(c->dom, i, "type"), *name_end[SCRIPT_NAMES] = {NULL};
	struct kr_slice t = c->dom->nodes[i].end == i + 2 ? kr_dom_text(c->dom, i + 1)
	                                                  : (struct kr_slice){NULL, 0};

	if (!t.len || (type && strstr(type, "ld+json")))
		return;
	if (t.len > SCRIPT_MAX)
		t.len = SCRIPT_MAX;
	for (size_t k = 0; k < sizeof script_stems / sizeof *script_stems; k++)
		find_stem(t, script_stems[k], name_end);
	for (size_t k = 0; k < SCRIPT_NAMES; k++)
		if (name_end[k])
			add_member(c, i, name_end[k], t.data + t.len);
}

static bool item_is(const char *value, const char *name)
{
	return value && kr_str_ifind(value, strlen(value), name);
}

/* Whether an attribute gives a time: those of HTML, and names that pages invent
 * ("data-publish-time", "created-timestamp"). */
static uint64_t is_time_name(const char *name)
{
	static const char *const plain[] = {"content", "title", "dt"};
	static const char *const stems[] = {"time", "date", "publish", "created", "stamp"};

	for (size_t k = 0; k < sizeof plain / sizeof *plain; k++)
		if (!strcmp(name, plain[k]))
			return true;
	for (size_t k = 0; k < sizeof stems / sizeof *stems; k++)
		if (strstr(name, stems[k]))
			return true;
	return false;
}

static enum kr_date_source attribute_source(
        const struct kr_node *n, const char *name, const char *item)
{
	if (item_is(item, "datepublished") || item_is(item, "datecreated"))
		return KR_DS_ITEMPROP;
	if (item_is(item, "datemodified"))
		return KR_DS_ITEMPROP_MODIFIED;
	return n->tag == KR_TAG_time && !strcmp(name, "datetime") ? KR_DS_TIME : KR_DS_ATTR;
}

void kr_date_metadata_attributes(struct kr_date_collector *c, int32_t i)
{
	const struct kr_node *n = &c->dom->nodes[i];

	for (uint32_t a = n->at; a < n->at + n->nattrs; a++) {
		const struct kr_attr *attr = &c->dom->attrs[a];
		struct kr_date_mention *s;
		size_t len;

		if (!kr_attr_cache_get(&c->time_names, attr->name, is_time_name))
			continue;
		len = strlen(attr->value);
		if (len < 8 || len > 100 || !kr_date_scan_has_digit(attr->value, len) ||
		        (len > 45 && !strcmp(attr->name, "title")))
			continue;
		s = kr_date_collector_add_value(c, attr->value, len,
		        attribute_source(n, attr->name, kr_dom_attr(c->dom, i, "itemprop")), i);
		if (s && (strstr(attr->name, "modif") || strstr(attr->name, "updat")))
			s->flags |= KR_DF_UPDATED;
	}
}
