#include "kread/load/converter.h"

#include <fcntl.h>
#include <stdlib.h>

#include "worker_process_priv.h"
#include "kread/base/mem.h"
#include "kread/proto/frame.h"
#include "kread/proto/request.h"

static int send_request(int fd, enum kr_mode mode, const char *data, size_t len)
{
	const struct kr_request rq = {.mode = mode, .size = len, .seconds = KR_CONVERTER_SECONDS};
	const char warm = KR_WORKER_WARM;
	struct kr_str head;
	int rc;

	kr_str_init(&head);
	kr_request_write(&rq, &head);
	rc = kr_frame_send(fd, KR_FRAME_HELLO, 0, &warm, 1);
	if (rc == 0)
		rc = kr_frame_send(fd, KR_FRAME_PAGE, 1, head.data, head.len);
	for (size_t n; len && rc == 0; data += n, len -= n) {
		n = len < KR_FRAME_MAX ? len : KR_FRAME_MAX;
		rc = kr_frame_send(fd, KR_FRAME_DATA, 1, data, n);
	}
	if (rc == 0)
		rc = kr_frame_send(fd, KR_FRAME_END, 1, NULL, 0);
	kr_str_fini(&head);
	return rc;
}

/* 1: a frame of the reply, 0: the last one, or an error. What a worker says that was taken over is
 * text for a message. */
static int read_frame(int fd, struct kr_str *out, size_t *total, struct kr_err *err)
{
	char head[KR_FRAME_HEADER], *data;
	struct kr_frame f;
	int rc = 1;

	if (kr_frame_read_all(fd, head, sizeof head) < 0)
		return kr_err_set(err, KR_E_CRASH, "the parser crashed");
	if (kr_frame_read_head(head, &f, err) < 0)
		return err->code;
	*total += f.len;
	if (*total > KR_WORKER_REPLY_MAX)
		return kr_err_set(err, KR_E_LIMIT, "the reply of the parser is too long");
	data = kr_mem_alloc((size_t)f.len + 1);
	data[f.len] = '\0';
	if (kr_frame_read_all(fd, data, f.len) < 0)
		rc = kr_err_set(err, KR_E_CRASH, "the parser crashed");
	else if (f.type == KR_FRAME_FAIL)
		rc = kr_err_set(err, KR_E_FORMAT, "%.300s", data);
	else if (f.type == KR_FRAME_DONE)
		rc = 0;
	else if (f.type == KR_FRAME_TEXT)
		kr_str_add(out, data, f.len);
	else
		rc = kr_err_set(err, KR_E_FORMAT, "the parser broke the protocol");
	free(data);
	return rc;
}

int kr_converter_run(const char *worker, enum kr_mode mode, const char *data, size_t len,
        struct kr_str *out, struct kr_err *err)
{
	struct kr_worker_process p;
	size_t total = 0;
	int rc;

	if (len > KR_WORKER_PAGE_MAX)
		return kr_err_set(
		        err, KR_E_LIMIT, "it is larger than %d MB", KR_WORKER_PAGE_MAX >> 20);
	kr_worker_process_init(&p, worker);
	rc = kr_worker_process_start(&p, err);
	if (rc < 0)
		goto out;
	fcntl(p.fd, F_SETFL, 0); /* there is nothing else to do */
	if (send_request(p.fd, mode, data, len) < 0)
		rc = kr_err_set(err, KR_E_CRASH, "the parser crashed");
	else
		rc = 1;
	while (rc == 1)
		rc = read_frame(p.fd, out, &total, err);
	kr_worker_process_kill(&p);
out:
	kr_worker_process_fini(&p);
	return rc;
}
