/* What the searches for boxes beside an article have in common. */
#include "extract/body/foreign_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

enum {
	PROSE = 60, /* in kr_stat.chars: shortest prose */
	WORD = 5,   /* letters of a word that two texts share */
};

void kr_foreign_box_add(struct kr_foreign *f, int32_t root)
{
	struct kr_page *page = f->page;

	for (int32_t i = root; i < page->dom.nodes[root].end; i++)
		page->mark[i] |= KR_MARK_FOREIGN;
	f->any = true;
}

void kr_foreign_box_segments(
        const struct kr_foreign *f, int32_t root, int32_t *ret_first, int32_t *ret_end)
{
	const struct kr_segs *segs = f->segs;

	*ret_first = (int32_t)kr_dom_search(segs->v, (size_t)segs->n, sizeof *segs->v, root);
	*ret_end = (int32_t)kr_dom_search(
	        segs->v, (size_t)segs->n, sizeof *segs->v, f->page->dom.nodes[root].end);
}

bool kr_foreign_box_is_prose(const struct kr_seg *s)
{
	return s->chars >= PROSE && s->stops && s->link_chars * 2 < s->chars;
}

static bool ends_word(char c)
{
	return (c >= 0 && c <= '/') || strchr(":;?!\"'()[]", c);
}

/* The bytes of the word at the start of a text, not empty: letters up to a space or mark, or two
 * ideographs in a row. *ret_step: bytes to the next word. */
static size_t word_at(struct kr_slice s, size_t *ret_step)
{
	uint32_t c, next = 0;
	size_t n = kr_utf8_decode(s.data, s.len, &c), more;

	*ret_step = n;
	if (kr_utf8_is_cjk(c)) {
		more = n < s.len ? kr_utf8_decode(s.data + n, s.len - n, &next) : 0;
		return kr_utf8_is_cjk(next) ? n + more : 0;
	}
	for (n = 0; n < s.len && !ends_word(s.data[n]);)
		n++;
	*ret_step = n ? n : 1;
	return n >= WORD ? n : 0;
}

bool kr_foreign_box_is_about(const struct kr_page *page, struct kr_slice text)
{
	const struct kr_slice title = kr_slice_of(page->doc->title);

	while (text.len) {
		char word[48];
		size_t step;
		const size_t n = word_at(text, &step);

		if (n && n < sizeof word) {
			memcpy(word, text.data, n);
			word[n] = '\0';
			if (kr_slice_ifind(title, word))
				return true;
		}
		text.data += step;
		text.len -= step;
	}
	return false;
}
