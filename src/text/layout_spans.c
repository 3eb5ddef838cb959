/* The text that is laid out: by spans, and by sections. */
#include <string.h>

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

static void add_keyword(struct kr_layout *l, const char *text, const char *href)
{
	l->keywords[l->foot.n++] =
	        (struct kr_span){.text = text, .len = (uint32_t)strlen(text), .href = href};
}

const struct kr_spans *kr_layout_spans_keywords(struct kr_layout *l)
{
	const struct kr_strings *list = &l->doc->keywords;

	l->foot = (struct kr_spans){.v = l->keywords};
	if (!l->doc->nblocks || l->opts.own)
		return &l->foot;
	for (size_t i = 0; i < list->n && i < KR_LAYOUT_KEYWORDS; i++) {
		if (l->foot.n)
			add_keyword(l, kr_layout_spans_separator(l), NULL);
		add_keyword(l, list->v[i], list->v[i]);
	}
	return &l->foot;
}

static void add_foot(struct kr_layout *l)
{
	const struct kr_spans *s = kr_layout_spans_keywords(l);

	for (uint32_t i = 0; i < s->n; i++)
		kr_str_add(&l->text, s->v[i].text, s->v[i].len);
}

const char *kr_layout_spans_separator(const struct kr_layout *l)
{
	return l->opts.ascii ? " - " : " \u2219 ";
}

struct kr_slice kr_layout_spans_text(struct kr_layout *l, uint32_t section)
{
	const struct kr_block *b;

	if (section == 0)
		return kr_slice_of(l->doc->title ? l->doc->title : l->doc->url);
	b = section <= l->doc->nblocks ? &l->doc->blocks[section - 1] : NULL;
	if (b && b->type <= KR_BLOCK_PARAGRAPH && b->spans.n == 1)
		return (struct kr_slice){b->spans.v[0].text, b->spans.v[0].len};
	if (l->text_of != section) {
		kr_str_clear(&l->text);
		if (b)
			kr_doc_block_text(b, &l->text);
		else
			add_foot(l);
		l->text_of = section;
	}
	return (struct kr_slice){l->text.data, l->text.len};
}
