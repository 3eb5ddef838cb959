/* Pages that the app writes itself and shows over an article: help, page information. */
#include "app_priv.h"

#include <string.h>

#include "kread/base/intl.h"
#include "kread/base/utf8.h"
#include "kread/load/worker_client.h"
#include "kread/net/host.h"
#include "kread/text/width.h"

void kr_overlay_close(struct kr_app *a)
{
	if (!a->overlay.doc)
		return;
	kr_pane_reader_fini(&a->overlay.reader);
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

static void add_heading(struct kr_doc *doc, const char *title)
{
	struct kr_str s;

	kr_str_init(&s);
	kr_str_addz(&s, title);
	add_block(doc, KR_BLOCK_HEADING, &s);
	kr_str_fini(&s);
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

static int overlay_width(const struct kr_app *a)
{
	long want = kr_options_number(a->opts, KR_OPT_WIDTH);

	return (int)(want < a->cols - 2 ? want : a->cols - 2);
}

static void add_commands(const struct kr_app *a, struct kr_doc *doc, int width)
{
	struct kr_str rows, keys, help;

	kr_str_init(&rows);
	kr_str_init(&keys);
	kr_str_init(&help);
	for (int i = 0; i < KR_COMMANDS; i++) {
		const struct kr_command *c = kr_commands_get(i);

		if (kr_commands_group_name(i) && rows.len)
			add_block(doc, KR_BLOCK_CODE, &rows);
		if (kr_commands_group_name(i)) {
			kr_str_clear(&rows);
			add_heading(doc, _(kr_commands_group_name(i)));
		}
		kr_str_clear(&keys);
		kr_str_clear(&help);
		kr_keymap_keys(a->keys, i, &keys);
		if (!keys.len)
			kr_str_addf(&keys, ":%s", c->name);
		kr_str_addz(&help, _(c->help));
		add_row(&rows, keys.data, help.data, width);
	}
	add_block(doc, KR_BLOCK_CODE, &rows);
	kr_str_clear(&rows);
	for (size_t i = 0; i < a->keys->commands.n; i++) {
		const struct kr_program *p = &a->keys->commands.v[i];

		kr_str_clear(&keys);
		kr_keymap_keys(a->keys, KR_COMMANDS + (int)i, &keys);
		kr_str_addf(&keys, "%s:%s", keys.len ? "  " : "", p->name);
		add_row(&rows, keys.data, p->line, width);
	}
	if (rows.len) {
		add_heading(doc, _("Your own commands"));
		add_block(doc, KR_BLOCK_CODE, &rows);
	}
	kr_str_fini(&rows);
	kr_str_fini(&keys);
	kr_str_fini(&help);
}

/* Explain counts, with the keys as they are bound; leave out those that are not. */
static void add_counts(const struct kr_app *a, struct kr_doc *doc)
{
	struct kr_str text, next, open;

	kr_str_init(&text);
	kr_str_init(&next);
	kr_str_init(&open);
	kr_keymap_first(a->keys, KR_CMD_NEXT, &next);
	kr_keymap_first(a->keys, KR_CMD_OPEN, &open);
	kr_str_addz(&text, _("A number before a movement repeats it"));
	if (next.len)
		kr_str_addf(&text, _("; 3%s opens the third article from here"), next.data);
	if (open.len)
		kr_str_addf(&text,
		        _("; 3 %s opens the third item of the list, or the third link on the "
		          "screen"),
		        open.data);
	kr_str_addz(&text, _("."));
	add_block(doc, KR_BLOCK_PARAGRAPH, &text);
	kr_str_fini(&text);
	kr_str_fini(&next);
	kr_str_fini(&open);
}

void kr_overlay_help(struct kr_app *a)
{
	static const char *const prompt[][2] = {
	        {"Enter", N_("accept")},
	        {"Esc ^C", N_("cancel")},
	        {"Left Right ^A ^E", N_("move")},
	        {"^W ^U ^K", N_("delete the word, all before, all after the cursor")},
	        {"Up Down", N_("earlier input")},
	};
	struct kr_doc *doc = kr_doc_new();
	int width = overlay_width(a);
	struct kr_str rows;

	doc->title = kr_listing_line(doc, _("Keys"));
	add_counts(a, doc);
	add_commands(a, doc, width);
	add_heading(doc, _("In prompts"));
	kr_str_init(&rows);
	for (size_t i = 0; i < sizeof prompt / sizeof *prompt; i++)
		add_row(&rows, prompt[i][0], _(prompt[i][1]), width);
	add_block(doc, KR_BLOCK_CODE, &rows);
	kr_str_fini(&rows);
	kr_overlay_open(a, doc, kr_overlay_help);
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
	add_about(p, &rows, overlay_width(a));
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

	if (!a->overlay.doc)
		return;
	was = block_len(a->overlay.doc, at.section);
	a->overlay.open(a);
	/* its rows break elsewhere now: go as far into the block as before */
	at.off = was ? (uint32_t)(at.off * block_len(a->overlay.doc, at.section) / was) : 0;
	if (!a->overlay.doc) /* there is no room for it any more */
		return;
	kr_pane_reader_goto(&a->overlay.reader, at);
	if (a->search)
		kr_pane_reader_set_search(&a->overlay.reader, a->search);
}
