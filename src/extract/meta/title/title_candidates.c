#include "extract/meta/title/title_candidates_priv.h"
#include "extract/data/page_facts_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/meta/date/date_priv.h"
#include "extract/dom/attr_cache_priv.h"
#include "kread/base/utf8.h"

enum {
	CANDIDATES = 80,
	TEXT_MAX = 600, /* bytes; what is longer is no title */
	PARTS = 6,      /* separators that are looked at */
	PER_KIND = 12,  /* elements of one kind */
};

struct title_finder {
	struct kr_page *page;
	const struct kr_dom *dom;
	struct kr_title_candidates *all;
	struct kr_str text, key;
	uint32_t pos;
	int n2, n3, nclass;
	struct kr_attr_cache names;
};

/* Sources in the order in which their spelling of a title is preferred. */
static int spelling(enum kr_title_source s)
{
	static const enum kr_title_source order[] = {KR_TS_H1, KR_TS_CLASS, KR_TS_ITEM, KR_TS_H2,
	        KR_TS_OG, KR_TS_LD_ARTICLE, KR_TS_TWITTER, KR_TS_META};

	for (int i = 0; i < (int)(sizeof order / sizeof *order); i++)
		if (order[i] == s)
			return i;
	return 100;
}

/* The candidate with this text, new or known; NULL if it is none. */
static struct kr_title *add(struct title_finder *f, const char *s, size_t len,
        enum kr_title_source source, int32_t node)
{
	struct kr_title_candidates *all = f->all;
	struct kr_title *t = NULL;

	if (!s || !len || len > TEXT_MAX)
		return NULL;
	kr_str_clear(&f->key);
	kr_title_text_key(s, len, &f->key);
	if (!f->key.len)
		return NULL;
	for (size_t i = 0; i < all->n && !t; i++)
		if (all->v[i].key.len == f->key.len &&
		        !memcmp(all->v[i].key.data, f->key.data, f->key.len))
			t = &all->v[i];
	if (!t) {
		if (all->n == CANDIDATES)
			return NULL;
		all->v = kr_arena_grow(&f->page->arena, all->v, all->n, &all->cap, sizeof *t);
		t = &all->v[all->n++];
		t->key = (struct kr_slice){
		        kr_arena_dup(&f->page->arena, f->key.data, f->key.len), f->key.len};
		t->node = t->h1 = t->h2 = t->klass = -1;
		t->from = KR_TITLE_SOURCES;
	}
	if (!t->text || spelling(source) < spelling(t->from)) {
		t->text = kr_doc_line(f->page->doc, s, len);
		t->from = source;
	}
	if (node >= 0 && (t->node < 0 || (f->dom->nodes[node].tag == KR_TAG_h1 &&
	                                         f->dom->nodes[t->node].tag != KR_TAG_h1))) {
		t->node = node;
		t->pos = f->pos;
	}
	t->sources |= 1u << source;
	return t;
}

struct kr_title *kr_title_candidates_add(struct kr_page *page, struct kr_title_candidates *all,
        struct kr_slice text, enum kr_title_source source)
{
	struct title_finder f = {.page = page, .dom = &page->dom, .all = all};
	struct kr_title *t;

	kr_str_init(&f.key);
	t = add(&f, text.data, text.len, source, -1);
	kr_str_fini(&f.key);
	return t;
}

/* --- parts of a text with separators
 * ------------------------------------------------------------------------------- */

static struct kr_slice strip(const char *s, size_t len)
{
	return kr_slice_trim((struct kr_slice){s, len});
}

static void add_part(struct title_finder *f, struct kr_slice part, struct kr_slice cut,
        enum kr_title_source source, enum kr_title_separator kind)
{
	struct kr_title *t = add(f, part.data, part.len, source, -1);

	if (!t || t->separator)
		return;
	t->separator = kind;
	t->cut = cut;
}

static void add_parts(struct title_finder *f, const char *s, enum kr_title_source left,
        enum kr_title_source right, int mid)
{
	size_t len = s ? strlen(s) : 0, at[PARTS], width[PARTS], n = 0;
	enum kr_title_separator kind[PARTS], k;

