/* What the reader does with the pictures of the article. */
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"

void kr_figure_view_toggle(struct kr_app *a, const struct kr_call *c)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const bool shown = p && p->reader.opts.pictures == KR_LAYOUT_BOXES;

	(void)c;
	if (!shown && a->display.none) {
		kr_message_error(a, "this screen shows no pictures");
		return;
	}
	if (!shown && !kr_pictures_can(a->pictures)) {
		kr_message_error(a, "this kread was built without pictures");
		return;
	}
	kr_options_change(a->opts, "pictures", shown ? "captions" : "on", NULL);
	kr_areas_update(a);
	kr_message_info(a, shown ? N_("captions only") : N_("pictures are shown"));
}

/* --- on the whole screen ------------------------------------------------------------------ */

/* The section of the page that it is; 0: none is selected. */
static uint32_t selected_section(const struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const struct kr_link *link = p && p->doc ? kr_pane_reader_selected(&p->reader) : NULL;
	struct kr_picture_box box;

	return link && link->elsewhere &&
	                       kr_layout_blocks_picture(p->reader.layout, link->section, &box)
	               ? link->section
	               : 0;
}

/* As large as the screen: the layout sees a huge picture of the same shape. */
static void enlarge(struct kr_block *b)
{
	enum { TIMES = 64, MOST = 30000 };

	if (b->u.fig.width > 0 && b->u.fig.height > 0 && b->u.fig.width < MOST &&
	        b->u.fig.height < MOST) {
		b->u.fig.width *= TIMES;
		b->u.fig.height *= TIMES;
	} else {
		b->u.fig.width = b->u.fig.height = -1;
	}
}

static void open_figure(struct kr_app *a)
{
	const uint32_t section = selected_section(a);
	const struct kr_block *from;
	struct kr_block *b;
	struct kr_doc *doc;

	if (!section) {
		kr_overlay_close(a);
		return;
	}
	from = &kr_current_page(a)->doc->blocks[section - 1];
	doc = kr_doc_new();
	b = kr_doc_add_block(doc, KR_BLOCK_FIGURE);
	b->u.fig = from->u.fig;
	b->u.fig.src = kr_arena_strdup(&doc->arena, from->u.fig.src);
	b->u.fig.alt = kr_arena_strdup(&doc->arena, from->u.fig.alt);
	for (uint32_t i = 0; i < from->spans.n; i++)
		kr_doc_add_span(doc, &b->spans, from->spans.v[i].text, from->spans.v[i].len,
		        from->spans.v[i].style, NULL);
	enlarge(b);
	kr_overlay_close(a);
	a->overlay.figure = true;
	kr_overlay_open(a, doc, open_figure);
}

bool kr_figure_view_open(struct kr_app *a)
{
	struct kr_str hint;

	if (!selected_section(a))
		return false;
	open_figure(a);
	kr_str_init(&hint);
	kr_keymap_hint(a->keys, KR_CMD_OPEN, N_("opens the picture in another program"), &hint);
	if (hint.len > 2)
		kr_message_info(a, "%s", hint.data + strspn(hint.data, "; "));
	kr_str_fini(&hint);
	return true;
}

void kr_figure_view_launch(struct kr_app *a)
{
	kr_share_picture(a, a->overlay.doc->blocks[0].u.fig.src);
}
