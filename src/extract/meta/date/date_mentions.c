/* Walks the page and collects the date mentions. */
#include "extract/meta/date/date_collector_priv.h"

void kr_date_mentions_find(struct kr_page *page, struct kr_date_mentions *ret)
{
	const struct kr_dom *dom = &page->dom;
	struct kr_date_collector c = {.page = page, .dom = dom, .all = ret, .text_block = -1};

	*ret = (struct kr_date_mentions){
	        .title_pos = UINT32_MAX, .body_from = UINT32_MAX, .body_end = UINT32_MAX};
	kr_date_read_hints(page, &c.hints);
	kr_str_init(&c.text);
	c.place = kr_arena_alloc(&page->scratch, (size_t)dom->n * sizeof *c.place);
	kr_date_metadata_json_ld(&c);
	if (page->in->url)
		kr_date_url_read(&c, page->in->url, KR_DS_URL);
	for (int32_t i = 0; i < dom->n; i++) {
		const struct kr_node *n = &dom->nodes[i];

		c.place[i] = kr_date_context_place(&c, i);
		if (i == page->title_node)
			ret->title_pos = c.pos;
		if (n->tag == KR_TAG_meta)
			kr_date_metadata_meta(&c, i);
		else if (n->tag == KR_TAG_script)
			kr_date_metadata_script(&c, i);
		else if (n->tag != KR_TAG_TEXT)
			kr_date_metadata_attributes(&c, i);
		if (n->tag != KR_TAG_TEXT || n->flags & (KR_NF_HIDDEN | KR_NF_BLANK))
			continue;
		if (kr_page_in_text(page, i)) {
			ret->body_from = ret->body_from == UINT32_MAX ? c.pos : ret->body_from;
			ret->body_end = c.pos + page->stat[i].chars;
		}
		kr_date_text_read(&c, i);
		c.pos += page->stat[i].chars;
	}
	kr_date_resolve_ambiguous(page, ret, &c.hints);
	kr_str_fini(&c.text);
}
