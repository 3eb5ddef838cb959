/* What the date model knows of a day that a page mentions. */
#include "stage_help.h"

#include <stdio.h>

#include "extract/meta/date/date_mentions_priv.h"

static const char *const names[] = {
#define FEATURE(name, low, high, what) #name,
#include "extract/meta/date/date_features.def"
#undef FEATURE
};

struct want {
	int day; /* of May 2024 */
	int feature;
	float value;
};

enum { MAY = 19843 }; /* 30 April 2024, in days since 1970 */

static const struct kr_day *day_of(const struct kr_date_mentions *all, int day)
{
	for (size_t i = 0; i < all->ndays; i++)
		if (all->days[i].day == MAY + day)
			return &all->days[i];
	fail_msg("no mention of May %d", day);
	return NULL;
}

/* The body is what is in the element with the id "story". */
static void mark_story(struct staged *s)
{
	const int32_t story = staged_element(s, "story");

	for (int32_t i = 0; i < s->page.dom.n; i++) {
		s->page.mark[i] &= (uint8_t) ~(KR_MARK_KEEP | KR_MARK_CAPTION);
		if (kr_dom_within(&s->page.dom, i, story) &&
		        s->page.dom.nodes[i].tag == KR_TAG_TEXT)
			s->page.mark[i] |= KR_MARK_KEEP;
	}
}

static void check(const char *html, const struct want *want, size_t n)
{
	struct kr_date_mentions all;
	struct staged s;
	bool good = true;

	staged_open(&s, html, "date");
	mark_story(&s);
	kr_date_mentions_find(&s.page, &all);
	kr_date_features_describe(&s.page, &all);
	for (size_t i = 0; i < n; i++) {
		char day[16];

		snprintf(day, sizeof day, "May %d", want[i].day);
		good &= staged_feature_is(names[want[i].feature], day,
		        day_of(&all, want[i].day)->f[want[i].feature], want[i].value);
	}
	assert_true(good);
	staged_close(&s);
}

#define CHECK(html, ...)                                                                           \
	do {                                                                                       \
		const struct want want[] = {__VA_ARGS__};                                          \
                                                                                                   \
		check(html, want, sizeof want / sizeof *want);                                     \
	} while (0)

#define STORY                                                                                      \
	"<div id=story><p>The boats came in from the sea at noon on Monday, and all of them were " \
	"sold within "                                                                             \
	"an hour to people who had waited since the morning.</p><p>Nobody had seen so many of "    \
	"them for years, said the harbour master, who counted forty and then gave up.</p></div>"

static void test_sources(void **state)
{
	(void)state;
	CHECK("<head><meta property=article:published_time content=2024-05-01>"
	      "<meta property=article:modified_time content=2024-05-02>"
	      "<meta name=date content=2024-05-03>"
	      "<meta property=og:image content=https://i.example/2024/05/04/a.jpg>"
	      "<script type=application/ld+json>[{\"@type\":\"NewsArticle\",\"datePublished\":"
	      "\"2024-05-05T08:00\",\"dateModified\":\"2024-05-06\"},{\"@type\":\"WebPage\","
	      "\"datePublished\":\"2024-05-07\"}]</script></head><h1>Boats sold</h1>"
	      "<time datetime=2024-05-08>x</time><span itemprop=datePublished content=2024-05-09>"
	      "</span><span class=date>May 10, 2024</span><div class=author-info>May 11, 2024"
	      "</div><p>May 12, 2024</p>" STORY,
	        {1, KR_DFEAT_meta, 1}, {1, KR_DFEAT_json_ld_article, 0}, {1, KR_DFEAT_mentions, 1},
	        {1, KR_DFEAT_machine_sources, 1}, {1, KR_DFEAT_visible_sources, 0},
	        {1, KR_DFEAT_has_time, 0}, {1, KR_DFEAT_any_meta, 1}, {1, KR_DFEAT_any_json_ld, 1},
	        {1, KR_DFEAT_any_time, 1}, {1, KR_DFEAT_any_itemprop, 1},
	        {1, KR_DFEAT_candidates, 12}, {1, KR_DFEAT_mention_share, 1 / 12.0f},
	        {2, KR_DFEAT_meta_modified, 1}, {3, KR_DFEAT_meta_generic, 1},
	        {4, KR_DFEAT_image, 1}, {5, KR_DFEAT_json_ld_article, 1}, {5, KR_DFEAT_has_time, 1},
	        {6, KR_DFEAT_json_ld_modified, 1}, {7, KR_DFEAT_json_ld_other, 1},
	        {8, KR_DFEAT_time_tag, 1}, {9, KR_DFEAT_itemprop, 1}, {10, KR_DFEAT_class_attr, 1},
	        {11, KR_DFEAT_byline, 1}, {12, KR_DFEAT_text, 1}, {12, KR_DFEAT_visible_sources, 1},
	        {12, KR_DFEAT_machine_sources, 0});
}

