/* Pictures of pages: from the bytes of a file to a few pixels, and to what terminals show.
 *
 * JPEG (libjpeg-turbo), PNG (libpng), WebP (libwebp) and GIF (giflib) are read, the first frame of
 * those that move. What a file is, its first bytes say, never a name or a header. Sizes are checked
 * before anything is allocated: a file that claims more than the limits below is an error. All this
 * runs in a sandbox (kread/worker/picture_worker.h), since the files are hostile. */
#ifndef KREAD_PICTURE_PICTURE_H
#define KREAD_PICTURE_PICTURE_H

#include <stddef.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"

struct kr_picture {
	int width, height;
	uint8_t *rgb;                /* height * width * 3 bytes */
	int full_width, full_height; /* of the file, turned as it is meant to be seen */
};

/* Read a picture, turned as its EXIF data says, laid on white where it is transparent, and scaled
 * down to fit into width * height pixels; it is never enlarged. *ret is to be freed with
 * kr_picture_fini. KR_E_TYPE: none of the formats. KR_E_LIMIT, KR_E_FORMAT. */
int kr_picture_read(const void *data, size_t len, int width, int height, struct kr_picture *ret,
        struct kr_err *err);
void kr_picture_fini(struct kr_picture *p); /* NULL accepted; p is empty afterwards */

#endif
