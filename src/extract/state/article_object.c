/* Which object of the states is the article: the one with the title or address of the page and the
 * most text. */
#include "extract/state/state_priv.h"
#include "extract/data/decode_nested_priv.h"
#include "extract/data/page_facts_priv.h"
#include "extract/data/state_scripts_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/words/phrases_priv.h"
#include "kread/base/url.h"
#include "extract/state/fragments_priv.h"
#include "extract/meta/title/title_candidates_priv.h"

enum {
	BUDGET = 16 << 20, /* steps of measuring texts, all together */
	STRING = 400,      /* bytes from which on a string of HTML is a text whatever its name */
	ALONE = 400, /* bytes of text by which an object that nothing confirms may be the article */
	TEXT = 150,  /* more than a summary */
	FIELD = 30,  /* what its own title, a time or a source is worth, in bytes of text */
	SHORT_KEY = 6,
	LONG_KEY = 12,
	ID_LEAST = 4,
	STOPS = 3,    /* sentences of a text that nothing else says is one */
	PIECE = 80,   /* bytes of a piece of one */
	MANY = 4,     /* pieces */
	NESTED = 200, /* bytes from which on a string is looked at for JSON in it */
};

/* --- members ------------------------------------------------------------------------------ */

/* --- the page ----------------------------------------------------------------------------- */

struct object_finder {
	struct kr_page *page;
	const struct kr_js_value *article; /* of JSON-LD */
	struct kr_article_object *best, untitled;
	size_t score, second; /* of the best; of the best but one that nothing confirms */
	size_t rival;         /* bytes of the second longest text without a title */
	bool bare;            /* texts without a title count */
	struct kr_fragments pieces;
	struct {
		const struct kr_js_value *object;
		bool other;         /* it is another article */
	} around[KR_JS_VALUE_WALK]; /* of the walk, by level */
	int match;
	size_t budget, unwrapped;
	struct kr_str title, own, og, key; /* keys of the page's titles; scratch */
};

static void add_key(const char *s, size_t len, struct kr_str *out)
{
	kr_str_clear(out);
	kr_title_text_key(s, len, out);
}

static void find_titles(struct object_finder *f)
{
	const struct kr_page_facts *facts = f->page->facts;
	const char *own = f->page->doc->title;

	add_key(facts->title.data, facts->title.len, &f->title);
	if (own)
		add_key(own, strlen(own), &f->own);
	if (facts->og_title)
		add_key(facts->og_title, strlen(facts->og_title), &f->og);
}

static bool same_title(const struct kr_str *page, const struct kr_str *key)
{
	if (page->len == key->len)
		return !memcmp(page->data, key->data, key->len);
	return key->len < page->len && (key->len >= LONG_KEY || key->len * 2 > page->len) &&
	       memmem(page->data, page->len, key->data, key->len);
}

static bool has_title(struct object_finder *f, const struct kr_js_value *title)
{
	enum { LONGEST = 1000 };

	if (!kr_js_value_str(title) || title->n > LONGEST)
		return false;
	add_key(title->u.str, title->n, &f->key);
	return f->key.len >= SHORT_KEY &&
	       (same_title(&f->own, &f->key) || same_title(&f->title, &f->key) ||
	               same_title(&f->og, &f->key));
}

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
	       (unsigned char)c >= 0x80;
}

const char *kr_article_object_in_url(const char *url, const struct kr_js_value *id, size_t *ret_len)
{
	char number[32];
	const char *s = kr_js_value_str(id);
	struct kr_url u;

	if (id && id->type == KR_JS_VALUE_NUMBER && id->u.num >= 1000 && id->u.num < 1e15) {
		snprintf(number, sizeof number, "%.0f", id->u.num);
		s = number;
	}
	if (!s || !url || strlen(s) < ID_LEAST)
		return NULL;
	kr_url_split(url, strlen(url), &u);
	*ret_len = strlen(s);
	for (const char *p = u.path.data ? strstr(u.path.data, s) : NULL; p; p = strstr(p + 1, s))
		if (p > url && !is_word(p[-1]) && !is_word(p[*ret_len]))
			return p;
	return NULL;
}

/* One of its numbers or addresses is the page's. */
static bool has_address(const struct object_finder *f, const struct kr_js_value *o)
{
	const char *url = f->page->in->url, *v_url;
	size_t n;
	int worth;

	for (const struct kr_js_value *v = o->u.first; v && url; v = v->next) {
		const enum kr_state_role role = kr_state_keys_role(v->key, &worth);

		if (role == KR_STATE_ID && kr_article_object_in_url(url, v, &n))
			return true;
		if (role != KR_STATE_URL)
			continue;
		v_url = kr_js_value_str(
		        v->type == KR_JS_VALUE_OBJECT ? kr_js_value_get(v, "url") : v);
		if (v_url && kr_url_is_web(v_url) && kr_url_same_page(v_url, url))
			return true;
	}
	return false;
}

