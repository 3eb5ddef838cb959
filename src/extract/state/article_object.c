#include "extract/state/article_object_priv.h"

#include <string.h>

#include "extract/data/decode_nested_priv.h"
#include "extract/data/json_ld_priv.h"
#include "extract/data/state_scripts_priv.h"
#include "extract/state/article_candidates_priv.h"
#include "extract/state/fragments_priv.h"
#include "extract/state/prose_priv.h"
#include "kread/base/budgets.h"

enum {
	NESTED = 200,  /* bytes: shorter strings are not searched for nested JSON */
	FRAGMENT = 80, /* bytes of a fragment */
	FRAGMENTS = 4, /* two or three long texts are rather separate texts */
};

struct object_finder {
	struct kr_article_candidates candidates;
	struct kr_fragments fragments;
	struct { /* by level of the walk: answers of in_other_article() */
		const struct kr_js_value *object;
		bool other_article;
	} ancestors[KR_JS_VALUE_WALK];
	size_t decoded; /* bytes of nested JSON */
};

/* Replaces a string that contains JSON by its value. */
static void decode_in_place(struct object_finder *f, struct kr_js_value *v)
{
	struct kr_js_value *inner;

	if (v->n < NESTED || f->decoded + v->n > KR_STATE_STEPS)
		return;
	inner = kr_decode_nested(&f->candidates.page->arena, v);
	if (!inner || inner->type < KR_JS_VALUE_ARRAY)
		return;
	f->decoded += v->n;
	kr_js_value_assign(v, inner);
}

/* Has a title and a URL or id, and they are not those of the page. */
static bool is_other_article(struct object_finder *f, const struct kr_js_value *object)
{
	struct kr_page_match *match = &f->candidates.match;
	struct kr_state_members m;

	kr_state_keys_read(object, &m);
	return kr_js_value_str(m.v[KR_STATE_TITLE]) && (m.v[KR_STATE_URL] || m.v[KR_STATE_ID]) &&
	       !kr_page_match_title(match, m.v[KR_STATE_TITLE]) &&
	       !kr_page_match_url(match, object);
}

/* Whether the walk is inside another article. Each object is checked once. */
static bool in_other_article(struct object_finder *f, const struct kr_js_value_walk *w)
{
	bool other = false;

	for (int i = 0; i < w->depth && !other; i++) {
		const struct kr_js_value *o = w->in[i];

		if (o->type != KR_JS_VALUE_OBJECT)
			continue;
		if (f->ancestors[i].object != o) {
			f->ancestors[i].object = o;
			f->ancestors[i].other_article = is_other_article(f, o);
		}
		other = f->ancestors[i].other_article;
	}
	return other;
}

static void walk(struct object_finder *f, struct kr_js_value *root)
{
	struct kr_js_value_walk w = {.seen = KR_JS_VALUE_SEEN_ARTICLE};
	struct kr_article_candidates *c = &f->candidates;

	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w)) {
		if (v->type == KR_JS_VALUE_STRING)
			decode_in_place(f, v);
		if (v->type == KR_JS_VALUE_STRING && c->bare && v->n >= FRAGMENT &&
		        kr_prose_is(v, 1) && !in_other_article(f, &w))
			kr_fragments_add(&f->fragments, &c->page->arena, v, &w);
		if (kr_js_value_enter(&w, v) && v->type == KR_JS_VALUE_OBJECT)
			kr_article_candidates_add(c, v, kr_js_value_parent(&w));
	}
}

static bool lacks_text(const struct kr_article_object *o)
{
	return o->bytes < KR_ARTICLE_TEXT || o->text == o->members.v[KR_STATE_SUMMARY];
}

/* Uses the longest text without a title, unless another one is nearly as long. */
static void use_untitled(const struct kr_article_candidates *c, struct kr_article_object *ret)
{
	if (!c->untitled.text || c->second_untitled * 2 > c->untitled.bytes)
		return;
	if (!ret->object)
		*ret = c->untitled;
	ret->text = c->untitled.text;
	ret->bytes = c->untitled.bytes;
	ret->text_alone = true;
}

/* Uses a text in fragments. */
static void use_fragments(const struct object_finder *f, struct kr_article_object *ret)
{
	const struct kr_article_candidates *c = &f->candidates;
	size_t bytes = 0;
	const struct kr_js_value *text = kr_fragments_best(&f->fragments, &bytes);

	if (!text || bytes < KR_ARTICLE_TEXT_ALONE || (c->second_untitled && text->n < FRAGMENTS) ||
	        bytes < 2 * ret->bytes ||
	        (!ret->confirmed && !c->page->doc->published && c->page->title_node < 0))
		return;
	ret->text = text;
	ret->bytes = bytes;
	ret->text_alone = true;
}

static void choose(const struct object_finder *f, struct kr_article_object *ret)
{
	const struct kr_article_candidates *c = &f->candidates;

	*ret = c->best;
	ret->confirmed = c->level > 0;
	if (!ret->confirmed && c->second * 2 > c->score)
		*ret = (struct kr_article_object){0};
	if (lacks_text(ret))
		use_untitled(c, ret);
	if (c->bare && lacks_text(ret))
		use_fragments(f, ret);
}

static void find(struct kr_page *page, struct kr_article_object *ret)
{
	struct object_finder f = {.candidates = {.page = page,
	                                  .json_ld = kr_json_ld_article(page),
	                                  .bare = kr_page_is_bare(page),
	                                  .budget = KR_STATE_STEPS}};

	kr_state_scripts_load(page);
	kr_page_match_init(&f.candidates.match, page);
	for (size_t i = 0; i < page->njson_ld; i++)
		if (kr_json_ld_is_article(page->json_ld[i]))
			walk(&f, page->json_ld[i]);
	for (size_t i = 0; i < page->nstate; i++)
		walk(&f, page->state[i]);
	choose(&f, ret);
	kr_page_match_fini(&f.candidates.match);
}

const struct kr_article_object *kr_article_object_get(struct kr_page *page)
{
	if (!page->article_object) {
		struct kr_article_object *o = kr_arena_alloc(&page->arena, sizeof *o);

		find(page, o);
		page->article_object = o;
	}
	return page->article_object;
}
