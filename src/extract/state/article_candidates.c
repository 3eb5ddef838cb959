#include "extract/state/article_candidates_priv.h"

#include <string.h>

#include "extract/state/prose_priv.h"
#include "extract/state/state_html_priv.h"
#include "extract/state/state_refs_priv.h"

enum {
	ANY_NAME = 400, /* bytes: HTML of this length is a text whatever its name */
	FIELD = 30,     /* bytes of text that a title, a time or a source is worth */
	SENTENCES = 3,  /* in a text that only its words qualify */
};

enum { /* kr_article_candidates.level */
	LEVEL_NONE,
	LEVEL_URL,      /* the URL or id is that of the page, or it is the article in JSON-LD */
	LEVEL_TITLE,    /* the title is that of the page */
	LEVEL_TEXT = 2, /* added to these if there is a text */
};

/* --- members ------------------------------------------------------------------------------ */

/* Whether a member with no name for text is text nevertheless: HTML, or on a bare page long prose
 * under an unknown name. */
static bool is_unnamed_text(
        struct kr_article_candidates *c, const struct kr_js_value *v, enum kr_state_role role)
{
	if (v->type != KR_JS_VALUE_STRING || v->n < ANY_NAME || c->budget < v->n)
		return false;
	c->budget -= v->n;
	return memmem(v->u.str, v->n, "<p", 2) || memmem(v->u.str, v->n, "<br", 3) ||
	       (c->bare && role == KR_STATE_OTHER && v->n >= 2 * ANY_NAME &&
	               kr_prose_is(v, 2 * SENTENCES));
}

/* Reads the members of an object and the longest text among them. */
static void read_object(struct kr_article_candidates *c, struct kr_article_object *o)
{
	struct kr_state_choice choice = {.members = &o->members};

	for (const struct kr_js_value *v = o->object->u.first; v; v = v->next) {
		const enum kr_state_role role = kr_state_keys_choose(&choice, v);
		size_t n;

		if ((v->type != KR_JS_VALUE_STRING && v->type < KR_JS_VALUE_ARRAY) ||
		        (role != KR_STATE_TEXT && !is_unnamed_text(c, v, role)))
			continue;
		n = kr_state_html(c->page, v, NULL, &c->budget);
		if (n > o->bytes) {
			o->bytes = n;
			o->text = v;
		}
	}
}

static void fill_gaps(struct kr_state_members *to, const struct kr_state_members *from)
{
	for (size_t i = 0; i < KR_STATE_ROLES; i++)
		if (!to->v[i] && i != KR_STATE_TEXT)
			to->v[i] = from->v[i];
}

/* Reads the members of a titled object. This costs budget, too: a large object may be referred to
 * many times. */
static bool read_titled(
        struct kr_article_candidates *c, const struct kr_js_value *o, struct kr_state_members *ret)
{
	if (o->type != KR_JS_VALUE_OBJECT || c->budget < o->n)
		return false;
	c->budget -= o->n;
	kr_state_keys_read(o, ret);
	return ret->v[KR_STATE_TITLE] != NULL;
}

/* If the text is in an object of its own, title, time and source are in its parent or in one of its
 * members. */
static void add_members_nearby(struct kr_article_candidates *c, const struct kr_js_value *o,
        const struct kr_js_value *parent, struct kr_state_members *members)
{
	struct kr_state_members other;

	if (parent && read_titled(c, parent, &other))
		fill_gaps(members, &other);
	for (const struct kr_js_value *v = o->u.first; v && !members->v[KR_STATE_TITLE];
	        v = v->next)
		if (read_titled(c, v, &other) &&
		        kr_page_match_title(&c->match, other.v[KR_STATE_TITLE]))
			fill_gaps(members, &other);
}

/* --- choice ------------------------------------------------------------------------------- */

/* A report with hardly any text: a video and its description. */
static bool is_short_report(const struct kr_state_members *m)
{
	return m->v[KR_STATE_PUBLISHED] && kr_js_value_str(m->v[KR_STATE_SUMMARY]) &&
	       (m->v[KR_STATE_SOURCE] || m->v[KR_STATE_AUTHOR] || m->v[KR_STATE_SECTION] ||
	               m->v[KR_STATE_STREAM]);
}

