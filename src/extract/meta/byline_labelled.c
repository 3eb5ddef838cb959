/* Reads source, editor and authors that have a label. */
#include "extract/meta/byline_priv.h"

#include <string.h>

enum { NAME_MAX_BYTES = 90, MAX_AUTHORS = 8 };

/* The value of the label in token i: the rest of the token, or the next one. */
static struct kr_slice value_of(
        const struct kr_byline_area *a, int i, size_t label_len, enum kr_byline_field label)
{
	struct kr_slice v = a->t[i].s, none = {NULL, 0};
	size_t n;

	v.data += label_len;
	v.len -= label_len;
	v = kr_byline_name_trim(v);
	if (!v.len && i + 1 < a->n &&
	        (kr_byline_name_is_wide(a->t[i].s) ||
	                (a->t[i].s.len <= 4 && a->t[i + 1].s.len <= 40))) {
		v = a->t[i + 1].s;
		if (kr_byline_label_at(v, &n) != KR_BYLINE_NONE)
			return none;
		v = kr_byline_name_trim(v);
	}
	v = label == KR_BYLINE_AUTHOR ? kr_byline_name_cut(v) : v;
	return kr_byline_name_fits(v) ? v : none;
}

/* The name after a word such as "Von" in token i, or in the next one. */
static struct kr_slice named_by(const struct kr_byline_area *a, int i)
{
	const struct kr_slice s = a->t[i].s, none = {NULL, 0};
	const size_t n = kr_byline_label_by(s);
	struct kr_slice v = {s.data + n, s.len - n};

	if (!n)
		return none;
	v = kr_byline_name_cut(v);
	return kr_byline_name_is_person(v) ? v : none;
}

static void add_authors(struct kr_page *page, struct kr_slice v)
{
	static const char *const gaps[] = {"、", "，", ",", "،", " and ", " und ", " et ", " y ",
	        " e ", " i ", " a ", " og ", " och ", " ja ", " en ", " és ", " ve ", " dan ",
	        " và ", " και ", " и ", " та ", " і ", " و ", " और ", " และ ", "&", " ", "/"};
	/* a space is between names of Chinese, and within names of Japanese */
	const bool wide = kr_byline_name_is_wide(v) &&
	                  !(page->doc->lang && kr_str_istarts(page->doc->lang, "ja"));

	while (v.len && page->doc->authors.n < MAX_AUTHORS) {
		size_t end = v.len, skip = 0;

		for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++) {
			const char *p;

			if (!wide && gaps[k][0] == ' ' && !gaps[k][1])
				continue;
			p = memmem(v.data, end, gaps[k], strlen(gaps[k]));
			if (p) {
				end = (size_t)(p - v.data);
				skip = strlen(gaps[k]);
			}
		}
		if (end >= 3 && end <= NAME_MAX_BYTES &&
		        !kr_byline_name_is_control((struct kr_slice){v.data, end}))
			kr_doc_add_string(page->doc, &page->doc->authors, v.data, end);
		v.data += end + skip;
		v.len -= end + skip;
	}
}

void kr_byline_labelled_read(struct kr_page *page, const struct kr_byline_area *a, bool tail)
{
	struct kr_doc *doc = page->doc;
	const bool had_authors = doc->authors.n > 0;

	for (int i = 0; i < a->n; i++) {
		size_t n;
		enum kr_byline_field label = kr_byline_label_at(a->t[i].s, &n);
		struct kr_slice v = {NULL, 0};

		if (label != KR_BYLINE_NONE && !(tail && (unsigned char)a->t[i].s.data[0] < 0x80)) {
			v = value_of(a, i, n, label);
		} else if (label == KR_BYLINE_NONE && !tail && !had_authors && !doc->authors.n) {
			v = named_by(a, i);
			label = KR_BYLINE_AUTHOR;
		}
		if (!v.len)
			continue;
		if (label == KR_BYLINE_SOURCE && !doc->source)
			doc->source = kr_doc_line(doc, v.data, v.len);
		else if (label == KR_BYLINE_EDITOR && !doc->editor)
			doc->editor = kr_doc_line(doc, v.data, v.len);
		else if (label == KR_BYLINE_AUTHOR && !had_authors)
			add_authors(page, v);
	}
}
