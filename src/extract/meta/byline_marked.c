/* Authors without a label, recognised by the markup. */
#include "extract/meta/author_names_priv.h"
#include "extract/meta/byline_priv.h"

#include <string.h>

enum {
	LEVELS = 2, /* elements looked at, from the text up */
	NAMES = 80, /* most characters of an element that its class says to be names */
};

static bool has_word(const char *value, const char *word)
{
	return value && kr_str_ifind(value, strlen(value), word);
}

/* Whether rel or itemprop says that this element is an author. */
static bool is_declared(const struct kr_dom *dom, int32_t i)
{
	return has_word(kr_dom_attr(dom, i, "rel"), "author") ||
	       has_word(kr_dom_attr(dom, i, "itemprop"), "author");
}

/* Whether s looks like the name of one person: two to five words, the first and the last with a
 * capital letter, or in a script without any. */
static bool is_person(struct kr_slice s)
{
	size_t words = 1, last = 0;

	for (size_t i = 0; i < s.len; i++) {
		const char c = s.data[i];

		if ((c >= '0' && c <= '9') || c == '!' || c == '?' || c == ':')
			return false;
		if (c == ' ') {
			words++;
			last = i + 1;
		}
	}
	return words >= 2 && words <= 5 && last < s.len &&
	       ((s.data[0] >= 'A' && s.data[0] <= 'Z') || (unsigned char)s.data[0] >= 0x80) &&
	       ((s.data[last] >= 'A' && s.data[last] <= 'Z') ||
	               (unsigned char)s.data[last] >= 0x80);
}

static bool is_end(char c)
{
	return !c || c == ' ' || c == '-' || c == '_';
}

/* Whether a class has a word for authors, with nothing but hyphens, "name" or "s" beside it: not
 * "authorized". */
static bool has_author_class(const char *class)
{
	static const char *const stems[] = {"author", "byline", "autor", "auteur"};

	for (size_t k = 0; class && k < sizeof stems / sizeof *stems; k++) {
		const char *p = kr_str_ifind(class, strlen(class), stems[k]), *end;

		if (!p || (p > class && !is_end(p[-1])))
			continue;
		end = p + strlen(stems[k]);
		if (kr_str_istarts(end, "name"))
			end += 4;
		if (is_end(*end) || (*end == 's' && is_end(end[1])))
			return true;
	}
	return false;
}

static bool is_marked(const struct kr_byline_area *a, int k)
{
	const struct kr_page *page = a->page;
	const struct kr_slice s = a->t[k].s;
	const bool person = !kr_byline_name_is_wide(s) && is_person(s);
	int32_t i = page->dom.nodes[a->t[k].node].parent;

	for (int up = 0; up < LEVELS && i > 0; up++, i = page->dom.nodes[i].parent) {
		if (is_declared(&page->dom, i))
			return !(s.data[0] >= '0' && s.data[0] <= '9');
		if (person && page->stat[i].chars <= NAMES &&
		        has_author_class(kr_dom_attr(&page->dom, i, "class")))
			return true;
	}
	return false;
}

void kr_byline_marked_read(struct kr_page *page, const struct kr_byline_area *a)
{
	size_t n;

	for (int k = 0; k < a->n; k++)
		if (!kr_byline_name_is_control(a->t[k].s) &&
		        kr_byline_label_at(a->t[k].s, &n) == KR_BYLINE_NONE && is_marked(a, k))
			kr_author_names_add(page->doc, a->t[k].s);
}
