/* Sorts the texts of a comment: author, time, likes, body. */
#include "extract/lists/comment_reader_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/lists/card_words_priv.h"
#include "extract/words/phrases_priv.h"

enum {
	LEVELS = 4,           /* ancestors searched for the field of a text */
	MAX_TEXT = 16 * 1024, /* bytes of one comment */
};

enum comment_field { TEXT, BODY, AUTHOR, TIME, LIKES, NONE };

static enum comment_field element_field(const struct kr_page *page, int32_t i)
{
	static const struct {
		uint64_t words;
		enum comment_field field;
	} fields[] = {{KR_CLASS_WORD(COMMENT_AUTHOR), AUTHOR},
	        {KR_CLASS_WORD(COMMENT_CONTROL), NONE}, {KR_CLASS_WORD(COMMENT_LIKES), LIKES},
	        {KR_CLASS_WORD(COMMENT_TIME), TIME}, {KR_CLASS_WORD(COMMENT_BODY), BODY},
	        {KR_CLASS_WORD(COMMENT_REPLY), NONE}};
	const struct kr_dom *dom = &page->dom;
	const char *prop = kr_dom_attr(dom, i, "itemprop");
	int tag = dom->nodes[i].tag;
	uint64_t words;

	if (tag == KR_TAG_time)
		return TIME;
	if (tag == KR_TAG_button || tag == KR_TAG_form || tag == KR_TAG_label)
		return NONE;
	if (tag == KR_TAG_cite || kr_str_eq(prop, "author") || kr_str_eq(prop, "creator"))
		return AUTHOR;
	if (kr_str_eq(prop, "text") || kr_str_eq(prop, "commentText") ||
	        kr_str_eq(prop, "description"))
		return BODY;
	if (tag == KR_TAG_p || tag == KR_TAG_blockquote)
		return TEXT;
	words = kr_dom_attr(dom, i, "class") ? kr_page_class_words(page, i) : 0;
	for (size_t k = 0; words && k < sizeof fields / sizeof *fields; k++)
		if (words & fields[k].words)
			return fields[k].field;
	return TEXT;
}

static enum comment_field field_of(
        const struct kr_comment_reader *r, int32_t text, const struct kr_comment_item *it)
{
	enum comment_field field = TEXT;
	int32_t p = r->dom->nodes[text].parent;

	for (int up = 0; up < LEVELS && p > it->node && field == TEXT;
	        up++, p = r->dom->nodes[p].parent)
		field = element_field(r->page, p);
	return field;
}

/* Whether the text is the label of a button or the like, or a sign between them. */
static bool is_label(struct kr_slice t)
{
	static const char *const signs[] = {"·", "|", "-", "•", "(", ")"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (kr_slice_eq(t, signs[i]))
			return true;
	return kr_phrases_is(t, KR_PHRASE(COMMENT_CONTROL));
}

static void add_text(struct kr_str *to, const struct kr_dom *dom, int32_t node, struct kr_slice t)
{
	int32_t p = dom->nodes[node].parent;
	bool breaks =
	        to->len &&
	        (kr_dom_is_block(dom->nodes[p].tag)
	                        ? dom->nodes[node].prev < 0
	                        : dom->nodes[p].prev >= 0 &&
	                                  kr_dom_is_block(dom->nodes[dom->nodes[p].prev].tag));

	breaks = breaks ||
	         (dom->nodes[node].prev >= 0 && dom->nodes[dom->nodes[node].prev].tag == KR_TAG_br);
	if (to->len + t.len > MAX_TEXT)
		return;
	if (breaks && to->len)
		kr_str_addc(to, '\n');
	else if (to->len && (isspace((unsigned char)t.data[0])))
		kr_str_addc(to, ' ');
	for (size_t i = 0; i < t.len; i++) {
		bool blank = isspace((unsigned char)t.data[i]);

		if (!blank)
			kr_str_addc(to, t.data[i]);
		else if (to->len && !isspace((unsigned char)to->data[to->len - 1]))
			kr_str_addc(to, ' ');
	}
}

void kr_comment_text_add(const struct kr_comment_reader *r, struct kr_comment_item *it, int32_t i)
{
	struct kr_slice raw = kr_dom_text(r->dom, i), t = kr_slice_trim(raw);
	enum comment_field field = field_of(r, i, it);

	if (field == NONE || is_label(t))
		return;
	if (field == AUTHOR && (!it->author.len || it->text.len + it->body.len == 0)) {
		if (!it->author.len && t.len <= 2 * KR_COMMENT_LABEL_BYTES)
			kr_str_add(&it->author, t.data, t.len);
		return;
	}
	if (field == TIME || (field != BODY && kr_card_words_is_time(t))) {
		if (!it->time.len)
			kr_str_add(&it->time, t.data, t.len);
		return;
	}
	if (field == LIKES) {
		int32_t n = t.len < KR_COMMENT_LABEL_BYTES ? kr_comment_count_number(t) : -1;

		if (it->likes < 0)
			it->likes = n;
		return;
	}
	add_text(field == BODY ? &it->body : &it->text, r->dom, i, raw);
}
