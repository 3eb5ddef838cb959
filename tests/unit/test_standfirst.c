/* The line under the headline that says what the article is about. */
#include "stage_help.h"

#include "extract/body/standfirst_priv.h"

#define HEAD "<head><title>Boats sold</title></head>"
#define DECK "Forty boats that nobody had wanted were sold within an hour."
#define TEN  "<p>1<p>2<p>3<p>4<p>5<p>6<p>7<p>8<p>9<p>10"
#define TEXT "<p>Text of the article itself.</p>"

/* Whether the text that begins with Forty is kept when the one that begins with Text is. */
static const struct {
	const char *html;
	bool is;
} leads[] = {
        {"<h1>Boats sold</h1><h2>" DECK "</h2>" TEXT, true},
        {"<h1>Boats sold</h1><h3>Forty boats.</h3>" TEXT, true},
        {"<h1>Boats sold</h1><h4>" DECK "</h4>" TEXT, true},
        {"<h1>Boats sold</h1><h5>" DECK "</h5>" TEXT, false},
        {"<h1>Boats sold</h1><p>" DECK "</p>" TEXT, false},
        {"<h1>Boats sold</h1><p class=article-lead>" DECK "</p>" TEXT, true},
        {"<h1>Boats sold</h1><div class=standfirst><p>" DECK "</p></div>" TEXT, true},
        {"<h1>Boats sold</h1><div id=intro><p>" DECK "</p></div>" TEXT, true},
        {"<h1>Boats sold</h1><p class=daodu>Forty " DECK "</p>" TEXT, true},
        /* named by an element around text and title both: by nothing */
        {"<div class=intro><h1>Boats sold</h1><p>" DECK "</p>" TEXT "</div>", false},
        {"<h1>Boats sold</h1><p class=excerpt>" DECK "</p>" TEXT, true},
        {"<h1>Boats sold</h1><div itemprop=alternativeHeadline>" DECK "</div>" TEXT, true},
        {"<h1>Boats sold</h1><p data-testid=story-dek>" DECK "</p>" TEXT, true},
        {"<h1>Boats sold</h1><div class=intro><ul><li>" DECK "</ul></div>" TEXT, true},
        /* lead, but not leading or leader */
        {"<h1>Boats sold</h1><p class=postLead>" DECK "</p>" TEXT, true},
        {"<h1>Boats sold</h1><p class='leading-6'>" DECK "</p>" TEXT, false},
        {"<h1>Boats sold</h1><p class=leader>" DECK "</p>" TEXT, false},
        /* no sentence: in an element of its own that is named so */
        {"<h1>Boats sold</h1><p class=perex>Forty boats, all sold in an hour</p>" TEXT, true},
        {"<h1>Boats sold</h1><p class=bajada>Forty boats, all sold in an hour</p>" TEXT, true},
        {"<h1>Boats sold</h1><p class=ingress>Forty boats, all sold in an hour</p>" TEXT, true},
        {"<h1>Boats sold</h1><p class=sapo>Forty boats, all sold</p>" TEXT, false},
        {"<h1>Boats sold</h1><div class=perex><p>Forty boats, all sold in an hour<p>And "
         "other lines of the same box, which is longer than that</div>" TEXT,
                false},
        /* words that name other lines, too: beside the headline only */
        {"<h1>Boats sold</h1><p class=description>Forty boats, which all were sold in an hour and "
         "a half</p>" TEXT,
                true},
        {"<h1>Boats sold</h1><i>1</i><p>2<p>3<p class=description>Forty boats, which all were "
         "sold in an hour and a half</p>" TEXT,
                false},
        /* neither authors nor dates */
        {"<h1>Boats sold</h1><p class=subhead>Forty Boats and Wilhelmina Armstrong</p>" TEXT,
                false},
        {"<h1>Boats sold</h1><p class=subhead>Forty: 21 February 2024 at 10:15 am</p>" TEXT, false},
        /* nor a caption */
        {"<h1>Boats sold</h1><div><img src=/a.jpg><p class=description>Forty boats, which all were "
         "sold in an hour and a half</p></div>" TEXT,
                false},
        /* nor the headline with a label */
        {"<h1>Boats sold</h1><h2>Forty: Boats sold!</h2>" TEXT, false},
        /* ends as a sentence, has a mark, or is long and in the box of the headline */
        {"<h1>Boats sold</h1><h2>Forty boats, all sold within an hour</h2>" TEXT, false},
        {"<h1>Boats sold</h1><h2>Forty boats, which all were sold in an hour and a half</h2>" TEXT,
                true},
        {"<h1>Boats sold</h1><div><h2>Forty boats, which all were sold in an hour and a "
         "half</h2></div>" TEXT,
                false},
        {"<h1>Boats sold</h1><h2>Forty boats, “all sold”</h2>" TEXT, true},
        {"<h1>Boats sold</h1><h2>Forty ships went。</h2>" TEXT, true},
        /* neither too short nor a text by itself */
        {"<h1>Boats sold</h1><h2>Forty.</h2>" TEXT, false},
        {"<h1>Boats sold</h1><p class=lead>Forty boats were sold on a day.</p>" TEXT, false},
        {"<h1>Boats sold</h1><p class=lead>" DECK DECK DECK DECK DECK DECK DECK DECK DECK DECK DECK
                        DECK DECK DECK DECK DECK DECK "</p>" TEXT,
                false},
        /* neither links nor captions */
        {"<h1>Boats sold</h1><h2>Forty <a href=/x>boats were</a> sold.</h2>" TEXT, false},
        {"<h1>Boats sold</h1><figure><p class=lead>" DECK "</p></figure>" TEXT, false},
        {"<h1>Boats sold</h1><p class=lead hidden>" DECK "</p>" TEXT, false},
        /* a suspicious place */
        {"<h1>Boats sold</h1><aside><h2>" DECK "</h2></aside>" TEXT, false},
        {"<h1>Boats sold</h1><div class=newsletter><h2>" DECK "</h2></div>" TEXT, false},
        /* not if the headline is there, too */
        {"<div class=newsletter><h1>Boats sold</h1><h2>" DECK "</h2></div>" TEXT, true},
        /* above the headline */
        {"<h2>" DECK "</h2><h1>Boats sold</h1>" TEXT, false},
        /* the text is above the headline */
        {TEXT "<h1>Boats sold</h1><h2>" DECK "</h2>", false},
        /* twelve segments below the headline or above the text, and thirteen */
        {"<h1>Boats sold</h1>" TEN "<p>11<h2>" DECK "</h2>" TEN "<p>11<p>12<p>13" TEXT, true},
        {"<h1>Boats sold</h1>" TEN "<p>11<p>12<p>13<h2>" DECK "</h2>" TEN "<p>11" TEXT, true},
        {"<h1>Boats sold</h1>" TEN "<p>11<p>12<p>13<h2>" DECK "</h2>" TEN "<p>11<p>12" TEXT, false},
};

