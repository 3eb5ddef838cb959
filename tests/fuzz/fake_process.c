/* The worker that an input plays. */
#include "fake_process.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "fuzz.h"
#include "kread/proto/frame.h"
#include "load/worker_process_priv.h"

enum { PID = 4000000, FD = 1000000, READ_MAX = 256 << 10 };

struct fake fake;

void fake_init(void)
{
	fake = (struct fake){.now = 100000, .room = SIZE_MAX};
	kr_str_init(&fake.wire);
	kr_str_init(&fake.got);
}

void fake_fini(void)
{
	kr_str_fini(&fake.wire);
	kr_str_fini(&fake.got);
}

void fake_frame(int type, uint32_t job, const void *payload, size_t len)
{
	kr_frame_add(&fake.wire, type, job, payload, len < KR_FRAME_MAX ? len : KR_FRAME_MAX);
}

void fake_play(const uint8_t *data, size_t size,
        void (*obey)(char what, const char *rest, size_t len, bool other))
{
	while (size) {
		struct kr_str line;
		bool other;

		take_line(&data, &size, &line);
		other = line.len > 1 && *line.data == '!';
		if (line.len)
			obey(line.data[other], line.data + 1 + other, line.len - 1 - other, other);
		kr_str_fini(&line);
	}
}

void fake_obey(char what, const char *rest, size_t len, uint32_t job, void (*pump)(size_t ready))
{
	const unsigned n = (unsigned)strtoul(rest, NULL, 10);

	switch (what) {
	case 'R':
		kr_str_add(&fake.wire, rest, len);
		break;
	case '=':
		pump(len ? n : SIZE_MAX);
		break;
	case 'W':
		fake.room = n;
		break;
	case '+':
		fake.now += n % 20000;
		pump(0);
		break;
	case 'E':
		fake.running = false;
		fake.status = (int)n & 0xffff;
		pump(SIZE_MAX);
		break;
	default:
		fake_frame(what, job, rest, len);
	}
}

bool fake_is_asked_well(int first, int ask)
{
	const char *at = fake.got.data, *end = at + fake.got.len;
	int last = 0;

	while (at < end) {
		struct kr_slice payload;
		struct kr_frame f;
		const long n = kr_frame_parse(at, (size_t)(end - at), &f, &payload, NULL);

		if (n == 0)
			return true;
		if (n < 0 || (f.type == first) != (first && !last))
			return false;
		if (f.type == ask && last == KR_FRAME_DATA)
			return false;
		if (f.type == KR_FRAME_DATA && last != ask && last != KR_FRAME_DATA)
			return false;
		if (f.type == KR_FRAME_END && last != ask && last != KR_FRAME_DATA)
			return false;
		last = f.type;
		at += n;
	}
	return true;
}

/* --- of libraries ------------------------------------------------------------------------- */

int64_t __wrap_kr_clock_ms(void);
ssize_t __wrap_send(int fd, const void *data, size_t len, int flags);
pid_t __wrap_waitpid(pid_t pid, int *status, int options);

int64_t __wrap_kr_clock_ms(void)
{
	return fake.now;
}

ssize_t __wrap_send(int fd, const void *data, size_t len, int flags)
{
	(void)fd;
	(void)flags;
	if (!fake.running || !fake.room) {
		errno = fake.running ? EAGAIN : EPIPE;
		return -1;
	}
	if (len > fake.room)
		len = fake.room;
	fake.room -= len;
	kr_str_add(&fake.got, data, len);
	return (ssize_t)len;
}

pid_t __wrap_waitpid(pid_t pid, int *status, int options)
{
	(void)options;
	if (pid != PID || fake.running)
		return 0;
	*status = fake.status;
	return pid;
}

/* --- worker_process_priv.h ---------------------------------------------------------------- */

void kr_worker_process_init(struct kr_worker_process *p, const char *path)
{
	(void)path;
	*p = (struct kr_worker_process){.fd = -1};
}

void kr_worker_process_fini(struct kr_worker_process *p)
{
	kr_worker_process_kill(p);
}

int kr_worker_process_start(struct kr_worker_process *p, struct kr_err *err)
{
	if (fake.unstartable)
		return kr_err_set(err, KR_E_SYS, "cannot start the parser");
	kr_str_clear(&fake.wire);
	kr_str_clear(&fake.got);
	fake.ready = 0;
	fake.running = true;
	fake.started++;
	p->pid = PID;
	p->fd = FD;
	p->gone_at = 0;
	return 0;
}

void kr_worker_process_hang_up(struct kr_worker_process *p)
{
	p->fd = -1;
}

void kr_worker_process_kill(struct kr_worker_process *p)
{
	p->fd = -1;
	p->pid = 0;
	p->gone_at = 0;
	fake.running = false;
	kr_str_clear(&fake.wire);
	fake.ready = 0;
}

void kr_worker_process_reap(struct kr_worker_process *p)
{
	(void)p;
}

size_t kr_worker_process_read(struct kr_worker_process *p, struct kr_str *in, bool *ret_end)
{
	const size_t n = fake.ready < READ_MAX ? fake.ready : READ_MAX;

	(void)p;
	*ret_end = !n && !fake.running;
	kr_str_add(in, fake.wire.data, n);
	memmove(fake.wire.data, fake.wire.data + n, fake.wire.len - n);
	kr_str_cut(&fake.wire, fake.wire.len - n);
	fake.ready -= n;
	return n;
}

bool kr_worker_process_allow(const struct kr_worker_process *p, int seconds)
{
	return p->pid && seconds < KR_WORKER_CPU - fake.started % 7 * 25;
}

void kr_worker_process_explain(int status, struct kr_err *err)
{
	kr_err_set(err, KR_E_CRASH, "the parser exited with status %d", status);
}
