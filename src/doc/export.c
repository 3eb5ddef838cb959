#include "kread/doc/export.h"

#include <string.h>

#include "kread/base/url.h"
#include "kread/base/utf8.h"

/* Links in an exported file must not run anything. */
static bool href_ok(const char *href)
{
	return href && (kr_url_is_web(href) || kr_str_istarts(href, "mailto:"));
}

static const char *source_of(const struct kr_doc *doc)
{
	return doc->source ? doc->source : doc->site;
}

/* Appends time, source and authors, as far as they are known, on one line. */
static void byline(const struct kr_doc *doc, struct kr_str *out)
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

/* --- plain -------------------------------------------------------------------------------- */

void kr_export_plain(const struct kr_doc *doc, struct kr_str *out)
{
	struct kr_str by;
	size_t start = out->len;

	kr_str_init(&by);
	byline(doc, &by);
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

/* An address in <>, with <, >, \ and spaces percent-encoded. */
static void md_href(const char *href, struct kr_str *out)
{
	kr_str_addc(out, '<');
	for (; *href; href++)
		if (strchr("<>\\ ", *href))
			kr_str_addf(out, "%%%02X", (unsigned char)*href);
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
	bool link = href_ok(s->href);

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

	if (href_ok(b->u.fig.src)) {
		kr_str_addz(out, "![");
		md_text(alt, strlen(alt), false, out);
		kr_str_addz(out, "](");
		md_href(b->u.fig.src, out);
		kr_str_addz(out, ")\n");
	}
	if (b->spans.n) {
		if (href_ok(b->u.fig.src))
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

void kr_export_markdown(const struct kr_doc *doc, struct kr_str *out)
{
	struct kr_str by;

	kr_str_init(&by);
	byline(doc, &by);
	if (doc->title) {
		kr_str_addz(out, "# ");
		md_text(doc->title, strlen(doc->title), false, out);
		kr_str_addz(out, "\n\n");
	}
	if (by.len) {
		md_text(by.data, by.len, true, out);
		kr_str_addz(out, "\n\n");
	}
	if (href_ok(doc->url)) {
		md_href(doc->url, out);
		kr_str_addz(out, "\n\n");
	}
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

/* --- HTML --------------------------------------------------------------------------------- */

static void html_text(const char *s, size_t len, struct kr_str *out)
{
	for (size_t i = 0; i < len; i++)
		switch (s[i]) {
		case '&':
			kr_str_addz(out, "&amp;");
			break;
		case '<':
			kr_str_addz(out, "&lt;");
			break;
		case '>':
			kr_str_addz(out, "&gt;");
			break;
		case '"':
			kr_str_addz(out, "&quot;");
			break;
		case '\'':
			kr_str_addz(out, "&#39;");
			break;
		default:
			kr_str_addc(out, s[i]);
		}
}

static void html_element(const char *tag, const char *text, struct kr_str *out)
{
	if (!text)
		return;
	kr_str_addf(out, "<%s>", tag);
	html_text(text, strlen(text), out);
	kr_str_addf(out, "</%s>\n", tag);
}

static void html_spans(const struct kr_spans *spans, struct kr_str *out)
{
	static const struct {
		unsigned bit;
		const char *tag;
	} tags[] = {{KR_STYLE_EMPHASIS, "em"}, {KR_STYLE_STRONG, "strong"}, {KR_STYLE_CODE, "code"},
	        {KR_STYLE_DELETED, "del"}, {KR_STYLE_SUB, "sub"}, {KR_STYLE_SUP, "sup"}};
	enum { N = sizeof tags / sizeof *tags };

	for (uint32_t i = 0; i < spans->n; i++) {
		const struct kr_span *s = &spans->v[i];
		bool link = href_ok(s->href);

		if (link) {
			kr_str_addz(out, "<a href=\"");
			html_text(s->href, strlen(s->href), out);
			kr_str_addz(out, "\">");
		}
		for (int k = 0; k < N; k++)
			if (s->style & tags[k].bit)
				kr_str_addf(out, "<%s>", tags[k].tag);
		html_text(s->text, s->len, out);
		for (int k = N - 1; k >= 0; k--)
			if (s->style & tags[k].bit)
				kr_str_addf(out, "</%s>", tags[k].tag);
		if (link)
			kr_str_addz(out, "</a>");
	}
}

/* The tags of an open list and of its open item. */
struct html_level {
	const char *list, *item;
};

static struct html_level html_level(const struct kr_item *it)
{
	if (it->kind == KR_ITEM_TERM)
		return (struct html_level){"dl", "dt"};
	if (it->kind == KR_ITEM_MEANING)
		return (struct html_level){"dl", "dd"};
	return (struct html_level){it->number >= 0 ? "ol" : "ul", "li"};
}

/* Nested lists, one for each depth; another kind of list starts a new one. */
static void html_list(const struct kr_block *b, struct kr_str *out)
{
	struct html_level open[16];
	int n = 0;

	for (uint32_t i = 0; i < b->u.items.n; i++) {
		const struct kr_item *it = &b->u.items.v[i];
		/* a description is deeper than its term, but in the same list */
		int depth = it->depth - (it->depth && it->kind == KR_ITEM_MEANING);
		int want = depth < 15 ? depth + 1 : 16;
		const struct html_level now = html_level(it);

		const bool more = it->kind == KR_ITEM_MORE && i;

		while (n > want || (n == want && !more && !kr_str_eq(open[n - 1].list, now.list))) {
			n--;
			kr_str_addf(out, "</%s></%s>\n", open[n].item, open[n].list);
		}
		if (more) {
			kr_str_addz(out, "<p>");
			html_spans(&it->spans, out);
			kr_str_addz(out, "</p>");
			continue;
		}
		if (n == want)
			kr_str_addf(out, "</%s>\n", open[n - 1].item);
		while (n < want) {
			open[n++] = now;
			kr_str_addf(out, "<%s>\n", now.list);
			if (n < want)
				kr_str_addf(out, "<%s>", now.item);
		}
		open[n - 1] = now;
		kr_str_addf(out, "<%s", now.item);
		if (it->number >= 0)
			kr_str_addf(out, " value=\"%d\"", (int)it->number);
		kr_str_addc(out, '>');
		html_spans(&it->spans, out);
	}
	while (n--)
		kr_str_addf(out, "</%s></%s>\n", open[n].item, open[n].list);
}

static void html_table(const struct kr_block *b, struct kr_str *out)
{
	kr_str_addz(out, "<table>\n");
	for (uint32_t i = 0; i < b->u.rows.n; i++) {
		const struct kr_row *r = &b->u.rows.v[i];

		kr_str_addz(out, "<tr>");
		for (uint32_t k = 0; k < r->n; k++) {
			const struct kr_cell *c = &r->v[k];
			const char *tag = c->header ? "th" : "td";

			kr_str_addf(out, "<%s", tag);
			if (c->colspan > 1)
				kr_str_addf(out, " colspan=\"%d\"", c->colspan);
			if (c->rowspan > 1)
				kr_str_addf(out, " rowspan=\"%d\"", c->rowspan);
			kr_str_addc(out, '>');
			html_spans(&c->spans, out);
			kr_str_addf(out, "</%s>", tag);
		}
		kr_str_addz(out, "</tr>\n");
	}
	kr_str_addz(out, "</table>\n");
}

static void html_figure(const struct kr_block *b, struct kr_str *out)
{
	kr_str_addz(out, "<figure>");
	if (href_ok(b->u.fig.src)) {
		kr_str_addz(out, "<img src=\"");
		html_text(b->u.fig.src, strlen(b->u.fig.src), out);
		kr_str_addz(out, "\" alt=\"");
		if (b->u.fig.alt)
			html_text(b->u.fig.alt, strlen(b->u.fig.alt), out);
		kr_str_addc(out, '"');
		if (b->u.fig.width > 0)
			kr_str_addf(out, " width=\"%d\"", (int)b->u.fig.width);
		if (b->u.fig.height > 0)
			kr_str_addf(out, " height=\"%d\"", (int)b->u.fig.height);
		kr_str_addc(out, '>');
	}
	if (b->spans.n) {
		kr_str_addz(out, "<figcaption>");
		html_spans(&b->spans, out);
		kr_str_addz(out, "</figcaption>");
	}
	kr_str_addz(out, "</figure>\n");
}

static void html_wrapped(
        const char *open, const struct kr_spans *spans, const char *close, struct kr_str *out)
{
	kr_str_addz(out, open);
	html_spans(spans, out);
	kr_str_addz(out, close);
	kr_str_addc(out, '\n');
}

static void html_quote(const struct kr_block *b, struct kr_str *out)
{
	int n = b->level ? b->level : 1;

	for (int i = 0; i < n; i++)
		kr_str_addz(out, "<blockquote>");
	html_wrapped("<p>", &b->spans, "</p>", out);
	kr_str_trim(out);
	for (int i = 0; i < n; i++)
		kr_str_addz(out, "</blockquote>");
	kr_str_addc(out, '\n');
}

static void html_block(const struct kr_block *b, struct kr_str *out)
{
	int level = b->level < 1 ? 1 : b->level > 6 ? 6 : b->level;

	switch (b->type) {
	case KR_BLOCK_HEADING:
		kr_str_addf(out, "<h%d>", level);
		html_spans(&b->spans, out);
		kr_str_addf(out, "</h%d>\n", level);
		break;
	case KR_BLOCK_LIST:
		html_list(b, out);
		break;
	case KR_BLOCK_TABLE:
		html_table(b, out);
		break;
	case KR_BLOCK_FIGURE:
		html_figure(b, out);
		break;
	case KR_BLOCK_QUOTE:
		html_quote(b, out);
		break;
	case KR_BLOCK_CODE:
		html_wrapped("<pre><code>", &b->spans, "</code></pre>", out);
		break;
	case KR_BLOCK_RULE:
		kr_str_addz(out, "<hr>\n");
		break;
	default:
		html_wrapped("<p>", &b->spans, "</p>", out);
	}
}

void kr_export_html(const struct kr_doc *doc, struct kr_str *out)
{
	struct kr_str by;

	kr_str_init(&by);
	byline(doc, &by);
	kr_str_addz(out, "<!DOCTYPE html>\n<html");
	if (doc->lang) {
		kr_str_addz(out, " lang=\"");
		html_text(doc->lang, strlen(doc->lang), out);
		kr_str_addc(out, '"');
	}
	kr_str_addz(out, ">\n<head>\n<meta charset=\"utf-8\">\n");
	html_element("title", doc->title ? doc->title : doc->url ? doc->url : "", out);
	kr_str_addz(out, "</head>\n<body>\n<article>\n");
	html_element("h1", doc->title, out);
	if (by.len)
		html_element("p", by.data, out);
	if (href_ok(doc->url)) {
		const struct kr_span s = {doc->url, (uint32_t)strlen(doc->url), 0, doc->url};

		html_wrapped("<p>", &(struct kr_spans){(struct kr_span *)&s, 1}, "</p>", out);
	}
	for (size_t i = 0; i < doc->nblocks; i++)
		html_block(&doc->blocks[i], out);
	kr_str_addz(out, "</article>\n</body>\n</html>\n");
	kr_str_fini(&by);
}
