/* kread: a terminal news reader. Arguments, set-up, and tear-down in reverse order. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kread/app/app.h"
#include "kread/app/config.h"
#include "kread/app/dump.h"
#include "kread/app/keeper_run.h"
#include "kread/app/loop.h"
#include "kread/app/refresh.h"
#include "kread/app/takeout_run.h"
#include "kread/base/intl.h"
#include "kread/base/log.h"
#include "kread/base/utf8.h"
#include "kread/proto/confine.h"
#include "kread/ui/plain.h"
#include "kread/ui/ui.h"

enum { EXIT_USAGE = 2 };

static int complain(const struct kr_err *err, int status)
{
	fprintf(stderr, "kread: %s\n", err->msg);
	return status;
}

/* Standard output may be a full disk. */
static int print(struct kr_str *text)
{
	int bad = fwrite(text->data, 1, text->len, stdout) != text->len || fflush(stdout) != 0;

	kr_str_fini(text);
	if (!bad)
		return 0;
	fprintf(stderr, _("kread: standard output: cannot write: %s\n"), strerror(errno));
	return 1;
}

static void print_version(struct kr_str *out)
{
	kr_str_addz(out, "kread " KREAD_VERSION "\nsandbox: ");
	kr_confine_describe(out);
	kr_str_addc(out, '\n');
}

/* Options that only print something. -1: none of them was given. */
static int print_only(const struct kr_options *opts, const struct kr_keymap *keys)
{
	struct kr_str out;

	kr_str_init(&out);
	if (kr_options_number(opts, KR_OPT_HELP))
		kr_options_usage(&out);
	else if (kr_options_number(opts, KR_OPT_VERSION))
		print_version(&out);
	else if (kr_options_number(opts, KR_OPT_PRINT_CONFIG))
		kr_config_print(&out);
	else if (kr_options_number(opts, KR_OPT_LIST_COMMANDS))
		kr_keymap_list(keys, &out);
	else
		return -1;
	return print(&out);
}

static int dump(const struct kr_options *opts, char **sources, int n)
{
	struct kr_dump_opts d = {
	        .format = (enum kr_format)kr_options_number(opts, KR_OPT_DUMP),
	        .base_url = kr_options_text(opts, KR_OPT_URL),
	        .charset = kr_options_text(opts, KR_OPT_CHARSET),
	        .join = kr_options_number(opts, KR_OPT_JOIN_PAGES) != 0,
	        .fit = !opts->v[KR_OPT_WIDTH].given,
	        .sources = (const char *const *)sources,
	        .nsources = (size_t)n,
	};

	if (n == 0) {
		fprintf(stderr, _("kread: --dump: needs an address or a file\n"));
		return EXIT_USAGE;
	}
	if (d.format == KR_FORMAT_EPUB && (n > 1 || isatty(STDOUT_FILENO))) {
		fprintf(stderr, n > 1 ? _("kread: --dump=epub: takes one page\n")
		                      : _("kread: --dump=epub: standard output is a terminal; "
		                          "redirect it to a file\n"));
		return EXIT_USAGE;
	}
	kr_options_net(opts, &d.net);
	kr_session_options(opts, &d.session);
	kr_options_render(opts, &d.render);
	return kr_dump_run(&d);
}

/* Options that do something with the library, without a screen. -1: none of them was given. */
static int library_only(const struct kr_options *opts, int sources)
{
	static const int ids[] = {KR_OPT_EXPORT, KR_OPT_IMPORT, KR_OPT_REFRESH, KR_OPT_UPKEEP};
	struct kr_refresh_opts r;

	for (size_t i = 0; sources && i < sizeof ids / sizeof *ids; i++)
		if (opts->v[ids[i]].given) {
			fprintf(stderr, _("kread: --%s: takes no address or page\n"),
			        kr_options_get(ids[i])->name);
			return EXIT_USAGE;
		}
	if (opts->v[KR_OPT_EXPORT].given)
		return kr_takeout_run_export(
		        (enum kr_export_format)kr_options_number(opts, KR_OPT_EXPORT));
	if (opts->v[KR_OPT_IMPORT].given)
		return kr_takeout_run_import(kr_options_text(opts, KR_OPT_IMPORT));
	if (kr_options_number(opts, KR_OPT_UPKEEP))
		return kr_keeper_run(kr_options_number(opts, KR_OPT_PRIVATE) != 0);
	if (!kr_options_number(opts, KR_OPT_REFRESH))
		return -1;
	kr_options_net(opts, &r.net);
	kr_session_options(opts, &r.session);
	return kr_refresh_run(&r);
}

