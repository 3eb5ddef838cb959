#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/text/layout.h"
#include "kread/text/width.h"
#include "text_samples.h"

/* --- building articles ---------------------------------------------------------------------------------------------- */

static void span(struct kr_doc *d, struct kr_spans *to, const char *text, uint32_t style, const char *href)
{
	kr_doc_add_span(d, to, text, strlen(text), style, href);
}

static struct kr_block *block(struct kr_doc *d, enum kr_block_type type, const char *text)
{
	struct kr_block *b = kr_doc_add_block(d, type);

	if (text)
		span(d, &b->spans, text, 0, NULL);
	return b;
}

static void item(struct kr_doc *d, struct kr_block *b, const char *text, int number, uint8_t depth)
{
	if (!b->u.items.v)
		b->u.items.v = kr_arena_alloc(&d->arena, 16 * sizeof *b->u.items.v);
	b->u.items.v[b->u.items.n] = (struct kr_item){.number = number, .depth = depth};
	span(d, &b->u.items.v[b->u.items.n++].spans, text, 0, NULL);
}

/* Cells are separated by '|'; a head cell begins with '#'. */
static void row(struct kr_doc *d, struct kr_block *b, const char *cells)
{
	struct kr_row *r;

	if (!b->u.rows.v)
		b->u.rows.v = kr_arena_alloc(&d->arena, 16 * sizeof *b->u.rows.v);
	r = &b->u.rows.v[b->u.rows.n++];
	r->v = kr_arena_alloc(&d->arena, 8 * sizeof *r->v);
	while (cells) {
		const char *end = strchr(cells, '|');
		struct kr_cell *c = &r->v[r->n++];

		c->colspan = c->rowspan = 1;
		c->header = *cells == '#';
		cells += c->header;
		kr_doc_add_span(d, &c->spans, cells, end ? (size_t)(end - cells) : strlen(cells), 0, NULL);
		cells = end ? end + 1 : NULL;
	}
}

static struct kr_layout_opts options(int width)
{
	return (struct kr_layout_opts){.width = width, .show_pictures = true};
}

/* --- a section as text: runs at their columns, lines ended by newlines ------------------------------------------------ */

static void add_line(struct kr_str *out, const struct kr_line *line, bool ambiguous_wide, int *ret_cols)
{
	int col = 0;

	for (uint32_t i = 0; i < line->nruns; i++) {
		const struct kr_run *r = &line->runs[i];

		assert_true(r->col >= col);
		for (; col < r->col; col++)
			kr_str_addc(out, ' ');
		kr_str_add(out, r->text, r->len);
		assert_int_equal(r->cols, kr_width_text_as(r->text, r->len, ambiguous_wide));
		col += r->cols;
	}
	*ret_cols = col;
}

static char *section_text(struct kr_layout *l, uint32_t section)
{
	struct kr_str out;
	uint32_t n;
	const struct kr_line *lines = kr_layout_lines(l, section, &n);

	kr_str_init(&out);
	for (uint32_t i = 0; i < n; i++) {
		int cols;

		add_line(&out, &lines[i], false, &cols);
		kr_str_addc(&out, '\n');
	}
	return kr_str_take(&out);
}

static void expect(const struct kr_doc *d, struct kr_layout_opts opts, uint32_t section, const char *want)
{
	struct kr_layout *l = kr_layout_new(d, &opts);
	char *got = section_text(l, section);

	assert_string_equal(got, want);
	free(got);
	kr_layout_free(l);
}

/* --- properties over many widths ------------------------------------------------------------------------------------ */

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == 0x3000;
}

static void add_without_blanks(struct kr_str *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = kr_utf8_decode(s + i, len - i, &c);

		if (!is_blank(c))
			kr_str_add(out, s + i, n);
		i += n;
	}
}

