#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"
#include "kread/base/utf8.h"
#include "kread/text/linebreak.h"

/* The text with '/' where lines end. */
static char *broken(const char *text, int width)
{
	size_t len = strlen(text), at = 0;
	uint8_t *marks = kr_mem_alloc(len + 1);
	struct kr_str out;

	kr_str_init(&out);
	kr_linebreak_mark(text, len, false, marks);
	while (at < len) {
		struct kr_linebreak b = kr_linebreak_next(marks, len, at, width);

		assert_true(b.next > at && b.start <= b.end && b.end <= b.next);
		if (out.len)
			kr_str_addc(&out, '/');
		kr_str_add(&out, text + b.start, b.end - b.start);
		at = b.next;
	}
	free(marks);
	return kr_str_take(&out);
}

/* clang-format off */
static const struct {
	const char *name, *text;
	int width;
	const char *expect;
} cases[] = {
	{"words", "one two three", 7, "one two/three"},
	{"exact", "one two", 7, "one two"},
	{"blank at the end", "one two ", 7, "one two"},
	{"blanks at a break go", "one    two", 4, "one/two"},
	{"newline", "one\ntwo", 40, "one/two"},
	{"newlines", "a\n\nb\n", 40, "a//b"},
	{"ideographs", "一二三四五", 4, "一二/三四/五"},
	{"odd width", "一二三四五", 5, "一二/三四/五"},
	{"width 1 makes progress", "一a二", 1, "一/a/二"},
	{"closing mark stays with its word", "一二三，四", 6, "一二/三，四"},
	{"two closing marks", "一二三”。四", 6, "一二/三”。/四"},
	{"opening mark goes down", "一二（三四）", 6, "一二/（三/四）"},
	{"curly quotes are brackets", "他说“好的”然后", 6, "他说/“好的”/然后"},
	{"ellipsis unsplit", "一二三……四", 7, "一二/三……四"},
	{"dash unsplit", "一二三——四", 7, "一二/三——四"},
	{"dash does not begin a line", "aaa bbb - ccc—ddd", 13, "aaa bbb -/ccc—ddd"},
	{"number and unit", "共有2024年的", 9, "共有/2024年的"},
	{"time with a wide colon", "早上6：30开", 6, "早上/6：30/开"},
	{"percent", "增长5％了", 6, "增长/5％了"},
	{"money", "约￥300元", 7, "约/￥300元"},
	{"number and latin unit", "after 100 km he", 9, "after/100 km he"},
	{"latin words whole", "一二word三", 7, "一二/word三"},
	{"dots in words", "see kread.example now", 14, "see/kread.example/now"},
	{"hyphen breaks", "state-of-the-art", 9, "state-of-/the-art"},
	{"and not what is behind it", "state-of-the-art", 11, "state-of-/the-art"},
	{"a number is not broken at its hyphen", "abc COVID-19", 10, "abc/COVID-19"},
	{"apostrophe", "it’s don’t", 5, "it’s/don’t"},
	{"long word by force", "abcdefghijk", 4, "abcd/efgh/ijk"},
	{"long word fills the line", "ab cdefghijk", 4, "ab c/defg/hijk"},
	{"address at slashes", "https://news.example/2024/05/story.html", 30,
	"https://news.example/2024/05//story.html"},
	{"kana", "コーヒーっぽい人々", 6, "コー/ヒーっ/ぽい/人々"},
	{"small katakana", "ニュースショー", 10, "ニュース/ショー"},
	{"opening mark before a blank", "一二（ 三四", 7, "一二/（ 三四"},
	{"middle dot", "史蒂夫·乔布斯", 6, "史蒂/夫·乔/布斯"},
	{"full-width opener after latin", "ABC（见图）", 6, "ABC/（见/图）"},
	{"emoji stay whole", "👨‍👩‍👧👨‍👩‍👧", 2, "👨‍👩‍👧/👨‍👩‍👧"},
	{"combining marks", "e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301/e\u0301"},
	{"closing mark after a blank", "word )", 4, "wor/d )"},
	{"ascii quotes stay with their word", "说\"好\"吧", 4, "说\"/好\"/吧"},
};
/* clang-format on */

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *got = broken(cases[i].text, cases[i].width);

		if (strcmp(got, cases[i].expect))
			print_error("%s: got %s\n", cases[i].name, got);
		assert_string_equal(got, cases[i].expect);
		free(got);
	}
}

static bool begins_with_any(const char *s, const char *const *set)
{
	for (; *set; set++)
		if (!strncmp(s, *set, strlen(*set)))
			return true;
	return false;
}

/* Text that other readers break wrongly, at every width that holds its longest word. */
static void test_every_width(void **state)
{
	static const char text[] =
	        "他说：“好的，谢谢！”（见图1）……——然后走了。2024年增长5％，约￥300。"
	        "山々のコーヒー《书》№5·甲‘乙’『丙』【丁】；戊？";
	static const char *const closing[] = {"，", "。", "、", "；", "：", "！", "？", "”", "’",
	        "）", "》", "」", "』", "】", "…", "—", "％", "々", "ー", "·", NULL};
	static const char *const opening[] = {
	        "（", "《", "「", "『", "【", "“", "‘", "￥", "№", NULL};

	(void)state;
	for (int width = 12; width <= 130; width++) {
		char *got = broken(text, width);

		for (char *line = got, *end; (end = strchr(line, '/')); line = end + 1) {
			const char *last = end - 1;

			while (((unsigned char)*last & 0xc0) == 0x80)
				last--;
			if (begins_with_any(end + 1, closing) || begins_with_any(last, opening))
				fail_msg("width %d: %s", width, got);
		}
		if (strstr(got, "5/％") || strstr(got, "2024/年") || strstr(got, "30/0"))
			fail_msg("width %d: %s", width, got);
		free(got);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_cases),
	        cmocka_unit_test(test_every_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
