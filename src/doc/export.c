#include "export_priv.h"

#include <string.h>

#include "kread/base/url.h"
#include "kread/base/utf8.h"

bool kr_export_is_safe(const char *href)
{
	return href && (kr_url_is_web(href) || kr_str_istarts(href, "mailto:"));
}

static const char *source_of(const struct kr_doc *doc)
{
	return doc->source ? doc->source : doc->site;
}

void kr_export_byline(const struct kr_doc *doc, struct kr_str *out)
{
	const char *when = doc->published_text ? doc->published_text : doc->published;
	const char *parts[] = {when, source_of(doc)};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!parts[i])
			continue;
		if (out->len)
			kr_str_addz(out, "  ");
		kr_str_addz(out, parts[i]);
	}
	for (size_t i = 0; i < doc->authors.n; i++) {
		if (out->len)
			kr_str_addz(out, i ? ", " : "  ");
		kr_str_addz(out, doc->authors.v[i]);
	}
}

void kr_export_media(const struct kr_media *m, struct kr_str *out)
{
	kr_str_addz(out, m->audio ? "audio" : "video");
	if (m->title)
		kr_str_addf(out, ": %s", m->title);
	if (m->duration >= 0) {
		kr_str_addz(out, ", ");
		kr_doc_duration(m->duration, out);
	}
}

/* --- plain -------------------------------------------------------------------------------- */

void kr_export_plain(const struct kr_doc *doc, struct kr_str *out)
{
	struct kr_str by;
	size_t start = out->len;

	kr_str_init(&by);
	kr_export_byline(doc, &by);
	if (doc->title) {
		kr_str_addz(out, doc->title);
		kr_str_addc(out, '\n');
	}
	if (by.len) {
		kr_str_add(out, by.data, by.len);
		kr_str_addc(out, '\n');
	}
	if (doc->url) {
		kr_str_addz(out, doc->url);
		kr_str_addc(out, '\n');
	}
	if (out->len > start && doc->nblocks)
		kr_str_addc(out, '\n');
	start = out->len;
	kr_doc_body(doc, out);
	if (out->len > start)
		kr_str_addc(out, '\n');
	kr_str_fini(&by);
}

/* --- Markdown ----------------------------------------------------------------------------- */

/* Appends text with a backslash before whatever could be markup (CommonMark 0.31, section 2.4). At
 * the start of a line that includes "+", "-" and "=", and "." and ")" after digits. Bare addresses
 * stay as they are: GFM makes links of them, which is harmless. */
static void md_text(const char *s, size_t len, bool at_start, struct kr_str *out)
{
	size_t digits = 0;

	for (size_t i = 0; i < len; i++) {
		char c = s[i];

		if (c == '\n') {
			kr_str_addc(out, ' ');
			continue;
		}
		if (strchr("\\`*_[]<>#|~&!$", c) || (at_start && i == 0 && strchr("+-=", c)) ||
		        (at_start && i && digits == i && (c == '.' || c == ')')))
			kr_str_addc(out, '\\');
		if (c >= '0' && c <= '9')
			digits++;
		kr_str_addc(out, c);
	}
}

