/* Waiting, with pipes and a listener that never answers instead of servers. */
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "kread/base/clock.h"
#include "net/net_priv.h"

static void never(
        void *user, struct kr_fetch *f, const struct kr_fetch_result *res, const struct kr_err *err)
{
	(void)user;
	(void)f;
	(void)res;
	fail_msg("called back: %s", err ? err->msg : "no error");
}

/* A socket that never accepts connections; sets url to its address. */
static int listener(char url[64])
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
	assert_int_equal(listen(fd, 8), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&a, &len), 0);
	snprintf(url, 64, "http://127.0.0.1:%d/", ntohs(a.sin_port));
	return fd;
}

/* Waits until what[0] happens; with a transfer, kr_net_wait may return earlier. */
static void wait_for(struct kr_net *net, struct kr_net_fd *fds, int n)
{
	int64_t end = kr_clock_ms() + 5000;

	do
		assert_int_equal(kr_net_wait(net, fds, n, 1000, NULL), 0);
	while (!fds[0].revents && kr_clock_ms() < end);
}

static void descriptors(struct kr_net *net)
{
	int p[2], q[2];
	char c;

	assert_int_equal(pipe(p) | pipe(q), 0);
	struct kr_net_fd in[] = {
	        {p[0], KR_NET_READ, 0}, {q[0], KR_NET_READ, 0}, {-1, KR_NET_READ, 0}};
	struct kr_net_fd out[] = {{p[1], KR_NET_WRITE, 0}};

	assert_int_equal(kr_net_wait(net, in, 3, 0, NULL), 0);
	assert_int_equal(in[0].revents | in[1].revents | in[2].revents, 0);
	assert_int_equal(write(p[1], "x", 1), 1);
	wait_for(net, in, 3);
	assert_int_equal(in[0].revents, KR_NET_READ);
	assert_int_equal(in[1].revents, 0);
	assert_int_equal(read(p[0], &c, 1), 1);
	wait_for(net, out, 1);
	assert_int_equal(out[0].revents, KR_NET_WRITE);
	close(p[1]);
	wait_for(net, in, 3); /* a hang-up without data */
	assert_int_equal(in[0].revents, KR_NET_READ);
	close(p[0]);
	close(q[0]);
	close(q[1]);
}

static void waits_without_transfers(void **state)
{
	struct kr_net *net = kr_net_open(NULL);
	int64_t start;

	(void)state;
	descriptors(net);
	assert_null(net->multi); /* libcurl is not initialised */
	start = kr_clock_ms();
	assert_int_equal(kr_net_wait(net, NULL, 0, 30, NULL), 0);
	assert_true(kr_clock_ms() - start >= 29);
	kr_net_close(net);
}

static void waits_with_transfers(void **state)
{
	struct kr_net *net = kr_net_open(NULL);
	struct kr_fetch *f, *g;
	char url[64];
	int fd = listener(url);

	(void)state;
	f = kr_net_fetch(net, &(struct kr_fetch_request){.url = url}, never, NULL, NULL);
	g = kr_net_fetch(net, &(struct kr_fetch_request){.url = url}, never, NULL, NULL);
	assert_non_null(f);
	assert_non_null(g);
	descriptors(net);
	assert_int_equal(kr_fetch_progress_of(f).phase, KR_NET_WAIT);
	kr_net_cancel(f);
	descriptors(net);
	kr_net_close(net); /* cancels the other */
	close(fd);
}

/* Processor time and wake-ups while idle. */
static void sleeps_when_idle(void **state)
{
	struct kr_net *net = kr_net_open(NULL);
	char url[64];
	int fd = listener(url);
	struct kr_fetch *f =
	        kr_net_fetch(net, &(struct kr_fetch_request){.url = url}, never, NULL, NULL);
	int64_t start;
	int turns = 0;

	(void)state;
	for (start = kr_clock_ms(); kr_clock_ms() - start < 300; turns++)
		kr_net_wait(net, NULL, 0, 300, NULL);
	assert_in_range(turns, 1, 40); /* setting up takes some, waiting none */
	kr_net_cancel(f);
	start = kr_clock_ms();
	kr_net_wait(net, NULL, 0, 50, NULL);
	assert_true(kr_clock_ms() - start >= 49); /* cached connections do not wake it */
	kr_net_close(net);
	close(fd);
}

static void refuses_at_once(void **state)
{
	static const char *const urls[] = {
	        "", "x", "/a", "ftp://a.example/", "http://", "http://\xff/", "javascript:1"};
	struct kr_net *net = kr_net_open(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		struct kr_err err = {0};

		assert_null(kr_net_fetch(
		        net, &(struct kr_fetch_request){.url = urls[i]}, never, NULL, &err));
		assert_int_equal(err.code, KR_E_USAGE);
	}
	kr_net_close(net);
	kr_net_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(waits_without_transfers),
	        cmocka_unit_test(waits_with_transfers),
	        cmocka_unit_test(sleeps_when_idle),
	        cmocka_unit_test(refuses_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
