/* GIF, with giflib: the first frame. */
#include <stdlib.h>
#include <string.h>

#include <gif_lib.h>

#include "kread/base/mem.h"
#include "picture_priv.h"

struct gif {
	struct kr_picture_job *job;
	GifFileType *c;
	size_t at;            /* in the data */
	int transparent;      /* its colour, or -1 */
	GifPixelType *pixels; /* one row, or all of an interlaced picture */
	uint8_t *rgb;
	struct kr_picture_scale scale;
};

static int get_bytes(GifFileType *c, GifByteType *to, int n)
{
	struct gif *g = c->UserData;
	const size_t left = g->job->len - g->at, want = n < 0 ? 0 : (size_t)n;
	const size_t size = want < left ? want : left;

	memcpy(to, g->job->data + g->at, size);
	g->at += size;
	return (int)size;
}

static int damaged(struct gif *g)
{
	return kr_err_set(g->job->err, KR_E_FORMAT, "damaged GIF");
}

static bool skip_extension(struct gif *g)
{
	GraphicsControlBlock block;
	GifByteType *data;
	int code;

	if (DGifGetExtension(g->c, &code, &data) == GIF_ERROR)
		return false;
	if (data && code == GRAPHICS_EXT_FUNC_CODE &&
	        DGifExtensionToGCB(data[0], data + 1, &block) == GIF_OK)
		g->transparent = block.TransparentColor;
	while (data)
		if (DGifGetExtensionNext(g->c, &data) == GIF_ERROR)
			return false;
	return true;
}

static bool find_frame(struct gif *g)
{
	GifRecordType type;

	for (;;) {
		if (DGifGetRecordType(g->c, &type) == GIF_ERROR)
			return false;
		if (type == IMAGE_DESC_RECORD_TYPE)
			return DGifGetImageDesc(g->c) == GIF_OK;
		if (type != EXTENSION_RECORD_TYPE || !skip_extension(g))
			return false;
	}
}

static void scale_row(struct gif *g, const ColorMapObject *map, const GifPixelType *row)
{
	const int width = g->scale.from_width;

	for (int x = 0; x < width; x++) {
		uint8_t *to = g->rgb + (size_t)x * 3;

		if (row[x] == g->transparent || row[x] >= map->ColorCount) {
			memset(to, 0xff, 3);
		} else {
			to[0] = map->Colors[row[x]].Red;
			to[1] = map->Colors[row[x]].Green;
			to[2] = map->Colors[row[x]].Blue;
		}
	}
	kr_picture_scale_row(&g->scale, g->rgb);
}

static bool read_interlaced(struct gif *g, int width, int height)
{
	static const struct {
		int from, step;
	} passes[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

	for (size_t i = 0; i < sizeof passes / sizeof *passes; i++)
		for (int y = passes[i].from; y < height; y += passes[i].step)
			if (DGifGetLine(g->c, g->pixels + (size_t)y * (size_t)width, width) ==
			        GIF_ERROR)
				return false;
	return true;
}

static int read_frame(struct gif *g)
{
	const GifImageDesc *d = &g->c->Image;
	const ColorMapObject *map = d->ColorMap ? d->ColorMap : g->c->SColorMap;
	const int width = d->Width, height = d->Height;
	int rc = kr_picture_scale_plan(g->job, width, height, d->Interlace ? 1 : 0);

	if (rc < 0)
		return rc;
	if (!map)
		return damaged(g);
	g->pixels = kr_mem_zalloc(d->Interlace ? (size_t)height : 1, (size_t)width);
	g->rgb = kr_mem_zalloc((size_t)width, 3);
	kr_picture_scale_init(&g->scale, width, height, g->job->ret);
	if (d->Interlace && !read_interlaced(g, width, height))
		return damaged(g);
	for (int y = 0; y < height; y++) {
		if (!d->Interlace && DGifGetLine(g->c, g->pixels, width) == GIF_ERROR)
			return damaged(g);
		scale_row(g, map, g->pixels + (d->Interlace ? (size_t)y * (size_t)width : 0));
	}
	kr_picture_scale_take(&g->scale, g->job->ret);
	return 0;
}

int kr_picture_gif_read(struct kr_picture_job *job)
{
	struct gif g = {.job = job, .transparent = -1};
	int why, rc;

	g.c = DGifOpen(&g, get_bytes, &why);
	rc = g.c && find_frame(&g) ? read_frame(&g) : damaged(&g);
	if (g.c)
		DGifCloseFile(g.c, &why);
	kr_picture_scale_fini(&g.scale);
	free(g.pixels);
	free(g.rgb);
	return rc;
}
