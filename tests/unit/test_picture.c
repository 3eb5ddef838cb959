/* Pictures that the test makes, whole and hostile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <gif_lib.h>
#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"
#include "kread/picture/cells.h"
#include "picture/picture_priv.h"

enum { W = 64, H = 32 };

/* The left half is red, the right half blue; the lowest quarter is green. */
static void colour(int x, int y, uint8_t rgb[3])
{
	memset(rgb, 0, 3);
	rgb[y >= H * 3 / 4 ? 1 : x < W / 2 ? 0 : 2] = 255;
}

static void fill(uint8_t *to)
{
	for (int y = 0; y < H; y++)
		for (int x = 0; x < W; x++, to += 3)
			colour(x, y, to);
}

/* --- making files ------------------------------------------------------------------------- */

static const unsigned char turn_exif[] = {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, '*', 0, 0, 0, 8, 0,
        1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
enum { TURN_AT = 25 };

static void begin_jpeg(struct jpeg_compress_struct *c, struct jpeg_error_mgr *mgr,
        unsigned char **data, unsigned long *len)
{
	c->err = jpeg_std_error(mgr);
	jpeg_create_compress(c);
	jpeg_mem_dest(c, data, len);
	c->image_width = W;
	c->image_height = H;
	c->input_components = 3;
	c->in_color_space = JCS_RGB;
	jpeg_set_defaults(c);
}

/* turn: orientation; 0: no EXIF data */
static void make_jpeg(struct kr_str *out, int turn, bool progressive)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr mgr;
	unsigned char *data = NULL, exif[sizeof turn_exif];
	uint8_t rgb[W * H * 3];
	unsigned long len = 0;

	fill(rgb);
	memcpy(exif, turn_exif, sizeof exif);
	exif[TURN_AT] = (unsigned char)turn;
	begin_jpeg(&c, &mgr, &data, &len);
	if (progressive)
		jpeg_simple_progression(&c);
	jpeg_start_compress(&c, TRUE);
	if (turn)
		jpeg_write_marker(&c, JPEG_APP0 + 1, exif, sizeof exif);
	for (int y = 0; y < H; y++) {
		JSAMPROW row = rgb + y * W * 3;

		jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	kr_str_add(out, (char *)data, len);
	free(data);
}

static void write_png(png_structp c, png_bytep data, size_t n)
{
	kr_str_add(png_get_io_ptr(c), (char *)data, n);
}

static void flush_png(png_structp c)
{
	(void)c;
}

/* alpha: the right half is transparent */
static void make_png(struct kr_str *out, bool interlaced, bool alpha)
{
	png_structp c = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(c);
	const int bytes = alpha ? 4 : 3;
	uint8_t pixels[W * H * 4] = {0};

	for (int i = 0; i < W * H; i++) {
		colour(i % W, i / W, pixels + i * bytes);
		if (alpha)
			pixels[i * bytes + 3] = i % W < W / 2 ? 255 : 0;
	}
	png_set_write_fn(c, out, write_png, flush_png);
	png_set_IHDR(c, info, W, H, 8, alpha ? PNG_COLOR_TYPE_RGBA : PNG_COLOR_TYPE_RGB,
	        interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
	        PNG_FILTER_TYPE_DEFAULT);
	png_write_info(c, info);
	png_set_interlace_handling(c);
	for (int pass = 0; pass < (interlaced ? 7 : 1); pass++)
		for (int y = 0; y < H; y++)
			png_write_row(c, pixels + y * W * bytes);
	png_write_end(c, info);
	png_destroy_write_struct(&c, &info);
}

static void make_webp(struct kr_str *out, bool lossless)
{
	uint8_t rgb[W * H * 3], *data = NULL;
	size_t n;

	fill(rgb);
	n = lossless ? WebPEncodeLosslessRGB(rgb, W, H, W * 3, &data)
	             : WebPEncodeRGB(rgb, W, H, W * 3, 90, &data);
	kr_str_add(out, (char *)data, n);
	WebPFree(data);
}

static int write_gif(GifFileType *c, const GifByteType *data, int n)
{
	kr_str_add(c->UserData, (const char *)data, (size_t)n);
	return n;
}

static void make_gif(struct kr_str *out, bool interlaced)
{
	static const int starts[] = {0, 4, 2, 1}, steps[] = {8, 8, 4, 2};
	GifColorType colours[4] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {0, 0, 0}};
	ColorMapObject *map = GifMakeMapObject(4, colours);
	int why;
	GifFileType *c = EGifOpen(out, write_gif, &why);

	EGifPutScreenDesc(c, W, H, 8, 0, map);
	EGifPutImageDesc(c, 0, 0, W, H, interlaced, NULL);
	for (int pass = 0; pass < (interlaced ? 4 : 1); pass++)
		for (int y = interlaced ? starts[pass] : 0; y < H;
		        y += interlaced ? steps[pass] : 1) {
			GifPixelType row[W];

			for (int x = 0; x < W; x++)
				row[x] = y >= H * 3 / 4 ? 1 : x < W / 2 ? 0 : 2;
			EGifPutLine(c, row, W);
		}
	EGifCloseFile(c, &why);
	GifFreeMapObject(map);
}

