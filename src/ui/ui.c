#include "kread/ui/ui.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/ui/hyperlinks.h"
#include "kread/ui/term.h"
#include "kread/ui/theme.h"
#include "ui_priv.h"

struct kr_ui {
	struct kr_surface surface;
	struct kr_theme theme;
	struct kr_theme_looks looks; /* of the theme file */
	bool colour;
	int colours; /* that are used; 0: none */
};

/* Obeys NO_COLOR (https://no-color.org), unless the option says otherwise. */
static bool wants_colour(const struct kr_options *opts)
{
	long how = kr_options_number(opts, KR_OPT_COLOUR);
	const char *no = getenv("NO_COLOR");

	return how == KR_COLOUR_ALWAYS || (how == KR_COLOUR_AUTO && kr_str_empty(no));
}

/* Options may change while the program runs. */
static void follow_options(struct kr_ui *ui, const struct kr_options *opts)
{
	bool colour = wants_colour(opts);

	kr_term_set_mouse(kr_options_number(opts, KR_OPT_MOUSE) != 0);
	ui->surface.ascii = kr_options_number(opts, KR_OPT_ASCII) != 0;
	ui->surface.ambiguous_wide = kr_options_number(opts, KR_OPT_AMBIGUOUS) == KR_AMBIGUOUS_WIDE;
	if (colour == ui->colour)
		return;
	ui->colour = colour;
	ui->colours = kr_term_set_colour(colour) ? kr_term_colours() : 0;
	kr_theme_init(&ui->theme, ui->colours, &ui->looks);
}

struct kr_ui *kr_ui_open(const struct kr_options *opts, struct kr_err *err)
{
	struct kr_ui *ui;

	if (kr_term_open(kr_options_text(opts, KR_OPT_LOG), err) < 0)
		return NULL;
	ui = kr_mem_zalloc(1, sizeof *ui);
	kr_surface_init(&ui->surface);
	kr_theme_init(&ui->theme, 0, NULL);
	follow_options(ui, opts);
	return ui;
}

void kr_ui_close(struct kr_ui *ui)
{
	if (!ui)
		return;
	kr_term_close();
	kr_surface_fini(&ui->surface);
	free(ui);
}

/* --- painting ----------------------------------------------------------------------------- */

static struct kr_rect rect(struct kr_area a)
{
	return (struct kr_rect){a.row, a.col, a.rows, a.cols};
}

static void paint_rule(struct kr_ui *ui, const struct kr_screen *v)
{
	const int top = v->areas.title.rows;
	struct kr_rect r = {top, v->areas.rule, v->areas.article.row + v->areas.article.rows - top,
	                       1},
	               across = {v->areas.shelf, 0, 1, v->cols};

	/* the box-drawing line is ambiguous: two columns on some terminals */
	bool ascii = ui->surface.ambiguous_wide || kr_options_number(v->opts, KR_OPT_ASCII);

	if (v->areas.rule >= 0)
		kr_surface_fill(
		        &ui->surface, r, ascii ? "|" : "\u2502", ui->theme.pens[KR_ROLE_FRAME]);
	if (v->areas.shelf >= 0)
		kr_surface_fill(&ui->surface, across, ascii ? "-" : "\u2500",
		        ui->theme.pens[KR_ROLE_FRAME]);
}

static void paint_page(struct kr_ui *ui, const struct kr_screen *v)
{
	const struct kr_view_next next = {v->next, v->after};
	/* below the title line, and beside a list that is narrower than the screen */
	const int rows = v->list_only ? v->rows : v->areas.title.rows + 1;

	kr_surface_clear(
	        &ui->surface, (struct kr_rect){0, 0, rows, v->cols}, ui->theme.pens[KR_ROLE_TEXT]);
	if (v->areas.article.rows) {
		kr_view_article(&ui->surface, rect(v->areas.article), v->reader, &ui->theme);
		kr_view_article_next(
		        &ui->surface, rect(v->areas.article), v->reader, &next, &ui->theme);
	}
	if (v->list && v->areas.list.rows)
		kr_view_list(&ui->surface, rect(v->areas.list), v->list, v->list_focus, &ui->theme);
	paint_rule(ui, v);
}

static const char *link_url(const void *links, int32_t i)
{
	const struct kr_layout *layout = links;
	const struct kr_link *link = i >= 0 && (uint32_t)i < kr_layout_links(layout)
	                                     ? kr_layout_link(layout, (uint32_t)i)
	                                     : NULL;

	return link && !link->keyword ? link->href : NULL;
}

