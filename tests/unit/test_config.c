#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kread/app/config.h"
#include "kread/load/source.h"

static int parse(const char *text, struct kr_options *o, struct kr_keymap *m, struct kr_err *err)
{
	kr_options_init(o);
	kr_keymap_init(m);
	return kr_config_parse("config", text, o, m, err);
}

static int write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	return f && fputs(text, f) >= 0 ? fclose(f) : -1;
}

static void finish(struct kr_options *o, struct kr_keymap *m)
{
	kr_options_fini(o);
	kr_keymap_fini(m);
}

static void test_faults(void **state)
{
	static const struct {
		const char *text, *fault;
	} cases[] = {
	        {"", NULL},
	        {"# nothing\n\n", NULL},
	        {"[options]\nwidth = 72\n[keys]\ntop = x\n", NULL},
	        {"[options]\r\nwidth = 72\r\n", NULL},
	        {"\xef\xbb\xbf[options]\nwidth = 72\n", NULL},
	        {"[options]\nwidth = wide\n",
	                "config:2: width: 'wide' is not a number from 1 to 1000"},
	        {"[options]\n\nwidht = 72\n",
	                "config:3: widht: unknown option; did you mean width?"},
	        {"width = 72\n", "config:1: width must come after [options] or [keys]"},
	        {"[options]\nuser-agent = a\xff\n",
	                "config:2: this is not UTF-8 text, or has control characters"},
	        {"[commands]\nmark = notes \x1b[31m\n",
	                "config:2: this is not UTF-8 text, or has control characters"},
	        {"[option]\nwidth = 72\n", "config:2: unknown section [option]; there are "
	                                   "[options], [keys], [commands] "
	                                   "and [media]"},
	        {"[keys]\nmail = X\n[commands]\nmail = mutt {title}\n", NULL},
	        {"[media]\n*.mp3 = terminal mpv\nvideo.example/* = mpv {url}\n", NULL},
	        {"[commands]\nopen = mutt\n", "config:2: open: kread has a command of that name"},
	        {"[commands]\nmail = mutt {link}\n",
	                "config:2: mail: {link} stands for nothing; use {url}, {title} or {file}"},
	        {"[commands]\nmail = terminal\n", "config:2: mail: names no program"},
	        {"[commands]\nMail = mutt\n",
	                "config:2: Mail: names of commands are of a to z, 0 to 9, - and _"},
	        {"[media]\nvideo = \n", "config:2: video: names no program"},
	        {"[options]\nnonsense\n", "config:2: neither [section] nor name = value"},
	        {"[keys]\ntpo = x\n", "config:2: tpo: unknown command; did you mean top?"},
	        {"[keys]\ntop = abcde\n", "config:2: 'abcde' is not a key"},
	        {"[options]\nhelp = yes\n", "config:2: help: unknown option"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_options o;
		struct kr_keymap m;
		struct kr_err err = {0};

		assert_int_equal(
		        parse(cases[i].text, &o, &m, &err), cases[i].fault ? KR_E_USAGE : 0);
		if (cases[i].fault)
			assert_string_equal(err.msg, cases[i].fault);
		finish(&o, &m);
	}
}

static void test_long_line(void **state)
{
	struct kr_options o;
	struct kr_keymap m;
	struct kr_err err;
	char text[600] = "[options]\nbrowser = ";

	(void)state;
	memset(text + strlen(text), 'x', 300);
	assert_int_equal(parse(text, &o, &m, &err), KR_E_USAGE);
	assert_string_equal(err.msg, "config:2: longer than 198 bytes");
	finish(&o, &m);
}

static void test_large(void **state)
{
	char path[] = "/tmp/kread-config-XXXXXX";
	const int fd = mkstemp(path);
	struct kr_options o;
	struct kr_keymap m;
	struct kr_err err;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, KR_CONFIG_MAX + 1), 0);
	close(fd);
	kr_options_init(&o);
	kr_keymap_init(&m);
	assert_int_equal(kr_config_load(path, &o, &m, &err), KR_E_LIMIT);
	assert_non_null(strstr(err.msg, path));
	unlink(path);
	finish(&o, &m);
}

static void test_order(void **state)
{
	static const uint32_t x = 'x', n = 'n';
	struct kr_options o;
	struct kr_keymap m;
	struct kr_err err;
	char *argv[] = {"kread", "--width", "60"};

	(void)state;
	/* the user's own keys override the preset, even from before it */
	assert_int_equal(
	        parse("[keys]\nnext = x\n[options]\npreset = newsboat\n", &o, &m, &err), 0);
	assert_int_equal(kr_keymap_find(&m, &x, 1, KR_IN_ARTICLE), KR_CMD_NEXT);
	assert_int_equal(kr_keymap_find(&m, &n, 1, KR_IN_ARTICLE), KR_KEYMAP_NONE);
	finish(&o, &m);
	/* the command line overrides the file */
	kr_options_init(&o);
	kr_keymap_init(&m);
	assert_int_equal(kr_options_parse(&o, 3, argv, &err), 0);
	assert_int_equal(
	        kr_config_parse("config", "[options]\nwidth = 72\nindent = 2\n", &o, &m, &err), 0);
	assert_int_equal(kr_options_number(&o, KR_OPT_WIDTH), 60);
	assert_int_equal(kr_options_number(&o, KR_OPT_INDENT), 2);
	finish(&o, &m);
}

