/* Pictures of the article: what is wanted of load/pictures.h, and what the frontend gets. */
#include <stdlib.h>

#include "app_priv.h"
#include "kread/load/picture_client.h"

enum { LEAST_ROWS = 4, PIXELS = 250000, SIXELS = 600000 };

static void on_change(void *user)
{
	((struct kr_app *)user)->dirty = true;
}

void kr_figures_open(struct kr_app *a)
{
	char *program = kr_locate_picture();

	a->pictures = kr_pictures_open(a->net, program, on_change, a);
	free(program);
}

/* As struct kr_layout_opts wants it. */
static int cell_height(const struct kr_app *a)
{
	const int width = a->display.cell_width, height = a->display.cell_height;
	const int n = width > 0 ? (KR_LAYOUT_CELL * height + width / 2) / width : 0;

	return n >= KR_LAYOUT_CELL && n <= 4 * KR_LAYOUT_CELL ? n : 2 * KR_LAYOUT_CELL;
}

static bool shows_pictures(const struct kr_app *a)
{
	const long how = kr_options_number(a->opts, KR_OPT_PICTURES);

	return kr_pictures_can(a->pictures) && !a->display.none &&
	       (how == KR_PICTURES_ON ||
	               (how == KR_PICTURES_AUTO && a->display.colours >= KR_PICTURE_256));
}

bool kr_figures_thumbnails(const struct kr_app *a, const struct kr_doc *doc)
{
	if (!kr_options_number(a->opts, KR_OPT_THUMBNAILS) || !shows_pictures(a))
		return false;
	for (size_t i = 0; i < doc->nrecs; i++)
		if (doc->recs[i].image)
			return true;
	return false;
}

void kr_figures_layout(const struct kr_app *a, int rows, struct kr_layout_opts *o)
{
	o->picture_rows = rows * 3 / 5 > LEAST_ROWS ? rows * 3 / 5 : LEAST_ROWS;
	o->cell_height = cell_height(a);
	if (shows_pictures(a))
		o->pictures = KR_LAYOUT_BOXES;
}

static struct kr_picture_ask ask_for(const struct kr_app *a, int cols, int rows, bool enlarge)
{
	return (struct kr_picture_ask){
	        .cols = cols < KR_PICTURE_COLS ? cols : KR_PICTURE_COLS,
	        .rows = rows < KR_PICTURE_ROWS ? rows : KR_PICTURE_ROWS,
	        .cell_width = KR_LAYOUT_CELL,
	        .cell_height = cell_height(a),
	        .form = KR_PICTURE_CELLS,
	        .colours = (int32_t)a->display.colours,
	        .ascii = kr_options_number(a->opts, KR_OPT_ASCII) ||
	                 kr_options_number(a->opts, KR_OPT_AMBIGUOUS) == KR_AMBIGUOUS_WIDE,
	        .enlarge = enlarge,
	};
}

/* As pixels or sixels, or in more colours. False: the screen cannot show this one so. */
static bool finer(const struct kr_app *a, struct kr_picture_ask *ask)
{
	const struct kr_display *d = &a->display;
	const int most = d->form == KR_PICTURE_SIXELS ? SIXELS : PIXELS;

	if (d->form == KR_PICTURE_CELLS) {
		ask->colours = KR_PICTURE_TRUE;
		return d->true_colour;
	}
	ask->form = (int32_t)d->form;
	ask->colours = ask->ascii = 0;
	if (d->cell_width > 0 && d->cell_height > 0) {
		ask->cell_width = d->cell_width;
		ask->cell_height = d->cell_height;
	} else if (d->form == KR_PICTURE_SIXELS) {
		return false; /* their place would be a guess */
	}
	/* pixels may be fewer, since the terminal scales them; sixels not */
	while (ask->cols * ask->cell_width * ask->rows * ask->cell_height > most) {
		if (d->form == KR_PICTURE_SIXELS || ask->cell_width < 4)
			return false;
		ask->cell_width = ask->cell_width * 3 / 4;
		ask->cell_height = ask->cell_height * 3 / 4;
	}
	return ask->cell_width <= KR_PICTURE_CELL && ask->cell_height <= KR_PICTURE_CELL;
}

