#include "extract/meta/date/date_mentions_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/dom/attr_cache_priv.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"

enum {
	SIGHTINGS = 600,
	BLOCK_MAX = 140,    /* characters of a block that is read as a whole */
	TEXT_MAX = 120,     /* bytes of a longer text in which a date may stand */
	SCRIPT_MAX = 20000, /* bytes of a script in which names of dates are looked for */
};

struct mention_finder {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_date_hints hints;
	struct kr_date_mentions *all;
	struct kr_str text;
	int32_t block;   /* the block read last */
	unsigned *where; /* [dom.n]: flags of the place of each element */
	struct kr_attr_cache places;
	uint32_t pos;
};

static const struct {
	const char *name;
	enum kr_date_source source;
} metas[] = {
#define META(name, source) {name, KR_DS_##source},
#define SAYS(bit, word)
#define CLASS(source, word)
#include "extract/meta/date/date_names.def"
#undef META
#undef SAYS
#undef CLASS
};

static const struct {
	unsigned bit;
	const char *word;
} says[] = {
#define META(name, source)
#define SAYS(bit, word) {KR_DF_##bit, word},
#define CLASS(source, word)
#include "extract/meta/date/date_names.def"
#undef META
#undef SAYS
#undef CLASS
};

static const struct {
	enum kr_date_source source;
	const char *word;
} class_words[] = {
#define META(name, source)
#define SAYS(bit, word)
#define CLASS(source, word) {KR_DS_##source, word},
#include "extract/meta/date/date_names.def"
#undef META
#undef SAYS
#undef CLASS
};

static unsigned words_of(const char *s, size_t len)
{
	unsigned bits = 0;

	for (size_t i = 0; i < sizeof says / sizeof *says; i++)
		if (!(bits & says[i].bit) && kr_str_ifind(s, len, says[i].word))
			bits |= says[i].bit;
	return bits;
}

static bool has_digit(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (isdigit((unsigned char)s[i]) || (unsigned char)s[i] == 0xef) /* or full-width */
			return true;
	return false;
}

static bool plausible(const struct mention_finder *f, const struct kr_date *d)
{
	if (d->year && d->year < 1990)
		return false;
	return !d->year || !f->hints.now ||
	       kr_date_calendar_days(d) * 86400 <= f->hints.now + 2 * 86400;
}

static struct kr_date_mention *add(
        struct mention_finder *f, const struct kr_date *d, enum kr_date_source source, int32_t node)
{
	struct kr_date_mentions *all = f->all;
	struct kr_date_mention *s;

	if (all->n == SIGHTINGS || !plausible(f, d))
		return NULL;
	all->v = kr_arena_grow(&f->page->arena, all->v, all->n, &all->cap, sizeof *s);
	s = &all->v[all->n++];
	s->d = *d;
	s->source = source;
	s->node = node;
	s->pos = f->pos;
	s->flags = (node >= 0 ? f->where[node] : 0) | (d->year ? 0 : KR_DF_NO_YEAR);
	return s;
}

/* A value that a machine wrote. */
static struct kr_date_mention *add_value(struct mention_finder *f, const char *s, size_t len,
        enum kr_date_source source, int32_t node)
{
	struct kr_date_mention *sight;
	struct kr_date d;

	if (!s || len > 100)
		return NULL;
	if ((len == 10 || len == 13) && strspn(s, "0123456789") == len) {
		double seconds = 0;

		for (size_t i = 0; i < len; i++)
			seconds = seconds * 10 + (s[i] - '0');
		if (!kr_date_calendar_from_epoch(seconds, f->hints.zone, &d))
			return NULL;
	} else if (!kr_date_parse_find(s, len, &f->hints, &d, NULL, NULL) || d.relative) {
		return NULL;
	}
	sight = add(f, &d, source, node);
	if (sight)
		sight->as = (struct kr_slice){s, len};
	return sight;
}

