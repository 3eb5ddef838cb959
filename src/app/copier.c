#include "kread/app/copier.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kread/app/launch.h"
#include "kread/base/file.h"
#include "kread/base/mem.h"

enum { WORDS = 5 };
static const char *const programs[][WORDS] = {
        {"wl-copy"}, {"xclip", "-selection", "clipboard"}, {"xsel", "--clipboard", "--input"},
        {"pbcopy"},
        {"tmux", "load-buffer", "-w", "-"}, /* which copies for its terminal; only inside of it */
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

static int spawn(const char *const words[WORDS], int text, pid_t *ret_pid)
{
	char *argv[WORDS];

	for (int i = 0; i < WORDS; i++)
		argv[i] = (char *)words[i];
	return kr_launch_spawn(argv[0], argv, text, false, ret_pid);
}

/* A server of tmux that runs elsewhere is not to get it. */
static bool is_here(const char *const words[WORDS])
{
	return strcmp(words[0], "tmux") != 0 || getenv("TMUX");
}

static bool start_next(struct kr_copier *c)
{
	int text = kr_file_unnamed(c->text.data, c->text.len, NULL), rc = -1;

	while (text >= 0 && rc && c->next < PROGRAMS)
		if (is_here(programs[c->next++]))
			rc = spawn(programs[c->next - 1], text, &c->pid);
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
