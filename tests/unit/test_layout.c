#include "layout_help.h"
#include "text/layout_priv.h"

/* --- blocks ------------------------------------------------------------------------------- */

static void test_head(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(60);

	(void)state;
	d->title = "渡轮恢复通航";
	d->published = "2018-06-20T22:56:46+08:00";
	d->site = "沿江新闻";
	kr_doc_add_string(d, &d->authors, "林晓", 6);
	kr_doc_add_string(d, &d->authors, "方圆", 6);
	kr_doc_warn(d, "truncated", "the page is cut short");
	block(d, KR_BLOCK_PARAGRAPH, "正文。");
	expect(d, options(60), 0,
	        "渡轮恢复通航\n2018年6月20日 22:56 ∙ 沿江新闻 ∙ 林晓, 方圆 ∙ 1 min\n\n[warning] "
	        "the "
	        "page is cut "
	        "short\n");
	opts.site_shown = true; /* as in the title line: then not here, too */
	expect(d, opts, 0,
	        "渡轮恢复通航\n2018年6月20日 22:56 ∙ 林晓, 方圆 ∙ 1 min\n\n[warning] the page is "
	        "cut "
	        "short\n");
	d->published_text = "2天前";
	d->source = "晚报";
	expect(d, options(30), 0,
	        "渡轮恢复通航\n2天前 ∙ 晚报 ∙ 林晓, 方圆\n1 min\n\n[warning] the page is "
	        "cut\nshort\n");
	kr_doc_free(d);
}

