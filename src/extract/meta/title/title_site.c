/* Reads the site and the section from <title>, where they follow the headline. */
#include <string.h>

#include "extract/data/page_facts_priv.h"
#include "extract/meta/byline_priv.h"
#include "extract/meta/title/title_text_priv.h"

enum { MAX_PARTS = 3, SITE_MAX = 60 /* bytes */ };

/* Length of the separator at line[i], or 0. A colon is none: what follows it belongs to the
 * headline. Right after the headline a hyphen needs no blanks; two hyphens never do. */
static size_t separator_at(const char *line, size_t len, size_t i, bool after_headline)
{
	bool colon;
	size_t n = kr_title_text_break(line, len, i, &colon);

	if (n)
		return colon ? 0 : n;
	while (line[i + n] == '-')
		n++;
	return n > 1 || after_headline ? n : 0;
}

/* Splits a line after the separators from byte `from` on, where the headline ends; what precedes
 * the first of them is left out. Returns the number of parts, or 0 if there are too many. */
static size_t split(const char *line, size_t from, struct kr_slice part[static MAX_PARTS])
{
	const size_t len = strlen(line), headline = from;
	size_t n = 0;

	for (size_t i = from, skip; i <= len; i += skip ? skip : 1) {
		struct kr_slice p;

		skip = i < len ? separator_at(line, len, i, i == headline) : 0;
		if (!skip && i < len)
			continue;
		p = kr_slice_trim((struct kr_slice){line + from, i - from});
		if (p.len && from > headline) {
			if (n == MAX_PARTS)
				return 0;
			part[n++] = p;
		}
		from = i + skip;
	}
	return n;
}

void kr_title_site_run(struct kr_page *page)
{
	const struct kr_slice title = page->facts->title;
	struct kr_doc *doc = page->doc;
	struct kr_slice part[MAX_PARTS];
	const char *line;
	size_t n;

	if (!title.len || !doc->title)
		return;
	line = kr_doc_line(doc, title.data, title.len);
	if (!line || !kr_str_starts(line, doc->title))
		return;
	n = split(line, strlen(doc->title), part);
	if (n && !doc->site && part[n - 1].len <= SITE_MAX)
		doc->site = kr_doc_line(doc, part[n - 1].data, part[n - 1].len);
	if (n >= 2 && !doc->section && part[0].len <= KR_BYLINE_SECTION &&
	        kr_byline_name_is_wide(part[0]))
		doc->section = kr_doc_line(doc, part[0].data, part[0].len);
}
