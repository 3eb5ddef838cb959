/* Scaling down, and the sizes that are allowed. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "picture_priv.h"

/* width * height, of what is to fit into a box, by its sides; at least 1. */
static int shrink(long side, double by)
{
	const long n = (long)((double)side * by + .5);

	return n < 1 ? 1 : n > side ? (int)side : (int)n;
}

int kr_picture_scale_plan(struct kr_picture_job *j, long width, long height, int bytes)
{
	const bool lies = j->turn >= 5; /* on its side */
	const int box_width = lies ? j->box_height : j->box_width;
	const int box_height = lies ? j->box_width : j->box_height;
	double by = 1;

	if (width < 1 || height < 1)
		return kr_err_set(j->err, KR_E_FORMAT, "the picture has no pixels");
	if (width > KR_PICTURE_SIDE_MAX || height > KR_PICTURE_SIDE_MAX ||
	        width * height > KR_PICTURE_PIXELS_MAX ||
	        width * height > KR_PICTURE_MEMORY_MAX / (bytes ? bytes : 1))
		return kr_err_set(j->err, KR_E_LIMIT, "the picture is too large (%ld x %ld pixels)",
		        width, height);
	if (box_width < width)
		by = (double)box_width / (double)width;
	if (box_height < (double)height * by)
		by = (double)box_height / (double)height;
	j->ret->full_width = (int)width;
	j->ret->full_height = (int)height;
	j->ret->width = shrink(width, by);
	j->ret->height = shrink(height, by);
	return 0;
}

void kr_picture_scale_init(
        struct kr_picture_scale *s, int width, int height, const struct kr_picture *ret)
{
	const double by = (double)ret->width / width;

	assert(ret->width <= width && ret->height <= height);
	*s = (struct kr_picture_scale){.from_width = width,
	        .from_height = height,
	        .width = ret->width,
	        .height = ret->height};
	s->line = kr_mem_zalloc((size_t)s->width * 3 + 3, sizeof *s->line);
	s->sum = kr_mem_zalloc((size_t)s->width * 3, sizeof *s->sum);
	s->rgb = kr_mem_zalloc((size_t)s->width * (size_t)s->height, 3);
	s->at = kr_mem_zalloc((size_t)width, sizeof *s->at);
	s->weight = kr_mem_zalloc((size_t)width, sizeof *s->weight);
	memset(s->rgb, 0xff, (size_t)s->width * (size_t)s->height * 3);
	for (int x = 0; x < width; x++) {
		const double from = x * by, to = (x + 1) * by;
		const int at = (int)from < s->width ? (int)from : s->width - 1;

		s->at[x] = at;
		s->weight[x] = (float)((to <= at + 1 ? to : at + 1) - from);
	}
}

static void scale_line(struct kr_picture_scale *s, const uint8_t *rgb)
{
	const float by = (float)s->width / (float)s->from_width;

	memset(s->line, 0, ((size_t)s->width * 3 + 3) * sizeof *s->line);
	for (int x = 0; x < s->from_width; x++) {
		float *to = s->line + (size_t)s->at[x] * 3;
		const float here = s->weight[x], next = by - here;

		for (int i = 0; i < 3; i++) {
			const float v = rgb[(size_t)x * 3 + (size_t)i];

			to[i] += v * here;
			to[i + 3] += v * next;
		}
	}
}

static void add(struct kr_picture_scale *s, float weight)
{
	for (int i = 0; i < s->width * 3; i++)
		s->sum[i] += s->line[i] * weight;
}

static void finish_row(struct kr_picture_scale *s)
{
	uint8_t *to = s->rgb + (size_t)s->done * (size_t)s->width * 3;

	for (int i = 0; i < s->width * 3; i++) {
		const float v = s->sum[i] + .5f;

		to[i] = v > 255 ? 255 : (uint8_t)v;
		s->sum[i] = 0;
	}
	s->done++;
}

void kr_picture_scale_row(struct kr_picture_scale *s, const uint8_t *rgb)
{
	const double by = (double)s->height / s->from_height;
	const double from = s->row * by, to = (s->row + 1) * by;

	if (s->row >= s->from_height)
		return;
	s->row++;
	scale_line(s, rgb);
	if (s->row == s->from_height) { /* whatever rounding left */
		if (s->done < s->height) {
			add(s, (float)(s->height - from));
			finish_row(s);
		}
	} else if (to < s->done + 1) {
		add(s, (float)by);
	} else {
		add(s, (float)(s->done + 1 - from));
		finish_row(s);
		add(s, (float)(to - s->done));
	}
}

void kr_picture_scale_take(struct kr_picture_scale *s, struct kr_picture *ret)
{
	ret->width = s->width;
	ret->height = s->height;
	ret->rgb = s->rgb;
	s->rgb = NULL;
}

void kr_picture_scale_fini(struct kr_picture_scale *s)
{
	free(s->line);
	free(s->sum);
	free(s->rgb);
	free(s->at);
	free(s->weight);
	*s = (struct kr_picture_scale){0};
}
