/* Decides, before the body is built, whether it comes from the DOM or from the data of the page
 * (JSON-LD or page state): data wins if it has much text that the DOM does not show. Its blocks are
 * kept in page->state_body, and the stage "blocks" uses them instead of the DOM. */
#include "extract/dom/page_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/data/markdown_priv.h"
#include "extract/meta/title/title_text_priv.h"
#include "extract/state/article_object_priv.h"
#include "extract/state/state_html_priv.h"
#include "extract/state/state_values_priv.h"
#include "kread/base/utf8.h"

enum {
	/* bytes of text */
	ENOUGH = 1500, /* a body of the DOM this long is not replaced by page state */
	SCRAP = 120,   /* a body of the DOM below this is replaced by any text */
	MIN_BODY = 60, /* a body below this is not worth showing */

	HTML_BUDGET = 4 << 20, /* steps for kr_state_html() */
	SAMPLES = 40,          /* blocks that are searched for in the DOM, about */
	SAMPLE_KEY = 48,       /* bytes of the key of a block that are compared */
};

/* A body from data. */
struct candidate {
	struct kr_doc *doc; /* has its blocks and media */
	uint32_t chars;     /* as kr_stat.chars */
};

/* --- building ----------------------------------------------------------------------------- */

/* Plain text: no HTML or Markdown, no character references. */
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

/* Makes each line a paragraph. */
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

/* Makes blocks and media from HTML, as for a page of its own. */
static void add_html(struct kr_page *page, const char *html, size_t len, struct candidate *ret)
{
	struct kr_page part = {
	        .in = page->in, .base = page->base, .doc = ret->doc, .facts = page->facts};

	kr_page_open(&part);
	if (kr_dom_parse(&part.dom, html, len, NULL) == 0) {
		kr_visibility_run(&part);
		kr_visibility_keep_all(&part);
		kr_images_run(&part);
		kr_blocks_run(&part);
		ret->chars = part.stat[0].chars;
	}
	kr_page_close(&part);
}

/* Trees of blocks may contain HTML at any depth, so they are written as HTML and parsed. */
static void build(struct kr_page *page, const struct kr_js_value *text, struct candidate *ret)
{
	size_t budget = HTML_BUDGET;
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

static size_t count_bytes(const struct kr_doc *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->nblocks; i++)
		n += kr_doc_block_len(&doc->blocks[i]);
	return n;
}

/* Estimates how many bytes of the blocks of doc the DOM does not show. A sample of blocks is
 * compared, each by its start. */
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
		kr_title_text_key(
		        text.data, text.len < 4 * SAMPLE_KEY ? text.len : 4 * SAMPLE_KEY, &key);
		if (key.len > SAMPLE_KEY)
			kr_str_cut(&key, SAMPLE_KEY);
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

/* Makes text the body if the DOM hides more of it than its own body has; twice as much if that is
 * more than a few lines. Returns whether it did. */
static bool replace_body(struct kr_page *page, const struct kr_js_value *text, size_t dom_bytes)
{
	struct candidate c;

	build(page, text, &c);
	if (count_bytes(c.doc) < MIN_BODY ||
	        hidden_bytes(page, c.doc) <=
	                (dom_bytes < KR_PAGE_BARE_BYTES ? dom_bytes : 2 * dom_bytes)) {
		kr_doc_free(c.doc);
		return false;
	}
	drop_dom_body(page);
	page->state_body = c.doc;
	page->state_chars = c.chars;
	return true;
}

/* --- title and time ----------------------------------------------------------------------- */

/* A text without a title in its object may begin with it, as a heading. If the title of the page
 * starts with this heading, the rest is the name of the site. */
static void set_title_from_heading(struct kr_page *page, struct kr_doc *body)
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

static void set_title(struct kr_page *page, const struct kr_article_object *o)
{
	const char *title = kr_json_ld_line(page, o->members.v[KR_STATE_TITLE]);

	if (!o->members.v[KR_STATE_TITLE])
		set_title_from_heading(page, page->state_body);
	else if (title && (!page->doc->title || page->title_node < 0))
		page->doc->title = title;
}

/* If the DOM does not show the article, times in it may belong to anything, so that of the object
 * is better. JSON-LD is better still. */
static void set_time(struct kr_page *page, const struct kr_article_object *o)
{
	const char *text,
	        *when = kr_state_values_time(page, o->members.v[KR_STATE_PUBLISHED], &text);

	if (!when || page->njson_ld)
		return;
	page->doc->published = when;
	page->doc->published_text = text;
}

void kr_state_body_run(struct kr_page *page)
{
	const size_t dom_bytes = kr_page_body_bytes(page);
	const struct kr_js_value *body = kr_js_value_get(kr_json_ld_article(page), "articleBody");
	const struct kr_article_object *o;

	if (dom_bytes >= ENOUGH || kr_page_is_listing(page)) {
		if (kr_js_value_str(body) && body->n > 2 * dom_bytes)
			replace_body(page, body, dom_bytes);
		return;
	}
	o = kr_article_object_get(page);
	if (o->bytes < MIN_BODY ||
	        !(o->text_alone ? dom_bytes < SCRAP
	                        : o->confirmed || dom_bytes < KR_PAGE_BARE_BYTES) ||
	        !replace_body(page, o->text, dom_bytes))
		return;
	set_title(page, o);
	set_time(page, o);
}
