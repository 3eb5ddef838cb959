/* Boxes that ask about cookies are hidden where there is an article beside them. */
#include "stage_help.h"

#include "extract/body/consent_priv.h"

#define ASK    "<p>We use cookies to make this site work, and our partners use them, too.</p>"
#define BUTTON "<button>Accept all</button>"
#define STORY                                                                                      \
	"<h1>Boats sold</h1><p>The boats came in from the sea at noon on Monday, and all were "    \
	"sold.</p>"

static bool is_hidden(const struct staged *s, const char *text)
{
	return s->page.dom.nodes[staged_text(s, text)].flags & KR_NF_HIDDEN;
}

/* Whether the text that begins with "We use" is hidden; nothing else ever is. */
static void test_boxes(void **state)
{
	static const struct {
		const char *html;
		bool hidden;
	} cases[] = {
	        {"<div>" ASK BUTTON "</div>" STORY, true},
	        {STORY "<div><div>" ASK "</div><div><a href=#>OK</a></div></div>", true},
	        {STORY "<div>" ASK "<input type=submit value='I agree'></div>", true},
	        {STORY "<div>" ASK "<a href=#>我知道了</a></div>", true},
	        /* nothing to press, or something else */
	        {"<div>" ASK "</div>" STORY, false},
	        {"<div>" ASK "<button>Search</button></div>" STORY, false},
	        {"<div>" ASK "<a href=/terms>The conditions that you accept when you read this "
	         "site and all that belongs to it</a></div>" STORY,
	                false},
	        /* nothing beside it */
	        {"<div>" ASK BUTTON "</div><p>Hello</p>", false},
	        {"<div>" ASK BUTTON "</div><h1>Boats</h1>", false},
	        {"<div>" ASK BUTTON "</div><h1>Boats</h1><p>A day at sea without a mark that ends "
	         "a sentence</p>",
	                false},
	        {"<div>" ASK BUTTON "</div><h1>Boats</h1><p>Privacy of the sailors, who came from "
	         "the sea.</p>",
	                false},
	        /* the box holds more than the question */
	        {"<div><article>" ASK BUTTON STORY "</article></div>", false},
	        {"<main>" ASK BUTTON "</main>" STORY, false},
	        {"<div><h1>Boats sold</h1>" ASK BUTTON "</div><p>The boats came in from the sea at "
	         "noon on Monday.</p>",
	                false},
	        {"<div>" ASK BUTTON "<p>Forty other boats, which nobody had seen, came later.</p>"
	         "</div>" STORY,
	                false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct staged s;

		staged_open(&s, cases[i].html, "consent");
		kr_consent_run(&s.page);
		if (is_hidden(&s, "We use") != cases[i].hidden)
			fail_msg("%s", cases[i].html);
		if (strstr(cases[i].html, "The boats came"))
			assert_false(is_hidden(&s, "The boats came"));
		staged_close(&s);
	}
}

#define TEN(s) s s s s s s s s s s

/* A box that is small beside the text is left to the judgement of the body. */
static void test_small(void **state)
{
	struct staged s;

	(void)state;
	staged_open(&s,
	        "<div>" ASK BUTTON "</div>" TEN("<p>The boats came in from the sea at noon.</p>"),
	        "consent");
	kr_consent_run(&s.page);
	assert_false(is_hidden(&s, "We use"));
	staged_close(&s);
}

/* Articles about it keep it. */
static void test_about(void **state)
{
	struct staged s;

	(void)state;
	staged_open(&s,
	        "<head><title>What cookies are for</title></head><div>" ASK BUTTON "</div>" STORY,
	        "consent");
	kr_consent_run(&s.page);
	assert_false(is_hidden(&s, "We use"));
	staged_close(&s);
}

/* What is hidden is taken out of the counts of all around it. */
static void test_counts(void **state)
{
	struct kr_stat with, without;
	struct staged s;

	(void)state;
	staged_open(&s, "<div id=all><div id=box>" ASK BUTTON "</div>" STORY "</div>", "consent");
	with = s.page.stat[staged_element(&s, "all")];
	without = s.page.stat[staged_element(&s, "box")];
	kr_consent_run(&s.page);
	assert_true(is_hidden(&s, "We use"));
	assert_false(s.page.dom.nodes[staged_text(&s, "We use")].flags & KR_NF_FOLDED);
	assert_int_equal(s.page.stat[staged_element(&s, "all")].chars, with.chars - without.chars);
	assert_int_equal(s.page.stat[staged_element(&s, "all")].words, with.words - without.words);
	assert_int_equal(s.page.stat[staged_element(&s, "all")].stops, with.stops - without.stops);
	assert_int_equal(s.page.stat[0].chars, with.chars - without.chars);
	assert_int_equal(s.page.stat[staged_element(&s, "box")].chars, 0);
	assert_int_equal(s.page.stat[staged_element(&s, "box")].elements, without.elements);
	staged_close(&s);
}

static void test_words(void **state)
{
	static const struct {
		const char *text;
		bool is;
	} cases[] = {{"This site uses COOKIES", true}, {"我们与合作伙伴", true},
	        {"Ihre Einwilligung", true}, {"nos partenaires", true}, {"biscuits", false}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(kr_consent_mentions(kr_slice_of(cases[i].text)), cases[i].is);
}

static void test_buttons(void **state)
{
	static const struct {
		const char *html;
		bool is;
	} cases[] = {
	        {"<button>ACCEPT</button>", true},
	        {"<a href=#>Alle akzeptieren</a>", true},
	        {"<input value='Got it'>", true},
	        {"<button> Ok </button>", true},
	        {"<button>Okay, show me more</button>", false},
	        {"<span>Accept</span>", false},
	        {"<button>Verstanden</button>", true},
	        {"<button>同意并继续</button>", true},
	        {"<button>Decline</button>", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct staged s;

		staged_open(&s, cases[i].html, "consent");
		if (kr_consent_can_accept(&s.page, s.page.dom.body) != cases[i].is)
			fail_msg("%s", cases[i].html);
		staged_close(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_boxes),
	        cmocka_unit_test(test_small),
	        cmocka_unit_test(test_about),
	        cmocka_unit_test(test_counts),
	        cmocka_unit_test(test_words),
	        cmocka_unit_test(test_buttons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