/* Those of the text that is on the screen. */
static void offer_links(struct kr_surface *s, const struct kr_screen *v)
{
	const long how = kr_options_number(v->opts, KR_OPT_HYPERLINKS);
	const bool on = how == KR_HYPERLINKS_ALWAYS ||
	                (how == KR_HYPERLINKS_AUTO && kr_hyperlinks_are_known());

	s->links = v->reader ? v->reader->layout : NULL;
	s->link_url = on && s->links && !v->qr ? link_url : NULL;
}

static void paint(void *self, const struct kr_screen *v)
{
	struct kr_ui *ui = self;
	struct kr_surface *s = &ui->surface;

	follow_options(ui, v->opts);
	if (s->rows != v->rows || s->cols != v->cols)
		kr_surface_resize(s, v->rows, v->cols);
	s->cursor_row = s->cursor_col = -1;
	s->nshots = 0;
	if (v->reader && (v->reader->pictures.n || (v->list && v->list->pictures.n)))
		kr_term_ask();
	if (v->qr)
		kr_view_qr(s, rect(v->areas.article), v->qr, &v->qr_place, v->qr_halves,
		        v->qr_address, &ui->theme);
	else if (v->reader)
		paint_page(ui, v);
	else
		kr_view_start(s, rect(v->areas.article), v, &ui->theme);
	kr_view_status_title(s, rect(v->areas.title), v, &ui->theme);
	kr_view_status(s, rect(v->areas.status), v, &ui->theme);
	offer_links(s, v);
	kr_term_set_title(v->window.data, v->window.len);
	kr_term_flush(s);
}

/* --- frontend ----------------------------------------------------------------------------- */

static bool input(void *self, struct kr_input *ret)
{
	const struct kr_ui *ui = self;
	const struct kr_surface *s = &ui->surface;
	struct kr_mouse *m = &ret->mouse;

	if (!kr_term_input(ret))
		return false;
	m->link = -1;
	if (!ret->key && m->kind && m->row < s->rows && m->col < s->cols)
		m->link = s->cells[m->row * s->cols + m->col].link;
	return true;
}

static int wait(void *self)
{
	(void)self;
	return kr_term_wait();
}

static void size(void *self, int *ret_rows, int *ret_cols)
{
	(void)self;
	kr_term_size(ret_rows, ret_cols);
}

static void display(void *self, const struct kr_options *opts, struct kr_display *ret)
{
	struct kr_ui *ui = self;
	int colours;

	follow_options(ui, opts);
	colours = kr_term_colours();
	ret->colours = colours >= 256  ? KR_PICTURE_256
	               : colours >= 16 ? KR_PICTURE_16
	                               : KR_PICTURE_MONO;
	ret->true_colour = kr_term_has_true_colour() && !ui->surface.ascii;
	kr_term_cell_size(&ret->cell_width, &ret->cell_height);
	ret->form = !ui->colour               ? KR_PICTURE_CELLS
	            : kr_term_answer()->kitty ? KR_PICTURE_PIXELS
	            : kr_term_answer()->sixel ? KR_PICTURE_SIXELS
	                                      : KR_PICTURE_CELLS;
}

static int theme(void *self, const char *name, struct kr_err *err)
{
	struct kr_ui *ui = self;
	struct kr_theme_looks looks = {0};

	if (name && kr_theme_read(&looks, name, err) < 0)
		return err->code;
	ui->looks = looks;
	kr_theme_init(&ui->theme, ui->colours, &ui->looks);
	return 0;
}

static void redraw(void *self)
{
	(void)self;
	kr_term_redraw();
}

static void transmit(void *self, const char *data, size_t len)
{
	(void)self;
	kr_term_send(data, len);
}

static void leave(void *self)
{
	(void)self;
	kr_term_leave();
}

static void enter(void *self)
{
	(void)self;
	kr_term_enter();
}

void kr_ui_frontend(struct kr_ui *ui, struct kr_frontend *ret)
{
	*ret = (struct kr_frontend){
	        .self = ui,
	        .fd = kr_term_fd(),
	        .clipboard = kr_term_clipboard(),
	        .input = input,
	        .wait = wait,
	        .size = size,
	        .display = display,
	        .paint = paint,
	        .theme = theme,
	        .redraw = redraw,
	        .send = transmit,
	        .leave = leave,
	        .enter = enter,
	};
}