/* Every character of the text is shown once, in order, at the offset that its run names. */
static void check_complete(struct kr_layout *l, uint32_t section)
{
	struct kr_slice text = kr_layout_text(l, section);
	struct kr_str want, got;
	uint32_t n, last = 0;
	const struct kr_line *lines = kr_layout_lines(l, section, &n);

	kr_str_init(&want);
	kr_str_init(&got);
	add_without_blanks(&want, text.data, text.len);
	for (uint32_t i = 0; i < n; i++) {
		assert_true(lines[i].off >= last && lines[i].off <= text.len);
		last = lines[i].off;
		for (uint32_t k = 0; k < lines[i].nruns; k++) {
			const struct kr_run *r = &lines[i].runs[k];

			assert_null(memchr(r->text, '\n', r->len));
			assert_null(memchr(r->text, '\t', r->len));
			if (r->off == UINT32_MAX)
				continue;
			assert_true(r->off >= lines[i].off && r->off + r->len <= text.len);
			assert_memory_equal(text.data + r->off, r->text, r->len);
			add_without_blanks(&got, r->text, r->len);
		}
	}
	assert_string_equal(got.data, want.data);
	kr_str_fini(&want);
	kr_str_fini(&got);
}

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
	static const char closing[] = "，。、；：！？”’）》」』】〉…—％々ー·～っゃゅょッャュョ,.;:!?)]}%",
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

/* The median fill of lines that are not the last of their paragraph. */
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

static struct kr_doc *sample(void)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b;

	d->title = "停航三年，“海风号”渡轮昨天恢复通航：12分钟过江，票价5元";
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_ZH_1);
	block(d, KR_BLOCK_HEADING, "“安全是第一位的”");
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_ZH_2);
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_ZH_3);
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_JA);
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_EN);
	b = block(d, KR_BLOCK_PARAGRAPH, "他说：“好的，");
	span(d, &b->spans, "谢谢！", KR_STYLE_STRONG, NULL);
	span(d, &b->spans, "”（", 0, NULL);
	span(d, &b->spans, "见图1", 0, "https://news.example/1");
	span(d, &b->spans, "）……——然后走了。2024年增长5％，约￥300。", 0, NULL);
	block(d, KR_BLOCK_QUOTE, SAMPLE_ZH_1)->level = 2;
	b = block(d, KR_BLOCK_LIST, NULL);
	item(d, b, SAMPLE_ZH_3, 1, 0);
	item(d, b, SAMPLE_EN, -1, 1);
	item(d, b, "甲", 10, 0);
	b = block(d, KR_BLOCK_FIGURE, SAMPLE_ZH_3);
	b = block(d, KR_BLOCK_TABLE, NULL);
	row(d, b, "渡口|开通|票价");
	row(d, b, "东门渡|1986年|5元");
	return d;
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

/* Texts put together at random from what is hard to break. */
static void test_random(void **state)
{
	static const char *const pieces[] = {"一", "二三", "，", "。”", "（", "“", "……", "——", "word", "W", "1", "2024",
	        "年", "％", "km", " ", "  ", "\t", "\n", "\u3000", "👨‍👩‍👧", "🇨🇳", "🇯", "👍🏿",
	        "❤️", "e\u0301", "\u0301", "กำ", "का", "ー", "ッ", "·", "-", "/", "https://news.example/a/b/c/d",
	        "\u00a0", ")", "(", "\"", "'", "½", "한국", "\u200d", "￥", "é", "ß", "𠀀"};
	static const enum kr_block_type types[] = {
	        KR_BLOCK_PARAGRAPH, KR_BLOCK_HEADING, KR_BLOCK_QUOTE, KR_BLOCK_CODE, KR_BLOCK_FIGURE};
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
				span(d, &b->spans, pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)],
				        seed >> 8 & 1, seed >> 9 & 1 ? "https://news.example/" : NULL);
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

/* --- blocks --------------------------------------------------------------------------------------------------------- */

static void test_head(void **state)
{
	struct kr_doc *d = kr_doc_new();

	(void)state;
	d->title = "渡轮恢复通航";
	d->published = "2018-06-20T22:56:46+08:00";
	d->site = "沿江新闻";
	kr_doc_add_string(d, &d->authors, "林晓", 6);
	kr_doc_add_string(d, &d->authors, "方圆", 6);
	kr_doc_warn(d, "truncated", "the page is cut short");
	block(d, KR_BLOCK_PARAGRAPH, "正文。");
	expect(d, options(60), 0,
	        "渡轮恢复通航\n\n2018-06-20 22:56 ∙ 沿江新闻 ∙ 林晓, 方圆 ∙ 1 min\n\n[warning] the page is cut "
	        "short\n");
	d->published_text = "2天前";
	d->source = "晚报";
	expect(d, options(30), 0,
	        "渡轮恢复通航\n\n2天前 ∙ 晚报 ∙ 林晓, 方圆 ∙\n1 min\n\n[warning] the page is cut\nshort\n");
	kr_doc_free(d);
}

