/* Landlock without the filter of system calls before it: the second wall holds by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kread/proto/confine.h"
#include "worker/sandbox_priv.h"

struct outside {
	pid_t pid;
	int port, abstract;
	char path[64], folder[64];
};

/* Each tries one thing without any filter, and returns 0 or an error number. */
static int fails(int rc)
{
	return rc < 0 ? errno : 0;
}

static int connect_to(const struct outside *o)
{
	const struct sockaddr_in a = {.sin_family = AF_INET,
	        .sin_port = htons((uint16_t)o->port),
	        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

	return fails(connect(socket(AF_INET, SOCK_STREAM, 0), (const void *)&a, sizeof a));
}

static int bind_port(const struct outside *o)
{
	const struct sockaddr_in a = {.sin_family = AF_INET};

	(void)o;
	return fails(bind(socket(AF_INET, SOCK_STREAM, 0), (const void *)&a, sizeof a));
}

static int connect_abstract(const struct outside *o)
{
	struct sockaddr_un a = {.sun_family = AF_UNIX};

	snprintf(a.sun_path + 1, sizeof a.sun_path - 1, "kread-inside-%ld", (long)o->pid);
	return fails(connect(socket(AF_UNIX, SOCK_STREAM, 0), (const void *)&a, sizeof a));
}

static int signal_outside(const struct outside *o)
{
	return fails(kill(o->pid, 0));
}

static int trace_outside(const struct outside *o)
{
	return fails((int)ptrace(PTRACE_ATTACH, o->pid, 0, 0));
}

static int open_file(const struct outside *o)
{
	return fails(open(o->path, O_RDONLY));
}

static int write_file(const struct outside *o)
{
	return fails(open(o->path, O_WRONLY));
}

static int open_folder(const struct outside *o)
{
	return fails(open(o->folder, O_RDONLY | O_DIRECTORY));
}

static int make_file(const struct outside *o)
{
	(void)o;
	return fails(open("/tmp/kread-inside-test", O_CREAT | O_WRONLY, 0600));
}

static int remove_file(const struct outside *o)
{
	return fails(unlink(o->path));
}

static int cut_file(const struct outside *o)
{
	return fails(truncate(o->path, 0));
}

static int execute(const struct outside *o)
{
	char *argv[] = {(char *)"true", NULL};

	(void)o;
	return fails(execv("/bin/true", argv));
}

static int open_terminal(const struct outside *o)
{
	(void)o;
	return fails(open("/dev/null", O_RDWR));
}

/* Runs it in a child that only Landlock confines. */
static int run_restricted(int (*what)(const struct outside *), const struct outside *o)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || kr_landlock_restrict(NULL) < 0)
			_exit(0);
		_exit(what(o));
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void open_outside(struct outside *o)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct sockaddr_un u = {.sun_family = AF_UNIX};
	socklen_t len = sizeof a;
	int fd;

	o->pid = getpid();
	o->port = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(o->port, (void *)&a, sizeof a), 0);
	assert_int_equal(listen(o->port, 5), 0);
	getsockname(o->port, (void *)&a, &len);
	o->port = ntohs(a.sin_port);
	o->abstract = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	snprintf(u.sun_path + 1, sizeof u.sun_path - 1, "kread-inside-%ld", (long)o->pid);
	assert_int_equal(bind(o->abstract, (void *)&u, sizeof u), 0);
	assert_int_equal(listen(o->abstract, 5), 0);
	strcpy(o->folder, "/tmp/kread-inside-XXXXXX");
	assert_non_null(mkdtemp(o->folder));
	snprintf(o->path, sizeof o->path, "%s/file", o->folder);
	fd = open(o->path, O_CREAT | O_WRONLY, 0600);
	assert_true(fd >= 0);
	close(fd);
}

static void landlock_holds_alone(void **state)
{
	static const struct {
		const char *name;
		int (*what)(const struct outside *);
		int since; /* version of the interface */
		int error;
	} cases[] = {
	        {"open a file", open_file, 1, EACCES},
	        {"write to a file", write_file, 1, EACCES},
	        {"open a folder", open_folder, 1, EACCES},
	        {"make a file", make_file, 1, EACCES},
	        {"open a device", open_terminal, 1, EACCES},
	        {"cut a file", cut_file, 3, EACCES},
	        {"run a program", execute, 1, EACCES},
	        {"connect", connect_to, 4, EACCES},
	        {"bind", bind_port, 4, EACCES},
	        {"connect to an abstract socket", connect_abstract, 6, EPERM},
	        {"send a signal", signal_outside, 6, EPERM},
	        {"trace a process", trace_outside, 1, EPERM},
	        {"remove a file", remove_file, 1, EACCES},
	};
	const int version = kr_confine_landlock();
	struct outside o;

	(void)state;
	if (!version) {
		print_message("this kernel has no Landlock\n");
		return;
	}
	open_outside(&o);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const int error = run_restricted(cases[i].what, &o);

		if (version >= cases[i].since && error != cases[i].error)
			fail_msg("%s: %s", cases[i].name, strerror(error));
	}
	assert_int_equal(connect_to(&o), 0); /* which was possible all the time */
	assert_int_equal(connect_abstract(&o), 0);
	assert_int_equal(remove_file(&o), 0);
	rmdir(o.folder);
	close(o.abstract);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(landlock_holds_alone)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