	for (size_t i = 1; i < len && n < PARTS && len <= TEXT_MAX; i++) {
		size_t w = kr_title_text_separator(s, len, i, &k);

		if (!w)
			continue;
		at[n] = i;
		width[n] = w;
		kind[n++] = k;
		i += w - 1;
	}
	for (size_t i = 0; i < n; i++) {
		const size_t from = at[i] + width[i];
		const struct kr_slice before = strip(s, at[i]),
		                      behind = strip(s + from, len - from);

		add_part(f, before, behind, left, kind[i]);
		add_part(f, behind, before, right, kind[i]);
		if (mid >= 0 && i + 1 < n)
			add_part(f, strip(s + from, at[i + 1] - from), before,
			        (enum kr_title_source)mid, kind[i]);
	}
}

/* --- elements ----------------------------------------------------------------------------- */

static const char *inner_line(struct title_finder *f, int32_t i)
{
	kr_str_clear(&f->text);
	kr_dom_inner_text(f->dom, i, &f->text);
	return f->text.len && f->text.len <= TEXT_MAX
	               ? kr_doc_line(f->page->doc, f->text.data, f->text.len)
	               : NULL;
}

/* The visible text of the nodes from one child to another. */
static const char *line_of(struct title_finder *f, int32_t from, int32_t end)
{
	kr_str_clear(&f->text);
	for (int32_t k = from; k < end && f->text.len <= TEXT_MAX; k = f->dom->nodes[k].end) {
		const int tag = f->dom->nodes[k].tag;
		struct kr_slice t =
		        tag == KR_TAG_TEXT ? kr_dom_text(f->dom, k) : (struct kr_slice){NULL, 0};

		if (kr_dom_is_block(tag) || tag == KR_TAG_br ||
		        (t.len && (unsigned char)t.data[0] <= ' '))
			kr_str_addc(&f->text, ' ');
		kr_dom_inner_text(f->dom, k, &f->text);
		if (kr_dom_is_block(tag) || (t.len && (unsigned char)t.data[t.len - 1] <= ' '))
			kr_str_addc(&f->text, ' ');
	}
	return f->text.len && f->text.len <= TEXT_MAX
	               ? kr_doc_line(f->page->doc, f->text.data, f->text.len)
	               : NULL;
}

static void add_piece(struct title_finder *f, int32_t from, int32_t end, int32_t cut_from,
        int32_t cut_end, enum kr_title_piece piece)
{
	const char *line = line_of(f, from, end), *cut;
	struct kr_title *t = line ? add(f, line, strlen(line), KR_TS_PIECE, -1) : NULL;

	if (!t || t->piece)
		return;
	cut = line_of(f, cut_from, cut_end);
	t->piece = piece;
	t->cut = kr_slice_of(cut ? cut : "");
}

static bool shows(const struct kr_page *page, int32_t i)
{
	return page->stat[i].chars > 0 && !(page->dom.nodes[i].flags & KR_NF_HIDDEN);
}

/* The first and last visible children of the first element within a heading that has several. */
static bool ends_of(
        const struct title_finder *f, int32_t i, int32_t *around, int32_t *first, int32_t *last)
{
	const struct kr_node *nodes = f->dom->nodes;

	*around = i;
	for (int level = 0; level < 4; level++) {
		*first = *last = -1;
		for (int32_t k = *around + 1; k < nodes[*around].end; k = nodes[k].end)
			if (shows(f->page, k)) {
				*first = *first < 0 ? k : *first;
				*last = k;
			}
		if (*first != *last || *first < 0)
			return *first >= 0;
		*around = *first;
	}
	return false;
}

/* A heading of several elements: what stands over the title or behind it (a section, a date) may be
 * one of them. */
static void add_pieces(struct title_finder *f, int32_t i)
{
	const struct kr_node *nodes = f->dom->nodes;
	int32_t first, last, around;

	if (!ends_of(f, i, &around, &first, &last))
		return;
	add_piece(f, nodes[first].end, nodes[around].end, first, nodes[first].end,
	        KR_TP_WITHOUT_FIRST);
	add_piece(f, around + 1, last, last, nodes[last].end, KR_TP_WITHOUT_LAST);
	add_piece(f, first, nodes[first].end, nodes[first].end, nodes[around].end, KR_TP_FIRST);
	add_piece(f, last, nodes[last].end, around + 1, last, KR_TP_LAST);
}