static void test_paragraph(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(20);

	(void)state;
	block(d, KR_BLOCK_PARAGRAPH, "一二三四五六七八九十一二三");
	block(d, KR_BLOCK_PARAGRAPH, "English has no indent at all");
	expect(d, opts, 1, "\n一二三四五六七八九十\n一二三\n");
	opts.indent = 4;
	expect(d, opts, 1, "\n    一二三四五六七八\n九十一二三\n");
	expect(d, opts, 2, "\nEnglish has no\nindent at all\n");
	kr_doc_free(d);
}

static void test_list(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_LIST, NULL);
	struct kr_layout_opts opts = options(16);

	(void)state;
	item(d, b, "one two three four", -1, 0);
	item(d, b, "five six seven", 9, 1);
	item(d, b, "eight", 10, 1);
	item(d, b, "nine", -1, 0);
	expect(d, opts, 1, "\n▪ one two three\n  four\n   9. five six\n      seven\n  10. eight\n▪ nine\n");
	opts.ascii = true;
	expect(d, opts, 1, "\n* one two three\n  four\n   9. five six\n      seven\n  10. eight\n* nine\n");
	kr_doc_free(d);
}

static void test_quote(void **state)
{
	struct kr_doc *d = kr_doc_new();

	(void)state;
	block(d, KR_BLOCK_QUOTE, "one two three")->level = 1;
	block(d, KR_BLOCK_QUOTE, "four five six")->level = 2;
	block(d, KR_BLOCK_PARAGRAPH, "text");
	expect(d, options(10), 1, "\n▐ one two\n▐ three\n");
	expect(d, options(10), 2, "▐\n▐ ▐ four\n▐ ▐ five\n▐ ▐ six\n");
	expect(d, options(10), 3, "\ntext\n");
	kr_doc_free(d);
}

static void test_code(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(20);
	struct kr_layout *l;
	const struct kr_line *lines;
	uint32_t n;

	(void)state;
	block(d, KR_BLOCK_CODE, "\tif (x) {\n\t    y();\n\na\tb\tc  d\n");
	expect(d, opts, 1, "\n          if (x) {\n              y();\n\n  a       b       c  d\n");
	l = kr_layout_new(d, &opts);
	lines = kr_layout_lines(l, 1, &n);
	assert_int_equal(n, 5);
	assert_false(lines[1].wide);
	assert_true(lines[4].wide);
	check_complete(l, 1);
	kr_layout_free(l);
	kr_doc_free(d);
}

static void test_long_code(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(20);
	struct kr_layout *l;
	struct kr_str text;

	(void)state;
	kr_str_init(&text);
	while (text.len < 100000)
		kr_str_addz(&text, "\t一e\u0301x ");
	block(d, KR_BLOCK_CODE, text.data);
	l = kr_layout_new(d, &opts);
	check_complete(l, 1);
	kr_layout_free(l);
	kr_str_fini(&text);
	kr_doc_free(d);
}

static void test_table(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_TABLE, NULL);

	(void)state;
	row(d, b, "#渡口|#开通|#票价");
	row(d, b, "东门渡|1986|5");
	row(d, b, "老鸦渡口||12");
	expect(d, options(30), 1,
	        "\n渡口      开通  票价\n--------  ----  ----\n东门渡    1986     5\n老鸦渡口          12\n");
	expect(d, options(20), 1,
	        "\n渡口      开通  票价\n--------  ----  ----\n东门渡    1986     5\n老鸦渡口          12\n");
	expect(d, options(19), 1, "\n渡口: 东门渡\n开通: 1986\n票价: 5\n\n渡口: 老鸦渡口\n票价: 12\n");
	expect(d, options(12), 1, "\n渡口:\n  东门渡\n开通:\n  1986\n票价:\n  5\n\n渡口:\n  老鸦渡口\n票价:\n  12\n");
	kr_doc_free(d);
}

