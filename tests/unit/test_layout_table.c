/* Tables, in columns and as records. */
#include "layout_help.h"

static void test_table(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_TABLE, NULL);

	(void)state;
	row(d, b, "#渡口|#开通|#票价");
	row(d, b, "东门渡|1986|5");
	row(d, b, "老鸦渡口||12");
	expect(d, options(30), 1,
	        "\n渡口      开通  票价\n--------  ----  ----\n东门渡    1986     5\n老鸦渡口      "
	        "    12\n");
	expect(d, options(20), 1,
	        "\n渡口      开通  票价\n--------  ----  ----\n东门渡    1986     5\n老鸦渡口      "
	        "    12\n");
	expect(d, options(19), 1,
	        "\n渡口: 东门渡\n开通: 1986\n票价: 5\n\n渡口: 老鸦渡口\n票价: 12\n");
	expect(d, options(12), 1,
	        "\n渡口:\n  东门渡\n开通:\n  1986\n票价:\n  5\n\n渡口:\n  老鸦渡口\n票价:\n  12\n");
	kr_doc_free(d);
	d = kr_doc_new();
	b = block(d, KR_BLOCK_TABLE, NULL);
	row(d, b, "#name|#a head that is longer than the line|#empty|#missing");
	row(d, b, "x|12|");
	row(d, b, "|13|");
	expect(d, options(20), 1,
	        "\nname: x\na head that is\nlonger than the\nline:\n  12\nempty:\nmissing:\n\na "
	        "head that is\n"
	        "longer than the\nline:\n  13\n");
	kr_doc_free(d);
}

/* A long cell is broken into lines in its column, where the column is wide enough for that. */
static void test_table_broken(void **state)
{
	static const char long_cell[] =
	        "first|40 m|5 m|used by the ferry from eight to nine, and by "
	        "the tug";
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_TABLE, NULL);

	(void)state;
	row(d, b, "#berth|#long|#deep|#remarks");
	row(d, b, long_cell);
	row(d, b, "second|20 m|3 m|visitors");
	expect(d, options(44), 1,
	        "\nberth   long  deep  remarks\n------  ----  ----  ------------------------\n"
	        "first   40 m  5 m   used by the ferry from\n"
	        "                    eight to nine, and by\n"
	        "                    the tug\n\n"
	        "second  20 m  3 m   visitors\n");
	expect(d, options(28), 1,
	        "\nberth: first\nlong: 40 m\ndeep: 5 m\nremarks: used by the ferry\n  from eight "
	        "to "
	        "nine, and by\n  the tug\n\nberth: second\nlong: 20 m\ndeep: 3 m\nremarks: "
	        "visitors\n");
	kr_doc_free(d);
	d = kr_doc_new(); /* two long columns share the room; numbers are not broken */
	b = block(d, KR_BLOCK_TABLE, NULL);
	row(d, b, "渡轮每天早上八点到九点在此停靠|1234567|拖轮只在冬天结冰以后才会在这里停靠一夜");
	expect(d, options(44), 1,
	        "\n渡轮每天早上八点  1234567  拖轮只在冬天结冰\n到九点在此停靠             "
	        "以后才会在这里停\n                           靠一夜\n");
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
	d = kr_doc_new(); /* as records: each value has the heading of its column */
	b = block(d, KR_BLOCK_TABLE, NULL);
	row(d, b, "#year|#team|#goals");
	row(d, b, "2001|Eels|3");
	row(d, b, "Cranes|4");
	row(d, b, "2002|not played");
	b->u.rows.v[1].v[0].rowspan = 2;
	b->u.rows.v[3].v[1].colspan = 2;
	expect(d, options(15), 1,
	        "\nyear: 2001\nteam: Eels\ngoals: 3\n\nteam: Cranes\ngoals: 4\n\nyear: 2002\nteam: "
	        "not\n  played\n");
	kr_doc_free(d);
}

/* Every link of a table is visible, in columns and in records, in headings of columns, too. */
static void test_table_links(void **state)
{
	static const int widths[] = {40, 14, 3};
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_TABLE, NULL);

	(void)state;
	row(d, b, "#team|#");
	row(d, b, "Eels of the river|3");
	span(d, &b->u.rows.v[0].v[1].spans, "goals", 0, "https://a.example/");
	span(d, &b->u.rows.v[1].v[1].spans, "4", 0, "https://b.example/");
	expect(d, options(14), 1, "\nteam\n  goals\n\nteam: Eels of\n  the river\ngoals:\n  34\n");
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		struct kr_layout_opts opts = options(widths[i]);
		struct kr_layout *l = kr_layout_new(d, &opts);

		for (uint32_t k = 0; k < kr_layout_links(l); k++) {
			const struct kr_link *link = kr_layout_link(l, k);
			struct kr_place p =
			        kr_layout_place(l, (struct kr_position){link->section, link->off});
			const struct kr_line *lines;
			uint32_t n;
			bool has_source = false;

			lines = kr_layout_lines(l, p.section, &n);
			for (uint32_t r = 0; r < lines[p.line].nruns; r++)
				has_source |= lines[p.line].runs[r].link == (int32_t)k;
			assert_true(has_source);
		}
		assert_int_equal(kr_layout_links(l), 2);
		kr_layout_free(l);
	}
	kr_doc_free(d);
}

/* Also where the lines of two cells are interleaved. */
static void test_links_in_broken_cells(void **state)
{
	struct kr_layout_opts opts = options(40);
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_TABLE, NULL);
	struct kr_layout *l;

	(void)state;
	row(d, b, "the first of all cells goes on and on|");
	span(d, &b->u.rows.v[0].v[0].spans, " until here", 0, "https://a.example/");
	span(d, &b->u.rows.v[0].v[1].spans, "here", 0, "https://b.example/");
	span(d, &b->u.rows.v[0].v[1].spans, " the second one begins, and ends ", 0, NULL);
	span(d, &b->u.rows.v[0].v[1].spans, "there", 0, "https://c.example/");
	l = kr_layout_new(d, &opts);
	assert_int_equal(kr_layout_links(l), 3);
	for (uint32_t k = 0; k < 3; k++) {
		static const uint32_t want[] = {3, 1, 3};
		const struct kr_link *link = kr_layout_link(l, k);

		assert_int_equal(
		        kr_layout_place(l, (struct kr_position){1, link->off}).line, want[k]);
	}
	kr_layout_free(l);
	kr_doc_free(d);
}

/* Only the first record has all of a long heading, so that a page cannot become a hundred times as
 * long by it. */
static void test_long_headings(void **state)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b = block(d, KR_BLOCK_TABLE, NULL);

	(void)state;
	row(d, b, "#what was counted on the day of the great fair|#n");
	row(d, b, "boats|1");
	row(d, b, "carts|2");
	expect(d, options(14), 1,
	        "\nwhat was\ncounted on the\nday of the\ngreat fair:\n  boats\nn: 1\n\n"
	        "what was\ncounted on the\nday of the\ngreat\u2026:\n  carts\nn: 2\n");
	kr_doc_free(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_table),
	        cmocka_unit_test(test_table_broken),
	        cmocka_unit_test(test_table_spans),
	        cmocka_unit_test(test_long_headings),
	        cmocka_unit_test(test_table_links),
	        cmocka_unit_test(test_links_in_broken_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
