/* The text that is laid out: by spans, and by sections. */
#include "layout_priv.h"

uint32_t kr_layout_spans_len(const struct kr_spans *s)
{
	uint32_t len = 0;

	for (uint32_t i = 0; i < s->n; i++)
		len += s->v[i].len;
	return len;
}

void kr_layout_spans_each(const struct kr_block *b, kr_layout_spans_fn *fn, void *user)
{
	uint32_t off = 0;

	if (b->type == KR_BLOCK_LIST) {
		for (uint32_t i = 0; i < b->u.items.n; i++) {
			fn(user, &b->u.items.v[i].spans, off);
			off += kr_layout_spans_len(&b->u.items.v[i].spans) + 1;
		}
	} else if (b->type == KR_BLOCK_TABLE) {
		for (uint32_t i = 0; i < b->u.rows.n; i++) {
			for (uint32_t k = 0; k < b->u.rows.v[i].n; k++) {
				fn(user, &b->u.rows.v[i].v[k].spans, off);
				off += kr_layout_spans_len(&b->u.rows.v[i].v[k].spans) + 1;
			}
			off += !b->u.rows.v[i].n;
		}
	} else {
		fn(user, &b->spans, 0);
	}
}

struct kr_slice kr_layout_spans_text(struct kr_layout *l, uint32_t section)
{
	const struct kr_block *b;

	if (section == 0)
		return kr_slice_of(l->doc->title ? l->doc->title : l->doc->url);
	if (section > l->doc->nblocks)
		return (struct kr_slice){"", 0};
	b = &l->doc->blocks[section - 1];
	if (b->type <= KR_BLOCK_PARAGRAPH && b->spans.n == 1)
		return (struct kr_slice){b->spans.v[0].text, b->spans.v[0].len};
	if (l->text_of != section) {
		kr_str_clear(&l->text);
		kr_doc_block_text(b, &l->text);
		l->text_of = section;
	}
	return (struct kr_slice){l->text.data, l->text.len};
}
