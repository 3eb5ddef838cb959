#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/data/markdown_priv.h"

static void html(void **state)
{
	static const struct {
		const char *text, *html;
	} cases[] = {
	        {"# a\n\nb\nc\n\nd", "<h1>a</h1>\n<p>b\nc</p>\n<p>d</p>\n"},
	        {"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
	        {"```c\nif (a < b && *c)\n```", "<pre><code class=\"language-c\">if (a &lt; b "
	                                        "&amp;&amp; *c)\n</code></pre>\n"},
	        {"[a](b\"onclick=x)", "<p><a href=\"b%22onclick=x\">a</a></p>\n"},
	        {"a \\*b\\* < c <b>d</b>", "<p>a *b* &lt; c <b>d</b></p>\n"},
	        {"| a | b |\n|---|---|\n| 1 | ~~2~~ |",
	                "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</"
	                "thead>\n<tbody>\n<tr>\n<td>1</td>\n"
	                "<td><del>2</del></td>\n</tr>\n</tbody>\n</table>\n"},
	        {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str out;

		kr_str_init(&out);
		assert_true(kr_markdown_html(cases[i].text, strlen(cases[i].text), &out));
		if (strcmp(out.data, cases[i].html) != 0)
			fail_msg(
			        "%s\n gives %s\n not   %s", cases[i].text, out.data, cases[i].html);
		kr_str_fini(&out);
	}
}

/* Text that is not an article's is left as it is. */
static void too_long(void **state)
{
	struct kr_str text, out;

	(void)state;
	kr_str_init(&text);
	kr_str_init(&out);
	kr_str_addz(&out, "x");
	for (int i = 0; i < 300000; i++)
		kr_str_addz(&text, "# a\n");
	assert_false(kr_markdown_html(text.data, text.len, &out));
	assert_string_equal(out.data, "x");
	kr_str_clear(&text);
	for (int i = 0; i < 1000; i++)
		kr_str_addz(&text, "a|");
	kr_str_addz(&text, "\n");
	for (int i = 0; i < 1000; i++)
		kr_str_addz(&text, "---|");
	for (int i = 0; i < 1000; i++)
		kr_str_addz(&text, "\nb");
	assert_false(kr_markdown_html(text.data, text.len, &out));
	assert_string_equal(out.data, "x");
	kr_str_fini(&text);
	kr_str_fini(&out);
}

static void is(void **state)
{
	static const struct {
		const char *text;
		bool is;
	} cases[] = {
	        {"## a\n\n- b", true},
	        {"## a\n\n## b", true},
	        {"See [a](https://b.example/).\n\n> c", true},
	        {"- a\n- b\n- c", false},
	        {"## a", false},
	        {"Nothing at all.\nOf it.", false},
	        {"<p>a</p>\n## b\n## c", false},
	        {"", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (kr_markdown_is(cases[i].text, strlen(cases[i].text)) != cases[i].is)
			fail_msg("%s", cases[i].text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(html), cmocka_unit_test(too_long), cmocka_unit_test(is)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