/* Whether a renderer would take what begins with "&" for a character. */
static bool is_reference(const char *s)
{
	const size_t n = strspn(s + 1, "#0123456789abcdefghijklmnopqrstuvwxyz"
	                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return *s == '&' && n && s[1 + n] == ';';
}

/* An address in <>, with <, >, \ and spaces percent-encoded. */
static void md_href(const char *href, struct kr_str *out)
{
	kr_str_addc(out, '<');
	for (; *href; href++)
		if (strchr("<>\\ ", *href))
			kr_str_addf(out, "%%%02X", (unsigned char)*href);
		else if (is_reference(href))
			kr_str_addz(out, "&amp;");
		else
			kr_str_addc(out, *href);
	kr_str_addc(out, '>');
}

/* Code in backticks, one more than the longest run inside; padded if it begins or ends with one. */
static void md_code(const char *s, size_t len, struct kr_str *out)
{
	size_t run = 0, most = 0;
	bool pad = len && (s[0] == '`' || s[len - 1] == '`');

	for (size_t i = 0; i < len; i++) {
		run = s[i] == '`' ? run + 1 : 0;
		most = run > most ? run : most;
	}
	for (size_t i = 0; i <= most; i++)
		kr_str_addc(out, '`');
	if (pad)
		kr_str_addc(out, ' ');
	for (size_t i = 0; i < len; i++)
		kr_str_addc(out, s[i] == '\n' ? ' ' : s[i]);
	if (pad)
		kr_str_addc(out, ' ');
	for (size_t i = 0; i <= most; i++)
		kr_str_addc(out, '`');
}

/* Markdown requires emphasis to touch its text, so blanks at the ends go outside of the marks. */
static void md_span(const struct kr_span *s, bool at_start, bool in_table, struct kr_str *out)
{
	const char *mark = s->style & KR_STYLE_STRONG     ? "**"
	                   : s->style & KR_STYLE_EMPHASIS ? "*"
	                   : s->style & KR_STYLE_DELETED  ? "~~"
	                                                  : "";
	struct kr_slice all = {s->text, s->len}, in = kr_slice_trim(all);
	size_t before = (size_t)(in.data - all.data), after = all.len - before - in.len;
	bool link = kr_export_is_safe(s->href);

	if (!in.len) {
		kr_str_addc(out, ' ');
		return;
	}
	if (before)
		kr_str_addc(out, ' ');
	if (link)
		kr_str_addc(out, '[');
	kr_str_addz(out, mark);
	if ((s->style & KR_STYLE_CODE) && !(in_table && memchr(in.data, '|', in.len)))
		md_code(in.data, in.len, out);
	else
		md_text(in.data, in.len, at_start && !link && !*mark, out);
	kr_str_addz(out, mark);
	if (link) {
		kr_str_addz(out, "](");
		md_href(s->href, out);
		kr_str_addc(out, ')');
	}
	if (after)
		kr_str_addc(out, ' ');
}

static void md_spans(const struct kr_spans *spans, bool in_table, struct kr_str *out)
{
	for (uint32_t i = 0; i < spans->n; i++)
		md_span(&spans->v[i], i == 0, in_table, out);
}

static void md_list(const struct kr_block *b, struct kr_str *out)
{
	for (uint32_t i = 0; i < b->u.items.n; i++) {
		const struct kr_item *it = &b->u.items.v[i];

		if (it->kind == KR_ITEM_MORE)
			kr_str_addz(out, i ? "\n    " : "    ");
		for (int k = 0; k < it->depth; k++)
			kr_str_addz(out, "    ");
		if (it->kind == KR_ITEM_MORE)
			;
		else if (it->number >= 0)
			kr_str_addf(out, "%d. ", (int)it->number);
		else
			kr_str_addz(out, "- ");
		md_spans(&it->spans, false, out);
		kr_str_addc(out, '\n');
	}
}

static uint32_t columns(const struct kr_block *b)
{
	uint32_t most = 1;

	for (uint32_t i = 0; i < b->u.rows.n; i++) {
		uint32_t n = 0;

		for (uint32_t k = 0; k < b->u.rows.v[i].n; k++)
			n += b->u.rows.v[i].v[k].colspan;
		most = n > most ? n : most;
	}
	return most < 1000 ? most : 1000;
}

static void md_table(const struct kr_block *b, struct kr_str *out)
{
	uint32_t cols = columns(b);

	for (uint32_t i = 0; i < b->u.rows.n; i++) {
		const struct kr_row *r = &b->u.rows.v[i];
		uint32_t n = 0;

		kr_str_addc(out, '|');
		for (uint32_t k = 0; k < r->n && n < cols; k++) {
			kr_str_addc(out, ' ');
			md_spans(&r->v[k].spans, true, out);
			for (uint32_t s = 0; s < r->v[k].colspan && n < cols; s++, n++)
				kr_str_addz(out, " |");
		}
		for (; n < cols; n++)
			kr_str_addz(out, " |");
		kr_str_addc(out, '\n');
		for (n = 0; i == 0 && n < cols; n++)
			kr_str_addz(out, n ? " --- |" : "| --- |");
		if (i == 0)
			kr_str_addc(out, '\n');
	}
}

static void md_code_block(const struct kr_block *b, struct kr_str *out)
{
	struct kr_str text;
	size_t run = 0, most = 2;

	kr_str_init(&text);
	kr_doc_block_text(b, &text);
	for (size_t i = 0; i < text.len; i++) {
		run = text.data[i] == '`' ? run + 1 : 0;
		most = run > most ? run : most;
	}
	for (size_t i = 0; i <= most; i++)
		kr_str_addc(out, '`');
	for (const char *p = b->u.code_lang; p && *p && *p != ' ' && *p != '`'; p++)
		kr_str_addc(out, *p);
	kr_str_addc(out, '\n');
	kr_str_add(out, text.data, text.len);
	if (text.len && text.data[text.len - 1] != '\n')
		kr_str_addc(out, '\n');
	for (size_t i = 0; i <= most; i++)
		kr_str_addc(out, '`');
	kr_str_addc(out, '\n');
	kr_str_fini(&text);
}

static void md_figure(const struct kr_block *b, struct kr_str *out)
{
	const char *alt = b->u.fig.alt ? b->u.fig.alt : "";

	if (kr_export_is_safe(b->u.fig.src)) {
		kr_str_addz(out, "![");
		md_text(alt, strlen(alt), false, out);
		kr_str_addz(out, "](");
		md_href(b->u.fig.src, out);
		kr_str_addz(out, ")\n");
	}
	if (b->spans.n) {
		if (kr_export_is_safe(b->u.fig.src))
			kr_str_addc(out, '\n');
		md_spans(&b->spans, false, out);
		kr_str_addc(out, '\n');
	}
}

static void md_block(const struct kr_block *b, struct kr_str *out)
{
	switch (b->type) {
	case KR_BLOCK_LIST:
		md_list(b, out);
		return;
	case KR_BLOCK_TABLE:
		md_table(b, out);
		return;
	case KR_BLOCK_CODE:
		md_code_block(b, out);
		return;
	case KR_BLOCK_FIGURE:
		md_figure(b, out);
		return;
	case KR_BLOCK_RULE:
		kr_str_addz(out, "* * *\n");
		return;
	case KR_BLOCK_HEADING:
		for (int i = 0; i < b->level || i < 1; i++)
			kr_str_addc(out, '#');
		kr_str_addc(out, ' ');
		break;
	case KR_BLOCK_QUOTE:
		for (int i = 0; i < b->level || i < 1; i++)
			kr_str_addz(out, "> ");
		break;
	default:
		break;
	}
	md_spans(&b->spans, false, out);
	kr_str_addc(out, '\n');
}

static void md_media(const struct kr_media *m, struct kr_str *out)
{
	const bool link = kr_export_is_safe(m->url);
	struct kr_str words;

	kr_str_init(&words);
	kr_export_media(m, &words);
	if (link)
		kr_str_addc(out, '[');
	md_text(words.data, words.len, false, out);
	if (link) {
		kr_str_addz(out, "](");
		md_href(m->url, out);
		kr_str_addc(out, ')');
	}
	kr_str_addz(out, "\n\n");
	kr_str_fini(&words);
}

void kr_export_markdown(const struct kr_doc *doc, struct kr_str *out)
{
	struct kr_str by;

	kr_str_init(&by);
	kr_export_byline(doc, &by);
	if (doc->title) {
		kr_str_addz(out, "# ");
		md_text(doc->title, strlen(doc->title), false, out);
		kr_str_addz(out, "\n\n");
	}
	if (by.len) {
		md_text(by.data, by.len, true, out);
		kr_str_addz(out, "\n\n");
	}
	if (kr_export_is_safe(doc->url)) {
		md_href(doc->url, out);
		kr_str_addz(out, "\n\n");
	}
	for (size_t i = 0; i < doc->nmedia; i++)
		md_media(&doc->media[i], out);
	for (size_t i = 0; i < doc->nblocks; i++) {
		size_t before = out->len;

		md_block(&doc->blocks[i], out);
		if (out->len > before)
			kr_str_addc(out, '\n');
	}
	while (out->len > 1 && out->data[out->len - 1] == '\n' && out->data[out->len - 2] == '\n')
		kr_str_cut(out, out->len - 1);
	kr_str_fini(&by);
}