static void make_jpeg_plain(struct kr_str *out)
{
	make_jpeg(out, 0, false);
}

static void make_jpeg_progressive(struct kr_str *out)
{
	make_jpeg(out, 0, true);
}

static void make_png_plain(struct kr_str *out)
{
	make_png(out, false, false);
}

static void make_png_interlaced(struct kr_str *out)
{
	make_png(out, true, false);
}

static void make_webp_lossy(struct kr_str *out)
{
	make_webp(out, false);
}

static void make_webp_lossless(struct kr_str *out)
{
	make_webp(out, true);
}

static void make_gif_plain(struct kr_str *out)
{
	make_gif(out, false);
}

static void make_gif_interlaced(struct kr_str *out)
{
	make_gif(out, true);
}

static void (*const makers[])(struct kr_str *) = {make_jpeg_plain, make_jpeg_progressive,
        make_png_plain, make_png_interlaced, make_webp_lossy, make_webp_lossless, make_gif_plain,
        make_gif_interlaced};
enum { MAKERS = sizeof makers / sizeof *makers };

/* --- reading them ------------------------------------------------------------------------- */

/* Which of red, green and blue a pixel is: 0 to 2; 3: none of them. */
static int hue(const struct kr_picture *p, int x, int y)
{
	const uint8_t *c = p->rgb + (y * p->width + x) * 3;

	for (int i = 0; i < 3; i++)
		if (c[i] > 150 && c[(i + 1) % 3] < 110 && c[(i + 2) % 3] < 110)
			return i;
	return 3;
}

static void reads_all_formats(void **state)
{
	(void)state;
	for (int i = 0; i < MAKERS; i++) {
		struct kr_picture p;
		struct kr_str file;
		struct kr_err err;

		kr_str_init(&file);
		makers[i](&file);
		assert_int_equal(kr_picture_read(file.data, file.len, 16, 100, &p, &err), 0);
		assert_int_equal(p.full_width, W);
		assert_int_equal(p.full_height, H);
		assert_int_equal(p.width, 16);
		assert_int_equal(p.height, 8);
		assert_int_equal(hue(&p, 2, 2), 0);
		assert_int_equal(hue(&p, 13, 2), 2);
		assert_int_equal(hue(&p, 7, 7), 1);
		kr_picture_fini(&p);
		/* it is not enlarged, and not scaled if it fits */
		assert_int_equal(kr_picture_read(file.data, file.len, 900, 900, &p, &err), 0);
		assert_int_equal(p.width, W);
		assert_int_equal(p.height, H);
		assert_int_equal(hue(&p, W - 4, 4), 2);
		kr_picture_fini(&p);
		kr_str_fini(&file);
	}
}

