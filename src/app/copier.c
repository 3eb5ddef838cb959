#include "kread/app/copier.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kread/base/mem.h"

extern char **environ;

enum { WORDS = 4 };
static const char *const programs[][WORDS] = {
        {"wl-copy"},
        {"xclip", "-selection", "clipboard"},
        {"xsel", "--clipboard", "--input"},
        {"pbcopy"},
};
enum { PROGRAMS = sizeof programs / sizeof *programs };

void kr_copier_init(struct kr_copier *c)
{
	*c = (struct kr_copier){0};
	kr_str_init(&c->text);
}

void kr_copier_fini(struct kr_copier *c)
{
	kr_str_fini(&c->text);
	free(c->what);
	c->what = NULL;
}

/* A file without a name that holds the text, to be read from its start; or -1. */
static int open_text(const struct kr_str *text)
{
#ifdef MFD_CLOEXEC
	int fd = memfd_create("clipboard", MFD_CLOEXEC);
#else
	FILE *f = tmpfile();
	int fd = f ? fcntl(fileno(f), F_DUPFD_CLOEXEC, 3) : -1;

	if (f)
		fclose(f);
#endif
	if (fd >= 0 && (write(fd, text->data, text->len) != (ssize_t)text->len ||
	                       lseek(fd, 0, SEEK_SET) < 0)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static int spawn(const char *const words[WORDS], int text, pid_t *ret_pid)
{
	char *argv[WORDS];
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t defaults;
	int rc;

	for (int i = 0; i < WORDS; i++)
		argv[i] = (char *)words[i];
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, text, STDIN_FILENO);
	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_WRONLY, 0);
	rc = posix_spawnp(ret_pid, argv[0], &files, &attr, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	return rc;
}

static bool start_next(struct kr_copier *c)
{
	int text = open_text(&c->text), rc = -1;

	while (text >= 0 && rc && c->next < PROGRAMS)
		rc = spawn(programs[c->next++], text, &c->pid);
	if (text >= 0)
		close(text);
	if (rc)
		c->pid = 0;
	return rc == 0;
}

bool kr_copier_start(struct kr_copier *c, const char *what, const char *text)
{
	kr_str_clear(&c->text);
	kr_str_addz(&c->text, text);
	free(c->what);
	c->what = kr_mem_strdup(what);
	c->next = 0;
	return start_next(c);
}

enum kr_copier_state kr_copier_poll(struct kr_copier *c)
{
	int status;
	pid_t pid = c->pid ? waitpid(c->pid, &status, WNOHANG) : 0;

	if (!c->pid)
		return KR_COPIER_IDLE;
	if (!pid)
		return KR_COPIER_RUNS;
	c->pid = 0;
	if (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return KR_COPIER_DONE;
	return start_next(c) ? KR_COPIER_RUNS : KR_COPIER_FAILED;
}

const char *kr_copier_program(const struct kr_copier *c)
{
	return programs[c->next ? c->next - 1 : 0][0];
}
