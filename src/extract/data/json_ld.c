#include "extract/data/json_ld_priv.h"

#include <string.h>

#include "extract/data/decode_nested_priv.h"
#include "extract/data/page_facts_priv.h"
#include "kread/base/url.h"

enum {
	MAX_OBJECTS = 1000,
	MAX_VALUES = 100, /* in one script */
	MAX_BYTES = 4 << 20,
};

static void add_object(struct kr_page *page, struct kr_js_value *v, size_t *cap)
{
	page->json_ld = kr_arena_grow(
	        &page->arena, page->json_ld, page->njson_ld, cap, sizeof(struct kr_js_value *));
	page->json_ld[page->njson_ld++] = v;
}

/* Whether the members of a member are objects of their own. */
static bool holds_objects(const char *key)
{
	return !strcmp(key, "@graph") || !strcmp(key, "mainEntity") ||
	       !strcmp(key, "mainEntityOfPage");
}

/* Adds the objects below root to page->json_ld, which serves as the queue: contained objects are
 * appended. */
static void flatten(struct kr_page *page, struct kr_js_value *root, size_t *cap)
{
	size_t at = page->njson_ld, kept;

	add_object(page, root, cap);
	for (kept = at; at < page->njson_ld; at++) {
		struct kr_js_value *v = page->json_ld[at];

		for (struct kr_js_value *m = v->type >= KR_JS_VALUE_ARRAY ? v->u.first : NULL;
		        m && page->njson_ld < MAX_OBJECTS; m = m->next)
			if (m->type >= KR_JS_VALUE_ARRAY &&
			        (v->type == KR_JS_VALUE_ARRAY || (m->key && holds_objects(m->key))))
				add_object(page, m, cap);
		if (v->type == KR_JS_VALUE_OBJECT)
			page->json_ld[kept++] = v; /* kept <= at */
	}
	page->njson_ld = kept;
}

/* Skips to where the next value may start: a bracket, or a string that contains one. */
static struct kr_slice next_value(struct kr_slice s)
{
	static const char cdata[] = "<![CDATA[";
	size_t i;

	s = kr_slice_trim(s);
	if (!s.len)
		return s;
	if (strchr("\"'`", *s.data))
		return s;
	for (i = 0; i < s.len && s.data[i] != '{' && s.data[i] != '['; i++)
		if (kr_slice_starts((struct kr_slice){s.data + i, s.len - i}, cdata))
			i += sizeof cdata - 2;
	return (struct kr_slice){s.data + i, s.len - i};
}

/* Reads all values of a script: pages assign them, put several in a row, or close one bracket
 * too many. */
static void read_script(struct kr_page *page, struct kr_slice text, size_t *cap)
{
	text = kr_decode_nested_escapes(&page->arena, text);
	for (int n = 0;
	        n < MAX_VALUES && page->njson_ld < MAX_OBJECTS && (text = next_value(text)).len;
	        n++) {
		size_t used = 0;
		struct kr_js_value *v = kr_js_value_parse(&page->arena, text.data, text.len, &used);

		if (v && v->type == KR_JS_VALUE_STRING)
			v = kr_decode_nested(&page->arena, v);
		if (v && v->type >= KR_JS_VALUE_ARRAY)
			flatten(page, v, cap);
		text.data += used;
		text.len -= used;
	}
}

void kr_json_ld_run(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	size_t cap = 0, bytes = 0;

	for (int32_t i = kr_dom_find(dom, 0, dom->n, KR_TAG_script); i >= 0;
	        i = kr_dom_find(dom, i + 1, dom->n, KR_TAG_script)) {
		const char *type = kr_dom_attr(dom, i, "type");
		struct kr_slice text;

		if (!type || !kr_str_ifind(type, strlen(type), "ld+json"))
			continue;
		text = kr_dom_raw_text(dom, i);
		if ((bytes += text.len) <= MAX_BYTES)
			read_script(page, text, &cap);
	}
}

bool kr_json_ld_is(const struct kr_js_value *object, const char *type)
{
	const struct kr_js_value *t = kr_js_value_get(object, "@type");

	if (t && t->type == KR_JS_VALUE_ARRAY)
		t = t->u.first;
	for (; t; t = t->next) {
		const char *s = kr_js_value_str(t);

		if (s && !strcmp(strrchr(s, '/') ? strrchr(s, '/') + 1 : s, type))
			return true;
		if (t->key)
			break;
	}
	return false;
}

bool kr_json_ld_is_article(const struct kr_js_value *object)
{
	static const char *const endings[] = {"Article", "Posting", "Report", "Review", "Recipe"};
	const struct kr_js_value *t = kr_js_value_get(object, "@type");

	if (t && t->type == KR_JS_VALUE_ARRAY)
		t = t->u.first;
	for (; t; t = t->next) {
		for (size_t i = 0; kr_js_value_str(t) && i < sizeof endings / sizeof *endings; i++)
			if (kr_str_ends(t->u.str, endings[i]))
				return true;
		if (t->key)
			break;
	}
	return false;
}

