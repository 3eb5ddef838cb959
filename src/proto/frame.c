#include "kread/proto/frame.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kread/base/file.h"

static const char types[] = {KR_FRAME_HELLO, KR_FRAME_PAGE, KR_FRAME_DATA, KR_FRAME_END,
        KR_FRAME_ASK, KR_FRAME_PICTURE, KR_FRAME_TEXT, KR_FRAME_EARLY, KR_FRAME_DOC, KR_FRAME_MORE,
        KR_FRAME_DONE, KR_FRAME_FAIL};

void kr_frame_write_head(char head[KR_FRAME_HEADER], int type, uint32_t job, size_t len)
{
	uint32_t n = (uint32_t)len;

	assert(len <= KR_FRAME_MAX);
	memset(head, 0, KR_FRAME_HEADER);
	head[0] = (char)type;
	memcpy(head + 4, &job, sizeof job);
	memcpy(head + 8, &n, sizeof n);
}

int kr_frame_read_head(const char head[KR_FRAME_HEADER], struct kr_frame *ret, struct kr_err *err)
{
	struct kr_frame f = {.type = head[0]};

	if (!memchr(types, head[0], sizeof types) || head[1] || head[2] || head[3])
		return kr_err_set(err, KR_E_FORMAT, "frame of unknown type");
	memcpy(&f.job, head + 4, sizeof f.job);
	memcpy(&f.len, head + 8, sizeof f.len);
	if (f.len > KR_FRAME_MAX)
		return kr_err_set(err, KR_E_LIMIT, "frame too large");
	*ret = f;
	return 0;
}

void kr_frame_add(struct kr_str *out, int type, uint32_t job, const void *data, size_t len)
{
	char head[KR_FRAME_HEADER];

	kr_frame_write_head(head, type, job, len);
	kr_str_add(out, head, sizeof head);
	kr_str_add(out, data, len);
}

long kr_frame_parse(const char *data, size_t len, struct kr_frame *ret,
        struct kr_slice *ret_payload, struct kr_err *err)
{
	struct kr_frame f;
	int rc;

	if (len < KR_FRAME_HEADER)
		return 0;
	rc = kr_frame_read_head(data, &f, err);
	if (rc < 0)
		return rc;
	if (len - KR_FRAME_HEADER < f.len)
		return 0;
	*ret = f;
	*ret_payload = (struct kr_slice){data + KR_FRAME_HEADER, f.len};
	return (long)(KR_FRAME_HEADER + (size_t)f.len);
}

int kr_frame_read_all(int fd, char *data, size_t len)
{
	while (len) {
		ssize_t n = read(fd, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

int kr_frame_read_onto(int fd, struct kr_str *out, size_t len)
{
	kr_str_reserve(out, len);
	if (kr_frame_read_all(fd, out->data + out->len, len) < 0)
		return -1;
	out->len += len;
	out->data[out->len] = '\0';
	return 0;
}

int kr_frame_send(int fd, int type, uint32_t job, const void *data, size_t len)
{
	char head[KR_FRAME_HEADER];

	kr_frame_write_head(head, type, job, len);
	if (kr_file_write_all(fd, head, sizeof head) < 0)
		return -1;
	return kr_file_write_all(fd, data, len);
}
