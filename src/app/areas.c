#include "app_priv.h"
#include "kread/base/intl.h"

enum { TITLE_FROM_ROWS = 5, GAP_FROM_ROWS = 15, MARGIN_FROM_COLS = 20, TALL = 40 };
enum { THUMBNAILS_FROM = 140, THUMBNAILS_FROM_COLS = 50 }; /* of the screen; of the list */
enum { FIGURE_REST = 3 /* rows around a picture on the whole screen */ };

static bool wants_list(const struct kr_app *a, const struct kr_stack_page *p)
{
	return p->doc->nrecs && !kr_options_number(a->opts, KR_OPT_TEXT_ONLY) &&
	       !kr_stack_page_is_list(p);
}

/* The list of a page without text is as wide as text. */
static void centre_list(const struct kr_app *a, struct kr_area *r)
{
	long want = kr_options_number(a->opts, KR_OPT_WIDTH) + KR_LIST_GUTTER;
	int cols = r->cols;

	if (want >= cols)
		return;
	r->cols = (int)want;
	r->col += (cols - r->cols) / 2;
}

/* Wide screens have the list beside the article, tall ones below it, others instead of it. */
static void split(const struct kr_app *a, const struct kr_stack_page *p, struct kr_areas *r)
{
	int list = (int)kr_options_number(a->opts, KR_OPT_LIST_WIDTH);

	if (a->cols >= THUMBNAILS_FROM && kr_figures_thumbnails(a, p->doc))
		list += KR_LIST_THUMB_COLS + 1;
	if (a->cols >= kr_options_number(a->opts, KR_OPT_SPLIT_FROM) && list < a->cols / 2 &&
	        wants_list(a, p)) {
		r->list = r->article;
		r->list.cols = list;
		r->list.col = a->cols - list;
		r->article.cols = a->cols - list - 1;
		r->rule = r->article.cols;
	} else if (r->article.rows >= TALL && wants_list(a, p)) {
		r->list = r->article;
		r->list.rows = r->article.rows / 3;
		r->article.rows -= r->list.rows + 1;
		r->shelf = r->list.row + r->article.rows;
		r->list.row = r->shelf + 1;
	} else if (p->focus == KR_FOCUS_LIST) {
		r->list = r->article;
		r->article.rows = 0;
	}
	if (kr_stack_page_is_list(p))
		centre_list(a, &r->list);
}

static void find_areas(struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);
	bool bare = p && kr_options_number(a->opts, KR_OPT_TEXT_ONLY) && !a->overlay.doc;
	struct kr_areas r = {.rule = -1, .shelf = -1, .article = {0, 0, a->rows, a->cols}};

	if (a->rows >= 2) {
		r.article.rows--;
		r.status = (struct kr_area){a->rows - 1, 0, 1, a->cols};
	} else if (a->prompt.kind || a->severity == KR_SEVERITY_ERROR) {
		r.status = r.article;
		r.article.rows = 0;
	}
	if (a->rows >= TITLE_FROM_ROWS && !bare && !a->overlay.qr.size && (p || a->overlay.doc)) {
		const int gap = a->rows >= GAP_FROM_ROWS;

		r.title = (struct kr_area){0, 0, 1, a->cols};
		r.article.row += 1 + gap;
		r.article.rows -= 1 + gap;
	}
	if (p && p->doc && !a->overlay.doc)
		split(a, p, &r);
	if (a->overlay.pick) {
		r.list = r.article;
		r.article.rows = 0;
		centre_list(a, &r.list);
	}
	a->areas = r;
}

/* Whether text of the page is still to come, or did not come. */
static bool has_open_end(const struct kr_stack_page *p)
{
	return p && (!p->complete || (p->doc && p->doc->next_page));
}

int kr_areas_own_width(const struct kr_app *a)
{
	enum { WIDE_FROM = 100, WIDEST = 140 };
	const int want = (int)kr_options_number(a->opts, KR_OPT_WIDTH), room = a->cols - 2;
	const int most = a->cols >= WIDE_FROM && want < WIDEST ? WIDEST : want;

	return most < room ? most : room;
}

static void resize_reader(const struct kr_app *a, struct kr_area area, struct kr_pane_reader *r)
{
	/* a column on either side, and one more before the line */
	int room = area.cols - (area.cols >= MARGIN_FROM_COLS ? 2 + (a->areas.rule >= 0) : 0);
	struct kr_layout_opts o;

	kr_options_layout(a->opts, &o);
	o.own = r == &a->overlay.reader;
	if (!o.own || a->overlay.figure)
		kr_figures_layout(a, area.rows, &o);
	if (o.own && a->overlay.figure) {
		o.width = room;
		o.picture_rows = area.rows - FIGURE_REST;
	}
	o.open_end = !o.own && has_open_end(kr_current_page(a));
	if (o.own)
		o.width = kr_areas_own_width(a);
	o.site_shown = a->areas.title.rows > 0;
	if (o.width > room)
		o.width = room < 1 ? 1 : room;
	kr_pane_reader_resize(r, &o, area.rows);
}

static void resize_list(const struct kr_app *a, struct kr_pane_list *l)
{
	const struct kr_area *area = &a->areas.list;

	l->ambiguous_wide = kr_options_number(a->opts, KR_OPT_AMBIGUOUS) == KR_AMBIGUOUS_WIDE;
	l->ascii = kr_options_number(a->opts, KR_OPT_ASCII) != 0;
	if (area->rows)
		kr_pane_list_resize(l, area->cols - (area->cols >= MARGIN_FROM_COLS),
		        area->rows - 1,
		        area->cols >= THUMBNAILS_FROM_COLS && kr_figures_thumbnails(a, l->doc));
}

/* The title line already has the name of the site. */
static const char *list_title(const struct kr_doc *doc)
{
	return doc->site && kr_str_eq(doc->site, doc->title) ? _("Front page") : doc->title;
}

void kr_areas_update(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);

	a->dirty = true;
	find_areas(a);
	if (a->overlay.pick) {
		a->overlay.list.title = a->overlay.doc->title;
		resize_list(a, &a->overlay.list);
		return;
	}
	if (a->overlay.doc)
		resize_reader(a, a->areas.article, &a->overlay.reader);
	if (!p || !p->doc)
		return;
	if (!p->reader.layout || (a->areas.article.rows && !a->overlay.doc))
		resize_reader(a, a->areas.article, &p->reader);
	p->list.title = kr_stack_page_is_list(p) ? list_title(p->doc) : NULL;
	resize_list(a, &p->list);
}