/* What names of <meta> say that are no known names: by the words in them. */
static void test_meta_names(void **state)
{
	(void)state;
	CHECK("<head><meta name=x-published-on content=2024-05-01>"
	      "<meta name=x-upload content=2024-05-02><meta name=x-date content=2024-05-03>"
	      "<meta name=x-modified-on content=2024-05-04>"
	      "<meta name=x-update content=2024-05-05>"
	      "<meta name=x-description content='Boats, 2024-05-06'></head>"
	      "<h1>Boats sold</h1><p>May 7, 2024</p>" STORY,
	        {1, KR_DFEAT_meta_generic, 1}, {2, KR_DFEAT_meta_generic, 1},
	        {3, KR_DFEAT_meta_generic, 1}, {4, KR_DFEAT_meta_modified, 1},
	        {4, KR_DFEAT_meta_generic, 0}, {5, KR_DFEAT_meta_modified, 1},
	        {5, KR_DFEAT_meta_generic, 0}, {6, KR_DFEAT_description, 1},
	        {7, KR_DFEAT_candidates, 7});
}

/* Dates in <head> and scripts are in no place of the page. */
static void test_placeless(void **state)
{
	(void)state;
	CHECK("<head><meta property=article:published_time content=2024-05-01>"
	      "<meta property=article:modified_time content=2024-05-02>"
	      "<meta name=date content=2024-05-03>"
	      "<script>var x={\"publishTime\":\"2024-05-04\"}</script></head>"
	      "<h1>Boats sold</h1><p>May 5, 2024</p>" STORY,
	        {1, KR_DFEAT_rank, 40}, {2, KR_DFEAT_rank, 40}, {3, KR_DFEAT_rank, 40},
	        {4, KR_DFEAT_rank, 40}, {5, KR_DFEAT_rank, 0}, {1, KR_DFEAT_before_title, 20},
	        {2, KR_DFEAT_before_title, 20}, {3, KR_DFEAT_before_title, 20},
	        {4, KR_DFEAT_before_title, 20}, {1, KR_DFEAT_to_body, 20},
	        {2, KR_DFEAT_to_body, 20}, {3, KR_DFEAT_to_body, 20}, {4, KR_DFEAT_to_body, 20},
	        {4, KR_DFEAT_script, 1});
}

/* Mentions of one day are added up. */
static void test_sums(void **state)
{
	(void)state;
	CHECK("<head><meta property=article:published_time content=2024-05-01></head>"
	      "<h1>Boats sold</h1><span class=date>May 1, 2024</span><p>May 1, 2024</p>" STORY
	      "<p>May 2, 2024</p>",
	        {1, KR_DFEAT_mentions, 3}, {1, KR_DFEAT_mention_share, 0.75f},
	        {1, KR_DFEAT_machine_sources, 1}, {1, KR_DFEAT_visible_sources, 2},
	        {1, KR_DFEAT_candidates, 2}, {2, KR_DFEAT_candidates, 2}, {2, KR_DFEAT_any_time, 0},
	        {2, KR_DFEAT_any_itemprop, 0});
}