/* About 400 ideographs or 220 words a minute. */
static void test_minutes(void **state)
{
	static const struct {
		const char *piece;
		int times;
		const char *want;
	} rows[] = {
	        {"一早的渡轮驶向对岸，", 120, "t\n3 min\n"},
	        {"a word, isn't it? ", 165, "t\n3 min\n"},
	        {"ожидание ", 660, "t\n3 min\n"},
	        {"渡轮 ferry ", 220, "t\n2 min\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kr_doc *d = kr_doc_new();
		struct kr_str text;

		kr_str_init(&text);
		for (int k = 0; k < rows[i].times; k++)
			kr_str_addz(&text, rows[i].piece);
		d->title = "t";
		block(d, KR_BLOCK_PARAGRAPH, text.data);
		expect(d, options(60), 0, rows[i].want);
		kr_str_fini(&text);
		kr_doc_free(d);
	}
}

static void test_paragraph(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(20);
	struct kr_block *b;

	(void)state;
	block(d, KR_BLOCK_PARAGRAPH, "一二三四五六七八九十一二三");
	block(d, KR_BLOCK_PARAGRAPH, "English has no indent at all");
	expect(d, opts, 1, "\n一二三四五六七八九十\n一二三\n");
	opts.indent = 4;
	expect(d, opts, 1, "\n    一二三四五六七八\n九十一二三\n");
	expect(d, opts, 2, "\nEnglish has no\nindent at all\n");
	/* names in Latin letters, at the beginning or in a span of their own */
	block(d, KR_BLOCK_PARAGRAPH, "NHK Broadcasting によると再開した");
	expect(d, opts, 3, "\n    NHK Broadcasting\nによると再開した\n");
	b = block(d, KR_BLOCK_PARAGRAPH, NULL);
	span(d, &b->spans, "Harbour Gazette", 0, "http://h.example/");
	span(d, &b->spans, "报道，渡轮恢复通航", 0, NULL);
	expect(d, opts, 4, "\n    Harbour Gazette\n报道，渡轮恢复通航\n");
	d->lang = "ja";
	block(d, KR_BLOCK_PARAGRAPH, "Harbour Gazette and the Boat Journal 紙");
	expect(d, opts, 5, "\n    Harbour Gazette\nand the Boat Journal\n紙\n");
	block(d, KR_BLOCK_PARAGRAPH, "English has none");
	expect(d, opts, 6, "\nEnglish has none\n");
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
	expect(d, opts, 1,
	        "\n▪ one two three\n  four\n   9. five six\n      seven\n  10. eight\n▪ nine\n");
	opts.ascii = true;
	expect(d, opts, 1,
	        "\n* one two three\n  four\n   9. five six\n      seven\n  10. eight\n* nine\n");
	kr_doc_free(d);
}

/* Paragraphs of an item are kept apart; terms stand out, their descriptions stand under them. */
static void test_list_kinds(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_LIST, NULL);

	(void)state;
	item(d, b, "one", 1, 0);
	item(d, b, "two", -1, 0);
	b->u.items.v[1].kind = KR_ITEM_MORE;
	item(d, b, "sub a", -1, 1);
	item(d, b, "sub b", -1, 1);
	item(d, b, "three", 2, 0);
	expect(d, options(20), 1, "\n1. one\n\n   two\n   ◦ sub a\n   ◦ sub b\n\n2. three\n");
	b = block(d, KR_BLOCK_LIST, NULL);
	item(d, b, "berth", -1, 0);
	b->u.items.v[0].kind = KR_ITEM_TERM;
	item(d, b, "a place for one boat", -1, 1);
	b->u.items.v[1].kind = KR_ITEM_MEANING;
	item(d, b, "tug", -1, 0);
	b->u.items.v[2].kind = KR_ITEM_TERM;
	item(d, b, "a boat", -1, 1);
	b->u.items.v[3].kind = KR_ITEM_MEANING;
	expect(d, options(20), 2, "\nberth\n    a place for one\n    boat\ntug\n    a boat\n");
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

static void test_figures_and_rules(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(24);

	(void)state;
	block(d, KR_BLOCK_FIGURE, "渡轮在码头边等待乘客上船");
	block(d, KR_BLOCK_FIGURE, NULL)->u.fig.alt = "a map";
	block(d, KR_BLOCK_FIGURE, NULL);
	block(d, KR_BLOCK_RULE, NULL);
	block(d, KR_BLOCK_PARAGRAPH, "next")->page_break = true;
	expect(d, opts, 1, "\n[picture] 渡轮在码头边等\n待乘客上船\n");
	expect(d, opts, 2, "\n[picture] a map\n");
	expect(d, opts, 3, "\n[picture]\n");
	expect(d, opts, 4, "\n         * * *\n");
	expect(d, opts, 5, "\n         - - -\n\nnext\n");
	opts.pictures = KR_LAYOUT_CAPTIONS;
	expect(d, opts, 2, "\n[picture] a map\n");
	expect(d, opts, 3, "");
	kr_doc_free(d);
}

/* Pictures and media are links, too, where they are shown; in order, before those of captions. */
static void test_elsewhere(void **state)
{
	static const char *const want[] = {"v.mp4", "c", "p2.jpg", "p1.jpg"};
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(60);
	struct kr_layout *l;
	struct kr_block *b;

	(void)state;
	d->title = "t";
	kr_doc_add_media(d)->url = NULL;
	kr_doc_add_media(d)->url = "v.mp4";
	d->media[1].duration = 66;
	block(d, KR_BLOCK_FIGURE, NULL)->u.fig.src = "p1.jpg";
	b = block(d, KR_BLOCK_FIGURE, NULL);
	b->u.fig.src = "p2.jpg";
	span(d, &b->spans, "caption", 0, "c");
	expect(d, opts, 0, "t\n1 min\n\n[video]\n[video] \u25b8 1:06\n");
	opts.pictures = KR_LAYOUT_CAPTIONS;
	l = kr_layout_new(d, &opts);
	assert_int_equal(kr_layout_links(l), 3);
	for (uint32_t i = 0; i < 3; i++) {
		const struct kr_link *link = kr_layout_link(l, i);
		const char *href = want[i == 0 ? 0 : 3 - i];

		assert_string_equal(link->href, href);
		assert_int_equal(link->elsewhere, strcmp(href, "c") != 0);
	}
	opts.pictures = KR_LAYOUT_LINES;
	kr_layout_resize(l, &opts);
	assert_int_equal(kr_layout_links(l), 4);
	assert_string_equal(kr_layout_link(l, 1)->href, want[3]);
	kr_layout_free(l);
	kr_doc_free(d);
}

/* The rows of a box come from what the page says, and the caption stands below it. */
static void test_boxes(void **state)
{
	static const struct {
		int width, height, cols, rows; /* of the picture; of the box */
	} cases[] = {{160, 64, 20, 4}, {1600, 640, 40, 8}, {640, 640, 20, 10}, {-1, -1, 36, 10},
	        {80, -1, 10, 3}, {30000, 20, 40, 1}, {20, 30000, 1, 10}, {0, 0, 0, 0},
	        {1, 1, 0, 0}};
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(40);
	struct kr_picture_box box;
	struct kr_layout *l;

	(void)state;
	opts.pictures = KR_LAYOUT_BOXES;
	opts.picture_rows = 10;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_block *b = block(d, KR_BLOCK_FIGURE, "caption");

		b->u.fig.src = "http://a.example/p.jpg";
		b->u.fig.width = cases[i].width;
		b->u.fig.height = cases[i].height;
	}
	l = kr_layout_new(d, &opts);
	for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t n;
		const struct kr_line *lines = kr_layout_lines(l, i + 1, &n);
		const int rows = cases[i].rows;

		assert_int_equal(kr_layout_blocks_picture(l, i + 1, &box), rows > 0);
		assert_int_equal(n, rows + 2); /* a blank line, and the caption */
		if (!rows)
			continue;
		assert_int_equal(box.cols, cases[i].cols);
		assert_int_equal(box.rows, rows);
		assert_int_equal(box.col, (40 - box.cols) / 2);
		assert_int_equal(lines[box.line].picture, 1);
		assert_int_equal(lines[box.line + (uint32_t)rows - 1].picture, rows);
		assert_int_equal(lines[n - 1].picture, 0);
		/* below the picture, unless that is narrow */
		assert_int_equal(lines[n - 1].runs->col, box.cols < 24 ? 0 : box.col);
	}
	assert_int_equal(kr_layout_links(l), sizeof cases / sizeof *cases);
	opts.pictures = KR_LAYOUT_NONE;
	kr_layout_resize(l, &opts);
	assert_int_equal(kr_layout_links(l), 0);
	assert_false(kr_layout_blocks_picture(l, 1, &box));
	kr_layout_free(l);
	expect(d, opts, 1, "");
	kr_doc_free(d);
}

