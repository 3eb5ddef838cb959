/* The article handed to other programs: to one of the reader's own commands, or down a pipe. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app_priv.h"
#include "kread/app/render.h"
#include "kread/base/file.h"
#include "kread/base/mem.h"

/* --- own commands --------------------------------------------------------------------------- */

static bool wants_files(const struct kr_program *p)
{
	for (int i = 0; i < KR_FORMATS; i++)
		if (kr_programs_wants(p, (enum kr_format)i))
			return true;
	return false;
}

/* A folder for its files that nobody else can read. */
static char *make_folder(struct kr_err *err)
{
	const char *run = getenv("XDG_RUNTIME_DIR"), *tmp = getenv("TMPDIR");
	struct kr_str path;

	kr_str_init(&path);
	kr_str_addf(&path, "%s/kread-XXXXXX",
	        !kr_str_empty(run)   ? run
	        : !kr_str_empty(tmp) ? tmp
	                             : "/tmp");
	if (mkdtemp(path.data))
		return kr_str_take(&path);
	kr_err_sys(err, errno, "cannot make a folder for files");
	kr_str_fini(&path);
	return NULL;
}

static int write_file(struct kr_app *a, enum kr_format format, const char *folder, char **ret_path,
        struct kr_err *err)
{
	const char *title = kr_current_page(a)->doc->title;
	struct kr_str path;
	int rc;

	kr_str_init(&path);
	kr_str_addf(&path, "%s/", folder);
	kr_save_name(title, &path);
	kr_str_addz(&path, kr_render_ending(format));
	rc = kr_save_write(a, path.data, format, err);
	if (rc == 0)
		*ret_path = kr_str_take(&path);
	kr_str_fini(&path);
	return rc;
}

/* values->files[] are to be freed. */
static int write_files(struct kr_app *a, const struct kr_program *p, const char *folder,
        char *files[KR_FORMATS], struct kr_err *err)
{
	int rc = 0;

	for (int i = 0; i < KR_FORMATS && rc == 0; i++)
		if (kr_programs_wants(p, (enum kr_format)i))
			rc = write_file(a, (enum kr_format)i, folder, &files[i], err);
	return rc;
}

/* A file is of the page, whatever is selected in it. */
static void find_target(struct kr_app *a, const struct kr_program *p, struct kr_target *t)
{
	kr_target_init(a, t);
	if (!wants_files(p))
		return;
	t->url = kr_current_page(a)->url;
	t->title = kr_current_page(a)->doc->title;
}

void kr_handover_own(struct kr_app *a, int i)
{
	const struct kr_program *p = &a->keys->commands.v[i];
	char *folder = NULL, *files[KR_FORMATS] = {0}, **argv = NULL;
	struct kr_program_values values = {0};
	struct kr_target t;
	struct kr_err err;
	int rc = 0;

	find_target(a, p, &t);
	values.url = t.url;
	values.title = t.title ? t.title : "";
	if (wants_files(p)) {
		folder = make_folder(&err);
		rc = folder ? write_files(a, p, folder, files, &err) : KR_E_SYS;
	}
	for (int k = 0; k < KR_FORMATS; k++)
		values.files[k] = files[k];
	if (rc == 0)
		argv = kr_programs_argv(p, &values, false, &err);
	if (argv) {
		kr_launch_drop(&a->launch);
		a->launch =
		        (struct kr_launch){.argv = argv, .folder = folder, .terminal = p->terminal};
	} else {
		kr_message_error(a, "%s", err.msg);
		kr_launch_clean(folder);
		free(folder);
	}
	for (int k = 0; k < KR_FORMATS; k++)
		free(files[k]);
	kr_target_fini(&t);
}

/* --- pipes ---------------------------------------------------------------------------------- */

/* What was typed is "[FORMAT] COMMAND". Returns the command. */
static const char *take_format(const char *typed, enum kr_format *ret)
{
	const size_t len = strcspn(typed, " ");
	const int format = kr_render_find(typed, len);

	if (format < 0 || !typed[len + strspn(typed + len, " ")])
		return typed;
	*ret = (enum kr_format)format;
	return typed + len + strspn(typed + len, " ");
}

/* The line is the reader's own; nothing of the page is on it. */
void kr_handover_pipe_to(struct kr_app *a, const char *typed)
{
	enum kr_format format = KR_FORMAT_TEXT;
	const char *command = take_format(typed + strspn(typed, " "), &format);
	struct kr_render_opts opts;
	struct kr_str text;
	struct kr_err err;
	int input = -1;

	if (!*command)
		return;
	kr_str_init(&text);
	kr_options_render(a->opts, &opts);
	if (kr_render(kr_current_page(a)->doc, format, &opts, &text, &err) == 0)
		input = kr_file_unnamed(text.data, text.len, &err);
	if (input < 0) {
		kr_message_error(a, "%s", err.msg);
	} else {
		kr_launch_drop(&a->launch);
		a->launch = (struct kr_launch){.input = input, .terminal = true, .pause = true};
		a->launch.argv = kr_mem_zalloc(4, sizeof *a->launch.argv);
		a->launch.argv[0] = kr_mem_strdup("/bin/sh");
		a->launch.argv[1] = kr_mem_strdup("-c");
		a->launch.argv[2] = kr_mem_strdup(command);
	}
	kr_str_fini(&text);
}

void kr_handover_pipe(struct kr_app *a, const struct kr_call *c)
{
	if (c->arg) {
		kr_handover_pipe_to(a, c->arg);
		return;
	}
	kr_prompt_open(&a->prompt, KR_PROMPT_PIPE, NULL);
	kr_areas_update(a);
}
