#include "kread/picture/picture.h"

#include <stdlib.h>
#include <string.h>

#include "picture_priv.h"

static const struct {
	size_t at;
	const char *bytes;
	size_t len;
	kr_picture_decoder *read;
} formats[] = {
        {0, "\xff\xd8\xff", 3, kr_picture_jpeg_read},
        {0, "\x89PNG\r\n\x1a\n", 8, kr_picture_png_read},
        {8, "WEBP", 4, kr_picture_webp_read},
        {0, "GIF87a", 6, kr_picture_gif_read},
        {0, "GIF89a", 6, kr_picture_gif_read},
};

void kr_picture_fini(struct kr_picture *p)
{
	if (!p)
		return;
	free(p->rgb);
	*p = (struct kr_picture){0};
}

int kr_picture_read(const void *data, size_t len, int width, int height, struct kr_picture *ret,
        struct kr_err *err)
{
	struct kr_picture p = {0};
	struct kr_picture_job j = {
	        data, len, width < 1 ? 1 : width, height < 1 ? 1 : height, 1, &p, err};
	kr_picture_decoder *read = NULL;
	int rc;

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (len >= formats[i].at + formats[i].len &&
		        !memcmp(j.data + formats[i].at, formats[i].bytes, formats[i].len))
			read = formats[i].read;
	if (!read)
		return kr_err_set(err, KR_E_TYPE, "not a picture that kread reads");
	rc = read(&j);
	if (rc < 0) {
		kr_picture_fini(&p);
		return rc;
	}
	kr_picture_exif_apply(&p, j.turn);
	*ret = p;
	return 0;
}
