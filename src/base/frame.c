#include "kread/base/frame.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

void kr_frame_add(struct kr_str *out, int type, const void *data, size_t len)
{
	uint32_t n = (uint32_t)len;
	char head[KR_FRAME_HEADER] = {(char)type};

	assert(len <= KR_FRAME_MAX);
	memcpy(head + 4, &n, sizeof n);
	kr_str_add(out, head, sizeof head);
	kr_str_add(out, data, len);
}

long kr_frame_parse(const char *data, size_t len, int *ret_type, struct kr_slice *ret_payload, struct kr_err *err)
{
	uint32_t n;

	if (len < KR_FRAME_HEADER)
		return 0;
	if (!data[0] || !strchr("PDEABZX", data[0]) || data[1] || data[2] || data[3])
		return kr_err_set(err, KR_E_FORMAT, "frame of unknown type");
	memcpy(&n, data + 4, sizeof n);
	if (n > KR_FRAME_MAX)
		return kr_err_set(err, KR_E_LIMIT, "frame too large");
	if (len - KR_FRAME_HEADER < n)
		return 0;
	*ret_type = data[0];
	*ret_payload = (struct kr_slice){data + KR_FRAME_HEADER, n};
	return (long)(KR_FRAME_HEADER + (size_t)n);
}
