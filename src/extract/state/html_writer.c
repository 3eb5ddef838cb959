#include "extract/state/html_writer_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/data/markdown_priv.h"

static void put(struct kr_html_writer *w, const char *s, size_t n)
{
	if (w->out)
		kr_str_add(w->out, s, n);
}

void kr_html_writer_put(struct kr_html_writer *w, const char *html)
{
	put(w, html, strlen(html));
}

void kr_html_writer_open_tag(struct kr_html_writer *w, const char *tag)
{
	kr_html_writer_put(w, "<");
	kr_html_writer_put(w, tag);
	kr_html_writer_put(w, ">");
}

void kr_html_writer_close_tag(struct kr_html_writer *w, const char *tag)
{
	kr_html_writer_put(w, "</");
	kr_html_writer_put(w, tag);
	kr_html_writer_put(w, ">");
}

void kr_html_writer_attr(struct kr_html_writer *w, const char *name, const char *value)
{
	kr_html_writer_put(w, name);
	kr_html_writer_put(w, "=\"");
	for (size_t n; value && *value; value += n + (value[n] != '\0')) {
		n = strcspn(value, "\"");
		put(w, value, n);
		kr_html_writer_put(w, value[n] ? "&quot;" : "");
	}
	kr_html_writer_put(w, "\"");
}

void kr_html_writer_lines(struct kr_html_writer *w, const char *s, size_t len, const char *tag)
{
	for (size_t i = 0; i < len;) {
		const char *end = memchr(s + i, '\n', len - i);
		const size_t stop = end ? (size_t)(end - s) : len;

		if (tag)
			kr_html_writer_open_tag(w, tag);
		for (; i < stop; i++)
			if (s[i] == '<')
				kr_html_writer_put(w, "&lt;");
			else
				put(w, s + i, 1);
		if (tag)
			kr_html_writer_close_tag(w, tag);
		else if (end)
			kr_html_writer_put(w, "<br>");
		i = stop + 1;
	}
}

/* Bytes outside tags. *ret_tags: whether there are tags. */
static size_t text_bytes(const char *s, size_t len, bool *ret_tags)
{
	size_t n = 0;

	*ret_tags = false;
	for (size_t i = 0; i < len; i++, n++) {
		const char *end;

		if (s[i] != '<' || i + 1 >= len ||
		        (!isalpha((unsigned char)s[i + 1]) && s[i + 1] != '/' && s[i + 1] != '!'))
			continue;
		end = memchr(s + i, '>', len - i);
		if (!end)
			break;
		*ret_tags = true;
		i = (size_t)(end - s);
		n--;
	}
	return n;
}

static bool is_escaped_html(const char *s, size_t len)
{
	return memmem(s, len, "&lt;p", 5) || memmem(s, len, "&lt;br", 6) ||
	       memmem(s, len, "&lt;div", 7);
}

static void put_unescaped(struct kr_html_writer *w, const char *s, size_t len)
{
	static const char *const names[] = {"&lt;", "&gt;", "&quot;", "&amp;"};

	for (size_t i = 0; i < len; i++) {
		size_t n = 0;

		for (size_t k = 0; k < 4 && s[i] == '&' && !n; k++)
			if (len - i >= strlen(names[k]) &&
			        !memcmp(s + i, names[k], strlen(names[k]))) {
				n = strlen(names[k]);
				put(w, &"<>\"&"[k], 1);
			}
		if (!n)
			put(w, s + i, 1);
		i += n ? n - 1 : 0;
	}
}

void kr_html_writer_string(
        struct kr_html_writer *w, const char *s, size_t len, enum kr_html_writer_place place)
{
	static const char *const line_tags[] = {"p", "li", NULL}, *const html_tags[] = {
	                                                                  "div", "li", NULL};
	bool tags, escaped;

	w->text += text_bytes(s, len, &tags);
	if (!w->out)
		return;
	if (place != KR_HTML_WRITER_BLOCK && kr_markdown_is(s, len) &&
	        kr_markdown_html(s, len, w->out))
		return;
	escaped = !tags && is_escaped_html(s, len);
	if (!tags && !escaped) {
		kr_html_writer_lines(w, s, len, line_tags[place]);
		return;
	}
	if (html_tags[place])
		kr_html_writer_open_tag(w, html_tags[place]);
	if (escaped)
		put_unescaped(w, s, len);
	else
		put(w, s, len);
	if (html_tags[place])
		kr_html_writer_close_tag(w, html_tags[place]);
}
