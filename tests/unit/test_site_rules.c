/* Which file has the rules for a page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kread/load/site_rules.h"
#include "kread/base/str.h"

static char config[64];

static void path_of(const char *name, char *out, size_t size)
{
	snprintf(out, size, "%s/kread/rules/%s", config, name);
}

static void put(const char *name, const char *data, size_t len)
{
	char path[200];
	FILE *f;

	path_of(name, path, sizeof path);
	f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	fclose(f);
}

static int make_folder(void **state)
{
	char path[200];

	(void)state;
	strcpy(config, "/tmp/site-rules-XXXXXX");
	if (!mkdtemp(config))
		return -1;
	setenv("XDG_CONFIG_HOME", config, 1);
	snprintf(path, sizeof path, "%s/kread", config);
	mkdir(path, 0700);
	path_of("", path, sizeof path);
	return mkdir(path, 0700);
}

static int remove_folder(void **state)
{
	char command[200];

	(void)state;
	snprintf(command, sizeof command, "rm -r '%s'", config);
	return system(command);
}

/* name: of the file that is found; NULL: none. */
static void finds(const char *url, const char *name, const char *text)
{
	struct kr_site_rules r;
	char path[200] = "";
	struct kr_err err;

	kr_site_rules_init(&r);
	assert_int_equal(kr_site_rules_find(&r, url, &err), 0);
	if (name)
		path_of(name, path, sizeof path);
	assert_string_equal(r.name.data, path);
	assert_string_equal(r.text.data, text);
	kr_site_rules_fini(&r);
}

static void of_the_host_and_those_above(void **state)
{
	(void)state;
	put("news.example.rules", "a", 1);
	put("www.news.example.rules", "b", 1);
	put("quiet.news.example.rules", "", 0);
	put("example.rules", "too much", 8);
	put("localhost.rules", "c", 1);
	put("xn--fsq.example.rules", "d", 1);
	finds("https://news.example/a/b", "news.example.rules", "a");
	finds("https://WWW.News.Example:8080/", "www.news.example.rules", "b");
	finds("https://news.example./", "news.example.rules", "a");
	finds("https://user@a.b.c.news.example/", "news.example.rules", "a");
	finds("https://a.quiet.news.example/", "quiet.news.example.rules", "");
	finds("http://localhost:8000/", "localhost.rules", "c");
	finds("https://xn--fsq.example/", "xn--fsq.example.rules", "d");
	finds("https://www.例.example/", "xn--fsq.example.rules", "d");
	finds("https://news.example.invalid/", NULL, "");
	finds("https://other.example/", NULL, "");
	finds("https://mynews.example/", NULL, "");
	finds("https://a.b.c.d.e.f.news.example/", NULL, "");
}

/* Host names that are invalid in DNS never become file names. */
static void strange_hosts(void **state)
{
	static const char *const urls[] = {"https://../", "https://./", "https://a..news.example/",
	        "https://.news.example/", "https://a%2f.news.example/", "https://[::1]/",
	        "https://a_b.news.example/", "https:///a", "file:///news.example/a",
	        "mailto:a@news.example", "", "news.example"};

	(void)state;
	put("news.example.rules", "a", 1);
	put("..rules", "a", 1);
	put(".rules", "a", 1);
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++)
		finds(urls[i], NULL, "");
	finds(NULL, NULL, "");
}

static void files_that_cannot_be_used(void **state)
{
	static const struct {
		const char *host, *says;
	} cases[] = {{"nul.example", "not a text file"}, {"long.example", "larger than 64 KB"},
	        {"folder.example", "is a directory"}};
	char *big = calloc(1, KR_SITE_RULES_MAX + 1), path[200];
	struct kr_site_rules r;

	(void)state;
	memset(big, '#', KR_SITE_RULES_MAX + 1);
	put("nul.example.rules", "a\0b", 3);
	put("long.example.rules", big, KR_SITE_RULES_MAX + 1);
	put("full.example.rules", big, KR_SITE_RULES_MAX);
	path_of("folder.example.rules", path, sizeof path);
	assert_int_equal(mkdir(path, 0700), 0);
	kr_site_rules_init(&r);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char url[60], want[300];
		struct kr_err err;

		snprintf(url, sizeof url, "https://www.%s/", cases[i].host);
		snprintf(want, sizeof want, "%s/kread/rules/%s.rules: %s", config, cases[i].host,
		        cases[i].says);
		assert_true(kr_site_rules_find(&r, url, &err) < 0);
		assert_string_equal(err.msg, want);
		assert_int_equal(r.text.len, 0);
	}
	assert_int_equal(kr_site_rules_find(&r, "https://full.example/", NULL), 0);
	assert_int_equal(r.text.len, KR_SITE_RULES_MAX);
	kr_site_rules_fini(&r);
	free(big);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test_setup_teardown(
	                of_the_host_and_those_above, make_folder, remove_folder),
	        cmocka_unit_test_setup_teardown(strange_hosts, make_folder, remove_folder),
	        cmocka_unit_test_setup_teardown(
	                files_that_cannot_be_used, make_folder, remove_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
