#include "kread/app/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"

extern char **environ;

struct words {
	char **v;
	size_t n, cap;
	bool placed; /* the address is in one of them */
};

static void add(struct words *w, char *word_take)
{
	w->v = kr_mem_grow(w->v, w->n, &w->cap, sizeof *w->v);
	w->v[w->n++] = word_take;
}

/* Add the word at s. Returns where it ends. */
static const char *add_word(struct words *w, const char *s, const char *end, const char *url)
{
	struct kr_str word;
	bool quoted = false;

	kr_str_init(&word);
	for (; s < end && (quoted || (*s != ' ' && *s != '\t')); s++) {
		if (*s == '"') {
			quoted = !quoted;
		} else if (s[0] == '%' && s + 1 < end && s[1] == 's') {
			kr_str_addz(&word, url);
			w->placed = true;
			s++;
		} else {
			kr_str_addc(&word, *s);
		}
	}
	add(w, kr_str_take(&word));
	return s;
}

static void free_words(char **v)
{
	for (char **p = v; p && *p; p++)
		free(*p);
	free(v);
}

/* NULL: the command is empty, or "". */
static char **split(const char *s, const char *end, const char *url)
{
	struct words w = {0};

	while (s < end)
		if (*s == ' ' || *s == '\t')
			s++;
		else
			s = add_word(&w, s, end, url);
	if (w.n && !w.placed)
		add(&w, kr_mem_strdup(url));
	add(&w, NULL);
	if (kr_str_empty(w.v[0])) {
		free_words(w.v);
		return NULL;
	}
	return w.v;
}

bool kr_launch_next(struct kr_launch *l)
{
	char *rest = l->others, *at = rest;
	char **argv = NULL;

	while (at && *at && !argv) {
		const size_t n = strcspn(at, ":");

		argv = split(at, at + n, l->url);
		at += n + (at[n] == ':');
	}
	l->others = kr_mem_strdup(at);
	free(rest);
	if (!argv)
		return false;
	free_words(l->argv);
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
	l->argv = split(commands, commands + strlen(commands), url);
	return l->argv != NULL;
}

void kr_launch_drop(struct kr_launch *l)
{
	free_words(l->argv);
	free(l->url);
	free(l->others);
	*l = (struct kr_launch){0};
}

static int spawn(const struct kr_launch *l, bool terminal, pid_t *ret_pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t defaults;
	int rc;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr,
	        terminal ? POSIX_SPAWN_SETSIGDEF : POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	posix_spawn_file_actions_init(&files);
	if (!terminal)
		for (int fd = 0; fd < 3; fd++)
			posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
	rc = posix_spawnp(ret_pid, l->argv[0], &files, &attr, l->argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	return rc;
}

int kr_launch_start(struct kr_launch *l, bool terminal, pid_t *ret_pid)
{
	int rc;

	do
		rc = spawn(l, terminal, ret_pid);
	while ((rc == ENOENT || rc == EACCES) && kr_launch_next(l));
	return rc;
}

void kr_launch_add(struct kr_launch_children *c, pid_t pid)
{
	if (c->n < KR_LAUNCH_CHILDREN)
		c->v[c->n++] = pid;
}

int kr_launch_reap(struct kr_launch_children *c)
{
	int n = 0, failed = 0;

	for (int i = 0; i < c->n; i++) {
		int status = 0;
		pid_t pid = waitpid(c->v[i], &status, WNOHANG);

		if (pid == 0)
			c->v[n++] = c->v[i];
		else if (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status))
			failed = WEXITSTATUS(status);
	}
	c->n = n;
	return failed;
}