static int match_level(struct kr_article_candidates *c, const struct kr_article_object *o)
{
	const struct kr_js_value *title = o->members.v[KR_STATE_TITLE];
	const int text = o->bytes >= KR_ARTICLE_TEXT ? LEVEL_TEXT : 0;

	if (kr_page_match_title(&c->match, title) ||
	        (title && text && kr_page_match_alternative_title(&c->match, o->object)))
		return LEVEL_TITLE + text;
	if ((title && kr_page_match_url(&c->match, o->object)) || o->object == c->json_ld)
		return LEVEL_URL + text;
	return LEVEL_NONE;
}

/* A text without a title counts only on a page that looks like an article: it has a heading or a
 * date, or its title is in the text. */
static void consider_untitled(struct kr_article_candidates *c, const struct kr_article_object *o)
{
	const struct kr_js_value *best = c->untitled.text;

	if (!o->text || o->text->type != KR_JS_VALUE_STRING || o->bytes < KR_ARTICLE_TEXT_ALONE ||
	        !kr_prose_is(o->text, SENTENCES))
		return;
	if (best && o->text->n == best->n && !memcmp(o->text->u.str, best->u.str, best->n))
		return;
	if (!c->page->doc->published && c->page->title_node < 0 &&
	        !kr_page_match_start(&c->match, o->text))
		return;
	if (o->bytes <= c->untitled.bytes) {
		if (o->bytes > c->second_untitled)
			c->second_untitled = o->bytes;
		return;
	}
	c->second_untitled = c->untitled.bytes;
	c->untitled = *o;
}

static size_t score_of(const struct kr_article_object *o, bool own_title)
{
	const struct kr_state_members *m = &o->members;
	size_t score = o->bytes;

	score += own_title ? FIELD : 0;
	score += m->v[KR_STATE_PUBLISHED] ? FIELD : 0;
	score += m->v[KR_STATE_SOURCE] || m->v[KR_STATE_AUTHOR] ? FIELD : 0;
	for (size_t i = 0; i < KR_STATE_ROLES; i++)
		score += m->v[i] != NULL;
	return score;
}

static void consider_titled(struct kr_article_candidates *c, const struct kr_article_object *o,
        int level, bool own_title)
{
	const size_t score = score_of(o, own_title);

	if (level < c->level || (level == c->level && score <= c->score)) {
		if (!level && score > c->second)
			c->second = score;
		return;
	}
	c->second = level == c->level && !level ? c->score : 0;
	c->level = level;
	c->score = score;
	c->best = *o;
}

void kr_article_candidates_add(struct kr_article_candidates *c, const struct kr_js_value *object,
        const struct kr_js_value *parent)
{
	struct kr_article_object o = {.object = object};
	const struct kr_js_value **title = &o.members.v[KR_STATE_TITLE];
	bool own_title;
	int level;

	read_object(c, &o);
	if (*title)
		*title = kr_state_keys_title(kr_state_refs_resolve(c->page, *title, &c->budget));
	own_title = *title != NULL;
	if (!own_title && o.bytes >= KR_ARTICLE_TEXT_ALONE)
		add_members_nearby(c, object, parent, &o.members);
	level = match_level(c, &o);
	if (!o.bytes && level && is_short_report(&o.members)) {
		o.text = o.members.v[KR_STATE_SUMMARY];
		o.bytes = kr_state_html(c->page, o.text, NULL, &c->budget);
	}
	if (!kr_js_value_str(*title) && object != c->json_ld) {
		if (c->bare)
			consider_untitled(c, &o);
		return;
	}
	if (!level && (o.bytes < KR_ARTICLE_TEXT_ALONE ||
	                      kr_prose_is_notice((struct kr_slice){(*title)->u.str, (*title)->n})))
		return;
	consider_titled(c, &o, level, own_title);
}