/* Words before a date, and how it is written. */
static void test_words(void **state)
{
	(void)state;
	CHECK("<h1>Boats sold</h1><p>Published: 2024-05-01</p><p>Updated: 2024-05-02</p>"
	      "<p>Published 2024-05-03, updated 2024-05-03</p><p>© 2024-05-04 The harbour</p>"
	      "<p>5 May 2024</p><p>It was on 2024-05-06 that the boats came in and were sold to "
	      "all who wanted one</p><p>10:30, 2024-05-07</p>" STORY,
	        {1, KR_DFEAT_published, 1}, {1, KR_DFEAT_updated, 0},
	        {1, KR_DFEAT_published_only, 1}, {2, KR_DFEAT_updated, 1},
	        {2, KR_DFEAT_published, 0}, {2, KR_DFEAT_published_only, 0},
	        {3, KR_DFEAT_published, 1}, {3, KR_DFEAT_updated, 1}, {4, KR_DFEAT_other, 1},
	        {5, KR_DFEAT_spelled, 1}, {5, KR_DFEAT_alone, 1}, {1, KR_DFEAT_spelled, 0},
	        {6, KR_DFEAT_alone, 0}, {6, KR_DFEAT_published_only, 0});
}

/* The order of what is visible, and of its kinds by themselves. */
static void test_ranks(void **state)
{
	(void)state;
	CHECK("<h1>Boats sold</h1><p>2024-05-01</p><span class=date>2024-05-02</span>"
	      "<time datetime=2024-05-03>Friday</time><span class=date>2024-05-04</span>"
	      "<time datetime=2024-05-05>Sunday</time><p>2024-05-01</p>"
	      "<aside><p>2024-05-06</p><time datetime=2024-05-07>Tuesday</time></aside>" STORY,
	        {1, KR_DFEAT_rank, 0}, {1, KR_DFEAT_class_rank, 40}, {1, KR_DFEAT_time_rank, 40},
	        {2, KR_DFEAT_rank, 1}, {2, KR_DFEAT_class_rank, 0}, {2, KR_DFEAT_time_rank, 40},
	        {3, KR_DFEAT_rank, 2}, {3, KR_DFEAT_time_rank, 0}, {3, KR_DFEAT_class_rank, 40},
	        {4, KR_DFEAT_rank, 3}, {4, KR_DFEAT_class_rank, 1}, {5, KR_DFEAT_time_rank, 1},
	        {6, KR_DFEAT_rank, 40}, {7, KR_DFEAT_time_rank, 40});
}

/* Distances in visible characters as log2(1 + n), and levels from the title up. */
static void test_places(void **state)
{
	(void)state;
	/* ten characters of a date in digits and marks; the title has nine */
	CHECK("<p>2024-05-01</p><div><header><h1>Boats sold</h1></header><p>2024-05-02</p>"
	      "<p>abcde</p><p>2024-05-03</p><p>ab</p></div>" STORY
	      "<div><span class=date>2024-05-04</span></div>",
	        {1, KR_DFEAT_before_title, log2f(11)}, {1, KR_DFEAT_after_title, 20},
	        {2, KR_DFEAT_after_title, log2f(10)}, {2, KR_DFEAT_before_title, 20},
	        {3, KR_DFEAT_after_title, log2f(25)}, {1, KR_DFEAT_levels_to_title, 3},
	        {2, KR_DFEAT_levels_to_title, 2}, {3, KR_DFEAT_levels_to_title, 2},
	        {4, KR_DFEAT_levels_to_title, 3}, {3, KR_DFEAT_to_body, log2f(13)},
	        {2, KR_DFEAT_to_body, log2f(28)}, {4, KR_DFEAT_to_body, 0});
}

static void test_without_title(void **state)
{
	(void)state;
	CHECK("<p>2024-05-01</p>" STORY, {1, KR_DFEAT_before_title, 20},
	        {1, KR_DFEAT_after_title, 20}, {1, KR_DFEAT_levels_to_title, 40});
}

