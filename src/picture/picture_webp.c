/* WebP, with libwebp, which scales while it decodes; of an animation the first frame. */
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

#include "kread/base/mem.h"
#include "picture_priv.h"

enum { LOSSLESS = 2 }; /* in struct WebPBitstreamFeatures */

/* The data of the first frame; data itself if it is the only one. */
static WebPData first_frame(struct kr_picture_job *j, WebPDemuxer *d)
{
	WebPData data = {j->data, j->len};
	WebPIterator frame;
	WebPChunkIterator exif;

	if (WebPDemuxGetFrame(d, 1, &frame)) {
		data = frame.fragment;
		WebPDemuxReleaseIterator(&frame);
	}
	if (WebPDemuxGetChunk(d, "EXIF", 1, &exif)) {
		j->turn = kr_picture_exif_turn(exif.chunk.bytes, exif.chunk.size);
		WebPDemuxReleaseChunkIterator(&exif);
	}
	return data;
}

static void lay_on_white(const WebPRGBABuffer *from, struct kr_picture *to)
{
	uint8_t *rgb = to->rgb;

	for (int y = 0; y < to->height; y++)
		for (int x = 0; x < to->width; x++) {
			const uint8_t *p =
			        from->rgba + (size_t)y * (size_t)from->stride + (size_t)x * 4;

			for (int i = 0; i < 3; i++)
				*rgb++ = (uint8_t)((p[i] * p[3] + 255 * (255 - p[3])) / 255);
		}
}

static int decode(struct kr_picture_job *j, WebPData data)
{
	WebPDecoderConfig c;
	int rc;

	if (!WebPInitDecoderConfig(&c) ||
	        WebPGetFeatures(data.bytes, data.size, &c.input) != VP8_STATUS_OK)
		return kr_err_set(j->err, KR_E_FORMAT, "damaged WebP");
	rc = kr_picture_scale_plan(
	        j, c.input.width, c.input.height, c.input.format == LOSSLESS ? 4 : 0);
	if (rc < 0)
		return rc;
	c.options.use_scaling = 1;
	c.options.scaled_width = j->ret->width;
	c.options.scaled_height = j->ret->height;
	c.output.colorspace = MODE_RGBA;
	if (WebPDecode(data.bytes, data.size, &c) != VP8_STATUS_OK) {
		WebPFreeDecBuffer(&c.output);
		return kr_err_set(j->err, KR_E_FORMAT, "damaged WebP");
	}
	j->ret->rgb = kr_mem_zalloc((size_t)j->ret->width * (size_t)j->ret->height, 3);
	lay_on_white(&c.output.u.RGBA, j->ret);
	WebPFreeDecBuffer(&c.output);
	return 0;
}

int kr_picture_webp_read(struct kr_picture_job *j)
{
	const WebPData data = {j->data, j->len};
	WebPDemuxer *d = WebPDemux(&data);
	int rc = decode(j, d ? first_frame(j, d) : data);

	WebPDemuxDelete(d);
	return rc;
}
