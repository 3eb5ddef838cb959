/* What the decoders share: limits, the size to scale to, scaling row by row, turning. */
#ifndef PICTURE_PICTURE_PRIV_H
#define PICTURE_PICTURE_PRIV_H

#include <stdbool.h>

#include "kread/picture/picture.h"

/* A file, and into what it is to be read. */
struct kr_picture_job {
	const uint8_t *data;
	size_t len;
	int box_width, box_height; /* >= 1 */
	int turn;                  /* EXIF orientation, 1 to 8; decoders set it */
	struct kr_picture *ret;    /* not turned yet */
	struct kr_err *err;
};

typedef int kr_picture_decoder(struct kr_picture_job *j);

kr_picture_decoder kr_picture_jpeg_read, kr_picture_png_read, kr_picture_webp_read,
        kr_picture_gif_read;

/* Scales rows down to fewer and shorter ones as they come: each pixel is the mean of what it
 * covers. */
struct kr_picture_scale {
	int from_width, from_height, width, height;
	int row;       /* that comes next */
	float *line;   /* [width + 1][3]: the row, scaled */
	float *sum;    /* [width][3]: of the row of the result that is being made */
	uint8_t *rgb;  /* the result */
	int done;      /* rows of it */
	int32_t *at;   /* [from_width]: where a pixel goes */
	float *weight; /* [from_width]: the part of it that goes there; the rest goes to the next */
};

/* Whether a file may have this size; bytes: of memory for each pixel. KR_E_LIMIT, KR_E_FORMAT.
 * Then j->ret has it, and the size to which it is to be scaled. */
int kr_picture_scale_plan(struct kr_picture_job *j, long width, long height, int bytes);

/* From the size of the rows that will come to that of ret. It is not larger. */
void kr_picture_scale_init(
        struct kr_picture_scale *s, int width, int height, const struct kr_picture *ret);
void kr_picture_scale_row(struct kr_picture_scale *s, const uint8_t *rgb);
/* Rows that did not come are white. */
void kr_picture_scale_take(struct kr_picture_scale *s, struct kr_picture *ret);
void kr_picture_scale_fini(struct kr_picture_scale *s);

/* The orientation in EXIF data, with or without "Exif\0\0" before it; 1 if there is none. */
int kr_picture_exif_turn(const uint8_t *data, size_t len);

/* Turn a picture by an orientation. */
void kr_picture_exif_apply(struct kr_picture *p, int turn);

#endif
