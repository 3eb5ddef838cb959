/* The container of the article by rules: what counts as running text, where most of it is, and
 * which places are suspicious. */
#include "stage_help.h"

/* 62 characters, two of them marks at the end of a word. */
#define SENTENCE "The boats came in from the sea at noon on Monday, and then they were all sold."
#define FIVE(s)  s " " s " " s " " s " " s

static void open_root(struct staged *s, const char *html)
{
	staged_open(s, html, "body");
	kr_segments_find(&s->page, &s->segs);
	kr_content_root_find(&s->page, &s->segs, &s->root);
}

static void test_running_text(void **state)
{
	static const struct {
		const char *html, *text;
		uint32_t good;
	} cases[] = {
	        {"<p>" SENTENCE "</p>", "The boats", 62},
	        /* links take twice their length, and most of it in links is no running text */
	        {"<p>" SENTENCE " <a href=/x>abcdefghij</a></p>", "The boats", 72 - 2 * 10},
	        {"<p>The boats <a href=/x>came in, then.</a></p>", "The boats", 0},
	        /* without marks half, and short ones nothing */
	        {"<p>a line with one comma, and no other mark in all of its more than sixty "
	         "letters</p>",
	                "a line", 62},
	        {"<p>a line with no mark at all in any of its more than fifty letters and "
	         "figures</p>",
	                "a line", 60 / 2},
	        {"<p>a line with no mark at all in fewer than fifty letters</p>", "a line", 0},
	        {"<p>Nineteen letters it is.</p>", "Nineteen", 20},
	        {"<p>Eighteen letters is.</p>", "Eighteen", 0},
	        /* what is folded is not read */
	        {"<p hidden>" SENTENCE "</p>", "The boats", 0},
	        /* at most so much of one paragraph */
	        {"<p>" FIVE(FIVE(FIVE(SENTENCE))) "</p>", "The boats", 2000},
	        /* an eighth in a suspicious place */
	        {"<aside><p>" SENTENCE "</p></aside>", "The boats", 62 / 8},
	        {"<div class=comments><p>" SENTENCE "</p></div>", "The boats", 62 / 8},
	        /* what a Chinese site says of itself */
	        {"<p>"
	         "版权所有，未经书面授权不得转载或建立镜像，违者依法追究法律责任，举报电话见首页。"
	         "</p>",
	                "版权", 0},
	        {"<p>"
	         "船队周一中午从海上回来，带回了三千斤鱼，码头上的人都说这是今年最好的一次收成。"
	         "</p>",
	                "船队", 75},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct staged s;
		uint32_t good;

		open_root(&s, cases[i].html);
		good = s.root.weighted_chars[staged_segment(&s, cases[i].text)];
		if (good != cases[i].good)
			fail_msg("%s\n has %u, not %u", cases[i].html, good, cases[i].good);
		assert_int_equal(s.root.total, cases[i].good);
		staged_close(&s);
	}
}

