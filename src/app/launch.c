#include "kread/app/launch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kread/app/words.h"
#include "kread/base/mem.h"
#include "kread/base/str.h"

extern char **environ;

/* Put the address in the place of each %s. Returns whether there was one. */
static bool place(char **word, const char *url)
{
	struct kr_str out;
	bool placed = false;

	kr_str_init(&out);
	for (const char *s = *word; *s; s++)
		if (s[0] == '%' && s[1] == 's') {
			kr_str_addz(&out, url);
			placed = true;
			s++;
		} else {
			kr_str_addc(&out, *s);
		}
	free(*word);
	*word = kr_str_take(&out);
	return placed;
}

/* NULL: the command is empty, or "". */
static char **split(const char *s, size_t len, const char *url)
{
	char **words = kr_words_split(s, len);
	bool placed = false;
	size_t n = 0;

	if (kr_str_empty(words[0])) {
		kr_words_free(words);
		return NULL;
	}
	for (; words[n]; n++)
		placed |= place(&words[n], url);
	if (placed)
		return words;
	words = kr_mem_array(words, n + 2, sizeof *words);
	words[n] = kr_mem_strdup(url);
	words[n + 1] = NULL;
	return words;
}

bool kr_launch_next(struct kr_launch *l)
{
	char *rest = l->others, *at = rest;
	char **argv = NULL;

	while (at && *at && !argv) {
		const size_t n = strcspn(at, ":");

		argv = split(at, n, l->url);
		at += n + (at[n] == ':');
	}
	l->others = kr_mem_strdup(at);
	free(rest);
	if (!argv)
		return false;
	kr_words_free(l->argv);
	l->argv = argv;
	return true;
}

bool kr_launch_set(struct kr_launch *l, const char *commands, bool list, const char *url)
{
	kr_launch_drop(l);
	if (!commands)
		return false;
	l->url = kr_mem_strdup(url);
	if (list) {
		l->others = kr_mem_strdup(commands);
		return kr_launch_next(l);
	}
	l->argv = split(commands, strlen(commands), url);
	return l->argv != NULL;
}

void kr_launch_clean(const char *folder)
{
	DIR *dir = folder ? opendir(folder) : NULL;

	if (!dir)
		return;
	for (struct dirent *e; (e = readdir(dir));)
		unlinkat(dirfd(dir), e->d_name, 0);
	closedir(dir);
	rmdir(folder);
}

void kr_launch_drop(struct kr_launch *l)
{
	kr_words_free(l->argv);
	free(l->url);
	free(l->others);
	kr_launch_clean(l->folder);
	free(l->folder);
	if (l->input)
		close(l->input);
	*l = (struct kr_launch){0};
}

/* The file is there for all, but opens only where there is a terminal. */
static bool has_tty(void)
{
	const int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

int kr_launch_spawn(const char *file, char *const argv[], int input, bool terminal, pid_t *ret_pid)
{
	static const int back[] = {SIGPIPE, SIGINT, SIGQUIT, SIGTSTP, SIGXFSZ};
	const short flags = POSIX_SPAWN_SETSIGDEF;
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t defaults;
	int rc;

	sigemptyset(&defaults);
	for (size_t i = 0; i < sizeof back / sizeof *back; i++)
		sigaddset(&defaults, back[i]);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr, terminal ? flags : (short)(flags | POSIX_SPAWN_SETPGROUP));
	posix_spawn_file_actions_init(&files);
	if (input)
		posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	else if (terminal && !isatty(STDIN_FILENO)) /* it was a page */
		posix_spawn_file_actions_addopen(
		        &files, STDIN_FILENO, has_tty() ? "/dev/tty" : "/dev/null", O_RDWR, 0);
	if (!terminal)
		for (int fd = input ? 1 : 0; fd < 3; fd++)
			posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
	rc = posix_spawnp(ret_pid, file, &files, &attr, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	return rc;
}

int kr_launch_start(struct kr_launch *l, pid_t *ret_pid)
{
	int rc;

	do
		rc = kr_launch_spawn(l->argv[0], l->argv, l->input, l->terminal, ret_pid);
	while ((rc == ENOENT || rc == EACCES) && kr_launch_next(l));
	return rc;
}

/* --- programs that run ------------------------------------------------------------------------ */

void kr_launch_add(struct kr_launch_children *c, pid_t pid, struct kr_launch *l)
{
	if (c->n == KR_LAUNCH_CHILDREN)
		return;
	c->v[c->n++] = (struct kr_launch_child){pid, kr_mem_strdup(l->argv[0]), l->folder};
	l->folder = NULL;
}

static void forget(struct kr_launch_child *child, bool ended)
{
	if (ended)
		kr_launch_clean(child->folder);
	free(child->folder);
	free(child->name);
}

int kr_launch_reap(struct kr_launch_children *c, char **ret_name)
{
	int n = 0, failed = 0;

	for (int i = 0; i < c->n; i++) {
		struct kr_launch_child *child = &c->v[i];
		int status = 0;
		const pid_t pid = waitpid(child->pid, &status, WNOHANG);

		if (pid == 0) {
			c->v[n++] = *child;
			continue;
		}
		if (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) && !failed) {
			failed = WEXITSTATUS(status);
			*ret_name = child->name;
			child->name = NULL;
		}
		forget(child, true);
	}
	c->n = n;
	return failed;
}

void kr_launch_fini(struct kr_launch_children *c)
{
	for (int i = 0; i < c->n; i++)
		forget(&c->v[i], false);
	c->n = 0;
}
