/* For every text at every width: no line is too wide, nothing is lost, no punctuation
 * is misplaced. */
#include "kread/text/date.h"
#include "layout_help.h"

static bool is_in(const char *set, const char *s, size_t len)
{
	for (size_t i = 0; set[i];) {
		uint32_t a, b;

		i += kr_utf8_decode(set + i, strlen(set + i), &a);
		kr_utf8_decode(s, len, &b);
		if (a == b)
			return true;
	}
	return false;
}

static void check_marks(const struct kr_line *line, int width)
{
	static const char closing[] =
	        "，。、；：！？”’）》」』】〉…—％々ー·～っゃゅょッャュョ,.;:!?)]}%",
	                  opening[] = "（《「『【〈“‘￥№([{$";
	const struct kr_run *first = NULL, *last = NULL;
	size_t end;

	for (uint32_t i = 0; i < line->nruns; i++) {
		if (line->runs[i].off == UINT32_MAX)
			continue;
		first = first ? first : &line->runs[i];
		last = &line->runs[i];
	}
	if (!first)
		return;
	if (is_in(closing, first->text, first->len))
		fail_msg("width %d: line begins with %.*s", width, (int)first->len, first->text);
	end = last->len - 1;
	while (end && ((unsigned char)last->text[end] & 0xc0) == 0x80)
		end--;
	if (is_in(opening, last->text + end, last->len - end))
		fail_msg("width %d: line ends with %.*s", width, (int)last->len, last->text);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The median fill of lines, except the last of each paragraph. */
static double median_fill(struct kr_layout *l, int width)
{
	double fill[400];
	size_t count = 0;

	for (uint32_t s = 1; s + 1 < kr_layout_sections(l); s++) {
		uint32_t n;
		const struct kr_line *lines = kr_layout_lines(l, s, &n);

		for (uint32_t i = 0; i + 1 < n && count < 400; i++) {
			const struct kr_run *r = &lines[i].runs[lines[i].nruns - 1];

			if (lines[i].nruns)
				fill[count++] = (double)(r->col + r->cols) / width;
		}
	}
	qsort(fill, count, sizeof *fill, compare);
	return count ? fill[count / 2] : 1;
}

static void check_layout(const struct kr_doc *d, struct kr_layout_opts opts, bool verbatim)
{
	struct kr_layout *l = kr_layout_new(d, &opts);
	int width = opts.width;

	for (uint32_t s = 0; s + 1 < kr_layout_sections(l); s++) {
		uint32_t n;
		const struct kr_line *lines = kr_layout_lines(l, s, &n);

		check_complete(l, s);
		for (uint32_t i = 0; i < n; i++) {
			struct kr_str text;
			int cols;

			kr_str_init(&text);
			add_line(&text, &lines[i], opts.ambiguous_wide, &cols);
			/* One column cannot hold a wide character. */
			if (!lines[i].wide && cols > (width < 2 ? 2 : width))
				fail_msg("width %d: too wide: %s", width, text.data);
			kr_str_fini(&text);
			if (width >= 40 && !verbatim)
				check_marks(&lines[i], width);
		}
	}
	kr_layout_free(l);
}

static void check_width(const struct kr_doc *d, int width, bool verbatim)
{
	struct kr_layout_opts opts = options(width);

	check_layout(d, opts, verbatim);
	opts.ambiguous_wide = true;
	opts.ascii = true;
	opts.indent = 4;
	check_layout(d, opts, verbatim);
}

static void test_properties(void **state)
{
	struct kr_doc *d = sample();

	(void)state;
	for (int width = 1; width <= 120; width++)
		check_width(d, width, false);
	check_width(d, 100000, false);
	check_width(d, -1, false);
	kr_doc_free(d);
}

/* Random texts of parts that are hard to break. */
static void test_random(void **state)
{
	static const char *const pieces[] = {"一", "二三", "，", "。”", "（", "“", "……", "——",
	        "word", "W", "1", "2024", "年", "％", "km", " ", "  ", "\t", "\n", "\u3000",
	        "👨‍👩‍👧", "🇨🇳", "🇯", "👍🏿", "❤️", "e\u0301", "\u0301", "กำ",
	        "का", "ー", "ッ", "·", "-", "/", "https://news.example/a/b/c/d", "\u00a0", ")", "(",
	        "\"", "'", "½", "한국", "\u200d", "￥", "é", "ß", "𠀀"};
	static const enum kr_block_type types[] = {KR_BLOCK_PARAGRAPH, KR_BLOCK_HEADING,
	        KR_BLOCK_QUOTE, KR_BLOCK_CODE, KR_BLOCK_FIGURE};
	unsigned seed = 3;

	(void)state;
	for (int i = 0; i < 60; i++) {
		struct kr_doc *d = kr_doc_new();

		d->title = "题";
		for (int k = 0; k < 5; k++) {
			struct kr_block *b = block(d, types[k], NULL);

			b->level = (uint8_t)(i % 4);
			for (int n = i % 40; n >= 0; n--) {
				seed = seed * 1103515245u + 12345u;
				span(d, &b->spans,
				        pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)],
				        seed >> 8 & 1,
				        seed >> 9 & 1 ? "https://news.example/" : NULL);
			}
		}
		for (int width = 1; width < 30; width += 1 + i % 3)
			check_width(d, width, true);
		kr_doc_free(d);
	}
}

