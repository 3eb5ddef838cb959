/* Pages that the app writes itself and shows over an article: help, page information. */
#include "app_priv.h"

#include <string.h>

#include "kread/base/intl.h"
#include "kread/base/utf8.h"
#include "kread/load/worker_client.h"
#include "kread/net/host.h"
#include "kread/proto/confine.h"
#include "kread/text/width.h"

void kr_overlay_close(struct kr_app *a)
{
	if (!a->overlay.doc)
		return;
	if (a->overlay.pick)
		kr_pane_list_fini(&a->overlay.list);
	else
		kr_pane_reader_fini(&a->overlay.reader);
	a->overlay.pick = KR_PICK_NONE;
	kr_doc_free(a->overlay.doc);
	kr_qr_close(&a->overlay.qr);
	a->overlay.comments = a->overlay.media = false;
	a->overlay.doc = NULL;
	a->overlay.figure = false;
	a->dirty = true;
}

void kr_overlay_open(struct kr_app *a, struct kr_doc *doc, void (*open)(struct kr_app *a))
{
	kr_overlay_close(a);
	a->overlay.doc = doc;
	a->overlay.open = open;
	kr_pane_reader_init(&a->overlay.reader, doc);
	kr_areas_update(a);
}

static void add_block(struct kr_doc *doc, enum kr_block_type type, const struct kr_str *text)
{
	struct kr_block *b = kr_doc_add_block(doc, type);

	b->level = 2;
	kr_doc_add_span(doc, &b->spans, text->data, text->len, 0, NULL);
}

/* Add a row of two columns. Lines are broken here, because layout does not break code. */
static void add_row(struct kr_str *out, const char *left, const char *right, int width)
{
	int gutter = width >= 60 ? 20 : 14, used = kr_width_text(left, strlen(left)),
	    room = width - gutter - 2;
	size_t len = strlen(right), at = 0;

	if (room < 8)
		room = 8;
	kr_str_addf(out, "%s%*s", left, used < gutter ? gutter - used : 2, "");
	while (at < len) {
		int cols;
		size_t n = kr_width_fit(right + at, len - at, room, &cols), cut = n;

		while (at + n < len && cut && right[at + cut] != ' ')
			cut--;
		n = cut ? cut : n ? n : len - at;
		kr_str_add(out, right + at, n);
		at += n;
		while (at < len && right[at] == ' ')
			at++;
		if (at < len)
			kr_str_addf(out, "\n%*s", gutter, "");
	}
	kr_str_addc(out, '\n');
}

/* --- about the page ----------------------------------------------------------------------- */

static void add_fact(struct kr_str *rows, const char *name, const char *value, int width)
{
	if (!kr_str_empty(value))
		add_row(rows, name, value, width);
}

static void add_list(
        struct kr_str *rows, const char *name, const struct kr_strings *list, int width)
{
	struct kr_str s;

	kr_str_init(&s);
	for (size_t i = 0; i < list->n; i++)
		kr_str_addf(&s, "%s%s", i ? ", " : "", list->v[i]);
	add_fact(rows, name, s.data, width);
	kr_str_fini(&s);
}

static void add_url(struct kr_str *rows, const char *name, const char *url, int width)
{
	struct kr_str s;

	kr_str_init(&s);
	if (url)
		kr_host_display(url, false, &s);
	add_fact(rows, name, s.data, width);
	kr_str_fini(&s);
}

static void add_number(struct kr_str *out, size_t n, const char *one, const char *many)
{
	if (n && out->len)
		kr_str_addz(out, ", ");
	if (n)
		kr_str_addf(out, ngettext(one, many, (unsigned long)n), n);
}

/* Its address, after how long it takes. */
static void add_media(struct kr_str *rows, const struct kr_media *m, int width)
{
	struct kr_str s;

	kr_str_init(&s);
	if (m->duration >= 0) {
		kr_doc_duration(m->duration, &s);
		kr_str_addz(&s, "  ");
	}
	if (m->url)
		kr_host_display(m->url, false, &s);
	add_fact(rows, m->audio ? _("sound") : _("video"), s.data, width);
	kr_str_fini(&s);
}

/* What a reader finds on the page. */
static void add_contents(const struct kr_doc *d, struct kr_str *out)
{
	size_t n[KR_BLOCK_TYPES] = {0};

	for (size_t i = 0; i < d->nblocks; i++)
		n[d->blocks[i].type]++;
	add_number(out, n[KR_BLOCK_PARAGRAPH], "%zu paragraph", "%zu paragraphs");
	add_number(out, n[KR_BLOCK_LIST], "%zu list", "%zu lists");
	add_number(out, n[KR_BLOCK_TABLE], "%zu table", "%zu tables");
	add_number(out, n[KR_BLOCK_FIGURE], "%zu picture", "%zu pictures");
	add_number(out, d->nmedia, "%zu recording", "%zu recordings");
	add_number(out, d->nrecs, "%zu recommended article", "%zu recommended articles");
	add_number(out, d->ncomments, "%zu comment", "%zu comments");
}

