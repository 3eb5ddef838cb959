#include "markdown_priv.h"

#include <string.h>

enum { SIGNS = 2 };

/* --- lines ------------------------------------------------------------------------------------------------------------- */

static struct kr_slice line_at(const char *s, size_t len)
{
	const char *end = memchr(s, '\n', len);

	return (struct kr_slice){s, end ? (size_t)(end - s) : len};
}

static struct kr_slice behind(struct kr_slice s, size_t n)
{
	return kr_slice_trim((struct kr_slice){s.data + n, s.len - n});
}

/* "## x" has 2; 0: no heading. */
static size_t heading_level(struct kr_slice line)
{
	size_t n = 0;

	while (n < line.len && n < 7 && line.data[n] == '#')
		n++;
	return n < line.len && n < 7 && line.data[n] == ' ' ? n : 0;
}

/* Bytes of "- ", "* ", "+ ", "12. "; 0: no item. *ret_numbered. */
static size_t marker_of(struct kr_slice line, bool *ret_numbered)
{
	size_t n = 0;

	while (n < line.len && n < 4 && line.data[n] >= '0' && line.data[n] <= '9')
		n++;
	*ret_numbered = n > 0;
	if (n ? (n < line.len && line.data[n] == '.') : (line.len && strchr("-*+", *line.data)))
		n++;
	else
		return 0;
	return n < line.len && line.data[n] == ' ' ? n + 1 : 0;
}

static bool is_rule(struct kr_slice line)
{
	size_t n = 0;

	while (n < line.len && line.data[n] == *line.data)
		n++;
	return n >= 3 && n == line.len && strchr("-*_", *line.data);
}

bool kr_markdown_is(const char *s, size_t len)
{
	size_t strong = 0, weak = 0;
	bool numbered;

	if (memmem(s, len, "<p", 2) || memmem(s, len, "<div", 4) || memmem(s, len, "<br", 3))
		return false;
	for (size_t i = 0; i < len && strong + weak < 100;) {
		const struct kr_slice all = line_at(s + i, len - i), line = kr_slice_trim(all);

		strong += heading_level(line) > 0 || kr_slice_starts(line, "```");
		strong += memmem(line.data, line.len, "](http", 6) || memmem(line.data, line.len, "](/", 3) ||
		          memmem(line.data, line.len, "**", 2);
		weak += marker_of(line, &numbered) || kr_slice_starts(line, "> ");
		i += all.len + 1;
	}
	return strong && strong + weak >= SIGNS;
}

/* --- within a line ----------------------------------------------------------------------------------------------------- */

struct inliner {
	struct kr_str *out;
	const char *bracket;                     /* the next "]"; NULL: not looked for */
	bool no_strong, no_em, no_code, no_link; /* what is open here is not closed before the line ends */
};

static void put_text(struct kr_str *out, struct kr_slice s)
{
	for (size_t i = 0; i < s.len; i++) {
		const char next = i + 1 < s.len ? (char)(s.data[i + 1] | 32) : '\0';

		if (s.data[i] == '<' && next != '/' && (next < 'a' || next > 'z'))
			kr_str_addz(out, "&lt;");
		else if (s.data[i] == '\\' && i + 1 < s.len && strchr("\\`*_{}[]()#+-.!>|", s.data[i + 1]))
			kr_str_addc(out, s.data[++i]);
		else
			kr_str_addc(out, s.data[i]);
	}
}

static void put_attr(struct kr_str *out, const char *name, struct kr_slice s)
{
	kr_str_addf(out, " %s=\"", name);
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] == '"')
			kr_str_addz(out, "&quot;");
		else
			kr_str_addc(out, s.data[i]);
	kr_str_addc(out, '"');
}

/* What mark encloses at s, as an element; returns its bytes with both marks, 0: it is not closed. */
static size_t enclosed(struct kr_str *out, struct kr_slice s, const char *mark, const char *tag, bool *none)
{
	const size_t n = strlen(mark);
	const char *close = *none || !s.data || s.len <= n ? NULL : memmem(s.data + n, s.len - n, mark, n);
	struct kr_slice in;

	*none = !close;
	if (!close || close == s.data + n || s.data[n] == ' ')
		return 0;
	in = (struct kr_slice){s.data + n, (size_t)(close - s.data) - n};
	kr_str_addf(out, "<%s>", tag);
	put_text(out, in);
	kr_str_addf(out, "</%s>", tag);
	return in.len + 2 * n;
}

/* "](" of a link at s, the first bracket that closes; NULL: it is no link. */
static const char *middle_of(struct inliner *l, struct kr_slice s)
{
	if (!l->no_link && (!l->bracket || l->bracket < s.data))
		l->bracket = memchr(s.data, ']', s.len);
	l->no_link |= !l->bracket;
	return !l->no_link && l->bracket + 1 < s.data + s.len && l->bracket[1] == '(' ? l->bracket : NULL;
}

