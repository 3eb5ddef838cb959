/* PNG, with libpng. Rows are scaled as they come, unless the picture is interlaced. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "kread/base/budgets.h"
#include "kread/base/mem.h"
#include "picture_priv.h"

struct png {
	struct kr_picture_job *job;
	png_structp c;
	png_infop info;
	size_t at; /* in the data */
	struct kr_picture_scale scale;
	uint8_t *pixels; /* one row, or all of an interlaced picture */
	char why[120];
};

static void fail(png_structp c, png_const_charp why)
{
	struct png *p = png_get_error_ptr(c);

	kr_err_set(p->job->err, KR_E_FORMAT, "damaged PNG: %.100s", why);
	png_longjmp(c, 1);
}

static void ignore(png_structp c, png_const_charp why)
{
	(void)c;
	(void)why;
}

static void get_bytes(png_structp c, png_bytep to, size_t n)
{
	struct png *p = png_get_io_ptr(c);

	if (p->job->len - p->at < n)
		png_error(c, "it ended early");
	memcpy(to, p->job->data + p->at, n);
	p->at += n;
}

static void be_careful(struct png *p)
{
	png_set_user_limits(p->c, KR_PICTURE_SIDE_MAX, KR_PICTURE_SIDE_MAX);
	png_set_chunk_cache_max(p->c, KR_PNG_CHUNKS_MAX);
	png_set_chunk_malloc_max(p->c, KR_PNG_CHUNK_MAX);
	/* damage is the reader's to see */
	png_set_crc_action(p->c, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
}

/* Every kind of picture as RGB on white. */
static void set_transforms(struct png *p)
{
	const png_color_16 white = {0, 255, 255, 255, 255};

	png_set_expand(p->c);
	png_set_scale_16(p->c);
	png_set_gray_to_rgb(p->c);
	png_set_background(p->c, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
}

static void find_turn(struct png *p)
{
#ifdef PNG_eXIf_SUPPORTED
	png_bytep exif;
	png_uint_32 n;

	if (png_get_eXIf_1(p->c, p->info, &n, &exif))
		p->job->turn = kr_picture_exif_turn(exif, n);
#else
	(void)p;
#endif
}

static void read_rows(struct png *p, int width, int height, int passes)
{
	const size_t row = (size_t)width * 3;

	p->pixels = kr_mem_zalloc(passes > 1 ? (size_t)height : 1, row);
	kr_picture_scale_init(&p->scale, width, height, p->job->ret);
	for (int pass = 0; pass < passes; pass++)
		for (int y = 0; y < height; y++) {
			uint8_t *to = p->pixels + (passes > 1 ? (size_t)y * row : 0);

			png_read_row(p->c, to, NULL);
			if (pass == passes - 1)
				kr_picture_scale_row(&p->scale, to);
		}
	kr_picture_scale_take(&p->scale, p->job->ret);
}

static int read_all(struct png *p)
{
	int width, height, passes, rc;

	if (setjmp(png_jmpbuf(p->c)))
		return KR_E_FORMAT;
	be_careful(p);
	png_set_read_fn(p->c, p, get_bytes);
	png_read_info(p->c, p->info);
	find_turn(p);
	width = (int)png_get_image_width(p->c, p->info);
	height = (int)png_get_image_height(p->c, p->info);
	set_transforms(p);
	passes = png_set_interlace_handling(p->c);
	rc = kr_picture_scale_plan(p->job, width, height, passes > 1 ? 3 : 0);
	if (rc < 0)
		return rc;
	png_read_update_info(p->c, p->info);
	if (png_get_rowbytes(p->c, p->info) != (size_t)width * 3)
		return kr_err_set(p->job->err, KR_E_FORMAT, "PNG of an unknown kind");
	read_rows(p, width, height, passes);
	return 0;
}

int kr_picture_png_read(struct kr_picture_job *job)
{
	struct png *p = kr_mem_zalloc(1, sizeof *p);
	int rc = KR_E_LIMIT;

	p->job = job;
	p->c = png_create_read_struct(PNG_LIBPNG_VER_STRING, p, fail, ignore);
	p->info = p->c ? png_create_info_struct(p->c) : NULL;
	if (p->info)
		rc = read_all(p);
	else
		kr_err_set(job->err, rc, "no memory for a PNG");
	png_destroy_read_struct(&p->c, &p->info, NULL);
	kr_picture_scale_fini(&p->scale);
	free(p->pixels);
	free(p);
	return rc;
}
