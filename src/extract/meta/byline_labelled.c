/* Reads source, editor and authors that have a label. */
#include "extract/meta/byline_priv.h"

#include <string.h>

#include "extract/meta/author_names_priv.h"

enum { NAME_MAX_BYTES = 90 };

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

static bool is_link(const struct kr_byline_area *a, int i)
{
	return (a->page->dom.nodes[a->t[i].node].flags & KR_NF_LINK) != 0;
}

/* The first word of s, or a mark before it; the last one. */
static struct kr_slice first_word(struct kr_slice s)
{
	const char *blank = memchr(s.data, ' ', s.len);

	return (struct kr_slice){s.data, s.data[0] == ',' ? 1
	                                 : blank          ? (size_t)(blank - s.data)
	                                                  : s.len};
}

static struct kr_slice last_word(struct kr_slice s)
{
	const char *blank = memrchr(s.data, ' ', s.len), *from = blank ? blank + 1 : s.data;

	if (s.data[s.len - 1] == ',')
		from = s.data + s.len - 1;
	return (struct kr_slice){from, (size_t)(s.data + s.len - from)};
}

/* Whether a list of names goes on with the token i: one of both has the joint, or both are links.
 */
static bool goes_on(const struct kr_byline_area *a, int i, const struct kr_str *list)
{
	return kr_author_names_is_joint(first_word(a->t[i].s)) ||
	       kr_author_names_is_joint(last_word((struct kr_slice){list->data, list->len})) ||
	       (is_link(a, i) && is_link(a, i - 1));
}

/* Adds the authors after the label in token i: in the rest of the token and in those that follow in
 * the same block ("By", "Ann Reed", "and", "Luo Heng"). */
static void read_authors(struct kr_page *page, const struct kr_byline_area *a, int i, size_t label)
{
	const struct kr_dom *dom = &page->dom;
	const int32_t block = kr_dom_block(dom, a->t[i].node);
	struct kr_slice first = a->t[i].s;
	struct kr_str list;
	size_t n;

	kr_str_init(&list);
	first = kr_slice_trim((struct kr_slice){first.data + label, first.len - label});
	kr_str_add(&list, first.data, first.len);
	for (int k = i + 1; k < a->n && kr_dom_block(dom, a->t[k].node) == block; k++) {
		const struct kr_slice t = a->t[k].s;

		if (t.len > NAME_MAX_BYTES || kr_byline_name_has_digits(t, 2) ||
		        kr_byline_label_at(t, &n) != KR_BYLINE_NONE ||
		        (list.len && !goes_on(a, k, &list)))
			break;
		kr_str_addz(&list, !list.len                            ? ""
		                   : is_link(a, k) && is_link(a, k - 1) ? "; "
		                                                        : " ");
		kr_str_add(&list, t.data, t.len);
	}
	if (!list.len) {
		first = value_of(a, i, label, KR_BYLINE_AUTHOR);
		kr_str_add(&list, first.data ? first.data : "", first.len);
	}
	if (list.len)
		kr_author_names_add(page->doc, (struct kr_slice){list.data, list.len});
	kr_str_fini(&list);
}

void kr_byline_labelled_read(struct kr_page *page, const struct kr_byline_area *a, bool tail)
{
	struct kr_doc *doc = page->doc;
	const bool had_authors = doc->authors.n > 0;

	for (int i = 0; i < a->n; i++) {
		size_t n;
		enum kr_byline_field label = kr_byline_label_at(a->t[i].s, &n);
		struct kr_slice v = {NULL, 0};

		if (label == KR_BYLINE_NONE && !tail && !had_authors && !doc->authors.n)
			v = named_by(a, i);
		if (v.len)
			kr_author_names_add(doc, v);
		if (label == KR_BYLINE_NONE || (tail && (unsigned char)a->t[i].s.data[0] < 0x80))
			continue;
		if (label == KR_BYLINE_AUTHOR) {
			if (!had_authors)
				read_authors(page, a, i, n);
			continue;
		}
		v = value_of(a, i, n, label);
		if (!v.len)
			continue;
		if (label == KR_BYLINE_SOURCE && !doc->source)
			doc->source = kr_doc_line(doc, v.data, v.len);
		else if (label == KR_BYLINE_EDITOR && !doc->editor)
			doc->editor = kr_doc_line(doc, v.data, v.len);
	}
}