/* --- machine-readable --------------------------------------------------------------------- */

static void from_ld(struct mention_finder *f)
{
	static const char *const published[] = {
	        "datePublished", "dateCreated", "uploadDate", "pubDate"};
	static const char *const modified[] = {"dateModified", "upDate"};
	const struct kr_js_value *article = kr_json_ld_article(f->page);

	for (size_t i = 0; i < f->page->nld && i < 60; i++) {
		const struct kr_js_value *o = f->page->ld[i], *v;
		bool named = false;

		for (size_t k = 0; k < sizeof published / sizeof *published; k++) {
			v = kr_json_ld_get(f->page, o, published[k]);
			if (k == 0 && kr_js_value_str(v))
				named = true;
			if (kr_js_value_str(v) && (k != 1 || !named)) /* created is not published */
				add_value(f, v->u.str, v->n,
				        o == article && k == 0 ? KR_DS_LD_ARTICLE : KR_DS_LD_OTHER,
				        -1);
		}
		for (size_t k = 0; k < sizeof modified / sizeof *modified; k++) {
			v = kr_json_ld_get(f->page, o, modified[k]);
			if (kr_js_value_str(v))
				add_value(f, v->u.str, v->n, KR_DS_LD_MODIFIED, -1);
		}
	}
}

/* /2020/feb/10/x, /2020/october/10/ at s. */
static bool named_month(
        struct mention_finder *f, const char *s, size_t len, enum kr_date_source source)
{
	struct kr_date d;

	if (len < 12 || s[4] != '/' || !isalpha((unsigned char)s[5]) ||
	        strspn(s, "0123456789") != 4)
		return false;
	if (!kr_date_parse_find(s, len < 20 ? len : 20, &f->hints, &d, NULL, NULL) || !d.year ||
	        d.relative)
		return false;
	add(f, &d, source, -1);
	return true;
}

/* /2020/02/10/, /2020-02-10-x, /20200210/, /a/2020/0210/: nothing of it needs more than the digits.
 */
static void from_address(struct mention_finder *f, const char *url, enum kr_date_source source)
{
	struct kr_url u;

	kr_url_split(url, strlen(url), &u);
	for (size_t i = 0; i + 7 < u.path.len; i++) {
		const char *s = u.path.data + i;
		int d[8], n = 0, marks = 0;
		size_t k = 0;
		struct kr_date date = {
		        .hour = -1, .min = -1, .sec = -1, .offset = KR_DATE_NO_OFFSET};

		if (!isdigit((unsigned char)*s) || (i && isdigit((unsigned char)s[-1])))
			continue;
		if (named_month(f, s, u.path.len - i, source))
			return;
		for (; i + k < u.path.len && n < 8 && marks < 3; k++) {
			if (isdigit((unsigned char)s[k]))
				d[n++] = s[k] - '0';
			else if (strchr("/-_.", s[k]) && (n == 4 || n == 6))
				marks++;
			else
				break;
		}
		if (n < 8 || (i + k < u.path.len && isdigit((unsigned char)s[k])))
			continue;
		date.year = (int16_t)(d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3]);
		date.month = (int8_t)(d[4] * 10 + d[5]);
		date.day = (int8_t)(d[6] * 10 + d[7]);
		if (date.year >= 1995 && date.year < 2100 && date.month >= 1 && date.month <= 12 &&
		        date.day >= 1 && date.day <= 31) {
			add(f, &date, source, -1);
			return;
		}
	}
}

/* A date within a text that is not shown. */
static void add_loose(struct mention_finder *f, const char *s, size_t len,
        enum kr_date_source source, int32_t node)
{
	struct kr_date d;

	if (len <= 2000 && kr_date_parse_find(s, len, &f->hints, &d, NULL, NULL) && d.year &&
	        !d.relative)
		add(f, &d, source, node);
}

