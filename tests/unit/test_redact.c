#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/err.h"
#include "kread/base/redact.h"

static void gives(void (*redact)(struct kr_str *), const char *text, const char *want)
{
	struct kr_str s;

	kr_str_init(&s);
	kr_str_addz(&s, text);
	redact(&s);
	assert_string_equal(s.data, want);
	assert_int_equal(s.len, strlen(want));
	kr_str_fini(&s);
}

static void logins(void **state)
{
	static const char *const rows[][2] = {
	        {"http://me:pw@news.example/a", "http://news.example/a"},
	        {"https://me@news.example", "https://news.example"},
	        {"redirect to 'ftp://a:b@c:d@h/x', then http://u:p@i/y@z?e=q@r",
	                "redirect to 'ftp://h/x', then http://i/y@z?e=q@r"},
	        {"(http://:pw@h/)", "(http://h/)"},
	        {"not an address: 'me:pw@h h'", "not an address: 'h h'"},
	        {"me:pw@h", "h"},
	        {"write to a@b.example or mailto:c@d.example", NULL},
	        {"at 10:30 @home", NULL},
	        {"http://h/@name/1 and //h/u:p@x", NULL},
	        {"@", NULL},
	        {"", NULL},
	        {"http://a:b@", "http://"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		gives(kr_redact_logins, rows[i][0], rows[i][1] ? rows[i][1] : rows[i][0]);
}

static void queries(void **state)
{
	(void)state;
	gives(kr_redact_queries, "get http://h/a?token=1#x", "get http://h/a?...");
	gives(kr_redact_queries, "'http://h/#access_token=1' -> http://h/b?c, why?",
	        "'http://h/?...' -> http://h/b?... why?");
	gives(kr_redact_queries, "is it so? yes: # 1", "is it so? yes: # 1");
}

static void addresses(void **state)
{
	(void)state;
	gives(kr_redact_url, "http://me:p%40w@h:8080/a@b?c@d", "http://h:8080/a@b?c@d");
	gives(kr_redact_url, "http://h/a:b@c", "http://h/a:b@c");
	gives(kr_redact_url, "file:///a@b", "file:///a@b");
	gives(kr_redact_url, "x", "x");
}

static void messages(void **state)
{
	struct kr_err err;

	(void)state;
	kr_err_set(&err, KR_E_NET, "cannot fetch '%s'", "ftp://me:secret@h/");
	assert_string_equal(err.msg, "cannot fetch 'ftp://h/'");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(logins),
	        cmocka_unit_test(queries),
	        cmocka_unit_test(addresses),
	        cmocka_unit_test(messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