static bool wants_plain(const struct kr_options *opts)
{
	const char *term = getenv("TERM");

	return kr_options_number(opts, KR_OPT_PLAIN) || (term && !strcmp(term, "dumb"));
}

static int show_plain(struct kr_app *a, const struct kr_options *opts, const struct kr_keymap *keys,
        const char *source)
{
	struct kr_plain *p = kr_plain_open(keys, source != NULL);
	struct kr_frontend frontend;
	struct kr_err err;
	int rc;

	kr_plain_frontend(p, &frontend);
	rc = kr_loop_run(a, &frontend, source, kr_options_text(opts, KR_OPT_URL), &err);
	kr_plain_close(p);
	return rc < 0 ? complain(&err, 1) : rc;
}

static int show(struct kr_app *a, const struct kr_options *opts, const struct kr_keymap *keys,
        const char *source)
{
	struct kr_frontend frontend;
	struct kr_err err;
	struct kr_ui *ui;
	int rc;

	if (wants_plain(opts))
		return show_plain(a, opts, keys, source);
	ui = kr_ui_open(opts, &err);
	if (!ui)
		return complain(&err, err.code == KR_E_USAGE ? EXIT_USAGE : 1);
	kr_ui_frontend(ui, &frontend);
	rc = kr_loop_run(a, &frontend, source, kr_options_text(opts, KR_OPT_URL), &err);
	kr_ui_close(ui);
	return rc < 0 ? complain(&err, 1) : rc;
}

static int run(struct kr_options *opts, const struct kr_keymap *keys, const char *source, bool utf8)
{
	struct kr_app *a;
	struct kr_err err;
	int status;

	if (!utf8) {
		fprintf(stderr,
		        _("kread: locale: neither yours nor C.UTF-8 is UTF-8: only ASCII can "
		          "be shown\n"));
		kr_options_set(opts, "ascii", "yes", NULL);
	}
	a = kr_app_open(opts, keys, &err);
	if (!a)
		return complain(&err, EXIT_USAGE);
	status = show(a, opts, keys, source);
	kr_app_close(a);
	return status;
}

static int start(struct kr_options *opts, struct kr_keymap *keys, int argc, char **argv, bool utf8)
{
	int n, status;
	struct kr_err err;
	const char *log;

	n = kr_options_parse(opts, argc, argv, &err);
	if (n < 0)
		return complain(&err, EXIT_USAGE);
	/* the keys of --list-commands are those of the configuration; the others need none */
	status = kr_options_number(opts, KR_OPT_LIST_COMMANDS) ? -1 : print_only(opts, keys);
	if (status >= 0)
		return status;
	/* kread starts this, whatever its configuration has become meanwhile */
	if (kr_options_number(opts, KR_OPT_UPKEEP))
		return library_only(opts, n);
	if (kr_config_load(kr_options_text(opts, KR_OPT_CONFIG), opts, keys, &err) < 0)
		return complain(&err, EXIT_USAGE);
	status = print_only(opts, keys);
	if (status >= 0)
		return status;
	log = kr_options_text(opts, KR_OPT_LOG);
	if (log && kr_log_open(log, &err) < 0)
		return complain(&err, 1);
	if (opts->v[KR_OPT_DUMP].given)
		return dump(opts, argv + 1, n);
	status = library_only(opts, n);
	if (status >= 0)
		return status;
	if (n > 1) {
		kr_err_set(&err, KR_E_USAGE, "%s: only one page can be opened at a time", argv[2]);
		return complain(&err, EXIT_USAGE);
	}
	return run(opts, keys, n ? argv[1] : NULL, utf8);
}

/* A closed standard descriptor would be given to the next file that is opened. Put something there
 * that fails on use. */
static void hold_standard_fds(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
	struct kr_options opts;
	struct kr_keymap keys;
	bool utf8;
	int status;

	hold_standard_fds();
	signal(SIGXFSZ, SIG_IGN); /* a write beyond a limit of the shell fails, no more */
	utf8 = kr_intl_open();
	kr_options_init(&opts);
	kr_keymap_init(&keys);
	status = start(&opts, &keys, argc, argv, utf8);
	kr_keymap_fini(&keys);
	kr_options_fini(&opts);
	kr_log_close();
	return status;
}
