/* Lists over the article: its links, its headings. One of them is picked. */
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"

enum { MOST = 9999, INDENT = 2 /* columns for each level of headings */ };

static void show(struct kr_app *a, enum kr_pick pick, struct kr_doc *doc, uint32_t selected)
{
	kr_overlay_close(a);
	a->overlay.doc = doc;
	a->overlay.pick = pick;
	kr_pane_list_init(&a->overlay.list, doc, NULL);
	a->overlay.list.selected = selected < doc->nrecs ? selected : (uint32_t)doc->nrecs - 1;
	kr_areas_update(a);
}

static void add(
        struct kr_doc *doc, const char *url, const struct kr_str *title, const struct kr_str *where)
{
	struct kr_rec *rec = kr_doc_add_rec(doc);

	rec->url = url ? kr_arena_strdup(&doc->arena, url) : NULL;
	rec->title = kr_arena_strdup(&doc->arena, title->data);
	rec->section = where->len ? kr_arena_strdup(&doc->arena, where->data) : NULL;
}

/* The key that opened a list closes it. */
static bool close_again(struct kr_app *a, enum kr_pick pick)
{
	if (a->overlay.pick != pick)
		return false;
	kr_overlay_close(a);
	kr_areas_update(a);
	return true;
}

/* --- links -------------------------------------------------------------------------------- */

void kr_pick_links(struct kr_app *a, const struct kr_call *c)
{
	struct kr_pane_reader *r = &kr_current_page(a)->reader;
	const uint32_t n = kr_layout_links(r->layout);
	struct kr_str words, where;
	struct kr_doc *doc;
	uint32_t first;

	(void)c;
	if (close_again(a, KR_PICK_LINKS))
		return;
	if (!n) {
		kr_message_info(a, "no links");
		return;
	}
	doc = kr_doc_new();
	doc->title = _("Links");
	kr_str_init(&words);
	kr_str_init(&where);
	for (uint32_t i = 0; i < n && i < MOST; i++) {
		const struct kr_link *link = kr_layout_link(r->layout, i);

		kr_str_clear(&words);
		kr_str_clear(&where);
		kr_pane_reader_words_of(r, i, &words);
		kr_status_link(link, &where);
		add(doc, link->keyword ? NULL : link->href, &words, &where);
	}
	kr_pane_reader_visible(r, &first);
	show(a, KR_PICK_LINKS, doc, r->link >= 0 ? (uint32_t)r->link : first);
	kr_str_fini(&words);
	kr_str_fini(&where);
}

/* --- headings ----------------------------------------------------------------------------- */

/* The level of the highest headings. */
static int top_level(const struct kr_doc *doc)
{
	int level = 6;

	for (size_t i = 0; i < doc->nblocks; i++)
		if (doc->blocks[i].type == KR_BLOCK_HEADING && doc->blocks[i].level < level)
			level = doc->blocks[i].level;
	return level;
}

static void add_heading(struct kr_doc *doc, const struct kr_block *b, int indent)
{
	static const struct kr_str nowhere = {.data = (char *)""};
	struct kr_str title;

	kr_str_init(&title);
	while (indent-- > 0)
		kr_str_addz(&title, "\u00a0");
	kr_doc_block_text(b, &title);
	add(doc, NULL, &title, &nowhere);
	kr_str_fini(&title);
}

void kr_pick_contents(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);
	const uint32_t here = kr_pane_reader_heading(&p->reader);
	const int top = top_level(p->doc);
	struct kr_doc *doc;
	uint32_t selected = 0;

	(void)c;
	if (close_again(a, KR_PICK_CONTENTS))
		return;
	doc = kr_doc_new();
	doc->title = _("Contents");
	for (uint32_t i = 0; i < p->doc->nblocks && doc->nrecs < MOST; i++) {
		const struct kr_block *b = &p->doc->blocks[i];

		if (b->type != KR_BLOCK_HEADING)
			continue;
		if (i + 1 <= here)
			selected = (uint32_t)doc->nrecs;
		add_heading(doc, b, (b->level - top) * INDENT);
	}
	if (doc->nrecs) {
		show(a, KR_PICK_CONTENTS, doc, selected);
	} else {
		kr_message_info(a, "no headings in this article");
		kr_doc_free(doc);
	}
}

/* The section of a heading, counted from 0. */
static uint32_t heading_section(const struct kr_doc *doc, uint32_t heading)
{
	for (uint32_t i = 0; i < doc->nblocks; i++)
		if (doc->blocks[i].type == KR_BLOCK_HEADING && !heading--)
			return i + 1;
	return 0;
}

/* --- one is picked ------------------------------------------------------------------------ */

void kr_pick_open(struct kr_app *a, long item)
{
	struct kr_stack_page *p = kr_current_page(a);
	const enum kr_pick pick = a->overlay.pick;
	const long n = (long)a->overlay.doc->nrecs;
	const uint32_t i = item < 0 ? a->overlay.list.selected : (uint32_t)item;

	if (item >= n) {
		kr_message_info(a,
		        pick == KR_PICK_LINKS ? N_("there are %ld links")
		                              : N_("there are %ld headings"),
		        n);
		return;
	}
	kr_overlay_close(a);
	kr_areas_update(a);
	if (pick == KR_PICK_CONTENTS) {
		kr_trail_jump(a, (struct kr_position){heading_section(p->doc, i), 0});
	} else if (i < kr_layout_links(p->reader.layout)) {
		kr_pane_reader_select(&p->reader, i);
		kr_follow_link(a);
	}
}