/* --- candidates --------------------------------------------------------------------------- */

/* Texts that many pages carry along. */
static bool is_notice(struct kr_slice s)
{
	return kr_phrases_find(s, KR_PHRASE(COOKIES) | KR_PHRASE(NOTICE));
}

/* Sentences and no code; nothing of what is_notice() looks for. */
static bool is_prose(const struct kr_js_value *text, size_t least)
{
	enum { SAMPLE = 4000 };
	static const char *const stops[] = {"。", "！", "？", ". ", ".\n", ".<", "? ", "! ", "”"};
	const struct kr_slice s = {text->u.str, text->n < SAMPLE ? text->n : SAMPLE};
	size_t sentences = 0, code = 0;
	bool tag = false;

	for (size_t i = 0; i < s.len; i++) {
		tag = s.data[i] == '<' || (tag && s.data[i] != '>');
		sentences +=
		        strchr(".?!\xe2\xe3\xef", s.data[i]) &&
		        kr_slice_starts_any((struct kr_slice){s.data + i, s.len - i}, stops, 9);
		code += !tag && strchr("{}=|\\", s.data[i]) != NULL;
	}
	sentences += s.len == text->n && s.len && strchr(".!?", s.data[s.len - 1]);
	return sentences >= least && code * 2 < sentences && !is_notice(s);
}

/* A text whatever its name is: HTML, or on a bare page a long one with no other name. */
static bool is_text(struct object_finder *f, const struct kr_js_value *v, enum kr_state_role role)
{
	if (v->type != KR_JS_VALUE_STRING || v->n < STRING || f->budget < v->n)
		return false;
	f->budget -= v->n;
	return memmem(v->u.str, v->n, "<p", 2) || memmem(v->u.str, v->n, "<br", 3) ||
	       (f->bare && role == KR_STATE_OTHER && v->n >= 2 * STRING && is_prose(v, 2 * STOPS));
}

/* The members of an object, and the longest text among them. */
static void read_object(struct object_finder *f, struct kr_article_object *s)
{
	struct kr_member_choice c = {.m = &s->at};

	for (const struct kr_js_value *v = s->object->u.first; v; v = v->next) {
		const enum kr_state_role role = kr_state_keys_choose(&c, v);
		size_t n;

		if ((v->type != KR_JS_VALUE_STRING && v->type < KR_JS_VALUE_ARRAY) ||
		        (role != KR_STATE_TEXT && !is_text(f, v, role)))
			continue;
		n = kr_state_html(f->page, v, NULL, &f->budget);
		if (n > s->bytes) {
			s->bytes = n;
			s->text = v;
		}
	}
}

/* What an object lacks, from another one. */
static void merge(struct kr_members *to, const struct kr_members *from)
{
	for (size_t i = 0; i < KR_STATE_ROLES; i++)
		if (!to->v[i] && i != KR_STATE_TEXT)
			to->v[i] = from->v[i];
}

/* Reading another object's members is paid for, too: many may refer to one that is large. */
static bool read_other(struct object_finder *f, const struct kr_js_value *o, struct kr_members *ret)
{
	if (o->type != KR_JS_VALUE_OBJECT || f->budget < o->n)
		return false;
	f->budget -= o->n;
	kr_state_keys_members(o, ret);
	return ret->v[KR_STATE_TITLE] != NULL;
}

/* Title, time and source beside the text: in the object around it, or in one that stands with it.
 */
static void complete(struct object_finder *f, const struct kr_js_value *o,
        const struct kr_js_value *around, struct kr_members *m)
{
	struct kr_members other;

	if (around && read_other(f, around, &other))
		merge(m, &other);
	for (const struct kr_js_value *v = o->u.first; v && !m->v[KR_STATE_TITLE]; v = v->next)
		if (read_other(f, v, &other) && has_title(f, other.v[KR_STATE_TITLE]))
			merge(m, &other);
}

/* News with hardly any text: a video and what it shows. */
static bool is_story(const struct kr_members *m)
{
	return m->v[KR_STATE_TIME] && kr_js_value_str(m->v[KR_STATE_SUMMARY]) &&
	       (m->v[KR_STATE_SOURCE] || m->v[KR_STATE_AUTHOR] || m->v[KR_STATE_SECTION] ||
	               m->v[KR_STATE_PLAY]);
}

