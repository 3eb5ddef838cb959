/* The arguments of the command that opens an address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "kread/app/launch.h"
#include "kread/app/programs.h"
#include "kread/app/words.h"
#include "kread/base/str.h"

#define URL "https://news.example/a?b=%s;c d"

static void is(const struct kr_launch *l, const char *want)
{
	struct kr_str all;

	kr_str_init(&all);
	for (char **p = l->argv; p && *p; p++)
		kr_str_addf(&all, "[%s]", *p);
	assert_string_equal(all.data, want);
	kr_str_fini(&all);
}

static void test_words(void **state)
{
	static const struct {
		const char *command, *words;
	} cases[] = {
	        {"w3m", "[w3m][" URL "]"},
	        {"firefox --new-window", "[firefox][--new-window][" URL "]"},
	        {"  firefox \t -P  news ", "[firefox][-P][news][" URL "]"},
	        {"firefox %s --private", "[firefox][" URL "][--private]"},
	        {"app --url=%s", "[app][--url=" URL "]"},
	        {"open -a \"Web Browser\"", "[open][-a][Web Browser][" URL "]"},
	        {"\"/opt/a b/run\" %s", "[/opt/a b/run][" URL "]"},
	        {"a \"\" b", "[a][][b][" URL "]"},
	        {"a \"b c", "[a][b c][" URL "]"},
	        {"a 100% %d $HOME `id` ;x", "[a][100%][%d][$HOME][`id`][;x][" URL "]"},
	        {"a:b", "[a:b][" URL "]"},
	        {"", ""},
	        {"  ", ""},
	        {"\"\"", ""},
	        {"\"\" a", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_launch l = {0};

		assert_int_equal(
		        kr_launch_set(&l, cases[i].command, false, URL), *cases[i].words != '\0');
		is(&l, cases[i].words);
		assert_false(kr_launch_next(&l));
		is(&l, cases[i].words);
		kr_launch_drop(&l);
		assert_null(l.argv);
	}
}

static void test_list(void **state)
{
	struct kr_launch l = {0};

	(void)state;
	assert_true(kr_launch_set(&l, ":netsurf -f:: w3m %s -o x:", true, URL));
	is(&l, "[netsurf][-f][" URL "]");
	assert_string_equal(l.url, URL);
	assert_true(kr_launch_next(&l));
	is(&l, "[w3m][" URL "][-o][x]");
	assert_false(kr_launch_next(&l));
	is(&l, "[w3m][" URL "][-o][x]");
	/* replaces it */
	assert_true(kr_launch_set(&l, "lynx", true, "http://b.example/"));
	is(&l, "[lynx][http://b.example/]");
	assert_false(kr_launch_set(&l, " : :", true, URL));
	assert_null(l.argv);
	assert_false(kr_launch_set(&l, NULL, true, URL));
	kr_launch_drop(&l);
}

static void add_all(struct kr_str *out, char **words)
{
	for (char **p = words; p && *p; p++)
		kr_str_addf(out, "[%s]", *p);
}

