#include "kread/worker/picture_worker.h"

#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "kread/base/mem.h"
#include "kread/base/str.h"
#include "kread/picture/cells.h"
#include "kread/proto/frame.h"
#include "kread/worker/worker.h"

/* The picture that comes in, and its job. */
struct question {
	uint32_t job;
	bool open; /* between ASK and END */
	struct kr_picture_ask ask;
	struct kr_str file;
};

static int send_answer(int fd, uint32_t job, const struct kr_picture_answer *a, const char *bits)
{
	int rc = kr_frame_send(fd, KR_FRAME_PICTURE, job, a, sizeof *a);

	for (size_t n, at = 0; at < a->size && rc == 0; at += n) {
		n = a->size - at < KR_FRAME_MAX ? a->size - at : KR_FRAME_MAX;
		rc = kr_frame_send(fd, KR_FRAME_DATA, job, bits + at, n);
	}
	return rc == 0 ? kr_frame_send(fd, KR_FRAME_DONE, job, NULL, 0) : rc;
}

static int32_t at_most(double n, int32_t most)
{
	return n < 1 ? 1 : n > most ? most : (int32_t)(n + .5);
}

enum { ENLARGED = 2 }; /* at most: cells have few pixels, and small pictures are hard to see */

/* How many cells of the box the picture takes: it keeps its shape. */
static void fit(const struct kr_picture_ask *ask, struct kr_picture_answer *a)
{
	const double cols = (double)a->full_width / ask->cell_width;
	const double rows = (double)a->full_height / ask->cell_height;
	/* pixels of pages are as large as those of old screens */
	double by = ask->form == KR_PICTURE_CELLS ? ENLARGED : ask->cell_width / 8.0;

	if (ask->enlarge)
		by = ask->cols / cols;
	if (cols * by > ask->cols)
		by = ask->cols / cols;
	if (rows * by > ask->rows)
		by = ask->rows / rows;
	a->cols = at_most(cols * by, ask->cols);
	a->rows = at_most(rows * by, ask->rows);
}

static char *draw(
        const struct kr_picture_ask *ask, const struct kr_picture *p, struct kr_picture_answer *a)
{
	struct kr_str sixels;
	char *bits;

	fit(ask, a);
	if (ask->form == KR_PICTURE_SIXELS) {
		kr_str_init(&sixels);
		kr_cells_sixels(p, ask, a->cols, a->rows, &sixels);
		a->width = a->cols * ask->cell_width;
		a->height = a->rows * ask->cell_height;
		a->size = (uint32_t)sixels.len;
		return kr_str_take(&sixels);
	}
	if (ask->form == KR_PICTURE_PIXELS) {
		a->width = p->width;
		a->height = p->height;
		a->size = (uint32_t)p->width * (uint32_t)p->height * 3;
		bits = kr_mem_alloc(a->size);
		memcpy(bits, p->rgb, a->size);
		return bits;
	}
	a->size = (uint32_t)a->cols * (uint32_t)a->rows * sizeof(struct kr_picture_cell);
	bits = kr_mem_alloc(a->size);
	kr_cells_draw(p, a->cols, a->rows, (enum kr_picture_colours)ask->colours, ask->ascii != 0,
	        (struct kr_picture_cell *)(void *)bits);
	return bits;
}

static int serve(int fd, struct question *q)
{
	const struct kr_picture_ask *ask = &q->ask;
	struct kr_picture_answer a = {0};
	struct kr_picture p;
	struct kr_err err;
	char *bits;
	int rc;

	alarm((unsigned)ask->seconds);
	rc = kr_picture_read(q->file.data, q->file.len, ask->cols * ask->cell_width,
	        ask->rows * ask->cell_height, &p, &err);
	kr_str_fini(&q->file);
	if (rc < 0) {
		alarm(0);
		return kr_frame_send(fd, KR_FRAME_FAIL, q->job, err.msg, strlen(err.msg));
	}
	a.full_width = p.full_width;
	a.full_height = p.full_height;
	bits = draw(ask, &p, &a);
	kr_picture_fini(&p);
	alarm(0); /* kread may be suspended while we write */
	rc = send_answer(fd, q->job, &a, bits);
	free(bits);
#ifdef __GLIBC__
	malloc_trim(0); /* mostly idle: give the memory back */
#endif
	return rc;
}

static int take_ask(int fd, struct question *q, const struct kr_frame *f)
{
	char payload[sizeof q->ask];

	if (f->len != sizeof payload || kr_frame_read_all(fd, payload, f->len) < 0 ||
	        kr_picture_ask_parse(payload, f->len, &q->ask, NULL) < 0)
		return -1;
	q->job = f->job;
	q->open = true;
	kr_str_clear(&q->file);
	kr_str_reserve(&q->file, q->ask.size);
	return 0;
}

static int take_data(int fd, struct question *q, const struct kr_frame *f)
{
	if (q->file.len + f->len > KR_PICTURE_FILE_MAX)
		return -1;
	return kr_frame_read_onto(fd, &q->file, f->len);
}

/* Process one frame. -1 if it is invalid or the reply cannot be written. */
static int take(int fd, struct question *q, const struct kr_frame *f)
{
	if (f->type == KR_FRAME_ASK)
		return take_ask(fd, q, f);
	if (!q->open || f->job != q->job)
		return -1;
	if (f->type == KR_FRAME_DATA)
		return take_data(fd, q, f);
	if (f->type != KR_FRAME_END || f->len)
		return -1;
	q->open = false;
	return serve(fd, q);
}

static void on_oom(void)
{
	_exit(KR_WORKER_EXIT_MEMORY);
}

/* libchafa starts as many threads as there are processors; the sandbox allows none. */
static void use_one_processor(void)
{
#ifdef __linux__
	const int here = sched_getcpu();
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(here < 0 ? 0 : (size_t)here, &set);
	sched_setaffinity(0, sizeof set, &set);
#endif
}

int kr_picture_worker_run(int fd)
{
	struct question q = {0};
	char head[KR_FRAME_HEADER];
	struct kr_frame f;
	bool filtered;
	int rc = 0;

	signal(SIGPIPE, SIG_IGN);
	kr_mem_on_oom(on_oom);
	use_one_processor();
	if (kr_sandbox_enter(KR_PICTURE_WORKER_MEMORY, &filtered, NULL) < 0)
		return KR_WORKER_EXIT_SANDBOX;
	kr_str_init(&q.file);
	while (rc == 0 && kr_frame_read_all(fd, head, sizeof head) == 0)
		if (kr_frame_read_head(head, &f, NULL) < 0 || take(fd, &q, &f) < 0)
			rc = KR_WORKER_EXIT_FRAME;
	kr_str_fini(&q.file);
	return rc;
}