/* --- links, places ------------------------------------------------------------------------ */

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
	struct kr_place p = {0, 0}, end = kr_layout_place_end(l);
	long lines = 0, total = 0;
	int percent = 0;

	(void)state;
	for (uint32_t s = 0; s < kr_layout_sections(l); s++) {
		uint32_t n;

		kr_layout_lines(l, s, &n);
		total += n;
	}
	while (kr_layout_place_move(l, &p, 1) == 1) {
		struct kr_position at = kr_layout_place_position(l, p);
		struct kr_place again = kr_layout_place(l, at);

		lines++;
		assert_int_equal(again.section, p.section);
		assert_true(again.line >= p.line);
		assert_int_equal(kr_layout_place_position(l, again).off, at.off);
		assert_true(kr_layout_place_percent(l, at) >= percent);
		percent = kr_layout_place_percent(l, at);
	}
	assert_int_equal(lines, total - 1);
	assert_memory_equal(&p, &end, sizeof p);
	assert_int_equal(kr_layout_place_move(l, &p, -1000000), -(total - 1));
	assert_int_equal(kr_layout_place_move(l, &p, 7), 7);
	assert_int_equal(kr_layout_place_move(l, &p, total), total - 8);
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
		struct kr_position p = kr_layout_place_at_percent(l, i);

		assert_int_equal(kr_layout_place_percent(l, p), i);
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
	kr_layout_place_end(l);
	for (int i = 0; i < 100; i++)
		block(d, KR_BLOCK_PARAGRAPH, "two");
	span(d, &d->blocks[100].spans, "link", 0, "https://a.example/");
	kr_layout_grown(l);
	assert_int_equal(kr_layout_sections(l), 103);
	assert_int_equal(kr_layout_links(l), 1);
	text = section_text(l, 2);
	assert_string_equal(text, "\ntwo\n");
	free(text);
	assert_int_equal(kr_layout_place_end(l).section, 102);
	kr_layout_free(l);
	kr_doc_free(d);
}

