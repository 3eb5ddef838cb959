/* What was typed into prompts in earlier runs: patterns, commands, searches in the library. It is
 * kept where the history of articles is kept, too: not in a private run, nor without a history.
 * Addresses are left to that history. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app_priv.h"
#include "kread/base/file.h"
#include "kread/base/log.h"
#include "kread/base/utf8.h"
#include "kread/base/xdg.h"

enum { MOST = KR_PROMPT_HISTORY * KR_PROMPT_MAX };

/* The first character of a line says which prompt it is from. */
static const char signs[KR_PROMPTS] = {
        [KR_PROMPT_SEARCH] = '/', [KR_PROMPT_COMMAND] = ':', [KR_PROMPT_LIBRARY] = '?'};

static bool is_kept(const struct kr_app *a)
{
	return !kr_options_number(a->opts, KR_OPT_PRIVATE) &&
	       kr_options_number(a->opts, KR_OPT_HISTORY);
}

static enum kr_prompt_kind kind_of(char sign)
{
	for (int k = KR_PROMPT_NONE + 1; k < KR_PROMPTS; k++)
		if (signs[k] && signs[k] == sign)
			return (enum kr_prompt_kind)k;
	return KR_PROMPT_NONE;
}

static void take_line(struct kr_app *a, const char *line, size_t len)
{
	const enum kr_prompt_kind kind = len > 1 ? kind_of(*line) : KR_PROMPT_NONE;
	struct kr_str text;

	if (kind == KR_PROMPT_NONE || len > KR_PROMPT_MAX)
		return;
	kr_str_init(&text);
	kr_utf8_clean(&text, line + 1, len - 1, KR_UTF8_LINE);
	kr_prompt_offer(&a->prompt, kind, text.data);
	kr_str_fini(&text);
}

static void read_lines(struct kr_app *a, FILE *f)
{
	struct kr_str all;
	char buf[4096];
	size_t n;

	kr_str_init(&all);
	while (all.len < MOST && (n = fread(buf, 1, sizeof buf, f)) > 0)
		kr_str_add(&all, buf, n);
	for (const char *p = all.data, *end = p + all.len; p < end;) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		const size_t len = stop ? (size_t)(stop - p) : (size_t)(end - p);

		take_line(a, p, len);
		p += len + 1;
	}
	kr_str_fini(&all);
}

void kr_recall_open(struct kr_app *a)
{
	struct kr_str path;
	struct stat st;
	FILE *f = NULL;

	kr_str_init(&path);
	if (is_kept(a) && kr_xdg_path(KR_XDG_STATE, "prompts", &path) &&
	        stat(path.data, &st) == 0 && S_ISREG(st.st_mode))
		f = fopen(path.data, "re");
	if (f) {
		read_lines(a, f);
		fclose(f);
	}
	a->recall = true;
	kr_str_fini(&path);
}

static void add_lines(const struct kr_prompt *p, struct kr_str *out)
{
	for (int k = 0; k < KR_PROMPTS; k++)
		for (int i = 0; signs[k] && i < p->history[k].n; i++)
			kr_str_addf(out, "%c%s\n", signs[k], p->history[k].v[i]);
}

void kr_recall_close(struct kr_app *a)
{
	struct kr_str path, text;
	struct kr_err err;

	kr_str_init(&path);
	kr_str_init(&text);
	if (a->recall && a->recall_due && is_kept(a) &&
	        kr_xdg_path(KR_XDG_STATE, "prompts", &path)) {
		add_lines(&a->prompt, &text);
		if (kr_xdg_make_folders(path.data, &err) < 0 ||
		        kr_file_write(path.data, text.data, text.len, &err) < 0)
			kr_log_write("%s", err.msg);
		else
			chmod(path.data, 0600);
	}
	a->recall = false;
	kr_str_fini(&path);
	kr_str_fini(&text);
}
