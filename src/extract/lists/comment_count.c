/* Reads how many comments the page claims to have. */
#include "extract/lists/comment_reader_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/words/phrases_priv.h"

enum { MAX_COUNT = 10 * 1000 * 1000 };

int32_t kr_comment_count_number(struct kr_slice t)
{
	int32_t n = -1;

	for (size_t i = 0; i < t.len; i++) {
		if (isdigit((unsigned char)t.data[i]))
			n = (n < 0 ? 0 : n) * 10 + (t.data[i] - '0');
		else if (n >= 0 && t.data[i] != ',')
			break;
		if (n > MAX_COUNT)
			return -1;
	}
	return n;
}

/* Reads "12 comments", "评论 (12)" or "共 12 条评论". */
static int32_t count_in(struct kr_slice t)
{
	const int32_t n = t.len <= KR_COMMENT_LABEL_BYTES ? kr_comment_count_number(t) : -1;

	return n >= 0 && kr_phrases_find(t, KR_PHRASE(COMMENTS)) ? n : -1;
}

/* From the JSON-LD of the article; -1: not there. */
static int32_t declared_count(const struct kr_page *page)
{
	const struct kr_js_value *v = kr_js_value_get(kr_json_ld_article(page), "commentCount");
	const char *s = kr_js_value_str(v);

	if (v && v->type == KR_JS_VALUE_NUMBER)
		return v->u.num >= 0 && v->u.num < INT32_MAX ? (int32_t)v->u.num : -1;
	return s ? kr_comment_count_number(kr_slice_of(s)) : -1;
}

int32_t kr_comment_count_stated(const struct kr_comment_reader *r)
{
	const struct kr_dom *dom = r->dom;
	struct kr_str text;
	int32_t count = -1;

	kr_str_init(&text);
	for (int32_t i = 0; i < dom->n && count < 0; i++) {
		const struct kr_node *n = &dom->nodes[i];
		const char *prop = r->named[i] ? kr_dom_attr(dom, i, "itemprop") : NULL;
		bool heading = kr_dom_is_heading(n->tag);

		if (kr_str_eq(prop, "commentCount")) {
			const char *v = kr_dom_attr(dom, i, "content");

			count = kr_comment_count_number(kr_slice_of(v));
		}
		if (count >= 0 || n->tag == KR_TAG_TEXT || n->flags & KR_NF_HIDDEN ||
		        !r->page->stat[i].chars ||
		        r->page->stat[i].chars > KR_COMMENT_LABEL_BYTES ||
		        !(heading || r->named[i]))
			continue;
		kr_str_clear(&text);
		kr_dom_inner_text(dom, i, &text);
		count = count_in(kr_slice_trim((struct kr_slice){text.data, text.len}));
	}
	kr_str_fini(&text);
	return count >= 0 ? count : declared_count(r->page);
}