static void test_table_spans(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_TABLE, NULL);

	(void)state;
	row(d, b, "a|b|c");
	row(d, b, "wide cell|x");
	row(d, b, "tall|1|2");
	row(d, b, "3|4");
	b->u.rows.v[1].v[0].colspan = 2;
	b->u.rows.v[2].v[0].rowspan = 2;
	expect(d, options(30), 1, "\na     b    c\nwide cell  x\ntall  1    2\n      3    4\n");
	kr_doc_free(d);
}

static void test_figures_and_rules(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(24);

	(void)state;
	block(d, KR_BLOCK_FIGURE, "渡轮在码头边等待乘客上船");
	block(d, KR_BLOCK_FIGURE, NULL)->u.fig.alt = "a map";
	block(d, KR_BLOCK_FIGURE, NULL);
	block(d, KR_BLOCK_RULE, NULL);
	block(d, KR_BLOCK_PARAGRAPH, "next")->seam = 1;
	expect(d, opts, 1, "\n[picture] 渡轮在码头边等\n待乘客上船\n");
	expect(d, opts, 2, "\n[picture] a map\n");
	expect(d, opts, 3, "\n[picture]\n");
	expect(d, opts, 4, "\n         * * *\n");
	expect(d, opts, 5, "\n         - - -\n\nnext\n");
	opts.show_pictures = false;
	expect(d, opts, 2, "\n[picture] a map\n");
	expect(d, opts, 3, "");
	kr_doc_free(d);
}

/* --- links, places -------------------------------------------------------------------------------------------------- */

static void test_links(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_PARAGRAPH, "see ");
	struct kr_layout_opts opts = options(10);
	struct kr_layout *l;
	const struct kr_line *lines;
	uint32_t n;

	(void)state;
	span(d, &b->spans, "a bold ", 0, "https://a.example/");
	span(d, &b->spans, "link", KR_STYLE_STRONG, "https://a.example/");
	span(d, &b->spans, " and ", 0, NULL);
	span(d, &b->spans, "more", 0, "https://b.example/");
	b = block(d, KR_BLOCK_LIST, NULL);
	item(d, b, "x", -1, 0);
	item(d, b, "y ", -1, 0);
	span(d, &b->u.items.v[1].spans, "z", 0, "https://c.example/");
	l = kr_layout_new(d, &opts);
	assert_int_equal(kr_layout_links(l), 3);
	assert_string_equal(kr_layout_link(l, 0)->href, "https://a.example/");
	assert_int_equal(kr_layout_link(l, 0)->off, 4);
	assert_int_equal(kr_layout_link(l, 0)->len, 11);
	assert_int_equal(kr_layout_link(l, 1)->off, 20);
	assert_int_equal(kr_layout_link(l, 2)->section, 2);
	assert_int_equal(kr_layout_link(l, 2)->off, 4);
	lines = kr_layout_lines(l, 1, &n);
	assert_int_equal(lines[1].runs[1].link, 0); /* "see a bold" */
	assert_int_equal(lines[2].runs[0].link, 0); /* "link and" */
	assert_int_equal(lines[2].runs[0].style, KR_STYLE_STRONG);
	assert_int_equal(lines[2].runs[1].link, -1);
	assert_int_equal(lines[3].runs[0].link, 1);
	kr_layout_free(l);
	kr_doc_free(d);
}

/* Walking down and up line by line sees every line once; places and positions agree. */
static void test_places(void **state)
{
	struct kr_doc *d = sample();
	struct kr_layout_opts opts = options(33);
	struct kr_layout *l = kr_layout_new(d, &opts);
	struct kr_place p = {0, 0}, end = kr_layout_end(l);
	long lines = 0, total = 0;
	int percent = 0;

	(void)state;
	for (uint32_t s = 0; s < kr_layout_sections(l); s++) {
		uint32_t n;

		kr_layout_lines(l, s, &n);
		total += n;
	}
	while (kr_layout_move(l, &p, 1) == 1) {
		struct kr_position at = kr_layout_position(l, p);
		struct kr_place again = kr_layout_place(l, at);

		lines++;
		assert_int_equal(again.section, p.section);
		assert_true(again.line >= p.line);
		assert_int_equal(kr_layout_position(l, again).off, at.off);
		assert_true(kr_layout_percent(l, at) >= percent);
		percent = kr_layout_percent(l, at);
	}
	assert_int_equal(lines, total - 1);
	assert_memory_equal(&p, &end, sizeof p);
	assert_int_equal(kr_layout_move(l, &p, -1000000), -(total - 1));
	assert_int_equal(kr_layout_move(l, &p, 7), 7);
	assert_int_equal(kr_layout_move(l, &p, total), total - 8);
	assert_memory_equal(&p, &end, sizeof p);
	kr_layout_free(l);
	kr_doc_free(d);
}