static void test_fill(void **state)
{
	struct kr_doc *d = kr_doc_new();

	(void)state;
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_ZH_1 SAMPLE_ZH_3 SAMPLE_ZH_1);
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_ZH_2 SAMPLE_ZH_1 SAMPLE_ZH_3 SAMPLE_ZH_2);
	for (int width = 40; width <= 120; width++) {
		struct kr_layout_opts opts = options(width);
		struct kr_layout *l = kr_layout_new(d, &opts);
		double fill = median_fill(l, width);

		if (fill < 0.95)
			fail_msg("width %d: median fill %.3f", width, fill);
		kr_layout_free(l);
	}
	kr_doc_free(d);
}

static void test_date(void **state)
{
	static const struct {
		const char *iso, *lang, *sample, *want;
		bool clock;
	} rows[] = {
	        {"2016-09-06T14:05:00Z", "en-GB", NULL, "6 Sep 2016, 14:05", true},
	        {"2016-09-06T14:05:00Z", NULL, "Ferry", "6 Sep 2016", false},
	        {"2016-09-06", "zh-CN", NULL, "2016年9月6日", true},
	        {"2016-09-06T14:05:00Z", NULL, "A 渡轮", "2016年9月6日 14:05", true},
	        {"2016-09-06", NULL, "나루", "2016년 9월 6일", true},
	        {"2016-09-06T14:05:00Z", "de", NULL, "06.09.2016, 14:05", true},
	        {"2016-09-06T14:05:00Z", "fr_CA", NULL, "06/09/2016 14:05", true},
	        {"2016-09-06", "NL", NULL, "06-09-2016", true},
	        {"2016-09-06T14:05:00Z", "xx", NULL, "2016-09-06 14:05", true},
	        {"2016-13-06", "en", NULL, "2016-13-06", true},
	        {"yesterday", "en", NULL, "yesterday", true},
	        {"2016-09-06 or so", "en", NULL, "2016-09-06 or so", true},
	        {"", "e", NULL, "", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_str out;

		kr_str_init(&out);
		kr_date_add(rows[i].iso, rows[i].lang, rows[i].sample, rows[i].clock, &out);
		assert_string_equal(out.data, rows[i].want);
		kr_str_fini(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_date),
	        cmocka_unit_test(test_properties),
	        cmocka_unit_test(test_random),
	        cmocka_unit_test(test_fill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