static void want(struct kr_app *a, const char *url, const char *page, struct kr_picture_ask ask,
        struct kr_pane_picture *to)
{
	struct kr_pictures_item item = kr_pictures_want(a->pictures, url, page, &ask);

	if (item.state == KR_PICTURES_MISSING)
		to->why = item.why;
	if (item.state != KR_PICTURES_HERE)
		return;
	to->cells = (const void *)item.bits;
	to->cols = item.answer.cols;
	to->rows = item.answer.rows;
	if (!finer(a, &ask))
		return;
	/* the file of the cells is at hand */
	item = kr_pictures_want(a->pictures, url, page, &ask);
	if (item.state != KR_PICTURES_HERE)
		return;
	to->bits = item.bits;
	to->shot = item.answer;
	to->serial = item.serial;
	to->form = (enum kr_picture_form)ask.form;
}

static void want_figure(
        struct kr_app *a, struct kr_pane_reader *r, const char *page, uint32_t section)
{
	struct kr_picture_box box;

	if (kr_layout_blocks_picture(r->layout, section, &box))
		want(a, r->doc->blocks[section - 1].u.fig.src, page,
		        ask_for(a, box.cols, box.rows, a->overlay.figure),
		        kr_pane_pictures_add(&r->pictures, section));
}

struct thumbnails {
	struct kr_app *a;
	struct kr_pane_list *list;
	const char *page;
	uint32_t last; /* the item that was wanted last */
};

static void want_thumbnail(void *user, int row, const struct kr_pane_list_line *line)
{
	struct thumbnails *t = user;

	(void)row;
	if (!line->thumbnail || line->item == t->last)
		return;
	t->last = line->item;
	want(t->a, t->list->doc->recs[line->item].image, t->page,
	        ask_for(t->a, KR_LIST_THUMB_COLS, KR_LIST_THUMB_ROWS, true),
	        kr_pane_pictures_add(&t->list->pictures, line->item));
}

/* Those of the items on the screen. */
static void want_thumbnails(struct kr_app *a, struct kr_pane_list *l, const char *page)
{
	struct thumbnails t = {a, l, page, UINT32_MAX};

	l->pictures.n = 0;
	if (l->thumbnails && a->areas.list.rows)
		kr_pane_list_lines(l, want_thumbnail, &t);
}

/* The sections of one screen more in each direction; those on the screen first. */
static void want_near(struct kr_app *a, struct kr_pane_reader *r, const char *page)
{
	struct kr_place bottom = r->top, below, above = r->top;

	kr_layout_place_move(r->layout, &bottom, (long)r->rows - 1);
	below = bottom;
	kr_layout_place_move(r->layout, &below, r->rows);
	kr_layout_place_move(r->layout, &above, -(long)r->rows);
	for (uint32_t i = r->top.section; i <= below.section; i++)
		want_figure(a, r, page, i);
	for (uint32_t i = r->top.section; i-- > above.section;)
		want_figure(a, r, page, i);
}

void kr_figures_update(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);
	struct kr_pane_reader *r = a->overlay.figure ? &a->overlay.reader : p ? &p->reader : NULL;

	if (a->overlay.doc && !a->overlay.figure)
		return;
	kr_pictures_begin(a->pictures);
	if (p && p->doc) {
		r->pictures.n = 0;
		if (a->areas.article.rows && r->opts.pictures == KR_LAYOUT_BOXES)
			want_near(a, r, p->url);
		if (!a->overlay.doc)
			want_thumbnails(a, &p->list, p->url);
	}
	kr_pictures_end(a->pictures);
}