static void test_leads(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		uint8_t keep[STAGED_SEGMENTS];
		struct staged s;
		struct kr_str html;

		kr_str_init(&html);
		kr_str_addf(&html, "%s%s", HEAD, leads[i].html);
		staged_open(&s, html.data, "body");
		kr_segments_find(&s.page, &s.segs);
		kr_content_root_find(&s.page, &s.segs, &s.root);
		staged_keep(&s, "Text", keep);
		kr_standfirst_keep(&s.page, &s.segs, &s.root, keep);
		assert_int_equal(keep[staged_segment(&s, "Text")], 1);
		if (keep[staged_segment(&s, "Forty")] != leads[i].is)
			fail_msg("%s", leads[i].html);
		staged_close(&s);
		kr_str_fini(&html);
	}
}

/* The words of the summary in the head of the page are a standfirst wherever they are above the
 * text. */
static const struct {
	const char *html;
	bool is;
} declared[] = {
        {"<h1>Boats sold</h1><p>" DECK "</p>" TEXT, true},
        {"<h1>Boats sold</h1><p><em>" DECK "</em> More of the same.</p>" TEXT, true},
        {"<h1>Boats sold</h1><p>Forty boats that nobody had wanted were sold - within an "
         "hour</p>" TEXT,
                true},
        {"<p>" DECK "</p><h1>Boats sold</h1>" TEXT, true},
        {"<h1>Boats sold</h1><p>Forty boats that everybody had wanted.</p>" TEXT, false},
        {"<h1>Boats sold</h1><p>Forty boats.</p>" TEXT, false},
        {"<h1>Boats sold</h1><figure><p>" DECK "</p></figure>" TEXT, false},
        {"<h1>Boats sold</h1><div><video></video><p>" DECK "</p></div>" TEXT, false},
        {"<h1>Boats sold</h1><form><p>" DECK "</p></form>" TEXT, false},
        /* no headline */
        {"<p>" DECK "</p>" TEXT, true},
};