/* Quotes and backslashes, as shells have them, and nothing else that shells have. */
static void test_quotes(void **state)
{
	static const struct {
		const char *line, *words;
	} cases[] = {
	        {"a 'b  c' d", "[a][b  c][d]"},
	        {"a \"b 'c' d\"e", "[a][b 'c' de]"},
	        {"a b\\ c \"d\\\"e\" 'f\\g'", "[a][b c][d\"e][f\\g]"},
	        {"a '' $HOME `id` ;x | y > z * ~", "[a][][$HOME][`id`][;x][|][y][>][z][*][~]"},
	        {"a 'b c", "[a][b c]"},
	        {" \t ", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char **words = kr_words_split(cases[i].line, strlen(cases[i].line));
		struct kr_str all;

		kr_str_init(&all);
		add_all(&all, words);
		assert_string_equal(all.data, cases[i].words);
		kr_str_fini(&all);
		kr_words_free(words);
	}
}

/* What a page says stays in one argument, and is none of the options. */
static void test_programs(void **state)
{
	static const struct {
		const char *line, *words; /* NULL: refused */
	} cases[] = {
	        {"share {url} {title}", "[share][https://h.example/a b;$(x)][ -rf '\"`id`]"},
	        {"share -t {title} -- {title}", "[share][-t][ -rf '\"`id`][--][-rf '\"`id`]"},
	        {"terminal mutt -s '{title} ({url})'",
	                "[mutt][-s][ -rf '\"`id` (https://h.example/a b;$(x))]"},
	        {"detached open https://s.example/?u={url}",
	                "[open][https://s.example/"
	                "?u=https%3A%2F%2Fh.example%2Fa%20b%3B%24%28x%29]"},
	        {"a {} {URL} {1} x}", "[a][{}][{URL}][{1}][x}]"},
	        {"a --file={file.md}", "[a][--file=/tmp/x.md]"},
	        {"a {link}", NULL},
	        {"{url}", NULL},
	        {"terminal", NULL},
	        {"", NULL},
	        {"terminal 'a b'", "[a b]"},
	};
	const struct kr_program_values values = {
	        .url = "https://h.example/a b;$(x)",
	        .title = "-rf '\"`id`",
	        .files = {[KR_FORMAT_MARKDOWN] = "/tmp/x.md"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_programs p = {0};
		struct kr_err err;
		struct kr_str all;
		char **argv;

		if (!cases[i].words) {
			assert_int_equal(kr_programs_add(&p, "x", cases[i].line, &err), KR_E_USAGE);
			assert_int_equal(p.n, 0);
			continue;
		}
		assert_int_equal(kr_programs_add(&p, "x", cases[i].line, &err), 0);
		argv = kr_programs_argv(&p.v[0], &values, false, &err);
		kr_str_init(&all);
		add_all(&all, argv);
		assert_string_equal(all.data, cases[i].words);
		kr_str_fini(&all);
		kr_words_free(argv);
		kr_programs_fini(&p);
	}
}

static void test_programs_need(void **state)
{
	const struct kr_program_values values = {.url = "file:///etc/passwd", .title = ""};
	struct kr_programs p = {0};
	struct kr_err err;

	(void)state;
	kr_programs_add(&p, "a", "terminal a {url}", &err);
	kr_programs_add(&p, "b", "b", &err);
	kr_programs_add(&p, "a", "a2 {url}", &err); /* in the place of the first */
	assert_int_equal(p.n, 2);
	assert_int_equal(kr_programs_find(&p, "a"), 0);
	assert_string_equal(p.v[0].words[0], "a2");
	assert_false(p.v[0].terminal);
	assert_null(kr_programs_argv(&p.v[0], &values, false, &err));
	assert_string_equal(err.msg, "a: there is no address of the web");
	assert_null(kr_programs_argv(&p.v[1], &values, true, &err));
	kr_programs_fini(&p);
}

static void test_media(void **state)
{
	static const struct {
		const char *url, *kind, *name;
	} cases[] = {
	        {"https://video.example/w?v=1", "video", "video.example"},
	        {"https://www.video.example:80/w", "video", "video.example"},
	        {"https://notvideo.example/w", "video", "video"},
	        {"https://h.example/a/b.mp3?x=.ogg", "audio", "*.mp3"},
	        {"https://h.example/a/B.MP3", NULL, "*.mp3"},
	        {"https://h.example/live/x", "audio", "h.example/live/*"},
	        {"https://h.example/x", "audio", NULL},
	        {"https://h.example/x", NULL, NULL},
	        {"https://h.example/x.jpg", "picture", "picture"},
	};
	static const char *const names[] = {
	        "video.example", "*.mp3", "h.example/live/*", "video", "picture"};
	struct kr_programs p = {0};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_int_equal(kr_programs_add(&p, names[i], "mpv", NULL), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const int at = kr_programs_match(&p, cases[i].url, cases[i].kind);

		if (cases[i].name)
			assert_string_equal(p.v[at].name, cases[i].name);
		else
			assert_int_equal(at, -1);
	}
	kr_programs_fini(&p);
}

static void test_children(void **state)
{
	struct kr_launch_children c = {0};
	char *words[] = {"true", NULL};
	struct kr_launch l = {.argv = words};

	(void)state;
	for (int i = 0; i < KR_LAUNCH_CHILDREN + 5; i++)
		kr_launch_add(&c, getpid(), &l); /* no child of ours */
	assert_int_equal(c.n, KR_LAUNCH_CHILDREN);
	kr_launch_fini(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_words),
	        cmocka_unit_test(test_list),
	        cmocka_unit_test(test_quotes),
	        cmocka_unit_test(test_programs),
	        cmocka_unit_test(test_programs_need),
	        cmocka_unit_test(test_media),
	        cmocka_unit_test(test_children),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