static void from_meta(struct mention_finder *f, int32_t i)
{
	static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
	const char *value = kr_dom_attr(f->dom, i, "content");

	for (size_t k = 0; value && *value && k < sizeof keys / sizeof *keys; k++) {
		const char *name = kr_dom_attr(f->dom, i, keys[k]);
		size_t n = name ? strlen(name) : 0;

		for (size_t m = 0; name && m < sizeof metas / sizeof *metas; m++)
			if (kr_slice_ieq(kr_slice_of(name), metas[m].name)) {
				add_value(f, value, strlen(value), metas[m].source, i);
				return;
			}
		if (n && (kr_str_ifind(name, n, "description")))
			add_loose(f, value, strlen(value), KR_DS_DESCRIPTION, i);
		else if (n && kr_slice_ieq(kr_slice_of(name), "og:image"))
			from_address(f, value, KR_DS_IMAGE);
		else if (n && (kr_str_ifind(name, n, "modif") || kr_str_ifind(name, n, "update")))
			add_value(f, value, strlen(value), KR_DS_META_MODIFIED, i);
		else if (n && (kr_str_ifind(name, n, "publi") || kr_str_ifind(name, n, "upload") ||
		                      kr_str_ifind(name, n, "date")))
			add_value(f, value, strlen(value), KR_DS_META_GENERIC, i);
	}
}

/* The value of a name in the text of a script. */
static void from_script_name(
        struct mention_finder *f, int32_t i, struct kr_slice t, const char *name)
{
	size_t n = strlen(name);
	const char *p = memmem(t.data, t.len, name, n), *end = t.data + t.len;

	if (!p)
		return;
	for (p += n; p < end && strchr("\"' \\:=", *p); p++)
		;
	n = 0;
	while (p + n < end && n < 40 && !strchr("\"'\\,;}<", p[n]))
		n++;
	if (n >= 8)
		add_value(f, p, n, KR_DS_SCRIPT, i);
}

/* "datePublished":"2020-02-10T..." and its kin in a script that is not JSON-LD. */
static void from_script(struct mention_finder *f, int32_t i)
{
	/* each with what it has in common with others: most scripts have nothing of it */
	static const struct {
		enum { UBLI, PUB, REATE, PTIME, STEMS } stem;
		const char *name;
	} names[] = {{UBLI, "datePublished"}, {UBLI, "publishedAt"}, {UBLI, "published_at"},
	        {UBLI, "publishDate"}, {UBLI, "publish_date"}, {PUB, "pubDate"}, {PUB, "pubdate"},
	        {UBLI, "publishTime"}, {UBLI, "publish_time"}, {PUB, "pubtime"},
	        {UBLI, "publicationDate"}, {UBLI, "firstPublished"}, {REATE, "dateCreated"},
	        {UBLI, "published_time"}, {UBLI, "published"}, {PTIME, "ptime"},
	        {REATE, "createTime"}, {REATE, "create_time"}};
	static const char *const stems[STEMS] = {"ubli", "pub", "reate", "ptime"};
	const char *type = kr_dom_attr(f->dom, i, "type");
	struct kr_slice t = f->dom->nodes[i].end == i + 2 ? kr_dom_text(f->dom, i + 1)
	                                                  : (struct kr_slice){NULL, 0};
	bool has[STEMS];

	if (!t.len || (type && strstr(type, "ld+json")))
		return;
	if (t.len > SCRIPT_MAX)
		t.len = SCRIPT_MAX;
	for (size_t k = 0; k < STEMS; k++)
		has[k] = memmem(t.data, t.len, stems[k], strlen(stems[k])) != NULL;
	for (size_t k = 0; k < sizeof names / sizeof *names; k++)
		if (has[names[k].stem])
			from_script_name(f, i, t, names[k].name);
}

/* --- elements ----------------------------------------------------------------------------- */

static bool item_is(const char *value, const char *name)
{
	return value && kr_str_ifind(value, strlen(value), name);
}

/* Attributes that give a time: those of HTML, and whatever pages call their own
 * ("data-publish-time", "created-timestamp"). */