/* [text](address "title"), ![text](address); 0: it is none. */
static size_t link_at(struct inliner *l, struct kr_slice s)
{
	const bool picture = *s.data == '!';
	const size_t from = picture ? 2 : 1;
	const char *middle = middle_of(l, s),
	           *close = middle ? memchr(middle, ')', s.len - (size_t)(middle - s.data)) : NULL;
	struct kr_slice text, address;

	l->no_link |= middle && !close;
	if (!close || middle < s.data + from)
		return 0;
	text = (struct kr_slice){s.data + from, (size_t)(middle - s.data) - from};
	address = kr_slice_trim((struct kr_slice){middle + 2, (size_t)(close - middle) - 2});
	for (size_t i = 0; i < address.len; i++)
		if (address.data[i] == ' ')
			address.len = i;
	kr_str_addz(l->out, picture ? "<img" : "<a");
	put_attr(l->out, picture ? "src" : "href", address);
	if (picture)
		put_attr(l->out, "alt", text);
	kr_str_addc(l->out, '>');
	if (!picture) {
		put_text(l->out, text);
		kr_str_addz(l->out, "</a>");
	}
	return (size_t)(close - s.data) + 1;
}

/* [![text](picture)](address): the picture. */
static size_t linked_picture(struct inliner *l, struct kr_slice s)
{
	const size_t n = link_at(l, (struct kr_slice){s.data + 1, s.len - 1});
	const struct kr_slice rest = {s.data + n + 1, s.len - n - 1};
	const char *close = n && kr_slice_starts(rest, "](") ? memchr(rest.data, ')', rest.len) : NULL;

	return close ? (size_t)(close - s.data) + 1 : n ? n + 1 : 0;
}

static size_t mark_at(struct inliner *l, struct kr_slice s)
{
	if (kr_slice_starts(s, "[!["))
		return linked_picture(l, s);
	if (kr_slice_starts(s, "[") || kr_slice_starts(s, "!["))
		return link_at(l, s);
	if (kr_slice_starts(s, "`"))
		return enclosed(l->out, s, "`", "code", &l->no_code);
	if (kr_slice_starts(s, "**"))
		return enclosed(l->out, s, "**", "strong", &l->no_strong);
	if (kr_slice_starts(s, "*"))
		return enclosed(l->out, s, "*", "em", &l->no_em);
	return 0;
}

static void put_line(struct kr_str *out, struct kr_slice line)
{
	struct inliner l = {.out = out};

	while (line.len) {
		size_t n = 0, used;

		while (n < line.len && !strchr("[!`*", line.data[n]))
			n += line.data[n] == '\\' && n + 1 < line.len ? 2 : 1;
		put_text(out, (struct kr_slice){line.data, n});
		line.data += n;
		line.len -= n;
		if (!line.len)
			break;
		used = mark_at(&l, line);
		if (!used) {
			used = kr_slice_starts(line, "**") ? 2 : 1;
			kr_str_add(out, line.data, used);
		}
		line.data += used;
		line.len -= used;
	}
}

/* --- blocks ------------------------------------------------------------------------------------------------------------ */

struct writer {
	struct kr_str *out;
	const char *open; /* the element that takes the lines that follow; NULL: none */
};

static void want(struct writer *w, const char *tag)
{
	if (w->open && tag && !strcmp(w->open, tag)) {
		kr_str_addc(w->out, '\n');
		return;
	}
	if (w->open)
		kr_str_addf(w->out, "</%s>", w->open);
	if (tag)
		kr_str_addf(w->out, "<%s>", tag);
	w->open = tag;
}

static void put_block_line(struct writer *w, struct kr_slice line)
{
	bool numbered;
	const size_t level = heading_level(line), marker = marker_of(line, &numbered);

	if (!line.len) {
		want(w, NULL);
	} else if (level) {
		want(w, NULL);
		kr_str_addf(w->out, "<h%zu>", level);
		put_line(w->out, behind(line, level));
		kr_str_addf(w->out, "</h%zu>", level);
	} else if (is_rule(line)) {
		want(w, NULL);
		kr_str_addz(w->out, "<hr>");
	} else if (marker) {
		want(w, numbered ? "ol" : "ul");
		kr_str_addz(w->out, "<li>");
		put_line(w->out, behind(line, marker));
		kr_str_addz(w->out, "</li>");
	} else if (*line.data == '>') {
		want(w, "blockquote");
		put_line(w->out, behind(line, 1));
	} else {
		want(w, w->open && !strcmp(w->open, "blockquote") ? w->open : "p");
		put_line(w->out, line);
	}
}

/* The lines of code at s, up to behind the fence that ends them. */
static size_t put_code(struct writer *w, const char *s, size_t len)
{
	size_t i = 0;

	want(w, NULL);
	kr_str_addz(w->out, "<pre>");
	while (i < len) {
		const struct kr_slice line = line_at(s + i, len - i);

		i += line.len + 1;
		if (kr_slice_starts(kr_slice_trim(line), "```"))
			break;
		for (size_t k = 0; k < line.len; k++)
			if (line.data[k] == '<')
				kr_str_addz(w->out, "&lt;");
			else if (line.data[k] == '&')
				kr_str_addz(w->out, "&amp;");
			else
				kr_str_addc(w->out, line.data[k]);
		kr_str_addc(w->out, '\n');
	}
	kr_str_addz(w->out, "</pre>");
	return i;
}

void kr_markdown_html(const char *s, size_t len, struct kr_str *out)
{
	struct writer w = {.out = out};

	for (size_t i = 0; i < len;) {
		const struct kr_slice all = line_at(s + i, len - i), line = kr_slice_trim(all);

		i += all.len + 1;
		if (kr_slice_starts(line, "```"))
			i += i < len ? put_code(&w, s + i, len - i) : 0;
		else
			put_block_line(&w, line);
	}
	want(&w, NULL);
}
