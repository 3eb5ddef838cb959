/* The article as HTML. Elements are closed as in XML, so that the same text can stand in a book. */
#include "export_priv.h"

#include <string.h>

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
		bool link = kr_export_is_safe(s->href);

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

/* A file of its own leaves the pictures out, which are on the web. */
static void html_figure(const struct kr_block *b, bool alone, struct kr_str *out)
{
	const char *alt = b->u.fig.alt;

	if (alone && !b->spans.n && kr_str_empty(alt))
		return;
	kr_str_addz(out, "<figure>");
	if (alone && !b->spans.n)
		html_text(alt, strlen(alt), out);
	if (!alone && kr_export_is_safe(b->u.fig.src)) {
		kr_str_addz(out, "<img src=\"");
		html_text(b->u.fig.src, strlen(b->u.fig.src), out);
		kr_str_addz(out, "\" alt=\"");
		if (alt)
			html_text(alt, strlen(alt), out);
		kr_str_addc(out, '"');
		if (b->u.fig.width > 0)
			kr_str_addf(out, " width=\"%d\"", (int)b->u.fig.width);
		if (b->u.fig.height > 0)
			kr_str_addf(out, " height=\"%d\"", (int)b->u.fig.height);
		kr_str_addz(out, "/>");
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

static void html_block(const struct kr_block *b, bool alone, struct kr_str *out)
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
		html_figure(b, alone, out);
		break;
	case KR_BLOCK_QUOTE:
		html_quote(b, out);
		break;
	case KR_BLOCK_CODE:
		html_wrapped("<pre><code>", &b->spans, "</code></pre>", out);
		break;
	case KR_BLOCK_RULE:
		kr_str_addz(out, "<hr/>\n");
		break;
	default:
		html_wrapped("<p>", &b->spans, "</p>", out);
	}
}

void kr_export_html_lang(const struct kr_doc *doc, struct kr_str *out)
{
	const char *lang = doc->lang ? doc->lang : "";

	/* a language tag, as far as it is one */
	for (size_t i = 0; lang[i] && i < 35; i++)
		if ((lang[i] >= 'a' && lang[i] <= 'z') || (lang[i] >= 'A' && lang[i] <= 'Z') ||
		        (i > 1 && ((lang[i] >= '0' && lang[i] <= '9') || lang[i] == '-')))
			kr_str_addc(out, lang[i]);
		else
			return;
}

void kr_export_html_text(const char *text, struct kr_str *out)
{
	if (text)
		html_text(text, strlen(text), out);
}

static void html_media(const struct kr_media *m, struct kr_str *out)
{
	struct kr_str words;

	kr_str_init(&words);
	kr_export_media(m, &words);
	if (kr_export_is_safe(m->url)) {
		const struct kr_span s = {
		        .text = words.data, .len = (uint32_t)words.len, .href = m->url};

		html_wrapped("<p>", &(struct kr_spans){(struct kr_span *)&s, 1}, "</p>", out);
	} else {
		html_element("p", words.data, out);
	}
	kr_str_fini(&words);
}

static void html_article(const struct kr_doc *doc, bool alone, struct kr_str *out)
{
	struct kr_str by;

	kr_str_init(&by);
	kr_export_byline(doc, &by);
	kr_str_addz(out, "<article>\n");
	html_element("h1", doc->title, out);
	if (by.len)
		html_element("p", by.data, out);
	if (kr_export_is_safe(doc->url)) {
		const struct kr_span s = {
		        .text = doc->url, .len = (uint32_t)strlen(doc->url), .href = doc->url};

		html_wrapped("<p>", &(struct kr_spans){(struct kr_span *)&s, 1}, "</p>", out);
	}
	for (size_t i = 0; i < doc->nmedia; i++)
		html_media(&doc->media[i], out);
	for (size_t i = 0; i < doc->nblocks; i++)
		html_block(&doc->blocks[i], alone, out);
	kr_str_addz(out, "</article>\n");
	kr_str_fini(&by);
}

void kr_export_html_article(const struct kr_doc *doc, struct kr_str *out)
{
	html_article(doc, true, out);
}

void kr_export_html(const struct kr_doc *doc, struct kr_str *out)
{
	kr_str_addz(out, "<!DOCTYPE html>\n<html");
	if (doc->lang) {
		kr_str_addz(out, " lang=\"");
		html_text(doc->lang, strlen(doc->lang), out);
		kr_str_addc(out, '"');
	}
	kr_str_addz(out, ">\n<head>\n<meta charset=\"utf-8\"/>\n");
	html_element("title", doc->title ? doc->title : doc->url ? doc->url : "", out);
	kr_str_addz(out, "</head>\n<body>\n");
	html_article(doc, false, out);
	kr_str_addz(out, "</body>\n</html>\n");
}