static void test_declared(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof declared / sizeof *declared; i++) {
		uint8_t keep[STAGED_SEGMENTS];
		struct staged s;
		struct kr_str html;

		kr_str_init(&html);
		kr_str_addf(&html,
		        "<head><title>Boats sold</title><meta name=description content='" DECK
		        "'></head>%s",
		        declared[i].html);
		staged_open(&s, html.data, "body");
		kr_segments_find(&s.page, &s.segs);
		kr_content_root_find(&s.page, &s.segs, &s.root);
		staged_keep(&s, "Text", keep);
		kr_standfirst_keep(&s.page, &s.segs, &s.root, keep);
		if (keep[staged_segment(&s, "Forty")] != declared[i].is)
			fail_msg("%s", declared[i].html);
		assert_int_equal(
		        !!(s.page.mark[staged_text(&s, "Forty")] & KR_MARK_LEAD), declared[i].is);
		staged_close(&s);
		kr_str_fini(&html);
	}
}

/* A text that begins with the same words is enough. */
static void test_once(void **state)
{
	uint8_t keep[STAGED_SEGMENTS];
	struct staged s;

	(void)state;
	staged_open(&s,
	        HEAD "<h1>Boats sold</h1><p class=lead>" DECK "</p><p>Forty boats that nobody "
	             "had wanted were sold within an hour, and more of this.</p>",
	        "body");
	kr_segments_find(&s.page, &s.segs);
	kr_content_root_find(&s.page, &s.segs, &s.root);
	memset(keep, 0, sizeof keep);
	keep[s.segs.n - 1] = 1;
	kr_standfirst_keep(&s.page, &s.segs, &s.root, keep);
	assert_int_equal(keep[s.segs.n - 2], 0);
	staged_close(&s);
}

/* Without a headline on the page, or a text, nothing is a lead. */
static void test_none(void **state)
{
	uint8_t keep[STAGED_SEGMENTS] = {0};
	struct staged s;

	(void)state;
	staged_open(&s, HEAD "<h1>Boats sold</h1><h2>" DECK "</h2>" TEXT, "body");
	kr_segments_find(&s.page, &s.segs);
	kr_content_root_find(&s.page, &s.segs, &s.root);
	kr_standfirst_keep(&s.page, &s.segs, &s.root, keep);
	for (int32_t k = 0; k < s.segs.n; k++)
		assert_int_equal(keep[k], 0);
	s.page.title_node = -1;
	staged_keep(&s, "Text", keep);
	kr_standfirst_keep(&s.page, &s.segs, &s.root, keep);
	assert_int_equal(keep[staged_segment(&s, "Forty")], 0);
	staged_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_leads),
	        cmocka_unit_test(test_declared),
	        cmocka_unit_test(test_once),
	        cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