static void add_about(const struct kr_stack_page *p, struct kr_str *rows, int width)
{
	const struct kr_doc *d = p->doc;
	struct kr_str s;

	add_url(rows, _("address"), p->url ? p->url : p->path, width);
	add_url(rows, _("preferred address"), d->canonical_url, width);
	add_fact(rows, _("site"), d->site, width);
	add_fact(rows, _("section"), d->section, width);
	add_fact(rows, _("source"), d->source, width);
	add_list(rows, _("authors"), &d->authors, width);
	add_fact(rows, _("editor"), d->editor, width);
	add_fact(rows, _("published"), d->published, width);
	add_fact(rows, _("date on the page"), d->published_text, width);
	add_fact(rows, _("modified"), d->modified, width);
	add_fact(rows, _("language"), d->lang, width);
	add_list(rows, _("keywords"), &d->keywords, width);
	kr_str_init(&s);
	if (p->content_type)
		kr_utf8_clean(&s, p->content_type, strlen(p->content_type), KR_UTF8_LINE);
	add_fact(rows, _("content type"), s.data, width);
	add_fact(rows, _("encoding"), d->encoding, width);
	kr_str_clear(&s);
	kr_str_add_size(&s, (int64_t)p->bytes);
	if (!p->complete)
		kr_str_addz(&s, _(", only the beginning of the page"));
	add_fact(rows, _("size"), s.data, width);
	kr_str_clear(&s);
	add_contents(d, &s);
	add_fact(rows, _("contents"), s.data, width);
	add_url(rows, _("next page"), d->next_page, width);
	for (size_t i = 0; i < d->nfeeds; i++)
		add_url(rows, _("feed"), d->feeds[i].url, width);
	for (size_t i = 0; i < d->nmedia; i++)
		add_media(rows, &d->media[i], width);
	for (size_t i = 0; i < d->nwarnings; i++)
		add_fact(rows, _("warning"), _(d->warnings[i].text), width);
	add_fact(rows, _("warning"), kr_worker_client_risk(), width);
	kr_str_clear(&s);
	kr_confine_describe(&s);
	add_fact(rows, _("sandbox"), s.data, width);
	kr_str_fini(&s);
}

void kr_overlay_info(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);
	struct kr_doc *doc;
	struct kr_str rows;

	if (!p)
		return;
	doc = kr_doc_new();
	doc->title = kr_listing_line(doc, _("About this page"));
	kr_str_init(&rows);
	if (p->doc->title)
		kr_str_addz(&rows, p->doc->title);
	add_block(doc, KR_BLOCK_HEADING, &rows);
	kr_str_clear(&rows);
	add_about(p, &rows, kr_areas_own_width(a));
	if (p->doc->summary) {
		add_block(doc, KR_BLOCK_CODE, &rows);
		kr_str_clear(&rows);
		kr_str_addz(&rows, p->doc->summary);
		add_block(doc, KR_BLOCK_PARAGRAPH, &rows);
	} else {
		add_block(doc, KR_BLOCK_CODE, &rows);
	}
	kr_str_fini(&rows);
	kr_overlay_open(a, doc, kr_overlay_info);
}

/* --- another width ------------------------------------------------------------------------ */

/* The length of the block that a section of the layout shows; 0: it shows none. */
static size_t block_len(const struct kr_doc *doc, uint32_t section)
{
	return section && section <= doc->nblocks ? kr_doc_block_len(&doc->blocks[section - 1]) : 0;
}

void kr_overlay_refit(struct kr_app *a)
{
	struct kr_position at = a->overlay.reader.anchor;
	size_t was;

	if (!a->overlay.doc || a->overlay.pick)
		return;
	was = block_len(a->overlay.doc, at.section);
	a->overlay.open(a);
	/* its rows break elsewhere now: go as far into the block as before */
	at.off = was ? (uint32_t)(at.off * block_len(a->overlay.doc, at.section) / was) : 0;
	if (!a->overlay.doc) /* there is no room for it any more */
		return;
	kr_pane_reader_goto(&a->overlay.reader, at);
	if (a->search)
		kr_pane_find_set(&a->overlay.reader, a->search);
}