/* Where the red corner goes, which is the first that is stored. */
static void turns(void **state)
{
	static const struct {
		int right, below; /* 1: it is in that half */
	} red[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}};

	(void)state;
	for (int turn = 1; turn <= 8; turn++) {
		struct kr_picture p;
		struct kr_str file;
		bool lies = turn >= 5;

		kr_str_init(&file);
		make_jpeg(&file, turn, false);
		assert_int_equal(kr_picture_read(file.data, file.len, 16, 16, &p, NULL), 0);
		assert_int_equal(p.width, lies ? 8 : 16);
		assert_int_equal(p.height, lies ? 16 : 8);
		assert_int_equal(p.full_width, lies ? H : W);
		assert_int_equal(hue(&p, red[turn - 1].right ? p.width - 2 : 1,
		                         red[turn - 1].below ? p.height - 2 : 1),
		        0);
		kr_picture_fini(&p);
		kr_str_fini(&file);
	}
}

static void lays_on_white(void **state)
{
	struct kr_picture p;
	struct kr_str file;

	(void)state;
	kr_str_init(&file);
	make_png(&file, false, true);
	assert_int_equal(kr_picture_read(file.data, file.len, W, H, &p, NULL), 0);
	assert_int_equal(hue(&p, 2, 2), 0);
	for (int i = 0; i < 3; i++)
		assert_int_equal(p.rgb[(W - 2) * 3 + i], 255);
	kr_picture_fini(&p);
	kr_str_fini(&file);
}

/* The bytes of the width and the height that a file declares, high byte first if `big`. */
static const struct {
	int maker;
	const char *before; /* the bytes up to them */
	size_t len, skip;
	int bytes;
	bool big;
} sizes[] = {
        {0, "\xff\xc0\0\x11\x08", 5, 0, 2, true},
        {1, "\xff\xc2\0\x11\x08", 5, 0, 2, true},
        {2, "IHDR", 4, 0, 4, true},
        {3, "IHDR", 4, 0, 4, true},
        {6, ",\0\0\0\0", 5, 0, 2, false},
        {7, ",\0\0\0\0", 5, 0, 2, false},
};

static void refuses_sizes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct kr_picture p;
		struct kr_str file;
		struct kr_err err;
		char *at;

		kr_str_init(&file);
		makers[sizes[i].maker](&file);
		at = memmem(file.data, file.len, sizes[i].before, sizes[i].len);
		assert_non_null(at);
		at += sizes[i].len;
		for (int k = 0; k < 2 * sizes[i].bytes; k++) /* 0xf000 or 0x0000f000 each */
			at[k] = (char)(k % sizes[i].bytes == (sizes[i].big ? sizes[i].bytes - 2 : 1)
			                       ? 0xf0
			                       : 0);
		assert_true(kr_picture_read(file.data, file.len, 16, 16, &p, &err) < 0);
		assert_int_equal(err.code, sizes[i].maker == 2 || sizes[i].maker == 3
		                                   ? KR_E_FORMAT /* libpng's own limit */
		                                   : KR_E_LIMIT);
		memset(at, 0, (size_t)sizes[i].bytes * 2);
		assert_true(kr_picture_read(file.data, file.len, 16, 16, &p, &err) < 0);
		kr_str_fini(&file);
	}
}

/* Every length, and changed bytes: an error or a picture, never more. */
static void survives_damage(void **state)
{
	(void)state;
	for (int i = 0; i < MAKERS; i++) {
		struct kr_picture p;
		struct kr_str file;

		kr_str_init(&file);
		makers[i](&file);
		for (size_t n = 0; n < file.len; n += n < 64 ? 1 : 7)
			if (kr_picture_read(file.data, n, 16, 16, &p, NULL) == 0)
				kr_picture_fini(&p);
		for (size_t n = 8; n < file.len; n += n < 64 ? 1 : 5) {
			file.data[n] ^= (char)0x55;
			if (kr_picture_read(file.data, file.len, 16, 16, &p, NULL) == 0)
				kr_picture_fini(&p);
			file.data[n] ^= (char)0x55;
		}
		kr_str_fini(&file);
	}
}

