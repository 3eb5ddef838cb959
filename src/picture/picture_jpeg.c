/* JPEG, with libjpeg-turbo, which scales by eighths while it decodes. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "kread/base/mem.h"
#include "picture_priv.h"

struct jpeg {
	struct jpeg_decompress_struct c;
	struct jpeg_error_mgr mgr;
	struct jpeg_progress_mgr progress;
	jmp_buf out;
	char why[JMSG_LENGTH_MAX];
	struct kr_picture_job *job;
	struct kr_picture_scale scale;
	uint8_t *row, *rgb; /* rgb: of a row in CMYK */
};

static void fail(j_common_ptr c)
{
	struct jpeg *j = c->client_data;

	c->err->format_message(c, j->why);
	longjmp(j->out, 1);
}

static void be_silent(j_common_ptr c, int level)
{
	(void)c;
	(void)level;
}

/* Each scan of a progressive picture goes over all of it. */
static void count_scans(j_common_ptr c)
{
	struct jpeg *j = c->client_data;

	if (j->c.input_scan_number > KR_PICTURE_SCANS_MAX) {
		snprintf(j->why, sizeof j->why, "too many scans");
		longjmp(j->out, 1);
	}
}

static int find_turn(const struct jpeg *j)
{
	for (jpeg_saved_marker_ptr m = j->c.marker_list; m; m = m->next)
		if (m->data_length > 6 && !memcmp(m->data, "Exif\0\0", 6))
			return kr_picture_exif_turn(m->data, m->data_length);
	return 1;
}

/* Decode to a size that is not smaller than the one wanted, as far as eighths go. */
static void set_scale(struct jpeg *j)
{
	const struct kr_picture *want = j->job->ret;

	j->c.scale_denom = 8;
	for (j->c.scale_num = 1; j->c.scale_num < 8; j->c.scale_num *= 2) {
		jpeg_calc_output_dimensions(&j->c);
		if (j->c.output_width >= (JDIMENSION)want->width &&
		        j->c.output_height >= (JDIMENSION)want->height)
			break;
	}
}

/* Adobe's programs write CMYK inverted, and nobody else writes it. */
static void from_cmyk(const uint8_t *cmyk, int n, uint8_t *rgb)
{
	for (int i = 0; i < n; i++, cmyk += 4)
		for (int k = 0; k < 3; k++)
			*rgb++ = (uint8_t)(cmyk[k] * cmyk[3] / 255);
}

static void read_rows(struct jpeg *j)
{
	const bool cmyk = j->c.jpeg_color_space == JCS_CMYK || j->c.jpeg_color_space == JCS_YCCK;
	int width;

	j->c.out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
	jpeg_start_decompress(&j->c);
	width = (int)j->c.output_width;
	j->row = kr_mem_zalloc((size_t)width, 4);
	j->rgb = kr_mem_zalloc((size_t)width, 3);
	kr_picture_scale_init(&j->scale, width, (int)j->c.output_height, j->job->ret);
	while (j->c.output_scanline < j->c.output_height) {
		JSAMPROW row = j->row;

		if (!jpeg_read_scanlines(&j->c, &row, 1))
			break;
		if (cmyk)
			from_cmyk(j->row, width, j->rgb);
		kr_picture_scale_row(&j->scale, cmyk ? j->rgb : j->row);
	}
	kr_picture_scale_take(&j->scale, j->job->ret);
}

static int read_all(struct jpeg *j)
{
	int rc;

	if (setjmp(j->out))
		return kr_err_set(j->job->err, KR_E_FORMAT, "damaged JPEG: %s", j->why);
	jpeg_create_decompress(&j->c);
	j->c.client_data = j;
	j->progress.progress_monitor = count_scans;
	j->c.progress = &j->progress;
	j->c.mem->max_memory_to_use = KR_PICTURE_MEMORY_MAX;
	jpeg_mem_src(&j->c, j->job->data, (unsigned long)j->job->len);
	jpeg_save_markers(&j->c, JPEG_APP0 + 1, 0xffff);
	jpeg_read_header(&j->c, TRUE);
	j->job->turn = find_turn(j);
	rc = kr_picture_scale_plan(j->job, (long)j->c.image_width, (long)j->c.image_height, 0);
	if (rc < 0)
		return rc;
	set_scale(j);
	read_rows(j);
	return 0;
}

int kr_picture_jpeg_read(struct kr_picture_job *job)
{
	struct jpeg *j = kr_mem_zalloc(1, sizeof *j);
	int rc;

	j->job = job;
	j->c.err = jpeg_std_error(&j->mgr);
	j->c.client_data = j;
	j->mgr.error_exit = fail;
	j->mgr.emit_message = be_silent;
	rc = read_all(j);
	jpeg_destroy_decompress(&j->c);
	kr_picture_scale_fini(&j->scale);
	free(j->row);
	free(j->rgb);
	free(j);
	return rc;
}
