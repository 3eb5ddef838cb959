#include "extract/state/page_match_priv.h"

#include <stdio.h>
#include <string.h>

#include "extract/data/page_facts_priv.h"
#include "extract/meta/title/title_text_priv.h"
#include "extract/state/state_keys_priv.h"
#include "kread/base/url.h"

enum {
	SHORT_KEY = 6, /* bytes: shorter titles match too easily */
	LONG_KEY = 12, /* a title of this length may be a small part of the page's */
	MIN_ID = 4,
};

static void set_key(const char *s, size_t len, struct kr_str *out)
{
	kr_str_clear(out);
	kr_title_text_key(s, len, out);
}

void kr_page_match_init(struct kr_page_match *m, const struct kr_page *page)
{
	const struct kr_page_facts *facts = page->facts;
	const char *shown = page->doc->title;

	m->url = page->in->url;
	kr_str_init(&m->head);
	kr_str_init(&m->shown);
	kr_str_init(&m->og);
	kr_str_init(&m->scratch);
	set_key(facts->title.data, facts->title.len, &m->head);
	if (shown)
		set_key(shown, strlen(shown), &m->shown);
	if (facts->og_title)
		set_key(facts->og_title, strlen(facts->og_title), &m->og);
}

void kr_page_match_fini(struct kr_page_match *m)
{
	kr_str_fini(&m->head);
	kr_str_fini(&m->shown);
	kr_str_fini(&m->og);
	kr_str_fini(&m->scratch);
}

/* --- titles ------------------------------------------------------------------------------- */

static bool same_title(const struct kr_str *page, const struct kr_str *key)
{
	if (page->len == key->len)
		return !memcmp(page->data, key->data, key->len);
	return key->len < page->len && (key->len >= LONG_KEY || key->len * 2 > page->len) &&
	       memmem(page->data, page->len, key->data, key->len);
}

bool kr_page_match_title(struct kr_page_match *m, const struct kr_js_value *title)
{
	enum { LONGEST = 1000 };

	if (!kr_js_value_str(title) || title->n > LONGEST)
		return false;
	set_key(title->u.str, title->n, &m->scratch);
	return m->scratch.len >= SHORT_KEY &&
	       (same_title(&m->shown, &m->scratch) || same_title(&m->head, &m->scratch) ||
	               same_title(&m->og, &m->scratch));
}

bool kr_page_match_alternative_title(struct kr_page_match *m, const struct kr_js_value *object)
{
	for (const struct kr_js_value *v = object->u.first; v; v = v->next)
		if (kr_js_value_str(v) &&
		        (kr_str_ends(v->key, "Title") || kr_str_ends(v->key, "_title")) &&
		        kr_page_match_title(m, v))
			return true;
	return false;
}

bool kr_page_match_start(struct kr_page_match *m, const struct kr_js_value *text)
{
	enum { START = 1000 };

	set_key(text->u.str, text->n < START ? text->n : START, &m->scratch);
	return m->shown.len >= LONG_KEY &&
	       memmem(m->scratch.data, m->scratch.len, m->shown.data, m->shown.len);
}

/* --- URLs --------------------------------------------------------------------------------- */

static bool is_word_char(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
	       (unsigned char)c >= 0x80;
}

const char *kr_page_match_id(const char *url, const struct kr_js_value *id, size_t *ret_len)
{
	char number[32];
	const char *s = kr_js_value_str(id);
	struct kr_url u;

	if (id && id->type == KR_JS_VALUE_NUMBER && id->u.num >= 1000 && id->u.num < 1e15) {
		snprintf(number, sizeof number, "%.0f", id->u.num);
		s = number;
	}
	if (!s || !url || strlen(s) < MIN_ID)
		return NULL;
	kr_url_split(url, strlen(url), &u);
	*ret_len = strlen(s);
	for (const char *p = u.path.data ? strstr(u.path.data, s) : NULL; p; p = strstr(p + 1, s))
		if (p > url && !is_word_char(p[-1]) && !is_word_char(p[*ret_len]))
			return p;
	return NULL;
}

bool kr_page_match_url(const struct kr_page_match *m, const struct kr_js_value *object)
{
	size_t len;
	int priority;

	for (const struct kr_js_value *v = object->u.first; v && m->url; v = v->next) {
		const enum kr_state_role role = kr_state_keys_role(v->key, &priority);
		const char *url;

		if (role == KR_STATE_ID && kr_page_match_id(m->url, v, &len))
			return true;
		if (role != KR_STATE_URL)
			continue;
		url = kr_js_value_str(
		        v->type == KR_JS_VALUE_OBJECT ? kr_js_value_get(v, "url") : v);
		if (url && kr_url_is_web(url) && kr_url_same_page(url, m->url))
			return true;
	}
	return false;
}
