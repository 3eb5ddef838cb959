/* The line under the headline that says what the article is about. */
#include "stage_help.h"

#include "extract/body/standfirst_priv.h"

#define HEAD "<head><title>Boats sold</title></head>"
#define DECK "Forty boats that nobody had wanted were sold within an hour."
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
        /* ends as a sentence, has a mark */
        {"<h1>Boats sold</h1><h2>Forty boats, all sold within an hour</h2>" TEXT, false},
        {"<h1>Boats sold</h1><h2>Forty boats, “all sold”</h2>" TEXT, true},
        {"<h1>Boats sold</h1><h2>Forty boats sold。</h2>" TEXT, true},
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
        /* above the headline */
        {"<h2>" DECK "</h2><h1>Boats sold</h1>" TEXT, false},
        /* the text is above the headline */
        {TEXT "<h1>Boats sold</h1><h2>" DECK "</h2>", false},
        /* twelve segments above the text, and thirteen */
        {"<h1>Boats sold</h1><h2>" DECK "</h2><i>1</i><p>2<p>3<p>4<p>5<p>6<p>7<p>8<p>9<p>10"
         "<p>11" TEXT,
                true},
        {"<h1>Boats sold</h1><h2>" DECK "</h2><i>1</i><p>2<p>3<p>4<p>5<p>6<p>7<p>8<p>9<p>10"
         "<p>11<p>12" TEXT,
                false},
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
	        cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
