/* What the text of a segment looks like. */
#include "stage_help.h"

#include "extract/body/text_features_priv.h"

static struct kr_text_features_tables tables;

/* The features of the first segment of a page. */
static struct kr_text_features of(const char *html)
{
	struct kr_text_features t;
	struct staged s;

	staged_open(&s, html, "body");
	kr_segments_find(&s.page, &s.segs);
	assert_true(s.segs.n > 0);
	kr_text_features_read(&s.page.dom, &s.segs.v[0], &tables, &t);
	staged_close(&s);
	return t;
}

static int prepare(void **state)
{
	(void)state;
	kr_text_features_prepare(&tables, "Trams run again, says Ånn", "The mayor rides along");
	kr_text_features_add_data(&tables, "Four trams left the depot.", 26);
	return 0;
}

static void test_counts(void **state)
{
	const struct kr_text_features t = of("<p>At 9:30 the 12 boats of NATO, 3rd, came: $7!</p>");

	(void)state;
	assert_int_equal(t.words, 11);  /* At 9 30 the 12 boats of NATO 3rd came 7 */
	assert_int_equal(t.symbols, 6); /* : , , : $ ! */
	assert_int_equal(t.letters, 22);
	assert_int_equal(t.upper, 5);
	assert_int_equal(t.digits, 7);
	assert_int_equal(t.numbers, 5); /* 9 30 12 3rd 7 */
	assert_int_equal(t.currency, 1);
	assert_int_equal(t.cjk, 0);
	assert_int_equal(t.first, 'A');
	assert_int_equal(t.last, '!');
}

static void test_scripts(void **state)
{
	struct kr_text_features t = of("<p>他乘3路车。价：¥5、€6、£7</p>");

	(void)state;
	assert_int_equal(t.cjk, 5);   /* 他 乘 路 车 价 */
	assert_int_equal(t.words, 9); /* and 3 5 6 7 */
	assert_int_equal(t.first, 0x4ed6);
	assert_int_equal(t.last, '7');
	assert_int_equal(t.currency, 3);
	t = of("<p>Ёлка стоит. Łódź pływa</p>");
	assert_int_equal(t.words, 4);
	assert_int_equal(t.letters, 9 + 9);
	assert_int_equal(t.upper, 0); /* of ASCII only */
	t = of("<p>\xc2\xa0 \xe2\x80\x83one\xe3\x80\x80two</p>");
	assert_int_equal(t.words, 2);
	assert_int_equal(t.first, 'o');
}

static void test_bold(void **state)
{
	(void)state;
	assert_int_equal(of("<p>ab <b>cde</b> <strong>f</strong> <i>g</i></p>").bold, 4);
	assert_int_equal(of("<p>ab</p>").bold, 0);
}

/* Blanks, marks and case do not matter for equal texts; anything else does. */
static void test_hash(void **state)
{
	const uint64_t h = of("<p>Boats come in.</p>").hash;

	(void)state;
	assert_true(of("<div>boats,  COME (in)</div>").hash == h);
	assert_true(of("<p><b>Boats</b> come in</p>").hash == h);
	assert_false(of("<p>Boats in come.</p>").hash == h);
	assert_false(of("<p>Boats come in 2.</p>").hash == h);
}

static void test_title_summary_data(void **state)
{
	struct kr_text_features t = of("<p>AGAIN the mayor rides trams, Ånn</p>");

	(void)state;
	assert_int_equal(t.in_title, 3);   /* again trams ånn */
	assert_int_equal(t.in_summary, 3); /* the mayor rides */
	assert_int_equal(t.in_data, 0);
	t = of("<p>So four trams, left the harbour</p>");
	assert_int_equal(t.in_data, 3); /* four trams, trams left, left the */
	/* the first word of the data follows nothing, as the first of a text */
	t = of("<p>Four boats</p>");
	assert_int_equal(t.in_data, 1);
}

static void test_topics(void **state)
{
	struct kr_text_features t = of("<p>Copyright by Ann. ALL RIGHTS RESERVED</p>");

	(void)state;
	assert_int_equal(t.topics[KR_TOPIC_LEGAL], 3);
	assert_int_equal(t.topics[KR_TOPIC_BYLINE], 1);
	assert_int_equal(t.topics[KR_TOPIC_SHARE], 0);
	/* whole words only */
	assert_int_equal(of("<p>Copyrighted</p>").topics[KR_TOPIC_LEGAL], 0);
	/* but ideographs have no words */
	assert_int_equal(of("<p>本站版权所有</p>").topics[KR_TOPIC_LEGAL], 1);
	assert_int_equal(of("<p>权所版有</p>").topics[KR_TOPIC_LEGAL], 0);
	/* the sign counts wherever it is */
	assert_int_equal(of("<p>a b c d e f g h i j k l m n o p q r s t u v w x y z © Ann</p>")
	                         .topics[KR_TOPIC_LEGAL],
	        1);
}

/* Only the first words are looked up, and the last ones by themselves. */
static void test_head_and_tail(void **state)
{
#define TWENTY "a b c d e f g h i j k l m n o p q r s t "
	struct kr_text_features t = of("<p>" TWENTY "u v w subscribe</p>");

	(void)state;
	assert_int_equal(t.topics[KR_TOPIC_SUBSCRIBE], 1);
	assert_int_equal(t.tail[KR_TOPIC_SUBSCRIBE], 1);
	t = of("<p>" TWENTY "u v w x subscribe</p>");
	assert_int_equal(t.topics[KR_TOPIC_SUBSCRIBE], 0);
	assert_int_equal(t.tail[KR_TOPIC_SUBSCRIBE], 1);
	t = of("<p>" TWENTY "subscribe b c d e f</p>");
	assert_int_equal(t.tail[KR_TOPIC_SUBSCRIBE], 1);
	t = of("<p>" TWENTY "subscribe a b c d e f</p>");
	assert_int_equal(t.tail[KR_TOPIC_SUBSCRIBE], 0);
	assert_int_equal(t.topics[KR_TOPIC_SUBSCRIBE], 1);
}

/* Without a title and a summary nothing is in them. */
static void test_no_title(void **state)
{
	struct kr_text_features_tables none;
	struct kr_text_features t;
	struct staged s;

	(void)state;
	kr_text_features_prepare(&none, NULL, NULL);
	staged_open(&s, "<p>Trams run again</p>", "body");
	kr_segments_find(&s.page, &s.segs);
	kr_text_features_read(&s.page.dom, &s.segs.v[0], &none, &t);
	assert_int_equal(t.in_title, 0);
	assert_int_equal(t.in_summary, 0);
	assert_int_equal(t.in_data, 0);
	assert_int_equal(none.title.n, 0);
	assert_int_equal(tables.title.n, 5);
	assert_int_equal(tables.data.n, 5);
	staged_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_counts),
	        cmocka_unit_test(test_scripts),
	        cmocka_unit_test(test_bold),
	        cmocka_unit_test(test_hash),
	        cmocka_unit_test(test_title_summary_data),
	        cmocka_unit_test(test_topics),
	        cmocka_unit_test(test_head_and_tail),
	        cmocka_unit_test(test_no_title),
	};

	return cmocka_run_group_tests(tests, prepare, NULL);
}