/* Elements between a text and the body, and whether they make it suspicious. */
static void test_suspicious(void **state)
{
	static const struct {
		const char *html;
		bool is;
	} cases[] = {
	        {"<p>text</p>", false},
	        {"<div class=entry-content><p>text</p></div>", false},
	        {"<nav><p>text</p></nav>", true},
	        {"<aside><p>text</p></aside>", true},
	        {"<footer><p>text</p></footer>", true},
	        {"<form><p>text</p></form>", true},
	        {"<label>text</label>", true},
	        {"<dialog open><p>text</p></dialog>", true},
	        {"<header><p>text</p></header>", false},
	        {"<div class=comment-list><p>text</p></div>", true},
	        {"<div class=breadcrumb><p>text</p></div>", true},
	        {"<div class=sidebar><p>text</p></div>", true},
	        {"<div id=footer><p>text</p></div>", true},
	        {"<div class=share><p>text</p></div>", true},
	        {"<div class=related><p>text</p></div>", true},
	        {"<div class=newsletter><p>text</p></div>", true},
	        {"<div class=tags><p>text</p></div>", true},
	        /* that says "article", too: its wrapper */
	        {"<div class='article with-sidebar'><p>text</p></div>", false},
	        {"<div class=sidebar><div class=article><p>text</p></div></div>", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct staged s;

		open_root(&s, cases[i].html);
		if (kr_content_root_suspicious(&s.page, &s.root,
		            &s.segs.v[staged_segment(&s, "text")], 0) != cases[i].is)
			fail_msg("%s", cases[i].html);
		staged_close(&s);
	}
}

static void test_suspicious_marks(void **state)
{
	struct staged s;

	(void)state;
	open_root(&s, "<div id=box class=sidebar><p>one</p><p>two</p><p>three</p></div>");
	/* only what is between the element above and the text counts */
	assert_true(kr_content_root_suspicious(&s.page, &s.root, &s.segs.v[0], s.page.dom.body));
	assert_false(kr_content_root_suspicious(
	        &s.page, &s.root, &s.segs.v[0], staged_element(&s, "box")));
	s.page.mark[s.segs.v[1].first] |= KR_MARK_REC;
	s.page.mark[s.segs.v[2].first] |= KR_MARK_COMMENT;
	for (int32_t k = 1; k < 3; k++)
		assert_true(kr_content_root_suspicious(
		        &s.page, &s.root, &s.segs.v[k], staged_element(&s, "box")));
	staged_close(&s);
}

/* Descends as long as one child has seven tenths of the running text; lists and paragraphs are no
 * containers. */
static void test_descent(void **state)
{
	static const struct {
		const char *html, *descent;
	} cases[] = {
	        {"<div id=a><div id=b><p>" SENTENCE "</p><p>" SENTENCE "</p></div></div>", "b"},
	        {"<div id=a><div id=b><p>" SENTENCE "</p></div></div>", "b"},
	        {"<div id=a><div id=b><ul><li>" SENTENCE "</li></ul></div></div>", "b"},
	        {"<div id=a><div id=b><blockquote><p>" SENTENCE "</p></blockquote></div></div>",
	                "b"},
	        /* 62 * 7 of 62 * 10 is enough, 62 * 2 of 62 * 3 is not */
	        {"<div id=a><div id=b><p>" FIVE(SENTENCE) "</p><p>" SENTENCE "</p><p>" SENTENCE
	                                                  "</p></div><div><p>" SENTENCE
	                                                  "</p><p>" SENTENCE "</p><p>" SENTENCE
	                                                  "</p></div></div>",
	                "b"},
	        {"<div id=a><div id=b><p>" SENTENCE "</p><p>" SENTENCE "</p></div><div><p>" SENTENCE
	         "</p></div></div>",
	                "a"},
	        /* inline elements are not gone into */
	        {"<div id=a><span><p id=p>" SENTENCE "</p></span></div>", "a"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct staged s;

		open_root(&s, cases[i].html);
		if (s.root.descent != staged_element(&s, cases[i].descent))
			fail_msg("%s", cases[i].html);
		staged_close(&s);
	}
}

static void test_sums(void **state)
{
	struct staged s;

	(void)state;
	open_root(&s, "<div id=a><div id=b><p id=p>" SENTENCE "</p><p>" SENTENCE
	              "</p></div><div id=c>short</div></div>");
	assert_int_equal(s.root.sum[staged_element(&s, "p")], 62);
	assert_int_equal(s.root.sum[staged_element(&s, "b")], 124);
	assert_int_equal(s.root.sum[staged_element(&s, "a")], 124);
	assert_int_equal(s.root.sum[staged_element(&s, "c")], 0);
	assert_int_equal(s.root.total, 124);
	staged_close(&s);
}

/* Paragraphs count for their parent and half for the next element; links lower an element. */
static void test_scored(void **state)
{
	static const struct {
		const char *html, *scored;
	} cases[] = {
	        {"<div id=a><div id=b><p>" SENTENCE "</p></div></div>", "b"},
	        /* three by one each for the parts: 62, and 3 * 62 / 2 for the whole */
	        {"<div id=a><div><p>" SENTENCE "</p></div><div><p>" SENTENCE
	         "</p></div><div><p>" SENTENCE "</p></div></div>",
	                "a"},
	        {"<div id=a><div id=b><p>" FIVE(SENTENCE) "</p></div><div><p>" SENTENCE
	                                                  "</p></div></div>",
	                "b"},
	        /* two boxes of equal text, of which one is mostly links otherwise */
	        {"<div><p>" SENTENCE "</p><a href=/x>" FIVE(
	                 "one more of the links here") "</a></div>"
	                                               "<div id=b><p>" SENTENCE "</p></div>",
	                "b"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct staged s;

		open_root(&s, cases[i].html);
		if (s.root.scored != staged_element(&s, cases[i].scored))
			fail_msg("%s", cases[i].html);
		staged_close(&s);
	}
}

static void test_empty(void **state)
{
	struct staged s;

	(void)state;
	open_root(&s, "");
	assert_int_equal(s.root.descent, -1);
	assert_int_equal(s.root.scored, -1);
	assert_int_equal(s.root.total, 0);
	staged_close(&s);
	open_root(&s, "<p>short</p>");
	assert_int_equal(s.root.descent, s.page.dom.body);
	assert_int_equal(s.root.scored, -1);
	staged_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_running_text),
	        cmocka_unit_test(test_suspicious),
	        cmocka_unit_test(test_suspicious_marks),
	        cmocka_unit_test(test_descent),
	        cmocka_unit_test(test_sums),
	        cmocka_unit_test(test_scored),
	        cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
