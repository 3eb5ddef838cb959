/* Decides, before the body is built, whether it comes from the DOM or from the data of the page:
 * both are candidates, measured by the bytes of text that the page shows or hides. The winner alone
 * becomes the article: the blocks of data that win wait in page->state_body for the stage "blocks".
 */
#include "extract/state/state_priv.h"

#include <string.h>

#include "extract/data/markdown_priv.h"
#include "extract/meta/title/title_text_priv.h"
#include "kread/base/utf8.h"

enum {
	THIN = 1500,    /* bytes: a body of the DOM that may not be the article's */
	SCRAP = 120,    /* one that is no article: it gives way to any text */
	LEAST = 60,     /* bytes of a body worth showing */
	HTML = 4 << 20, /* steps of writing the text as HTML */
	SAMPLES = 40,   /* blocks that are looked up in the page */
	SAMPLE = 48,    /* bytes of the key of a block */
};

/* A body made of data. */
struct candidate {
	struct kr_doc *doc; /* its blocks */
	uint32_t chars;     /* as in kr_stat */
};

/* --- building ----------------------------------------------------------------------------- */

/* Neither HTML nor Markdown, without character references. */
static bool is_plain(const struct kr_js_value *text)
{
	return text->type == KR_JS_VALUE_STRING && !memchr(text->u.str, '<', text->n) &&
	       !memchr(text->u.str, '&', text->n) && !kr_markdown_is(text->u.str, text->n);
}

static uint32_t count_chars(const char *s, size_t len)
{
	uint32_t n = 0;

	for (size_t i = 0; i < len;) {
		uint32_t c;

		i += kr_utf8_decode(s + i, len - i, &c);
		n += kr_utf8_is_cjk(c) ? 2 : c > ' ';
	}
	return n;
}

/* Each line is a paragraph. */
static void add_lines(const char *s, size_t len, struct candidate *ret)
{
	for (size_t i = 0, n; i < len; i += n + 1) {
		const char *line, *end = memchr(s + i, '\n', len - i);

		n = end ? (size_t)(end - (s + i)) : len - i;
		line = kr_doc_line(ret->doc, s + i, n);
		if (!line)
			continue;
		kr_doc_add_span(ret->doc, &kr_doc_add_block(ret->doc, KR_BLOCK_PARAGRAPH)->spans,
		        line, strlen(line), 0, NULL);
		ret->chars += count_chars(line, strlen(line));
	}
}

/* The HTML of the state as blocks and media of the doc, by the same way that pages take. Returns
 * its kr_stat.chars. */
static void add_html(struct kr_page *page, const char *html, size_t len, struct candidate *ret)
{
	struct kr_page sub = {.in = page->in,
	        .base = page->base,
	        .doc = ret->doc,
	        .facts = page->facts,
	        .title_node = -1,
	        .body_root = -1};

	kr_arena_init(&sub.arena);
	kr_arena_init(&sub.scratch);
	if (kr_dom_parse(&sub.dom, html, len, NULL) == 0) {
		kr_visibility_run(&sub);
		kr_visibility_keep_all(&sub);
		kr_images_run(&sub);
		kr_blocks_run(&sub);
		ret->chars = sub.stat[0].chars;
	}
	kr_dom_fini(&sub.dom);
	kr_arena_fini(&sub.arena);
	kr_arena_fini(&sub.scratch);
}

/* Texts that are trees of blocks hold HTML at any depth, so they go by way of HTML, too. */
static void build(struct kr_page *page, const struct kr_js_value *text, struct candidate *ret)
{
	size_t budget = HTML;
	struct kr_str html;

	*ret = (struct candidate){.doc = kr_doc_new()};
	ret->doc->url = page->doc->url;
	ret->doc->title = page->doc->title;
	if (is_plain(text)) {
		add_lines(text->u.str, text->n, ret);
		return;
	}
	kr_str_init(&html);
	kr_state_html(page, text, &html, &budget);
	add_html(page, html.data, html.len, ret);
	kr_str_fini(&html);
}

/* --- deciding ----------------------------------------------------------------------------- */

static size_t bytes_of(const struct kr_doc *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->nblocks; i++)
		n += kr_doc_block_len(&doc->blocks[i]);
	return n;
}

/* Bytes of the blocks of doc that the page does not show anyway, judged by how they begin. */
static size_t hidden_bytes(const struct kr_page *page, const struct kr_doc *doc)
{
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

static void drop_dom_body(struct kr_page *page)
{
	for (int32_t i = 0; i < page->dom.n; i++)
		page->mark[i] &= (uint8_t)~KR_MARK_KEEP;
	page->body_root = -1;
}

/* The text wins if more of it is missing on the page than the DOM's body has; twice as much, if
 * that is not just a few lines. */
static bool offer(struct kr_page *page, const struct kr_js_value *text, size_t dom_bytes)
{
	struct candidate c;

	build(page, text, &c);
	if (bytes_of(c.doc) < LEAST ||
	        hidden_bytes(page, c.doc) <=
	                (dom_bytes < KR_PAGE_HARDLY ? dom_bytes : 2 * dom_bytes)) {
		kr_doc_free(c.doc);
		return false;
	}
	drop_dom_body(page);
	page->state_body = c.doc;
	page->state_chars = c.chars;
	return true;
}

/* --- title and time of a body that won ---------------------------------------------------- */

/* A text that had no title beside it may begin with one: the page's, which may have more of it. */
static void take_heading(struct kr_page *page, struct kr_doc *body)
{
	struct kr_doc *doc = page->doc;
	struct kr_str text;
	const char *line;

	if (!body->nblocks || body->blocks[0].type != KR_BLOCK_HEADING || !doc->title)
		return;
	kr_str_init(&text);
	kr_doc_block_text(&body->blocks[0], &text);
	line = kr_doc_line(doc, text.data, text.len);
	if (line && kr_str_starts(doc->title, line)) {
		doc->title = line;
		memmove(body->blocks, body->blocks + 1, --body->nblocks * sizeof *body->blocks);
	}
	kr_str_fini(&text);
}

static void take_title(struct kr_page *page, const struct kr_article_object *o)
{
	const char *title = kr_json_ld_line(page, o->at.v[KR_STATE_TITLE]);

	if (!o->at.v[KR_STATE_TITLE])
		take_heading(page, page->state_body);
	else if (title && (!page->doc->title || page->title_node < 0))
		page->doc->title = title;
}

/* Times of a page that does not show its article may be of anything: those beside the text are
 * better, unless the page has data for machines. */
static void take_time(struct kr_page *page, const struct kr_article_object *o)
{
	const char *text, *when = kr_state_values_time(page, o->at.v[KR_STATE_TIME], &text);

	if (!when || page->nld)
		return;
	page->doc->published = when;
	page->doc->published_text = text;
}

void kr_state_body_run(struct kr_page *page)
{
	const size_t dom_bytes = kr_page_body_bytes(page);
	const struct kr_js_value *own = kr_js_value_get(kr_json_ld_article(page), "articleBody");
	const struct kr_article_object *o;

	if (dom_bytes >= THIN || kr_page_is_listing(page)) {
		if (kr_js_value_str(own) && own->n > 2 * dom_bytes)
			offer(page, own, dom_bytes);
		return;
	}
	o = kr_article_object_get(page);
	if (o->bytes < LEAST ||
	        !(o->loose ? dom_bytes < SCRAP : o->sure || dom_bytes < KR_PAGE_HARDLY) ||
	        !offer(page, o->text, dom_bytes))
		return;
	take_title(page, o);
	take_time(page, o);
}