/* A scan for each coefficient, and once more for its last bit. */
static int read_scans(bool refined)
{
	enum { COEFFICIENTS = 64, MOST = 1 + 2 * 3 * 63 };
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr mgr;
	static jpeg_scan_info scans[MOST] = {{3, {0, 1, 2}, 0, 0, 0, 0}};
	unsigned char *data = NULL;
	uint8_t row[W * 3] = {0};
	JSAMPROW rows = row;
	unsigned long len = 0;
	struct kr_picture p;
	int rc, n = 1;

	begin_jpeg(&c, &mgr, &data, &len);
	for (int high = 0; high <= refined; high++)
		for (int part = 0; part < 3; part++)
			for (int i = 1; i < COEFFICIENTS; i++)
				scans[n++] =
				        (jpeg_scan_info){1, {part}, i, i, high, refined && !high};
	c.scan_info = scans;
	c.num_scans = n;
	jpeg_start_compress(&c, TRUE);
	while (c.next_scanline < c.image_height)
		jpeg_write_scanlines(&c, &rows, 1);
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	rc = kr_picture_read((char *)data, len, 16, 16, &p, NULL);
	if (rc == 0)
		kr_picture_fini(&p);
	free(data);
	return rc;
}

static void many_scans(void **state)
{
	(void)state;
	assert_int_equal(read_scans(false), 0); /* 190 */
	assert_int_not_equal(read_scans(true), 0);
}

static void knows_its_formats(void **state)
{
	static const char *const others[] = {"", "<svg xmlns='http://www.w3.org/2000/svg'/>",
	        "<html><body>404</body></html>", "RIFF\1\1\1\1WAVEfmt ", "GIF88a", "\xff\xd8"};
	struct kr_picture p;
	struct kr_err err;

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_int_equal(
		        kr_picture_read(others[i], strlen(others[i]), 9, 9, &p, &err), KR_E_TYPE);
}

/* Rows of one colour stay that colour, whatever the sizes. */
static void scales_evenly(void **state)
{
	static const int from[] = {1, 2, 3, 7, 64, 1001}, to[] = {1, 2, 3, 5, 50};

	(void)state;
	for (size_t i = 0; i < sizeof from / sizeof *from; i++)
		for (size_t k = 0; k < sizeof to / sizeof *to && to[k] <= from[i]; k++) {
			struct kr_picture p = {.width = to[k], .height = to[k]};
			struct kr_picture_scale s;
			uint8_t *row = kr_mem_alloc((size_t)from[i] * 3);

			memset(row, 200, (size_t)from[i] * 3);
			kr_picture_scale_init(&s, from[i], from[i], &p);
			for (int y = 0; y < from[i]; y++)
				kr_picture_scale_row(&s, row);
			kr_picture_scale_take(&s, &p);
			for (int n = 0; n < to[k] * to[k] * 3; n++)
				assert_int_equal(p.rgb[n], 200);
			kr_picture_scale_fini(&s);
			kr_picture_fini(&p);
			free(row);
		}
}

/* Rows of any number of pixels. */
static void draws_straight(void **state)
{
	const struct kr_picture_ask ask = {.cell_width = 8, .cell_height = 16};
	struct kr_str file, sixels;

	(void)state;
	kr_str_init(&file);
	make_png_plain(&file);
	for (int width = 40; width < 44; width++) {
		struct kr_picture_cell cells[10 * 3];
		struct kr_picture p;

		assert_int_equal(kr_picture_read(file.data, file.len, width, 99, &p, NULL), 0);
		assert_int_equal(p.width, width);
		kr_cells_draw(&p, 10, 3, KR_PICTURE_TRUE, false, cells);
		for (int row = 0; row < 2; row++) {
			assert_int_equal(cells[row * 10 + 1].bg, cells[1].bg);
			assert_int_equal(cells[row * 10 + 8].bg, cells[8].bg);
		}
		kr_str_init(&sixels);
		kr_cells_sixels(&p, &ask, 10, 3, &sixels);
		assert_true(kr_picture_sixels_ok(sixels.data, sixels.len));
		assert_true(sixels.len > 100);
		kr_str_fini(&sixels);
		kr_picture_fini(&p);
	}
	kr_str_fini(&file);
}