static bool is_time_name(const char *name)
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
		return KR_DS_ITEM;
	if (item_is(item, "datemodified"))
		return KR_DS_ITEM_MODIFIED;
	return n->tag == KR_TAG_time && !strcmp(name, "datetime") ? KR_DS_TIME : KR_DS_ATTR;
}

static void from_attributes(struct mention_finder *f, int32_t i)
{
	const struct kr_node *n = &f->dom->nodes[i];

	for (uint32_t a = n->at; a < n->at + n->nattrs; a++) {
		const struct kr_attr *attr = &f->dom->attrs[a];
		const size_t len = strlen(attr->value);
		struct kr_date_mention *s;

		/* most values have no digits, and most of the rest are addresses */
		if (len < 8 || len > 100 || !has_digit(attr->value, len) ||
		        !is_time_name(attr->name) || (len > 45 && !strcmp(attr->name, "title")))
			continue;
		s = add_value(f, attr->value, len,
		        attribute_source(n, attr->name, kr_dom_attr(f->dom, i, "itemprop")), i);
		if (s && (strstr(attr->name, "modif") || strstr(attr->name, "updat")))
			s->flags |= KR_DF_UPDATED;
	}
}

/* What a class or id says of the place. */
static uint64_t named_place(const char *value)
{
	const size_t len = strlen(value);
	unsigned flags = 0;

	if (kr_str_ifind(value, len, "comment") && !kr_str_ifind(value, len, "count"))
		flags |= KR_DF_COMMENT;
	if (kr_str_ifind(value, len, "sidebar") || kr_str_ifind(value, len, "widget") ||
	        kr_str_ifind(value, len, "archive"))
		flags |= KR_DF_SIDE;
	if (kr_str_ifind(value, len, "related") || kr_str_ifind(value, len, "recommend") ||
	        kr_str_ifind(value, len, "latest"))
		flags |= KR_DF_REC;
	if (kr_str_ifind(value, len, "footer") || kr_str_ifind(value, len, "copyright"))
		flags |= KR_DF_FOOT;
	return flags;
}

/* The flags of a place: what this element adds to those of its parent. */
static unsigned place_of(struct mention_finder *f, int32_t i)
{
	const struct kr_node *n = &f->dom->nodes[i];
	unsigned flags = n->parent >= 0 ? f->where[n->parent] : 0;

	if (i == f->page->title_node)
		flags |= KR_DF_HEADLINE;
	if (n->flags & KR_NF_HIDDEN)
		flags |= KR_DF_HIDDEN;
	if (f->page->title_node >= 0 && kr_dom_within(f->dom, f->page->title_node, i))
		return flags; /* what is around the title is beside nothing */
	if (n->tag == KR_TAG_footer)
		flags |= KR_DF_FOOT;
	if (n->tag == KR_TAG_header)
		flags |= KR_DF_HEAD;
	if (n->tag == KR_TAG_aside || n->tag == KR_TAG_nav)
		flags |= KR_DF_SIDE;
	for (uint32_t k = 0; n->tag > KR_TAG_UNKNOWN && i != f->dom->body && k < n->nattrs; k++) {
		const struct kr_attr *a = &f->dom->attrs[n->at + k];

		if (!strcmp(a->name, "class") || !strcmp(a->name, "id"))
			flags |= (unsigned)kr_attr_cache_get(&f->places, a->value, named_place);
	}
	flags |= f->page->mark[i] & KR_MARK_REC ? KR_DF_REC : 0;
	flags |= f->page->mark[i] & KR_MARK_COMMENT ? KR_DF_COMMENT : 0;
	flags |= n->flags & KR_NF_LINK ? KR_DF_LINK : 0;
	flags &= ~(unsigned)KR_DF_BODY;
	return flags | (f->page->mark[i] & KR_MARK_KEEP ? KR_DF_BODY : 0);
}

