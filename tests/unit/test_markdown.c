#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/markdown_priv.h"

static void html(void **state)
{
	static const struct {
		const char *text, *html;
	} cases[] = {
	        {"# a\n\nb\nc\n\nd", "<h1>a</h1><p>b\nc</p><p>d</p>"},
	        {"a\n### b\nc", "<p>a</p><h3>b</h3><p>c</p>"},
	        {"#a\n####### b", "<p>#a\n####### b</p>"},
	        {"- a\n- b\n  - c\n\n1. d\n2. e",
	                "<ul><li>a</li>\n<li>b</li>\n<li>c</li></ul><ol><li>d</li>\n<li>e</li></ol>"},
	        {"-a\n2024. Then", "<p>-a</p><ol><li>Then</li></ol>"},
	        {"> a\n> b\nc\n\nd", "<blockquote>a\nb\nc</blockquote><p>d</p>"},
	        {"---\na", "<hr><p>a</p>"},
	        {"```c\nif (a < b && *c)\n```\nd", "<pre>if (a &lt; b &amp;&amp; *c)\n</pre><p>d</p>"},
	        {"```\na", "<pre>a\n</pre>"},
	        {"a **b** *c* `d*` e", "<p>a <strong>b</strong> <em>c</em> <code>d*</code> e</p>"},
	        {"2 * 3 * 4 ** 5", "<p>2 * 3 * 4 ** 5</p>"},
	        {"[a](/b) [c] ![d](/e.jpg \"f\")", "<p><a href=\"/b\">a</a> [c] <img src=\"/e.jpg\" alt=\"d\"></p>"},
	        {"[![a](/b.jpg)](/c) [![a](/b.jpg) [a] b](/c)",
	                "<p><img src=\"/b.jpg\" alt=\"a\"> <img src=\"/b.jpg\" alt=\"a\"> [a] b](/c)</p>"},
	        {"[a](b\"onclick=x)", "<p><a href=\"b&quot;onclick=x\">a</a></p>"},
	        {"a \\*b\\* < c <b>d</b>", "<p>a *b* &lt; c <b>d</b></p>"},
	        {"\r\na\r\n\r\nb", "<p>a</p><p>b</p>"},
	        {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_str out;

		kr_str_init(&out);
		kr_markdown_html(cases[i].text, strlen(cases[i].text), &out);
		if (strcmp(out.data, cases[i].html) != 0)
			fail_msg("%s\n gives %s\n not   %s", cases[i].text, out.data, cases[i].html);
		kr_str_fini(&out);
	}
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
	const struct CMUnitTest tests[] = {cmocka_unit_test(html), cmocka_unit_test(is)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
