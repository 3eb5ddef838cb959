/* Menus without links, in tables above and below the text, on pages that use tables
 * for their layout. */
#include "extract/body/foreign_priv.h"

#include <string.h>

#include "extract/words/control_phrases_priv.h"

enum {
	TABLE = 400, /* in kr_stat.chars: largest such table */
	ITEM = 30,   /* characters of the longest item of a menu */
	KNOWN = 2,   /* fewest items that menus of all sites have */
};

/* What a table has. */
struct menu {
	int items, known, numbers;
	bool other; /* a text that is no item */
};

static void add_item(struct menu *m, struct kr_slice item)
{
	item = kr_slice_trim(item);
	if (!item.len)
		return;
	m->items++;
	m->known += kr_control_phrases_is(item, KR_CONTROL_PHRASE(MENU));
	m->numbers += item.data[0] >= '0' && item.data[0] <= '9';
	m->other |= item.len > ITEM * 2;
}

/* Adds the items of a text, between signs such as "|". */
static void add_items(struct menu *m, struct kr_slice s)
{
	static const char *const signs[] = {"|", "[", "]", "·", "•", "｜", "【", "】"};
	size_t from = 0;

	for (size_t i = 0; i < s.len; i++) {
		const struct kr_slice rest = {s.data + i, s.len - i};

		for (size_t n = 0; n < sizeof signs / sizeof *signs; n++)
			if (kr_slice_starts(rest, signs[n])) {
				add_item(m, (struct kr_slice){s.data + from, i - from});
				from = i + strlen(signs[n]);
				i = from - 1;
				break;
			}
	}
	if (from < s.len)
		add_item(m, (struct kr_slice){s.data + from, s.len - from});
}

static bool is_menu(const struct kr_dom *dom, int32_t table)
{
	struct menu m = {0};

	for (int32_t i = table; i < dom->nodes[table].end && !m.other; i++)
		if (kr_segments_has(&dom->nodes[i]))
			add_items(&m, kr_dom_text(dom, i));
	return !m.other && m.known >= KNOWN && m.numbers * 4 <= m.items;
}

void kr_foreign_menus_find(struct kr_foreign *f, int32_t first, int32_t last)
{
	const struct kr_page *page = f->page;
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = 0; i < dom->n; i++) {
		const int tag = dom->nodes[i].tag;

		if ((tag != KR_TAG_table && tag != KR_TAG_td) || !page->stat[i].chars ||
		        page->stat[i].chars > TABLE || (i < last && dom->nodes[i].end > first))
			continue;
		if (is_menu(dom, i)) {
			kr_foreign_box_add(f, i);
			i = dom->nodes[i].end - 1;
		}
	}
}