/* Pieces without end must not make the head grow without end. */
static void test_head_of_many_pieces(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_layout_opts opts = options(40);
	struct kr_layout *l;
	size_t once = 0;

	(void)state;
	d->title = "A headline that needs two lines in a narrow column";
	l = kr_layout_new(d, &opts);
	for (int i = 0; i < 100; i++) {
		free(section_text(l, 0));
		if (!i)
			once = l->arena.used + l->rim.used;
		block(d, KR_BLOCK_RULE, NULL);
		kr_layout_grown(l);
	}
	assert_true(l->arena.used + l->rim.used <= once);
	kr_layout_free(l);
	kr_doc_free(d);
}

/* The marks of a very long text are kept when the width changes, which must not be visible. */
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
	text.data[0] = 'x'; /* of the same length */
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
			const struct kr_line *a = kr_layout_lines(l, s, &n),
			                     *b = kr_layout_lines(fresh, s, &m);

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
	assert_int_equal(kr_layout_place_move(l, &p, 5), 0);
	assert_int_equal(kr_layout_place_move(l, &p, -5), 0);
	assert_int_equal(kr_layout_place_end(l).section, 0);
	assert_int_equal(kr_layout_place_percent(l, (struct kr_position){0, 0}), 0);
	kr_layout_free(l);
	kr_doc_free(d);
}

/* Several long texts of the same length: each is broken at its own words, in whatever order they
 * are laid out. */
static void test_equally_long(void **state)
{
	enum { LONG = 80000 };
	struct kr_doc *d = kr_doc_new();
	struct kr_block *list = block(d, KR_BLOCK_LIST, NULL);
	struct kr_layout_opts opts = options(40);
	struct kr_layout *l;
	char *text = malloc(LONG + 1);

	(void)state;
	text[LONG] = '\0';
	for (int word = 3; word <= 12; word += 3) {
		for (int i = 0; i < LONG; i++)
			text[i] = (char)(i % (word + 1) == word ? ' ' : 'a' + word);
		if (word < 9)
			item(d, list, text, -1, 0);
		else
			block(d, KR_BLOCK_PARAGRAPH, text);
	}
	l = kr_layout_new(d, &opts);
	for (int turn = 0; turn < 2; turn++, opts.width = 50, kr_layout_resize(l, &opts))
		for (uint32_t section = 1; section < kr_layout_sections(l); section++) {
			struct kr_slice all = kr_layout_spans_text(l, section);
			uint32_t n;
			const struct kr_line *lines = kr_layout_lines(l, section, &n);

			assert_true(section > 3 || n > 1000);
			for (uint32_t i = 0; i < n; i++)
				for (uint32_t k = 0; k < lines[i].nruns; k++) {
					const struct kr_run *r = &lines[i].runs[k];

					if (r->off == UINT32_MAX || !r->off)
						continue;
					assert_true(all.data[r->off - 1] == ' ' ||
					            all.data[r->off - 1] == '\n');
				}
		}
	kr_layout_free(l);
	kr_doc_free(d);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_minutes),
	        cmocka_unit_test(test_head),
	        cmocka_unit_test(test_paragraph),
	        cmocka_unit_test(test_list),
	        cmocka_unit_test(test_list_kinds),
	        cmocka_unit_test(test_quote),
	        cmocka_unit_test(test_code),
	        cmocka_unit_test(test_long_code),
	        cmocka_unit_test(test_figures_and_rules),
	        cmocka_unit_test(test_elsewhere),
	        cmocka_unit_test(test_links),
	        cmocka_unit_test(test_places),
	        cmocka_unit_test(test_percent),
	        cmocka_unit_test(test_grown),
	        cmocka_unit_test(test_head_of_many_pieces),
	        cmocka_unit_test(test_empty),
	        cmocka_unit_test(test_boxes),
	        cmocka_unit_test(test_long_paragraphs),
	        cmocka_unit_test(test_equally_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
