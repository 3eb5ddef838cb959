#include "extract/data/markdown_priv.h"

#include <string.h>

#include <md4c-html.h>

#include "kread/base/budgets.h"

enum {
	SIGNS = 2,
	LARGER = 4096, /* bytes of HTML allowed in addition to TIMES the length of the text */
	TIMES = 8,
};

static struct kr_slice line_at(const char *s, size_t len)
{
	const char *end = memchr(s, '\n', len);

	return (struct kr_slice){s, end ? (size_t)(end - s) : len};
}

/* "## x" */
static bool is_heading(struct kr_slice line)
{
	size_t n = 0;

	while (n < line.len && line.data[n] == '#')
		n++;
	return n && n < 7 && n < line.len && line.data[n] == ' ';
}

/* "- ", "* ", "+ ", "12. " */
static bool is_item(struct kr_slice line)
{
	size_t n = 0;

	while (n < line.len && n < 4 && line.data[n] >= '0' && line.data[n] <= '9')
		n++;
	if (n >= line.len || (n ? line.data[n] != '.' : !strchr("-*+", *line.data)))
		return false;
	return n + 1 < line.len && line.data[n + 1] == ' ';
}

bool kr_markdown_is(const char *s, size_t len)
{
	size_t strong = 0, weak = 0;

	if (memmem(s, len, "<p", 2) || memmem(s, len, "<div", 4) || memmem(s, len, "<br", 3))
		return false;
	for (size_t i = 0; i < len && strong + weak < 100;) {
		const struct kr_slice all = line_at(s + i, len - i), line = kr_slice_trim(all);

		strong += is_heading(line) || kr_slice_starts(line, "```");
		strong += memmem(line.data, line.len, "](http", 6) ||
		          memmem(line.data, line.len, "](/", 3) ||
		          memmem(line.data, line.len, "**", 2);
		weak += is_item(line) || kr_slice_starts(line, "> ");
		i += all.len + 1;
	}
	return strong && strong + weak >= SIGNS;
}

struct html_sink {
	struct kr_str *out;
	size_t room; /* a wide table of empty rows would grow without end */
	bool full;
};

static void put(const MD_CHAR *s, MD_SIZE len, void *user)
{
	struct html_sink *sink = user;

	sink->full = sink->full || len > sink->room;
	if (sink->full)
		return;
	sink->room -= len;
	kr_str_add(sink->out, s, len);
}

bool kr_markdown_html(const char *s, size_t len, struct kr_str *out)
{
	const size_t before = out->len;
	struct html_sink sink = {.out = out, .room = LARGER + len * TIMES};

	if (len <= KR_MARKDOWN_BYTES &&
	        !md_html(s, (MD_SIZE)len, put, &sink, MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH, 0) &&
	        !sink.full)
		return true;
	kr_str_cut(out, before);
	return false;
}