/* What the classes of an element and its next ancestors say of the text in it. */
static enum kr_date_source source_of(const struct kr_dom *dom, int32_t i, unsigned *flags)
{
	enum kr_date_source source = KR_DS_TEXT;

	for (int up = 0; up < 3 && i > 0 && i != dom->body; up++, i = dom->nodes[i].parent) {
		const char *c = kr_dom_attr(dom, i, "class"), *id = kr_dom_attr(dom, i, "id"),
		           *item = kr_dom_attr(dom, i, "itemprop");

		if (item && item_is(item, "datemodified"))
			return KR_DS_ITEM_MODIFIED;
		if (item && item_is(item, "datepublished"))
			return KR_DS_ITEM;
		if (c && (kr_str_ifind(c, strlen(c), "modif") ||
		                 kr_str_ifind(c, strlen(c), "update")))
			*flags |= KR_DF_UPDATED;
		if (c && kr_str_ifind(c, strlen(c), "publi"))
			*flags |= KR_DF_PUBLISHED;
		if (dom->nodes[i].tag == KR_TAG_time)
			source = KR_DS_CLASS;
		for (size_t k = 0; (c || id) && k < sizeof class_words / sizeof *class_words &&
		                   source != KR_DS_CLASS;
		        k++)
			if ((c && kr_str_ifind(c, strlen(c), class_words[k].word)) ||
			        (id && kr_str_ifind(id, strlen(id), class_words[k].word)))
				source = class_words[k].source;
	}
	return source;
}

/* --- visible text ------------------------------------------------------------------------- */

/* The words of the text before, for "Published" in an element of its own. */
static unsigned words_before(const struct mention_finder *f, int32_t i)
{
	for (int32_t k = i - 1; k > 0 && k >= i - 8; k--) {
		struct kr_slice t;

		if (f->dom->nodes[k].tag != KR_TAG_TEXT ||
		        f->dom->nodes[k].flags & (KR_NF_BLANK | KR_NF_HIDDEN))
			continue;
		t = kr_dom_text(f->dom, k);
		return t.len <= 50 ? words_of(t.data, t.len) : 0;
	}
	return 0;
}

static bool is_one_of(uint32_t c, const uint32_t *set)
{
	while (*set && *set != c)
		set++;
	return *set != 0;
}

/* "昨天的雨", "3小时前，最后一班船": words of a sentence, not the time of the page. */
static bool is_in_sentence(const char *s, size_t len, size_t from, size_t end)
{
	static const uint32_t before[] = {0x4e8e, 0x5728, 0x5e03, 0x65b0, 0x8868, 0x8f91, 0x7a3f,
	        0}, /* 于在布新表辑稿 */
	        after[] = {0x53d1, 0x66f4, 0x7f16, 0x6765, 0x4e0a, 0x4e0b, 0}; /* 发更编来上下 */
	uint32_t c;

	if (end < len) {
		kr_utf8_decode(s + end, len - end, &c);
		if (c == 0xff0c || c == 0x3001 || (kr_utf8_is_cjk(c) && !is_one_of(c, after)))
			return true;
	}
	if (!from)
		return false;
	from = kr_utf8_floor(s, len, from - 1);
	kr_utf8_decode(s + from, len - from, &c);
	return kr_utf8_is_cjk(c) && !is_one_of(c, before);
}

/* All dates in one text; node: where it stands. */
static void from_text(
        struct mention_finder *f, const char *s, size_t len, int32_t node, int32_t where)
{
	unsigned flags = 0;
	enum kr_date_source source = KR_DATE_SOURCES;
	size_t at = 0, from, end;
	struct kr_date d;

