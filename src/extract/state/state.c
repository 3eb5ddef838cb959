/* Fills the fields that earlier stages have not found from the article object of the page state. */
#include "extract/dom/page_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/meta/author_names_priv.h"
#include "extract/meta/meta_priv.h"
#include "extract/state/article_object_priv.h"
#include "extract/state/state_recs_priv.h"
#include "extract/state/state_values_priv.h"

enum {
	MAX_NAME = 60,    /* bytes of a source, section or editor */
	MAX_AUTHOR = 120, /* bytes */
	MAX_AUTHORS = 12,
};

/* --- fields ------------------------------------------------------------------------------- */

/* A time found earlier is kept, unless this one is the same day with a time of day. */
static void set_time(struct kr_page *page, const struct kr_article_object *o)
{
	struct kr_doc *doc = page->doc;
	const char *text,
	        *when = kr_state_values_time(page, o->members.v[KR_STATE_PUBLISHED], &text);
	const bool finer = when && doc->published && strlen(doc->published) == 10 &&
	                   kr_str_starts(when, doc->published) &&
	                   !kr_str_starts(when + 10, "T00:00:00");

	if (when && (!doc->published || finer)) {
		doc->published = when;
		doc->published_text = text;
	}
	when = kr_state_values_time(page, o->members.v[KR_STATE_MODIFIED], &text);
	if (when && !doc->modified && doc->published && strcmp(when, doc->published) > 0)
		doc->modified = when;
}

static void set_authors(struct kr_page *page, const struct kr_js_value *v)
{
	struct kr_doc *doc = page->doc;
	const bool many = v && v->type == KR_JS_VALUE_ARRAY;

	for (v = many ? v->u.first : v; v && doc->authors.n < MAX_AUTHORS;
	        v = many ? v->next : NULL) {
		const char *name = kr_state_values_line(page, v, MAX_AUTHOR);

		if (name)
			kr_author_names_add(doc, kr_slice_of(name));
	}
}

static void set_fields(struct kr_page *page, const struct kr_article_object *o)
{
	struct kr_doc *doc = page->doc;

	if (!doc->title)
		doc->title = kr_json_ld_line(page, o->members.v[KR_STATE_TITLE]);
	set_time(page, o);
	if (!doc->source)
		doc->source = kr_state_values_line(page, o->members.v[KR_STATE_SOURCE], MAX_NAME);
	if (doc->source && doc->site && !strcmp(doc->source, doc->site))
		doc->source = NULL;
	if (!doc->section)
		doc->section = kr_state_values_line(page, o->members.v[KR_STATE_SECTION], MAX_NAME);
	if (!doc->editor)
		doc->editor = kr_state_values_line(page, o->members.v[KR_STATE_EDITOR], MAX_NAME);
	if (!doc->authors.n)
		set_authors(page, o->members.v[KR_STATE_AUTHOR]);
	if (!doc->keywords.n)
		kr_meta_keywords(page, o->members.v[KR_STATE_KEYWORDS]);
	if (!doc->summary)
		doc->summary = kr_json_ld_line(page, o->members.v[KR_STATE_SUMMARY]);
	if (!doc->image)
		doc->image = kr_state_values_picture(page, o->members.v[KR_STATE_IMAGE]);
}

/* --- the stage ---------------------------------------------------------------------------- */

/* Whether there is a player whose stream a script sets. */
static bool has_empty_player(const struct kr_dom *dom)
{
	for (int32_t i = 0; i < dom->n; i++)
		if ((dom->nodes[i].tag == KR_TAG_video || dom->nodes[i].tag == KR_TAG_audio) &&
		        !kr_dom_attr(dom, i, "src") && dom->nodes[i].end == i + 1)
			return true;
	return false;
}

void kr_state_run(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;
	const struct kr_article_object *o;

	/* loading the states is slow, so it must be worth it */
	if (!page->article_object && doc->title && doc->published && doc->nrecs &&
	        (doc->source || doc->authors.n) && !has_empty_player(&page->dom))
		return;
	o = kr_article_object_get(page);
	if (o->confirmed || page->state_chars) {
		page->media_object = o->object;
		set_fields(page, o);
	}
	if (!doc->nrecs &&
	        (page->state_chars || (o->confirmed && o->members.v[KR_STATE_PUBLISHED])))
		kr_state_recs(page, o, page->state_chars > 0);
}