/* The output of --print-config without its comment marks is a configuration that
 * changes nothing. */
static void test_print(void **state)
{
	struct kr_options o, plain;
	struct kr_keymap m, keys;
	struct kr_err err = {0};
	struct kr_str text, bare;

	(void)state;
	kr_str_init(&text);
	kr_str_init(&bare);
	kr_config_print(&text);
	for (const char *p = text.data; *p;) {
		size_t len = strcspn(p, "\n") + 1;

		if (p[0] == '#' && p[1] != ' ')
			kr_str_add(&bare, p + 1, len - 1);
		else
			kr_str_add(&bare, p, len);
		p += len;
	}
	assert_int_equal(parse(bare.data, &o, &m, &err), 0);
	assert_int_equal(parse("", &plain, &keys, &err), 0);
	for (int i = 0; i < KR_OPTS; i++)
		assert_int_equal(kr_options_number(&o, i), kr_options_number(&plain, i));
	assert_int_equal(m.n, keys.n);
	for (size_t i = 0; i < keys.n; i++)
		assert_int_equal(kr_keymap_find(&m, keys.v[i].keys, keys.v[i].n,
		                         kr_commands_get(keys.v[i].command)->where),
		        keys.v[i].command);
	finish(&o, &m);
	finish(&plain, &keys);
	kr_str_fini(&text);
	kr_str_fini(&bare);
}

/* Only the lines of the options that were changed are other ones. */
static void test_save(void **state)
{
	static const struct {
		const char *before, *after; /* NULL: it is refused, and stays as it is */
	} cases[] = {
	        {"", "[options]\nwidth = 72\nbrowser = w3m\n"},
	        {"# mine\n[keys]\ntop = x", "# mine\n[keys]\ntop = x\n\n[options]\nwidth = 72\n"
	                                    "browser = w3m\n"},
	        {"[options]\n  \n; a\nwidth=60  ; b\n\nindent = 2\n[keys]\ntop = x\n",
	                "[options]\n  \n; a\nwidth=72  ; b\n\nindent = 2\nbrowser = w3m\n"
	                "[keys]\ntop = x\n"},
	        {"[options]\n#width = 80\n\n#browser = \n",
	                "[options]\n#width = 80\nwidth = 72\n\n#browser = \nbrowser = w3m\n"},
	        {"\xef\xbb\xbf[options]\r\nwidth = 1\r\nwidth = 2\r\nbrowser =\r\n",
	                "\xef\xbb\xbf[options]\r\nwidth = 1\r\nwidth = 72\r\nbrowser = w3m\r\n"},
	        {"[options]\nbrowser = a\n b\nwidth = 60",
	                "[options]\nbrowser = a\n b\nbrowser = w3m\nwidth = 72"},
	        {"[keys]\nwidth = 60\n", NULL},
	};
	char path[] = "/tmp/kread-config-XXXXXX", link[64];
	const int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	snprintf(link, sizeof link, "%s.link", path);
	assert_int_equal(symlink(path, link), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_options o;
		struct kr_err err = {0};
		struct kr_str where, text;
		struct stat st;

		kr_options_init(&o);
		kr_str_init(&where);
		kr_str_init(&text);
		assert_int_equal(truncate(path, 0), 0);
		assert_int_equal(chmod(path, 0640), 0);
		assert_int_equal(write_file(path, cases[i].before), 0);
		kr_options_change(&o, "width", "72", &err);
		kr_options_change(&o, "browser", "w3m", &err);
		assert_int_equal(
		        kr_config_save(link, &o, &where, &err), cases[i].after ? 0 : KR_E_USAGE);
		assert_string_equal(where.data, path);
		assert_int_equal(kr_source_read(path, 1 << 16, &text, &err), 0);
		assert_string_equal(text.data, cases[i].after ? cases[i].after : cases[i].before);
		assert_int_equal(lstat(link, &st), 0);
		assert_true(S_ISLNK(st.st_mode));
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0640);
		kr_str_fini(&where);
		kr_str_fini(&text);
		kr_options_fini(&o);
	}
	close(fd);
	unlink(link);
	unlink(path);
}

static void test_save_refused(void **state)
{
	struct kr_options o;
	struct kr_err err = {0};
	struct kr_str where;

	(void)state;
	kr_options_init(&o);
	kr_str_init(&where);
	kr_options_change(&o, "browser", "a ;b", &err); /* would begin a comment */
	assert_int_equal(kr_config_save("/tmp/kread-no-such-file", &o, &where, &err), KR_E_USAGE);
	assert_string_equal(err.msg, "browser: a configuration file cannot have this value");
	assert_int_equal(access("/tmp/kread-no-such-file", F_OK), -1);
	kr_options_fini(&o);
	kr_str_fini(&where);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_save),
	        cmocka_unit_test(test_save_refused),
	        cmocka_unit_test(test_faults),
	        cmocka_unit_test(test_long_line),
	        cmocka_unit_test(test_order),
	        cmocka_unit_test(test_print),
	        cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
