/* What a page shows only once its scripts have run, from the data that they start with: the body
 * where the page has none or a shorter one, and what else the stages before have not found. */
#include "extract/state/state_priv.h"

#include <stdlib.h>
#include <string.h>

#include "extract/meta/date/date_priv.h"
#include "extract/meta/meta_priv.h"
#include "kread/base/url.h"
#include "extract/meta/title/title_candidates_priv.h"

enum {
	THIN = 1500,    /* bytes: a body that may not be the article's */
	SCRAP = 120,    /* one that is no article: it gives way to any text */
	LEAST = 60,     /* bytes of a body worth showing */
	HTML = 4 << 20, /* steps of writing it */
	SAMPLES = 40,   /* blocks that are looked up in the page */
	SAMPLE = 48,    /* bytes of the key of a block */
	NAME = 60,      /* bytes of a source or section */
	AUTHOR = 120,
	AUTHORS = 12,
};

/* --- fields ------------------------------------------------------------------------------- */

/* Times that the page gives to machines stand; those of a page without its article may be of
 * anything. */
static void set_time(struct kr_page *page, const struct kr_article_object *s)
{
	struct kr_doc *doc = page->doc;
	const char *text, *when = kr_state_values_time(page, s->at.v[KR_STATE_TIME], &text);
	const bool finer = when && doc->published && strlen(doc->published) == 10 &&
	                   kr_str_starts(when, doc->published) &&
	                   !kr_str_starts(when + 10, "T00:00:00");

	if (when && (!doc->published || finer)) {
		doc->published = when;
		doc->published_text = text;
	}
	when = kr_state_values_time(page, s->at.v[KR_STATE_MODIFIED], &text);
	if (when && !doc->modified && doc->published && strcmp(when, doc->published) > 0)
		doc->modified = when;
}

static void set_authors(struct kr_page *page, const struct kr_js_value *v)
{
	struct kr_doc *doc = page->doc;
	const bool many = v && v->type == KR_JS_VALUE_ARRAY;

	for (v = many ? v->u.first : v; v && doc->authors.n < AUTHORS; v = many ? v->next : NULL) {
		const char *name = kr_state_values_line(page, v, AUTHOR);

		if (name)
			kr_doc_add_string(doc, &doc->authors, name, strlen(name));
	}
}

static void set_fields(struct kr_page *page, const struct kr_article_object *s)
{
	struct kr_doc *doc = page->doc;

	if (!doc->title)
		doc->title = kr_json_ld_line(page, s->at.v[KR_STATE_TITLE]);
	set_time(page, s);
	if (!doc->source)
		doc->source = kr_state_values_line(page, s->at.v[KR_STATE_SOURCE], NAME);
	if (doc->source && doc->site && !strcmp(doc->source, doc->site))
		doc->source = NULL;
	if (!doc->section)
		doc->section = kr_state_values_line(page, s->at.v[KR_STATE_SECTION], NAME);
	if (!doc->editor)
		doc->editor = kr_state_values_line(page, s->at.v[KR_STATE_EDITOR], NAME);
	if (!doc->authors.n)
		set_authors(page, s->at.v[KR_STATE_AUTHOR]);
	if (!doc->keywords.n)
		kr_meta_keywords(page, s->at.v[KR_STATE_KEYWORDS]);
	if (!doc->summary)
		doc->summary = kr_json_ld_line(page, s->at.v[KR_STATE_SUMMARY]);
	if (!doc->image)
		doc->image = kr_state_values_picture(page, s->at.v[KR_STATE_IMAGE]);
}

/* --- the stage ---------------------------------------------------------------------------- */

/* A player that gets its address from a script. */
static bool has_empty_player(const struct kr_dom *dom)
{
	for (int32_t i = 0; i < dom->n; i++)
		if ((dom->nodes[i].tag == KR_TAG_video || dom->nodes[i].tag == KR_TAG_audio) &&
		        !kr_dom_attr(dom, i, "src") && dom->nodes[i].end == i + 1)
			return true;
	return false;
}

/* Fills what the stages before have not found, from the object of the article. */
void kr_state_run(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;
	const struct kr_article_object *o;

	if (!page->object && doc->title && doc->published && doc->nrecs &&
	        !has_empty_player(&page->dom))
		return;
	o = kr_article_object_get(page);
	if (o->sure || page->state_chars) {
		page->story = o->object;
		set_fields(page, o);
	}
	if (!doc->nrecs && (page->state_chars || (o->sure && o->at.v[KR_STATE_TIME])))
		kr_state_recs(page, o, page->state_chars > 0);
}
