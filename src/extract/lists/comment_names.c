/* Recognises comments by class, id and microdata. */
#include "extract/lists/comment_reader_priv.h"

#include <ctype.h>
#include <string.h>

#define COMMENT_WORDS (KR_CLASS_WORD(COMMENT) | KR_CLASS_WORD(COMMENT_PINYIN))

/* Whether a word of a class names one comment. */
static bool is_item_word(const struct kr_page *page, const char *word, size_t len)
{
	const uint64_t words = kr_page_text_words(page, (struct kr_slice){word, len});

	if (!(words & COMMENT_WORDS))
		return false;
	if (len == 7 || (len == 13 && kr_str_istarts(word, "media-comment")))
		return true;
	return words & KR_CLASS_WORD(ONE) && !(words & KR_CLASS_WORD(NOT_ONE));
}

static bool is_item_id(const char *id)
{
	const char *at = id ? kr_str_ifind(id, strlen(id), "comment") : NULL;

	if (!at || at - id > 4)
		return false;
	at += 7;
	at += *at == '-' || *at == '_';
	return isdigit((unsigned char)*at);
}

bool kr_comment_names_item(const struct kr_page *page, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	const char *class = kr_dom_attr(dom, i, "class"), *type = kr_dom_attr(dom, i, "itemtype");
	int tag = dom->nodes[i].tag;

	if (tag != KR_TAG_li && tag != KR_TAG_div && tag != KR_TAG_article &&
	        tag != KR_TAG_section && tag != KR_TAG_dl && tag != KR_TAG_tr &&
	        tag != KR_TAG_UNKNOWN)
		return false;
	if (type && (kr_str_ends(type, "schema.org/Comment") ||
	                    kr_str_ends(type, "schema.org/UserComments")))
		return true;
	if (kr_str_eq(kr_dom_attr(dom, i, "itemprop"), "comment") ||
	        is_item_id(kr_dom_attr(dom, i, "id")))
		return true;
	for (size_t n; class && *class; class += n) {
		class += strspn(class, " \t\r\n");
		n = strcspn(class, " \t\r\n");
		if (n && is_item_word(page, class, n))
			return true;
	}
	return false;
}

/* Whether a class or id names comments, rather than a state of the page ("has-comments",
 * "comments-off"). */
static bool names_comments(const struct kr_page *page, const char *v)
{
	const uint64_t names = COMMENT_WORDS | KR_CLASS_WORD(COMMENT_SERVICE);
	const uint64_t all = kr_page_attr_words(page, v);

	if (!(all & names) || !(all & KR_CLASS_WORD(COMMENT_STATE)))
		return (all & names) != 0;
	for (size_t n; *v; v += n) {
		uint64_t words;

		v += strspn(v, " \t\r\n");
		n = strcspn(v, " \t\r\n");
		words = kr_page_text_words(page, (struct kr_slice){v, n});
		if (words & names && !(words & KR_CLASS_WORD(COMMENT_STATE)))
			return true;
	}
	return false;
}

static bool is_name_attr(const char *attr)
{
	switch (attr[0]) {
	case 'c':
		return !strcmp(attr, "class");
	case 'i':
		return !strcmp(attr, "id") || !strcmp(attr, "itemprop") ||
		       !strcmp(attr, "itemtype");
	default:
		return false;
	}
}

bool kr_comment_names_any(const struct kr_page *page, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	const struct kr_node *n = &dom->nodes[i];

	for (uint32_t k = 0; k < n->nattrs; k++) {
		const struct kr_attr *a = &dom->attrs[n->at + k];

		if (is_name_attr(a->name) && names_comments(page, a->value))
			return true;
	}
	return false;
}