static void test_percent(void **state)
{
	struct kr_doc *d = sample();
	struct kr_layout_opts opts = options(40);
	struct kr_layout *l = kr_layout_new(d, &opts);

	(void)state;
	for (int i = 0; i <= 100; i++) {
		struct kr_position p = kr_layout_at_percent(l, i);

		assert_int_equal(kr_layout_percent(l, p), i);
	}
	kr_layout_free(l);
	kr_doc_free(d);
}

static void test_grown(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(40);
	struct kr_layout *l;
	char *text;

	(void)state;
	block(d, KR_BLOCK_PARAGRAPH, "one");
	l = kr_layout_new(d, &opts);
	kr_layout_end(l);
	for (int i = 0; i < 100; i++)
		block(d, KR_BLOCK_PARAGRAPH, "two");
	span(d, &d->blocks[100].spans, "link", 0, "https://a.example/");
	kr_layout_grown(l);
	assert_int_equal(kr_layout_sections(l), 103);
	assert_int_equal(kr_layout_links(l), 1);
	text = section_text(l, 2);
	assert_string_equal(text, "\ntwo\n");
	free(text);
	assert_int_equal(kr_layout_end(l).section, 102);
	kr_layout_free(l);
	kr_doc_free(d);
}

/* Marks of a very long text are kept over a resize: that must not be seen. */
static void test_long_paragraphs(void **state)
{
	static const int widths[] = {40, 41, 80, 40};
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(40);
	struct kr_layout *l;
	struct kr_str text;

	(void)state;
	kr_str_init(&text);
	while (text.len < 100000)
		kr_str_addz(&text, SAMPLE_ZH_1 SAMPLE_EN);
	block(d, KR_BLOCK_PARAGRAPH, text.data);
	text.data[0] = 'x'; /* as long, but another one */
	text.data[1] = text.data[2] = ' ';
	block(d, KR_BLOCK_PARAGRAPH, text.data);
	l = kr_layout_new(d, &opts);
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		opts = options(widths[i]);
		opts.ambiguous_wide = i == 3;
		kr_layout_resize(l, &opts);
		for (uint32_t s = 1; s < 3; s++) {
			struct kr_layout *fresh = kr_layout_new(d, &opts);
			uint32_t n, m;
			const struct kr_line *a = kr_layout_lines(l, s, &n), *b = kr_layout_lines(fresh, s, &m);

			assert_int_equal(n, m);
			for (uint32_t k = 0; k < n; k++)
				assert_int_equal(a[k].off, b[k].off);
			check_complete(l, s);
			kr_layout_free(fresh);
		}
	}
	kr_layout_free(l);
	kr_str_fini(&text);
	kr_doc_free(d);
}

static void test_empty(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(1);
	struct kr_layout *l = kr_layout_new(d, &opts);
	struct kr_place p = {0, 0};

	(void)state;
	assert_int_equal(kr_layout_move(l, &p, 5), 0);
	assert_int_equal(kr_layout_move(l, &p, -5), 0);
	assert_int_equal(kr_layout_end(l).section, 0);
	assert_int_equal(kr_layout_percent(l, (struct kr_position){0, 0}), 0);
	kr_layout_free(l);
	kr_doc_free(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_properties),
	        cmocka_unit_test(test_random),
	        cmocka_unit_test(test_fill),
	        cmocka_unit_test(test_head),
	        cmocka_unit_test(test_paragraph),
	        cmocka_unit_test(test_list),
	        cmocka_unit_test(test_quote),
	        cmocka_unit_test(test_code),
	        cmocka_unit_test(test_long_code),
	        cmocka_unit_test(test_table),
	        cmocka_unit_test(test_table_spans),
	        cmocka_unit_test(test_figures_and_rules),
	        cmocka_unit_test(test_links),
	        cmocka_unit_test(test_places),
	        cmocka_unit_test(test_percent),
	        cmocka_unit_test(test_grown),
	        cmocka_unit_test(test_empty),
	        cmocka_unit_test(test_long_paragraphs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
