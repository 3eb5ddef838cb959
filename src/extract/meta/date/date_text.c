/* Dates in visible text. */
#include "extract/meta/date/date_collector_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/meta/date/date_scan_priv.h"
#include "extract/words/phrases_priv.h"
#include "kread/base/utf8.h"

enum {
	BLOCK_MAX = 140, /* longest block, in characters, that is read as a whole */
	TEXT_MAX = 120,  /* bytes read of a longer text */
};

static bool is_one_of(uint32_t c, const uint32_t *set)
{
	while (*set && *set != c)
		set++;
	return *set != 0;
}

/* A word of a sentence ("昨天的雨", "3小时前，最后一班船"), not the time of the page. */
static bool is_in_sentence(const char *s, size_t len, size_t from, size_t end)
{
	static const uint32_t before[] = {0x4e8e, 0x5728, 0x5e03, 0x65b0, 0x8868, 0x8f91, 0x7a3f,
	        0}, /* 于在布新表辑稿 */
	        after[] = {0x53d1, 0x66f4, 0x7f16, 0x6765, 0x4e0a, 0x4e0b, 0}; /* 发更编来上下 */
	uint32_t c;

	if (end < len) {
		kr_utf8_decode(s + end, len - end, &c);
		if (c == 0xff0c || c == 0x3001 || (kr_utf8_is_cjk(c) && !is_one_of(c, after)))
			return true;
	}
	if (!from)
		return false;
	from = kr_utf8_floor(s, len, from - 1);
	kr_utf8_decode(s + from, len - from, &c);
	return kr_utf8_is_cjk(c) && !is_one_of(c, before);
}

/* Whether a word such as "joined" is in the text before a date, or in the text before its node. */
static bool is_after_joined(const struct kr_dom *dom, struct kr_slice before, int32_t node)
{
	enum { NEAR = 4, LABEL_BYTES = 50 };

	if (kr_phrases_find(before, KR_PHRASE(DATE_JOINED)))
		return true;
	if (before.len >= NEAR)
		return false;
	for (int32_t k = node - 1; k > 0 && k >= node - 8; k--)
		if (dom->nodes[k].tag == KR_TAG_TEXT && !(dom->nodes[k].flags & KR_NF_BLANK))
			return kr_dom_text(dom, k).len <= LABEL_BYTES &&
			       kr_phrases_find(kr_dom_text(dom, k), KR_PHRASE(DATE_JOINED));
	return false;
}

/* Adds all dates in one text. node, a text or a block, holds the text; element is the
 * innermost one around it. */
static void read_text(
        struct kr_date_collector *c, const char *s, size_t len, int32_t node, int32_t element)
{
	unsigned flags = 0;
	enum kr_date_source source = KR_DATE_SOURCES;
	size_t at = 0, from, end;
	struct kr_date d;

	for (int k = 0; k < 4 && at < len &&
	                kr_date_parse_find(s + at, len - at, &c->hints, &d, &from, &end);
	        k++, at += end) {
		struct kr_date_mention *mention;
		const size_t before = from > 50 ? from - 50 : 0;

		if (d.relative && is_in_sentence(s + at, len - at, from, end))
			continue;
		if (is_after_joined(c->dom, (struct kr_slice){s + at + before, from - before},
		            k == 0 ? node : -1))
			continue;
		if (source == KR_DATE_SOURCES)
			source = kr_date_context_source(c->page, element, &flags);
		mention = kr_date_collector_add(c, &d, source, element);
		if (!mention)
			continue;
		mention->as = (struct kr_slice){
		        kr_arena_dup(&c->page->arena, s + at + from, end - from), end - from};
		mention->flags |= flags | kr_date_context_labels((struct kr_slice){
		                                  s + at + before, from - before});
		if (from < 4 && k == 0)
			mention->flags |= kr_date_context_labels_before(c->dom, node);
		if ((end - from) * 3 >= len * 2)
			mention->flags |= KR_DF_ALONE;
		for (size_t b = from; b < end; b++)
			if ((unsigned char)s[at + b] >= 0x80 ||
			        (isalpha((unsigned char)s[at + b]) && s[at + b] != 'T'))
				mention->flags |= KR_DF_SPELLED;
	}
}

/* The block around a text if it is short enough to be read as a whole ("<span>10</span>
 * <span>Feb</span>"), else -1. */
static int32_t short_block(const struct kr_date_collector *c, int32_t i)
{
	int32_t best = -1;

	for (int32_t b = c->dom->nodes[i].parent; b > 0 && c->page->stat[b].chars <= BLOCK_MAX;
	        b = c->dom->nodes[b].parent) {
		best = b;
		if (kr_dom_is_block(c->dom->nodes[b].tag))
			break;
	}
	return best;
}

void kr_date_text_read(struct kr_date_collector *c, int32_t i)
{
	struct kr_slice t = kr_dom_text(c->dom, i);
	int32_t b;

	if (c->text_block >= 0 && kr_dom_within(c->dom, i, c->text_block))
		return; /* already read with its block */
	if (c->place[i] & KR_DF_CAPTION)
		return; /* of the picture */
	if (!kr_date_scan_has_digit(t.data, t.len > TEXT_MAX * 2 ? TEXT_MAX * 2 : t.len) &&
	        !(c->hints.now && t.len < 40))
		return;
	b = short_block(c, i);
	if (b < 0) {
		read_text(c, t.data, t.len > TEXT_MAX ? TEXT_MAX : t.len, i, i);
		return;
	}
	c->text_block = b;
	kr_str_clear(&c->text);
	kr_dom_inner_text(c->dom, b, &c->text);
	read_text(c, c->text.data, c->text.len, b, c->dom->nodes[i].parent);
}