	for (int k = 0; k < 4 && at < len &&
	                kr_date_parse_find(s + at, len - at, &f->hints, &d, &from, &end);
	        k++, at += end) {
		struct kr_date_mention *sight;
		size_t before = from > 50 ? from - 50 : 0;

		if (d.relative && is_in_sentence(s + at, len - at, from, end))
			continue;
		if (source == KR_DATE_SOURCES)
			source = source_of(f->dom, where, &flags);
		sight = add(f, &d, source, where);
		if (!sight)
			continue;
		sight->as = (struct kr_slice){
		        kr_arena_dup(&f->page->arena, s + at + from, end - from), end - from};
		sight->flags |= flags | words_of(s + at + before, from - before);
		if (from < 4 && k == 0)
			sight->flags |= words_before(f, node);
		if ((end - from) * 3 >= len * 2)
			sight->flags |= KR_DF_ALONE;
		for (size_t b = from; b < end; b++)
			if ((unsigned char)s[at + b] >= 0x80 ||
			        (isalpha((unsigned char)s[at + b]) && s[at + b] != 'T'))
				sight->flags |= KR_DF_WORDY;
	}
}

/* The block around a text if it is short enough to be read as a whole ("<span>10</span>
 * <span>Feb</span>"); else -1. */
static int32_t short_block(const struct mention_finder *f, int32_t i)
{
	int32_t best = -1;

	for (int32_t b = f->dom->nodes[i].parent; b > 0 && f->page->stat[b].chars <= BLOCK_MAX;
	        b = f->dom->nodes[b].parent) {
		best = b;
		if (kr_dom_is_block(f->dom->nodes[b].tag))
			break;
	}
	return best;
}

static void from_text_node(struct mention_finder *f, int32_t i)
{
	struct kr_slice t = kr_dom_text(f->dom, i);
	int32_t b;

	if (f->block >= 0 && kr_dom_within(f->dom, i, f->block))
		return; /* read with its block */
	if (!has_digit(t.data, t.len > TEXT_MAX * 2 ? TEXT_MAX * 2 : t.len) &&
	        !(f->hints.now && t.len < 40))
		return;
	b = short_block(f, i);
	if (b < 0) {
		from_text(f, t.data, t.len > TEXT_MAX ? TEXT_MAX : t.len, i, i);
		return;
	}
	f->block = b;
	kr_str_clear(&f->text);
	kr_dom_inner_text(f->dom, b, &f->text);
	from_text(f, f->text.data, f->text.len, b, f->dom->nodes[i].parent);
}

void kr_date_mentions_find(struct kr_page *page, struct kr_date_mentions *ret)
{
	const struct kr_dom *dom = &page->dom;
	struct mention_finder f = {.page = page, .dom = dom, .all = ret, .block = -1};

	*ret = (struct kr_date_mentions){
	        .title_pos = UINT32_MAX, .body_from = UINT32_MAX, .body_end = UINT32_MAX};
	kr_date_read_hints(page, &f.hints);
	kr_str_init(&f.text);
	f.where = kr_arena_alloc(&page->scratch, (size_t)dom->n * sizeof *f.where);
	from_ld(&f);
	if (page->in->url)
		from_address(&f, page->in->url, KR_DS_URL);
	for (int32_t i = 0; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];

		f.where[i] = place_of(&f, i);
		if (i == page->title_node)
			ret->title_pos = f.pos;
		if (n->tag == KR_TAG_meta)
			from_meta(&f, i);
		else if (n->tag == KR_TAG_script)
			from_script(&f, i);
		else if (n->tag != KR_TAG_TEXT)
			from_attributes(&f, i);
		if (n->tag != KR_TAG_TEXT || n->flags & (KR_NF_HIDDEN | KR_NF_BLANK))
			continue;
		if (page->mark[i] & KR_MARK_KEEP) {
			ret->body_from = ret->body_from == UINT32_MAX ? f.pos : ret->body_from;
			ret->body_end = f.pos + page->stat[i].chars;
		}
		from_text_node(&f, i);
		f.pos += page->stat[i].chars;
	}
	kr_date_resolve_ambiguous(page, ret, &f.hints);
	kr_str_fini(&f.text);
}