static bool is_this_page(const struct kr_page *page, const struct kr_js_value *object)
{
	static const char *const keys[] = {"url", "mainEntityOfPage", "@id"};

	for (size_t i = 0; page->in->url && i < sizeof keys / sizeof *keys; i++) {
		const struct kr_js_value *v = kr_js_value_get(object, keys[i]);

		if (v && v->type == KR_JS_VALUE_OBJECT)
			v = kr_js_value_get(v, "@id");
		if (kr_js_value_str(v) && kr_url_same_page(v->u.str, page->in->url))
			return true;
	}
	return false;
}

const struct kr_js_value *kr_json_ld_article(const struct kr_page *page)
{
	const struct kr_js_value *first = NULL;

	for (size_t i = 0; i < page->njson_ld; i++) {
		if (!kr_json_ld_is_article(page->json_ld[i]))
			continue;
		if (is_this_page(page, page->json_ld[i]))
			return page->json_ld[i];
		if (!first)
			first = page->json_ld[i];
	}
	return first;
}

/* Whether the title of the page begins with a headline, or the other way round. */
static bool is_headline(const struct kr_page *page, const char *headline)
{
	enum { LEAST = 12 };
	const char *title = page->doc->title;

	return title && headline && strlen(title) >= LEAST && strlen(headline) >= LEAST &&
	       (kr_str_starts(title, headline) || kr_str_starts(headline, title));
}

bool kr_json_ld_is_article_page(const struct kr_page *page)
{
	static const char *const types[] = {"NewsArticle", "ReportageNewsArticle",
	        "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting"};
	const struct kr_page_kind *kind = &page->facts->kind;
	const struct kr_js_value *article;

	if (kr_page_kind_is_article(kind))
		return true;
	if (kind->kind == KR_PAGE_KIND_FORUM || kind->generator == KR_GENERATOR_FORUM)
		return false;
	article = kr_json_ld_article(page);
	for (size_t i = 0; article && i < sizeof types / sizeof *types; i++)
		if (kr_json_ld_is(article, types[i]))
			return is_this_page(page, article) ||
			       is_headline(
			               page, kr_js_value_str(kr_js_value_get(article, "headline")));
	return false;
}

const struct kr_js_value *kr_json_ld_resolve(
        const struct kr_page *page, const struct kr_js_value *v)
{
	const char *id = kr_js_value_str(kr_js_value_get(v, "@id"));

	if (!id || v->n > 2 || kr_js_value_get(v, "name"))
		return v;
	for (size_t i = 0; i < page->njson_ld; i++) {
		const char *other =
		        page->json_ld[i] == v
		                ? NULL
		                : kr_js_value_str(kr_js_value_get(page->json_ld[i], "@id"));

		if (other && page->json_ld[i]->n > v->n && !strcmp(other, id))
			return page->json_ld[i];
	}
	return v;
}

const struct kr_js_value *kr_json_ld_get(
        const struct kr_page *page, const struct kr_js_value *object, const char *key)
{
	const struct kr_js_value *v = kr_js_value_get(object, key);

	if (v && v->type == KR_JS_VALUE_ARRAY)
		v = v->u.first;
	return v && v->type == KR_JS_VALUE_OBJECT ? kr_json_ld_resolve(page, v) : v;
}

const char *kr_json_ld_html_line(struct kr_page *page, const char *s, size_t len)
{
	const char *line = NULL;
	struct kr_dom dom = {0};
	struct kr_str text;

	if (!memchr(s, '&', len) && !memchr(s, '<', len))
		return kr_doc_line(page->doc, s, len);
	kr_str_init(&text);
	if (kr_dom_parse(&dom, s, len, NULL) == 0) {
		kr_dom_inner_text(&dom, 0, &text);
		line = kr_doc_line(page->doc, text.data, text.len);
	}
	kr_dom_fini(&dom);
	kr_str_fini(&text);
	return line;
}

/* The name of a person in its parts: {"givenName": "Ann", "familyName": "Reed"}. */
static const char *name_of_parts(struct kr_page *page, const struct kr_js_value *person)
{
	const struct kr_js_value *given = kr_json_ld_get(page, person, "givenName"),
	                         *family = kr_json_ld_get(page, person, "familyName");
	const char *line;
	struct kr_str name;

	if (!kr_js_value_str(given) && !kr_js_value_str(family))
		return NULL;
	kr_str_init(&name);
	if (kr_js_value_str(given))
		kr_str_add(&name, given->u.str, given->n);
	if (kr_js_value_str(family)) {
		kr_str_addc(&name, ' ');
		kr_str_add(&name, family->u.str, family->n);
	}
	line = kr_json_ld_html_line(page, name.data, name.len);
	kr_str_fini(&name);
	return line;
}

const char *kr_json_ld_line(struct kr_page *page, const struct kr_js_value *v)
{
	if (v && v->type == KR_JS_VALUE_ARRAY)
		v = v->u.first;
	if (v && v->type == KR_JS_VALUE_OBJECT) {
		const struct kr_js_value *object = kr_json_ld_resolve(page, v);

		v = kr_js_value_get(object, "name");
		if (!v)
			return name_of_parts(page, object);
		if (v && v->type == KR_JS_VALUE_ARRAY)
			v = v->u.first;
	}
	return kr_js_value_str(v) ? kr_json_ld_html_line(page, v->u.str, v->n) : NULL;
}
