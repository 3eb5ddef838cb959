#include "kread/picture/cells.h"

#include <stdlib.h>
#include <string.h>

#include <chafa.h>

#include "kread/base/mem.h"

static const ChafaCanvasMode modes[] = {
        [KR_PICTURE_MONO] = CHAFA_CANVAS_MODE_FGBG,
        [KR_PICTURE_16] = CHAFA_CANVAS_MODE_INDEXED_16,
        [KR_PICTURE_256] = CHAFA_CANVAS_MODE_INDEXED_240,
        [KR_PICTURE_TRUE] = CHAFA_CANVAS_MODE_TRUECOLOR,
};

static void use_one_thread(void)
{
#ifdef CHAFA_VERSION_1_14
	chafa_set_n_threads(1);
#endif
}

/* libchafa wants rows of a multiple of four bytes. */
static void draw(ChafaCanvas *canvas, const struct kr_picture *p)
{
	const size_t n = (size_t)p->width * (size_t)p->height;
	uint8_t *rgba = kr_mem_alloc(n * 4);

	for (size_t i = 0; i < n; i++) {
		memcpy(rgba + i * 4, p->rgb + i * 3, 3);
		rgba[i * 4 + 3] = 255;
	}
	chafa_canvas_draw_all_pixels(
	        canvas, CHAFA_PIXEL_RGBA8_UNASSOCIATED, rgba, p->width, p->height, p->width * 4);
	free(rgba);
}

/* Only what kr_picture_cell_ok() lets pass. */
static ChafaSymbolMap *symbols(bool ascii)
{
	ChafaSymbolMap *m = chafa_symbol_map_new();

	chafa_symbol_map_add_by_tags(m, ascii ? CHAFA_SYMBOL_TAG_ASCII
	                                      : CHAFA_SYMBOL_TAG_HALF | CHAFA_SYMBOL_TAG_QUAD |
	                                                CHAFA_SYMBOL_TAG_SOLID |
	                                                CHAFA_SYMBOL_TAG_SPACE);
	return m;
}

void kr_cells_draw(const struct kr_picture *p, int cols, int rows, enum kr_picture_colours colours,
        bool ascii, struct kr_picture_cell *ret)
{
	ChafaSymbolMap *map = symbols(ascii);
	ChafaCanvasConfig *config = chafa_canvas_config_new();
	ChafaCanvas *canvas;

	use_one_thread();
	chafa_canvas_config_set_geometry(config, cols, rows);
	chafa_canvas_config_set_symbol_map(config, map);
	chafa_canvas_config_set_canvas_mode(config, modes[colours]);
	chafa_canvas_config_set_color_space(config, CHAFA_COLOR_SPACE_DIN99D);
	if (colours < KR_PICTURE_256)
		chafa_canvas_config_set_dither_mode(config, CHAFA_DITHER_MODE_DIFFUSION);
	canvas = chafa_canvas_new(config);
	draw(canvas, p);
	for (int y = 0; y < rows; y++)
		for (int x = 0; x < cols; x++, ret++) {
			gint fg, bg;

			chafa_canvas_get_raw_colors_at(canvas, x, y, &fg, &bg);
			ret->glyph = chafa_canvas_get_char_at(canvas, x, y);
			ret->fg = colours == KR_PICTURE_MONO ? -1 : fg;
			ret->bg = colours == KR_PICTURE_MONO ? -1 : bg;
		}
	chafa_canvas_unref(canvas);
	chafa_canvas_config_unref(config);
	chafa_symbol_map_unref(map);
}

void kr_cells_sixels(const struct kr_picture *p, const struct kr_picture_ask *ask, int cols,
        int rows, struct kr_str *out)
{
	ChafaCanvasConfig *config = chafa_canvas_config_new();
	ChafaCanvas *canvas;
	const char *from, *end;
	GString *text;

	use_one_thread();
	chafa_canvas_config_set_geometry(config, cols, rows);
	chafa_canvas_config_set_cell_geometry(config, ask->cell_width, ask->cell_height);
	chafa_canvas_config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SIXELS);
	canvas = chafa_canvas_new(config);
	draw(canvas, p);
	text = chafa_canvas_print(canvas, NULL);
	from = memchr(text->str, 'q', text->len);
	end = from ? memchr(from, '\033', text->len - (size_t)(from - text->str)) : NULL;
	for (const char *c = from + 1; end && c < end; c++)
		if (*c >= '!' && *c <= '~') /* there may be line ends */
			kr_str_addc(out, *c);
	g_string_free(text, TRUE);
	chafa_canvas_unref(canvas);
	chafa_canvas_config_unref(config);
}