static void draws_cells(void **state)
{
	struct kr_picture p;
	struct kr_str file;

	(void)state;
	kr_str_init(&file);
	make_jpeg_plain(&file);
	assert_int_equal(kr_picture_read(file.data, file.len, W, H, &p, NULL), 0);
	for (int i = 0; i < 2 * KR_PICTURE_COLOURS; i++) {
		struct kr_picture_ask ask = {.colours = i / 2, .ascii = i % 2};
		struct kr_picture_cell cells[16 * 4];

		kr_cells_draw(&p, 16, 4, (enum kr_picture_colours)(i / 2), i % 2, cells);
		for (int n = 0; n < 16 * 4; n++)
			assert_true(kr_picture_cell_ok(&cells[n], &ask));
		if (i / 2 == KR_PICTURE_TRUE) /* red at the left */
			assert_true(cells[1].bg >> 16 > 200 || cells[1].fg >> 16 > 200);
	}
	kr_picture_fini(&p);
	kr_str_fini(&file);
}

static void checks_answers(void **state)
{
	static const struct kr_picture_cell bad[] = {{0x1b, -1, -1}, {0x4e2d, -1, -1},
	        {0x202e, -1, -1}, {'x', 256, -1}, {'x', -1, -2}, {0x7f, 1, 1}, {0x9b, 1, 1}};
	const struct kr_picture_ask ask = {
	        8, 4, 8, 16, KR_PICTURE_CELLS, KR_PICTURE_256, 0, 0, 5, 100};
	struct kr_picture_ask got;
	struct kr_picture_answer a = {8, 4, 0, 0, 640, 480, 8 * 4 * 12}, ret;

	(void)state;
	assert_int_equal(kr_picture_ask_parse(&ask, sizeof ask, &got, NULL), 0);
	assert_int_equal(kr_picture_answer_parse(&a, sizeof a, &ask, &ret, NULL), 0);
	a.cols = 9;
	assert_int_equal(kr_picture_answer_parse(&a, sizeof a, &ask, &ret, NULL), KR_E_FORMAT);
	a.cols = 8;
	a.size++;
	assert_int_equal(kr_picture_answer_parse(&a, sizeof a, &ask, &ret, NULL), KR_E_FORMAT);
	assert_int_equal(kr_picture_answer_parse(&a, 3, &ask, &ret, NULL), KR_E_FORMAT);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(kr_picture_cell_ok(&bad[i], &ask));
}

/* The largest question, and those that ask for one more; then the largest answer. */
static void limits_of_questions(void **state)
{
	const struct kr_picture_ask most = {
	        400, 200, 64, 64, KR_PICTURE_SIXELS, KR_PICTURE_256, 0, 0, 5, 20 << 20};
	struct kr_picture_ask asks[] = {most, most, most, most, most}, got;
	struct kr_picture_answer a = {400, 200, 0, 0, 640, 480, 16 << 20}, ret;

	(void)state;
	asks[0].cols++;
	asks[1].rows++;
	asks[2].cell_width++;
	asks[3].cell_height++;
	asks[4].size++;
	assert_int_equal(kr_picture_ask_parse(&most, sizeof most, &got, NULL), 0);
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		assert_int_equal(
		        kr_picture_ask_parse(&asks[i], sizeof *asks, &got, NULL), KR_E_FORMAT);
	assert_int_equal(kr_picture_answer_parse(&a, sizeof a, &most, &ret, NULL), 0);
	a.size++;
	assert_int_equal(kr_picture_answer_parse(&a, sizeof a, &most, &ret, NULL), KR_E_FORMAT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(reads_all_formats),
	        cmocka_unit_test(turns),
	        cmocka_unit_test(lays_on_white),
	        cmocka_unit_test(refuses_sizes),
	        cmocka_unit_test(survives_damage),
	        cmocka_unit_test(many_scans),
	        cmocka_unit_test(knows_its_formats),
	        cmocka_unit_test(scales_evenly),
	        cmocka_unit_test(draws_cells),
	        cmocka_unit_test(draws_straight),
	        cmocka_unit_test(checks_answers),
	        cmocka_unit_test(limits_of_questions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
