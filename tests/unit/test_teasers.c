/* Segments that say a few words of other articles lose their probability. */
#include "stage_help.h"

#include "extract/body/teasers_priv.h"

#define SENTENCE "The boats came in from the sea at noon on Monday, and then they were all sold."
#define OWN                                                                                        \
	"<div><p>One " SENTENCE "</p><p>Two " SENTENCE "</p><p>Six " SENTENCE                      \
	"</p><p>Ten " SENTENCE "</p></div>"
#define CUT(word) "<li><div>" word " boats came in today, and...</div>"

/* The probabilities, 900 each, after teasers are dropped; mark: a text that is marked as one. */
static void drop(const char *html, const char *mark, int16_t p[STAGED_SEGMENTS], struct staged *s)
{
	staged_open(s, html, "body");
	staged_segments(s);
	assert_true(s->segs.n <= STAGED_SEGMENTS);
	if (mark)
		s->page.mark[staged_text(s, mark)] |= KR_MARK_TEASER;
	for (int32_t k = 0; k < s->segs.n; k++)
		p[k] = 900;
	kr_teasers_drop(&s->page, &s->segs, &s->root, &s->x, p);
}

static void test_cut(void **state)
{
	static const struct {
		const char *html, *text;
		int16_t p;
	} cases[] = {
	        {OWN "<ul>" CUT("Ann") CUT("Ben") CUT("Cleo") CUT("Dan") CUT("Eve") "</ul>", "Ann",
	                0},
	        {OWN "<ul>" CUT("Ann") CUT("Ben") CUT("Cleo") CUT("Dan") CUT("Eve") "</ul>", "One",
	                900},
	        /* four are too few */
	        {OWN "<ul>" CUT("Ann") CUT("Ben") CUT("Cleo") CUT("Dan") "</ul>", "Ann", 900},
	        /* four fifths of their kind must be cut */
	        {OWN "<ul>" CUT("Ann") CUT("Ben") CUT("Cleo") CUT("Dan")
	                        CUT("Eve") "<li><div>Fay came in.</div></ul>",
	                "Fay", 0},
	        {OWN "<ul>" CUT("Ann") CUT("Ben") CUT("Cleo") CUT("Dan") CUT(
	                 "Eve") "<li><div>Fay came in.</div><li><div>Gil came in.</div></ul>",
	                "Ann", 900},
	        /* the ellipsis of typographers */
	        {OWN "<ul><li>Ann came…<li>Ben came… <li>Cleo…<li>Dan…<li>Eve…</ul>", "Ben", 0},
	        /* a page without a text of its own is made of them */
	        {"<ul>" CUT("Ann") CUT("Ben") CUT("Cleo") CUT("Dan") CUT("Eve") "</ul>", "Ann",
	                900},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int16_t p[STAGED_SEGMENTS];
		struct staged s;

		drop(cases[i].html, NULL, p, &s);
		if (p[staged_segment(&s, cases[i].text)] != cases[i].p)
			fail_msg("%s of\n%s", cases[i].text, cases[i].html);
		staged_close(&s);
	}
}

/* What the lists have marked. */
static void test_marked(void **state)
{
	int16_t p[STAGED_SEGMENTS];
	struct staged s;

	(void)state;
	drop(OWN "<p>Other " SENTENCE "</p>", "Other", p, &s);
	assert_int_equal(p[staged_segment(&s, "Other")], 0);
	assert_int_equal(p[staged_segment(&s, "Two")], 900);
	staged_close(&s);
	/* less than 200 weighted characters are no text of its own; marked ones do not count */
	drop("<p>One " SENTENCE "</p><p>Two " SENTENCE "</p><p>Other " SENTENCE "</p>", "Other", p,
	        &s);
	assert_int_equal(p[staged_segment(&s, "Other")], 900);
	staged_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_cut),
	        cmocka_unit_test(test_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
