/* Saving the article in a file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_priv.h"
#include "kread/app/render.h"
#include "kread/base/file.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/load/source.h"

/* --- names ---------------------------------------------------------------------------------- */

void kr_save_name(const char *title, struct kr_str *out)
{
	enum { MOST = 120 }; /* bytes */
	struct kr_str name;
	size_t n;

	kr_str_init(&name);
	for (const char *p = title ? title : ""; *p; p++) {
		const char c = strchr("/\\:*?\"<>|", *p) ? ' ' : *p;

		if (c != ' ' || (name.len && name.data[name.len - 1] != ' '))
			kr_str_addc(&name, c);
	}
	kr_str_trim(&name);
	n = kr_utf8_floor(name.data, name.len, MOST);
	kr_str_cut(&name, n);
	kr_str_trim(&name);
	/* neither hidden nor an option */
	n = strspn(name.data, ".-~ ");
	kr_str_addz(out, name.data[n] ? name.data + n : _("article"));
	kr_str_fini(&name);
}

/* The name that is proposed, in the format that was used last. */
static void add_name(const struct kr_app *a, struct kr_str *out)
{
	kr_save_name(kr_current_page(a)->doc->title, out);
	kr_str_addz(out, a->saved_ending ? a->saved_ending : ".txt");
}

static void propose(const struct kr_app *a, struct kr_str *out)
{
	const char *folder = kr_options_text(a->opts, KR_OPT_SAVE_FOLDER);

	if (folder)
		kr_str_addf(out, "%s%s", folder, kr_str_ends(folder, "/") ? "" : "/");
	add_name(a, out);
}

/* Set out to the path that was typed. A folder stands for the proposed name in it. */
static void expand(const struct kr_app *a, const char *typed, struct kr_str *out)
{
	const char *home = getenv("HOME");
	struct stat st;

	kr_str_clear(out);
	typed += strspn(typed, " ");
	if ((kr_str_eq(typed, "~") || kr_str_starts(typed, "~/")) && !kr_str_empty(home))
		kr_str_addf(out, "%s%s", home, typed + 1);
	else
		kr_str_addz(out, typed);
	kr_str_trim(out);
	if (out->len && stat(out->data, &st) == 0 && S_ISDIR(st.st_mode)) {
		if (!kr_str_ends(out->data, "/"))
			kr_str_addc(out, '/');
		add_name(a, out);
	}
}

/* By the ending. A name without one is for text. -1: none that kread knows. */
static int format_of(const char *path)
{
	const char *name = strrchr(path, '/');
	const char *ending = strrchr(name ? name : path, '.');

	if (!ending || ending == (name ? name + 1 : path))
		return KR_FORMAT_TEXT;
	return kr_render_find_ending(path);
}

/* --- writing -------------------------------------------------------------------------------- */

int kr_save_write(struct kr_app *a, const char *path, enum kr_format format, struct kr_err *err)
{
	struct kr_render_opts opts;
	struct kr_str out;
	int rc;

	kr_options_render(a->opts, &opts);
	kr_str_init(&out);
	rc = kr_render(kr_current_page(a)->doc, format, &opts, &out, err);
	if (rc == 0)
		rc = kr_file_write(path, out.data, out.len, err);
	kr_str_fini(&out);
	return rc;
}

static void report(struct kr_app *a, const char *path)
{
	struct kr_str shown;

	kr_str_init(&shown);
	kr_utf8_clean(&shown, path, strlen(path), KR_UTF8_LINE);
	if (kr_job_is_busy(a))
		kr_message_info(a, "saved as far as it is loaded: %s", shown.data);
	else
		kr_message_info(a, "saved: %s", shown.data);
	kr_str_fini(&shown);
}

void kr_save_to(struct kr_app *a, const char *typed, bool replace)
{
	struct kr_str path;
	struct kr_err err;
	int format;

	kr_str_init(&path);
	expand(a, typed, &path);
	format = format_of(path.data);
	if (!path.len) {
		kr_message_info(a, "not saved");
	} else if (format < 0) {
		kr_message_error(a,
		        "%s: unknown kind of file; use .txt, .md, .html, .json or .epub",
		        path.data);
	} else if (!replace && access(path.data, F_OK) == 0) {
		kr_prompt_open(&a->prompt, KR_PROMPT_OVERWRITE, path.data);
		kr_areas_update(a);
	} else if (kr_save_write(a, path.data, (enum kr_format)format, &err) < 0) {
		kr_message_error(a, "%s", err.msg);
	} else {
		free(a->saved_ending);
		a->saved_ending = kr_mem_strdup(kr_render_ending((enum kr_format)format));
		report(a, path.data);
	}
	kr_str_fini(&path);
}

void kr_save_run(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str name;

	if (c->arg) {
		kr_save_to(a, c->arg, false);
		return;
	}
	kr_str_init(&name);
	propose(a, &name);
	kr_prompt_open(&a->prompt, KR_PROMPT_SAVE, name.data);
	kr_areas_update(a);
	kr_str_fini(&name);
}