/* An element of its own that says nothing but a date. */
static bool is_date(struct title_finder *f, int32_t i)
{
	const struct kr_date_hints hints = {false, 0, 0};
	struct kr_date d;
	size_t from, end;

	if (f->dom->nodes[i].tag == KR_TAG_TEXT || f->page->stat[i].chars > 40)
		return false;
	kr_str_clear(&f->text);
	kr_dom_inner_text(f->dom, i, &f->text);
	return kr_date_parse_find(f->text.data, f->text.len, &hints, &d, &from, &end) &&
	       end - from + 4 >= f->text.len;
}

/* The text of a heading, without a date before or behind it. */
static const char *heading_line(struct title_finder *f, int32_t i)
{
	int32_t first, last, around;

	if (!ends_of(f, i, &around, &first, &last))
		return inner_line(f, i);
	if (is_date(f, first))
		return line_of(f, f->dom->nodes[first].end, f->dom->nodes[around].end);
	return is_date(f, last) ? line_of(f, around + 1, last) : inner_line(f, i);
}

static void from_h1(struct title_finder *f, int32_t i)
{
	const char *alt, *line = heading_line(f, i);
	int32_t img = kr_dom_find(f->dom, i, f->dom->nodes[i].end, KR_TAG_img);
	struct kr_title *t;

	if (f->all->nh1 >= PER_KIND)
		return;
	if (!line && img >= 0 && (alt = kr_dom_attr(f->dom, img, "alt")) != NULL &&
	        strlen(alt) <= TEXT_MAX)
		line = kr_doc_line(f->page->doc, alt, strlen(alt));
	t = line ? add(f, line, strlen(line), KR_TS_H1, i) : NULL;
	if (!t)
		return;
	if (t->h1 < 0)
		t->h1 = f->all->nh1;
	f->all->nh1++;
	if (f->all->nh1 == 1)
		f->all->h1 = line;
	if (f->all->nh1 > 3)
		return;
	add_parts(f, line, KR_TS_H1_LEFT, KR_TS_H1_RIGHT, -1);
	add_pieces(f, i);
}

static void from_lower(struct title_finder *f, int32_t i)
{
	bool second = f->dom->nodes[i].tag == KR_TAG_h2;
	int *count = second ? &f->n2 : &f->n3;
	const char *line = *count < PER_KIND ? inner_line(f, i) : NULL;
	struct kr_title *t =
	        line ? add(f, line, strlen(line), second ? KR_TS_H2 : KR_TS_H3, i) : NULL;

	if (!t)
		return;
	if (t->h2 < 0)
		t->h2 = *count;
	if (second && *count < 2)
		add_pieces(f, i);
	++*count;
}

enum { SAYS_TITLE = 1, SAYS_OTHER = 2 };

static uint64_t named(const char *value)
{
	static const char *const words[] = {
	        "title", "headline", "heading", "tit", "header-text", "name"};
	static const char *const other[] = {"subtitle", "username", "sub-title", "author", "site-",
	        "widget", "site_", "sidebar", "related"};
	const size_t len = strlen(value);
	uint64_t says = 0;

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		says |= kr_str_ifind(value, len, words[k]) ? SAYS_TITLE : 0;
	for (size_t k = 0; k < sizeof other / sizeof *other; k++)
		says |= kr_str_ifind(value, len, other[k]) ? SAYS_OTHER : 0;
	return says;
}

static bool says_title(struct title_finder *f, int32_t i)
{
	const char *c = kr_dom_attr(f->dom, i, "class"), *id = kr_dom_attr(f->dom, i, "id");
	uint64_t says = c ? kr_attr_cache_get(&f->names, c, named) : 0;

	if (id && !says) /* what an id says beside is not looked at */
		says = kr_attr_cache_get(&f->names, id, named) & SAYS_TITLE;
	return says == SAYS_TITLE;
}

static void from_class(struct title_finder *f, int32_t i)
{
	const struct kr_stat *st = &f->page->stat[i];
	const char *item = kr_dom_attr(f->dom, i, "itemprop"), *line;
	bool named = item && (kr_str_eq(item, "headline") || kr_str_eq(item, "name"));
	struct kr_title *t;

	if (st->chars < 2 || st->chars > 240 || st->elements > 12 || f->nclass >= 2 * PER_KIND ||
	        (!named && !says_title(f, i)))
		return;
	line = inner_line(f, i);
	t = line ? add(f, line, strlen(line), named ? KR_TS_ITEM : KR_TS_CLASS, i) : NULL;
	if (t && t->klass < 0)
		t->klass = f->nclass;
	f->nclass += t != NULL;
}