/* One of the titles that it has beside the one that it is shown with: for search engines, for
 * sharing. */
static bool has_other_title(struct object_finder *f, const struct kr_js_value *o)
{
	for (const struct kr_js_value *v = o->u.first; v; v = v->next)
		if (kr_js_value_str(v) &&
		        (kr_str_ends(v->key, "Title") || kr_str_ends(v->key, "_title")) &&
		        has_title(f, v))
			return true;
	return false;
}

/* How sure it is that the object is of this page; above all, whether it has a text at all. */
static int match_of(struct object_finder *f, const struct kr_article_object *s)
{
	const struct kr_js_value *title = s->at.v[KR_STATE_TITLE];
	const int text = s->bytes >= TEXT ? 2 : 0;

	if (has_title(f, title) || (title && text && has_other_title(f, s->object)))
		return 2 + text;
	return (title && has_address(f, s->object)) || s->object == f->article ? 1 + text : 0;
}

/* The text begins with the title of the page. */
static bool begins_with_title(struct object_finder *f, const struct kr_js_value *text)
{
	enum { HEAD = 1000 };

	add_key(text->u.str, text->n < HEAD ? text->n : HEAD, &f->key);
	return f->own.len >= LONG_KEY && memmem(f->key.data, f->key.len, f->own.data, f->own.len);
}

/* A text by itself, on a page that is an article: it has a heading or a day, or the text has its
 * title. */
static void consider_untitled(struct object_finder *f, const struct kr_article_object *s)
{
	const struct kr_js_value *best = f->untitled.text;

	if (!s->text || s->text->type != KR_JS_VALUE_STRING || s->bytes < ALONE ||
	        !is_prose(s->text, STOPS))
		return;
	if (best && s->text->n == best->n && !memcmp(s->text->u.str, best->u.str, best->n))
		return;
	if (!f->page->doc->published && f->page->title_node < 0 && !begins_with_title(f, s->text))
		return;
	if (s->bytes <= f->untitled.bytes) {
		f->rival = s->bytes > f->rival ? s->bytes : f->rival;
		return;
	}
	f->rival = f->untitled.bytes;
	f->untitled = *s;
}

static void consider(
        struct object_finder *f, const struct kr_js_value *o, const struct kr_js_value *around)
{
	struct kr_article_object s = {.object = o};
	bool own_title;
	size_t score;
	int match;

	read_object(f, &s);
	if (s.at.v[KR_STATE_TITLE])
		s.at.v[KR_STATE_TITLE] = kr_state_keys_title(
		        kr_state_keys_resolve(f->page, s.at.v[KR_STATE_TITLE], &f->budget));
	own_title = s.at.v[KR_STATE_TITLE] != NULL;
	if (!s.at.v[KR_STATE_TITLE] && s.bytes >= ALONE)
		complete(f, o, around, &s.at);
	match = match_of(f, &s);
	if (!s.bytes && match && is_story(&s.at)) {
		s.text = s.at.v[KR_STATE_SUMMARY];
		s.bytes = kr_state_html(f->page, s.text, NULL, &f->budget);
	}
	score = s.bytes;
	if (!kr_js_value_str(s.at.v[KR_STATE_TITLE]) && o != f->article) {
		if (f->bare)
			consider_untitled(f, &s);
		return;
	}
	if (!match && (score < ALONE || is_notice((struct kr_slice){s.at.v[KR_STATE_TITLE]->u.str,
	                                        s.at.v[KR_STATE_TITLE]->n})))
		return;
	score += own_title ? FIELD : 0;
	score += s.at.v[KR_STATE_TIME] ? FIELD : 0;
	score += s.at.v[KR_STATE_SOURCE] || s.at.v[KR_STATE_AUTHOR] ? FIELD : 0;
	for (size_t i = 0; i < KR_STATE_ROLES; i++)
		score += s.at.v[i] != NULL;
	if (match < f->match || (match == f->match && score <= f->score)) {
		f->second = !match && score > f->second ? score : f->second;
		return;
	}
	f->second = match == f->match && !match ? f->score : 0;
	f->match = match;
	f->score = score;
	*f->best = s;
}

/* --- the walk ----------------------------------------------------------------------------- */

