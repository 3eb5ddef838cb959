/* How the text of a page is divided into segments. */
#include "stage_help.h"

/* The segments of a page: the text of each, in square brackets if it is folded, between bars. */
static void divide(const char *html, const char *want)
{
	struct staged s;
	struct kr_str got;

	kr_str_init(&got);
	staged_open(&s, html, "body");
	kr_segments_find(&s.page, &s.segs);
	for (int32_t k = 0; k < s.segs.n; k++) {
		const struct kr_seg *seg = &s.segs.v[k];

		kr_str_addf(&got, "|%s", seg->folded ? "[" : "");
		for (int32_t i = seg->first; i <= seg->last; i++)
			if (kr_segments_has(&s.page.dom.nodes[i])) {
				struct kr_slice t = kr_dom_text(&s.page.dom, i);

				kr_str_add(&got, t.data, t.len);
			}
		kr_str_addz(&got, seg->folded ? "]" : "");
	}
	assert_string_equal(got.data, want);
	kr_str_fini(&got);
	staged_close(&s);
}

static void test_division(void **state)
{
	static const struct {
		const char *html, *want;
	} cases[] = {
	        {"<p>one</p><p>two</p>", "|one|two"},
	        /* inline elements divide nothing */
	        {"<p>one <b>two</b><i> three</i></p>", "|one two three"},
	        /* a block divides the text of its parent */
	        {"<div>one<p>two</p>three</div>", "|one|two|three"},
	        {"<ul><li>one<li>two</ul>", "|one|two"},
	        /* one line break is within a text, two are between two */
	        {"<div>one<br>two</div>", "|onetwo"},
	        {"<div>one<br><br>two<br>three</div>", "|one|twothree"},
	        {"<div>one<br> <br>two</div>", "|one|two"},
	        /* but a line that is indented begins a paragraph */
	        {"<div>　　一<br>　　二<br>三</div>", "|　　一|　　二三"},
	        {"<div>　　一<br> \n　二</div>", "|　　一| \n　二"},
	        /* buttons part, and unknown elements unless text is beside them */
	        {"<div>one<button>two</button>three</div>", "|one|two|three"},
	        {"<div>one<my-box>two</my-box>three</div>", "|onetwothree"},
	        {"<div><my-box>one</my-box><my-box>two</my-box></div>", "|one|two"},
	        {"<div><mybox>one</mybox> <mybox>two</mybox></div>", "|one|two"},
	        {"<div>one<mybox>two</mybox>three</div>", "|onetwothree"},
	        /* what is hidden is no text, and parts nothing */
	        {"<div>one<span style='display:none'>two</span>three</div>", "|onethree"},
	        {"<p>one</p><template>two</template><p>three</p>", "|one|three"},
	        /* what could be unfolded is a text of its own */
	        {"<p>one</p><div style='display:none'>two<p>three</div>", "|one|[two]|[three]"},
	        {"<div>one<div hidden>two</div>three</div>", "|one|[two]|three"},
	        {"<details><summary>one</summary><p>two</p></details>", "|one|two"},
	        {"", ""},
	        {"<p> </p><p>\n</p>", ""},
	        {"<script>one</script><p>two</p>", "|two"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		divide(cases[i].html, cases[i].want);
}

static void test_counts(void **state)
{
	struct staged s;
	const struct kr_seg *seg;

	(void)state;
	staged_open(&s,
	        "<div id=box><p id=p>Ann, Ben <a href=/x>and Cleo</a> ran.</p><p>Then</p>"
	        "<p>More</p><p hidden>folded text</p><p>End</p></div>",
	        "body");
	kr_segments_find(&s.page, &s.segs);
	assert_int_equal(s.segs.n, 5);
	seg = &s.segs.v[0];
	assert_int_equal(seg->chars, 4 + 3 + 7 + 4);
	assert_int_equal(seg->link_chars, 7);
	assert_int_equal(seg->words, 5);
	assert_int_equal(seg->stops, 2);
	assert_int_equal(seg->block, staged_element(&s, "p"));
	assert_int_equal(seg->first, staged_text(&s, "Ann, Ben"));
	assert_int_equal(seg->last, staged_text(&s, "ran."));
	assert_int_equal(seg->before, 0);
	assert_int_equal(s.segs.v[1].before, 18);
	assert_int_equal(s.segs.v[2].before, 22);
	/* folded text does not count as visible before what follows, nor for the page */
	assert_true(s.segs.v[3].folded);
	assert_int_equal(s.segs.v[3].chars, 10);
	assert_int_equal(s.segs.v[4].before, 26);
	assert_int_equal(s.segs.chars, 29);
	staged_close(&s);
}

static void test_parts(void **state)
{
	struct staged s;

	(void)state;
	staged_open(&s,
	        "<div id=a>x<b id=b>y</b><button id=c>z</button><my-box id=d></my-box>"
	        "w<mybox id=e></mybox></div>",
	        "body");
	assert_true(kr_segments_separates(&s.page.dom, staged_element(&s, "a")));
	assert_false(kr_segments_separates(&s.page.dom, staged_element(&s, "b")));
	assert_true(kr_segments_separates(&s.page.dom, staged_element(&s, "c")));
	assert_false(kr_segments_separates(&s.page.dom, staged_element(&s, "d")));
	assert_false(kr_segments_separates(&s.page.dom, staged_element(&s, "e")));
	assert_false(kr_segments_separates(&s.page.dom, staged_text(&s, "x")));
	staged_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_division),
	        cmocka_unit_test(test_counts),
	        cmocka_unit_test(test_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