/* Where a mention is. Such places have no rank and no distance. */
static void test_surroundings(void **state)
{
	(void)state;
	CHECK("<header><p>2024-05-01</p></header><h1>Boats sold</h1>"
	      "<p><a href=/x>2024-05-02</a></p>"
	      "<p id=story>On 2024-05-03 they all went out again, said the mayor, and all of them "
	      "came back before the sun had set, with fish for the whole town and for the towns "
	      "beside it and a bell that nobody had lost.</p>"
	      "<aside><p>2024-05-04</p></aside><footer><p>2024-05-05</p></footer>"
	      "<p><span style=display:none>2024-05-06</span></p>",
	        {1, KR_DFEAT_in_header, 1}, {1, KR_DFEAT_in_link, 0}, {2, KR_DFEAT_in_link, 1},
	        {2, KR_DFEAT_in_header, 0}, {3, KR_DFEAT_in_body, 1}, {2, KR_DFEAT_in_body, 0},
	        {4, KR_DFEAT_in_side, 1}, {4, KR_DFEAT_after_title, 20}, {4, KR_DFEAT_text, 0.5f},
	        {4, KR_DFEAT_visible_sources, 0.5f}, {4, KR_DFEAT_levels_to_title, 40},
	        {4, KR_DFEAT_to_body, 20}, {5, KR_DFEAT_in_foot, 1}, {5, KR_DFEAT_text, 0.5f},
	        {3, KR_DFEAT_in_side, 0}, {3, KR_DFEAT_in_foot, 0});
}

static void test_marks(void **state)
{
	struct kr_date_mentions all;
	struct staged s;

	(void)state;
	staged_open(&s, "<h1>Boats sold</h1><p id=a>2024-05-01</p><p id=b>2024-05-02</p>" STORY,
	        "date");
	s.page.mark[staged_element(&s, "a")] |= KR_MARK_REC;
	s.page.mark[staged_element(&s, "b")] |= KR_MARK_COMMENT;
	kr_date_mentions_find(&s.page, &all);
	kr_date_features_describe(&s.page, &all);
	assert_true(day_of(&all, 1)->f[KR_DFEAT_in_recommendation] > 0);
	assert_false(day_of(&all, 1)->f[KR_DFEAT_in_comment] > 0);
	assert_true(day_of(&all, 2)->f[KR_DFEAT_in_comment] > 0);
	assert_true(day_of(&all, 1)->f[KR_DFEAT_rank] > 39);
	assert_true(day_of(&all, 2)->f[KR_DFEAT_rank] > 39);
	staged_close(&s);
}

/* Distances in days, with a sign: 3 before is -log2(1 + 3). */
static void test_days(void **state)
{
	(void)state;
	/* the address of the page says May, without a day */
	CHECK("<head><meta property=article:published_time content=2024-05-10>"
	      "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":"
	      "\"2024-05-13\"}</script></head><h1>Boats sold</h1><p>2024-05-07</p><p>2024-05-17</p>"
	      "<aside><p>2024-05-20</p></aside>" STORY,
	        {7, KR_DFEAT_days_to_first, 0}, {7, KR_DFEAT_days_to_last, -log2f(11)},
	        {7, KR_DFEAT_days_to_meta, -2}, {7, KR_DFEAT_days_to_json_ld, -log2f(7)},
	        {17, KR_DFEAT_days_to_last, 0}, {17, KR_DFEAT_days_to_first, log2f(11)},
	        {13, KR_DFEAT_days_to_meta, 2}, {13, KR_DFEAT_days_to_json_ld, 0},
	        {10, KR_DFEAT_days_to_meta, 0}, {20, KR_DFEAT_days_to_last, 2},
	        {10, KR_DFEAT_days_to_url, 30});
	CHECK("<h1>Boats sold</h1><p>2024-05-07</p>" STORY, {7, KR_DFEAT_days_to_meta, 30},
	        {7, KR_DFEAT_days_to_json_ld, 30});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_sources),
	        cmocka_unit_test(test_meta_names),
	        cmocka_unit_test(test_placeless),
	        cmocka_unit_test(test_sums),
	        cmocka_unit_test(test_words),
	        cmocka_unit_test(test_ranks),
	        cmocka_unit_test(test_places),
	        cmocka_unit_test(test_without_title),
	        cmocka_unit_test(test_surroundings),
	        cmocka_unit_test(test_marks),
	        cmocka_unit_test(test_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