/* Strings that hold JSON become what they hold, in place. */
static void unwrap(struct object_finder *f, struct kr_js_value *v)
{
	struct kr_js_value *inner;

	if (v->n < NESTED || f->unwrapped + v->n > BUDGET)
		return;
	inner = kr_decode_nested(&f->page->arena, v);
	if (!inner || inner->type < KR_JS_VALUE_ARRAY)
		return;
	f->unwrapped += v->n;
	v->type = inner->type;
	v->n = inner->n;
	v->u = inner->u;
}

/* One of the objects around has a title and an address or id, and not those of the page: an article
 * by itself. Each is looked at once. */
static bool is_of_other(struct object_finder *f, const struct kr_js_value_walk *w)
{
	bool other = false;

	for (int i = 0; i < w->depth && !other; i++) {
		const struct kr_js_value *o = w->in[i];
		struct kr_members m;

		if (o->type != KR_JS_VALUE_OBJECT)
			continue;
		if (f->around[i].object != o) {
			kr_state_keys_members(o, &m);
			f->around[i].object = o;
			f->around[i].other = kr_js_value_str(m.v[KR_STATE_TITLE]) &&
			                     (m.v[KR_STATE_URL] || m.v[KR_STATE_ID]) &&
			                     !has_title(f, m.v[KR_STATE_TITLE]) &&
			                     !has_address(f, o);
		}
		other = f->around[i].other;
	}
	return other;
}

/* Every array and object once, whatever refers to it. */
static void walk(struct object_finder *f, struct kr_js_value *root)
{
	struct kr_js_value_walk w = {.seen = KR_JS_VALUE_SEEN_ARTICLE};

	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w)) {
		if (v->type == KR_JS_VALUE_STRING)
			unwrap(f, v);
		if (v->type == KR_JS_VALUE_STRING && f->bare && v->n >= PIECE && is_prose(v, 1) &&
		        !is_of_other(f, &w))
			kr_fragments_add(&f->pieces, &f->page->arena, v, &w);
		if (kr_js_value_enter(&w, v) && v->type == KR_JS_VALUE_OBJECT)
			consider(f, v, kr_js_value_around(&w));
	}
}

static bool has_no_text(const struct kr_article_object *s)
{
	return s->bytes < TEXT || s->text == s->at.v[KR_STATE_SUMMARY];
}

/* A text by itself, where the article has none, or its summary. */
static void take_untitled(const struct object_finder *f, struct kr_article_object *ret)
{
	if (!f->untitled.text || f->rival * 2 > f->untitled.bytes)
		return;
	if (!ret->object)
		*ret = f->untitled;
	ret->text = f->untitled.text;
	ret->bytes = f->untitled.bytes;
	ret->loose = true;
}

/* A text in pieces, where there is none in one. Two or three long ones are rather texts of their
 * own. */
static void put_together(struct object_finder *f, struct kr_article_object *ret)
{
	size_t bytes = 0;
	const struct kr_js_value *text = kr_fragments_best(&f->pieces, &bytes);

	if (!text || bytes < ALONE || (f->rival && text->n < MANY) || bytes < 2 * ret->bytes ||
	        (!ret->sure && !f->page->doc->published && f->page->title_node < 0))
		return;
	ret->text = text;
	ret->bytes = bytes;
	ret->loose = true;
}

static void find(struct kr_page *page, struct kr_article_object *ret)
{
	struct object_finder f = {.page = page,
	        .article = kr_json_ld_article(page),
	        .best = ret,
	        .budget = BUDGET,
	        .bare = kr_page_is_bare(page)};

	*ret = (struct kr_article_object){0};
	kr_state_scripts_load(page);
	kr_str_init(&f.title);
	kr_str_init(&f.own);
	kr_str_init(&f.og);
	kr_str_init(&f.key);
	find_titles(&f);
	for (size_t i = 0; i < page->nld; i++)
		if (kr_json_ld_is_article(page->ld[i]))
			walk(&f, page->ld[i]);
	for (size_t i = 0; i < page->nstate; i++)
		walk(&f, page->state[i]);
	ret->sure = f.match > 0;
	if (!ret->sure && f.second * 2 > f.score)
		*ret = (struct kr_article_object){0};
	if (has_no_text(ret))
		take_untitled(&f, ret);
	if (f.bare && has_no_text(ret))
		put_together(&f, ret);
	kr_str_fini(&f.title);
	kr_str_fini(&f.own);
	kr_str_fini(&f.og);
	kr_str_fini(&f.key);
}

const struct kr_article_object *kr_article_object_get(struct kr_page *page)
{
	if (!page->object) {
		struct kr_article_object *o = kr_arena_alloc(&page->arena, sizeof *o);

		find(page, o);
		page->object = o;
	}
	return page->object;
}
