/* Frames from the other end of the socket. */
#include <string.h>

#include "fuzz.h"
#include "kread/proto/frame.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data, *end = at + size;
	struct kr_err err;

	for (;;) {
		struct kr_slice payload;
		struct kr_frame f;
		struct kr_str again;
		long n = kr_frame_parse(at, (size_t)(end - at), &f, &payload, &err);

		if (n <= 0)
			break;
		HOLDS(n <= end - at && payload.len == f.len &&
		        payload.data + payload.len == at + n);
		kr_str_init(&again);
		kr_frame_add(&again, f.type, f.job, payload.data, payload.len);
		HOLDS(again.len == (size_t)n && !memcmp(again.data, at, again.len));
		kr_str_fini(&again);
		at += n;
	}
	return 0;
}