static void from_meta(struct title_finder *f, int32_t i)
{
	static const struct {
		const char *name;
		enum kr_title_source source;
	} names[] = {{"og:title", KR_TS_OG}, {"twitter:title", KR_TS_TWITTER},
	        {"citation_title", KR_TS_META}, {"dc.title", KR_TS_META},
	        {"dcterms.title", KR_TS_META}, {"title", KR_TS_META}, {"parsely-title", KR_TS_META},
	        {"sailthru.title", KR_TS_META}, {"headline", KR_TS_META}, {"name", KR_TS_META},
	        {"fb_title", KR_TS_META}, {"articletitle", KR_TS_META}};
	const struct kr_meta *m = kr_page_facts_meta(f->page, i);
	const char *name = kr_meta_key(m), *content = m->content, *line;

	if (!name)
		name = m->itemprop;
	for (size_t k = 0; name && content && k < sizeof names / sizeof *names; k++) {
		if (!kr_slice_ieq(kr_slice_of(name), names[k].name))
			continue;
		line = kr_json_ld_html_line(f->page, content, strlen(content));
		if (!line)
			return;
		add(f, line, strlen(line), names[k].source, -1);
		if (names[k].source == KR_TS_OG && !f->all->og) {
			f->all->og = line;
			add_parts(f, line, KR_TS_OG_LEFT, KR_TS_OG_RIGHT, -1);
		}
		return;
	}
}

static void from_title(struct title_finder *f)
{
	const struct kr_slice text = f->page->facts->title;
	const char *line =
	        text.len && text.len < 4096 ? kr_doc_line(f->page->doc, text.data, text.len) : NULL;

	if (!line)
		return;
	f->all->title = line;
	add(f, line, strlen(line), KR_TS_TITLE, -1);
	add_parts(f, line, KR_TS_TITLE_LEFT, KR_TS_TITLE_RIGHT, KR_TS_TITLE_MID);
}

static void from_ld(struct title_finder *f)
{
	const struct kr_js_value *article = kr_json_ld_article(f->page);

	for (size_t i = 0; i < f->page->nld && i < 40; i++) {
		const struct kr_js_value *o = f->page->ld[i];
		const char *head = kr_json_ld_line(f->page, kr_js_value_get(o, "headline"));
		const char *name = kr_json_ld_line(f->page, kr_js_value_get(o, "name"));

		if (head)
			add(f, head, strlen(head), o == article ? KR_TS_LD_ARTICLE : KR_TS_LD_OTHER,
			        -1);
		if (name && !kr_json_ld_is(o, "Organization") &&
		        !kr_json_ld_is(o, "NewsMediaOrganization") && !kr_json_ld_is(o, "Person"))
			add(f, name, strlen(name), KR_TS_LD_OTHER, -1);
	}
}

void kr_title_candidates_find(struct kr_page *page, struct kr_title_candidates *ret)
{
	const struct kr_dom *dom = &page->dom;
	struct title_finder f = {.page = page, .dom = dom, .all = ret};

	*ret = (struct kr_title_candidates){0};
	kr_str_init(&f.text);
	kr_str_init(&f.key);
	ret->site = page->doc->site;
	for (int32_t i = 0; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];

		switch (n->tag) {
		case KR_TAG_TEXT:
			f.pos += n->flags & KR_NF_HIDDEN ? 0 : page->stat[i].chars;
			break;
		case KR_TAG_meta:
			from_meta(&f, i);
			break;
		case KR_TAG_title:
			if (!f.all->title)
				from_title(&f);
			break;
		case KR_TAG_h1:
			from_h1(&f, i);
			break;
		case KR_TAG_h2:
		case KR_TAG_h3:
			if (!(n->flags & KR_NF_HIDDEN))
				from_lower(&f, i);
			break;
		default:
			if (n->nattrs && !(n->flags & KR_NF_HIDDEN) && n->tag != KR_TAG_a &&
			        i != dom->body)
				from_class(&f, i);
		}
	}
	from_ld(&f);
	kr_str_fini(&f.text);
	kr_str_fini(&f.key);
}
