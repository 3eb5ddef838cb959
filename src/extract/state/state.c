/* What a page shows only once its scripts have run, from the data that they start with: the body
 * where the page has none or a shorter one, and what else the stages before have not found. */
#include "extract/state/state_priv.h"

#include <stdlib.h>
#include <string.h>

#include "extract/meta/date/date_priv.h"
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

/* --- body --------------------------------------------------------------------------------- */

/* Bytes of the blocks that the page does not show anyway, judged by how they begin. */
static size_t hidden_bytes(const struct kr_page *page)
{
	const struct kr_doc *doc = page->doc;
	struct kr_str shown, key, text;
	size_t hidden = 0, step = doc->nblocks / SAMPLES + 1;

	kr_str_init(&shown);
	kr_str_init(&key);
	kr_str_init(&text);
	kr_dom_inner_text(&page->dom, 0, &text);
	kr_title_text_key(text.data, text.len, &shown);
	for (size_t i = 0; i < doc->nblocks; i += step) {
		kr_str_clear(&text);
		kr_str_clear(&key);
		kr_doc_block_text(&doc->blocks[i], &text);
		kr_title_text_key(text.data, text.len < 4 * SAMPLE ? text.len : 4 * SAMPLE, &key);
		if (key.len > SAMPLE)
			kr_str_cut(&key, SAMPLE);
		if (!memmem(shown.data, shown.len, key.data, key.len))
			hidden += text.len * step;
	}
	kr_str_fini(&shown);
	kr_str_fini(&key);
	kr_str_fini(&text);
	return hidden;
}

/* The HTML of the state as blocks and media of the doc, by the same way that pages take. Returns
 * its kr_stat.chars. */
static uint32_t add_html(struct kr_page *page, const char *html, size_t len)
{
	struct kr_page sub = {.in = page->in,
	        .base = page->base,
	        .doc = page->doc,
	        .title_node = -1,
	        .body_root = -1};
	uint32_t chars = 0;

	kr_arena_init(&sub.arena);
	kr_arena_init(&sub.scratch);
	if (kr_dom_parse(&sub.dom, html, len, NULL) == 0) {
		kr_visibility_run(&sub);
		kr_visibility_keep_all(&sub);
		kr_blocks_run(&sub);
		chars = sub.stat[0].chars;
	}
	kr_dom_fini(&sub.dom);
	kr_arena_fini(&sub.arena);
	kr_arena_fini(&sub.scratch);
	return chars;
}

static void drop_marks(struct kr_page *page)
{
	for (int32_t i = 0; i < page->dom.n; i++)
		page->mark[i] &= (uint8_t)~KR_MARK_KEEP;
	page->body_root = -1;
}

/* The text takes the place of the body if more of it is missing on the page than the body has;
 * twice as much, if that is not just a few lines. */
static bool take_body(struct kr_page *page, const struct kr_js_value *text, size_t dom_bytes)
{
	const struct kr_doc before = *page->doc;
	struct kr_doc *doc = page->doc;
	size_t budget = HTML;
	struct kr_str html;
	uint32_t chars;

	kr_str_init(&html);
	kr_state_html(page, text, &html, &budget);
	doc->blocks = NULL;
	doc->nblocks = doc->cap_blocks = 0;
	chars = add_html(page, html.data, html.len);
	kr_str_fini(&html);
	if (kr_page_body_bytes(page) < LEAST ||
	        hidden_bytes(page) <= (dom_bytes < KR_PAGE_HARDLY ? dom_bytes : 2 * dom_bytes)) {
		doc->blocks = before.blocks;
		doc->nblocks = before.nblocks;
		doc->cap_blocks = before.cap_blocks;
		return false;
	}
	drop_marks(page);
	page->state_chars = chars;
	return true;
}

/* --- fields ------------------------------------------------------------------------------- */

static void set_title(struct kr_page *page, const struct kr_article_object *s, bool body)
{
	struct kr_doc *doc = page->doc;
	const char *title = kr_json_ld_line(page, s->at.v[KR_STATE_TITLE]);

	if (title && (!doc->title || (body && page->title_node < 0)))
		doc->title = title;
}

/* A text that had no title beside it may begin with one: the page's, which may have more of it. */
static void take_heading(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;
	struct kr_str text;
	const char *line;

	if (!doc->nblocks || doc->blocks[0].type != KR_BLOCK_HEADING || !doc->title)
		return;
	kr_str_init(&text);
	kr_doc_block_text(&doc->blocks[0], &text);
	line = kr_doc_line(doc, text.data, text.len);
	if (line && kr_str_starts(doc->title, line)) {
		doc->title = line;
		memmove(doc->blocks, doc->blocks + 1, --doc->nblocks * sizeof *doc->blocks);
	}
	kr_str_fini(&text);
}

/* Times that the page gives to machines stand; those of a page without its article may be of
 * anything. */
static void set_time(struct kr_page *page, const struct kr_article_object *s, bool body)
{
	struct kr_doc *doc = page->doc;
	const char *text, *when = kr_state_values_time(page, s->at.v[KR_STATE_TIME], &text);
	const bool finer = when && doc->published && strlen(doc->published) == 10 &&
	                   kr_str_starts(when, doc->published) &&
	                   !kr_str_starts(when + 10, "T00:00:00");

	if (when && (!doc->published || finer || (body && !page->nld))) {
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

static void set_fields(struct kr_page *page, const struct kr_article_object *s, bool body)
{
	struct kr_doc *doc = page->doc;

	set_title(page, s, body);
	set_time(page, s, body);
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

void kr_state_run(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;
	const size_t dom_bytes = kr_page_body_bytes(page);
	const struct kr_js_value *own = kr_js_value_get(kr_json_ld_article(page), "articleBody");
	const bool thin = dom_bytes < THIN && !kr_page_is_listing(page);
	struct kr_article_object story;
	bool body = false;

	if (!thin && kr_js_value_str(own) && own->n > 2 * dom_bytes)
		body = take_body(page, own, dom_bytes);
	if (!thin && doc->title && doc->published && doc->nrecs && !has_empty_player(&page->dom))
		return;
	kr_article_object_find(page, &story);
	if (thin && story.bytes >= LEAST &&
	        (story.loose ? dom_bytes < SCRAP : story.sure || dom_bytes < KR_PAGE_HARDLY))
		body = take_body(page, story.text, dom_bytes);
	if (story.sure || body) {
		page->story = story.object;
		if (body && !story.at.v[KR_STATE_TITLE])
			take_heading(page);
		set_fields(page, &story, body);
	}
	if (!doc->nrecs && (body || (story.sure && story.at.v[KR_STATE_TIME])))
		kr_state_recs(page, &story, body);
}
