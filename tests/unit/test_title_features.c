/* What the title model knows of a candidate. */
#include "stage_help.h"

#include "extract/data/page_kind_priv.h"
#include "extract/meta/title/title_candidates_priv.h"

static const char *const names[] = {
#define FEATURE(name, low, high, what) #name,
#include "extract/meta/title/title_features.def"
#undef FEATURE
};

struct want {
	const char *text;
	int feature;
	float value;
};

static const struct kr_title *candidate(const struct kr_title_candidates *all, const char *text)
{
	for (size_t i = 0; i < all->n; i++)
		if (!strcmp(all->v[i].text, text))
			return &all->v[i];
	fail_msg("no candidate '%s'", text);
	return NULL;
}

static void check(const char *html, const struct want *want, size_t n)
{
	struct kr_title_candidates all;
	struct staged s;
	bool good = true;

	staged_open(&s, html, "title");
	kr_title_candidates_find(&s.page, &all);
	kr_title_features_describe(&s.page, &all);
	for (size_t i = 0; i < n; i++)
		good &= staged_feature_is(names[want[i].feature], want[i].text,
		        candidate(&all, want[i].text)->f[want[i].feature], want[i].value);
	assert_true(good);
	staged_close(&s);
}

#define CHECK(html, ...)                                                                           \
	do {                                                                                       \
		const struct want want[] = {__VA_ARGS__};                                          \
                                                                                                   \
		check(html, want, sizeof want / sizeof *want);                                     \
	} while (0)

/* Each source gives one candidate; what is said twice is one with two sources. */
static void test_sources(void **state)
{
	(void)state;
	CHECK("<head><title>Alpha boats</title><meta property=og:title content='Beta boats'>"
	      "<meta name=twitter:title content='Gamma boats'>"
	      "<meta name=citation_title content='Delta boats'>"
	      "<meta itemprop=headline content='Epsilon boats'>"
	      "<script type=application/ld+json>[{\"@type\":\"NewsArticle\",\"headline\":"
	      "\"Zeta boats\"},{\"@type\":\"WebPage\",\"name\":\"Eta boats\"}]</script></head>"
	      "<h1>Theta boats</h1><h2>Iota boats</h2><h3>Kappa boats</h3>"
	      "<div class=page-title>Lambda boats</div><div itemprop=headline>My boats</div>"
	      "<h1>Alpha boats</h1>",
	        {"Alpha boats", KR_TFEAT_title, 1}, {"Alpha boats", KR_TFEAT_h1, 1},
	        {"Alpha boats", KR_TFEAT_sources, 2}, {"Alpha boats", KR_TFEAT_og, 0},
	        {"Beta boats", KR_TFEAT_og, 1}, {"Beta boats", KR_TFEAT_sources, 1},
	        {"Gamma boats", KR_TFEAT_twitter, 1}, {"Delta boats", KR_TFEAT_meta, 1},
	        {"Epsilon boats", KR_TFEAT_meta, 1}, {"Zeta boats", KR_TFEAT_json_ld_article, 1},
	        {"Eta boats", KR_TFEAT_json_ld_other, 1}, {"Theta boats", KR_TFEAT_h1, 1},
	        {"Iota boats", KR_TFEAT_h2, 1}, {"Kappa boats", KR_TFEAT_h3, 1},
	        {"Lambda boats", KR_TFEAT_class_attr, 1}, {"My boats", KR_TFEAT_itemprop, 1},
	        {"Zeta boats", KR_TFEAT_any_json_ld, 1}, {"Alpha boats", KR_TFEAT_any_og, 1},
	        {"Alpha boats", KR_TFEAT_candidates, 12}, {"Theta boats", KR_TFEAT_h1_rank, 0},
	        {"Alpha boats", KR_TFEAT_h1_rank, 1}, {"Beta boats", KR_TFEAT_h1_rank, -1},
	        {"Iota boats", KR_TFEAT_h2_rank, 0}, {"Theta boats", KR_TFEAT_h2_rank, -1},
	        {"Lambda boats", KR_TFEAT_class_rank, 0}, {"My boats", KR_TFEAT_class_rank, 1},
	        {"Alpha boats", KR_TFEAT_h1_count, 2});
}

/* Of <title>, og:title and the first heading: before, between and after a separator. */
static void test_parts(void **state)
{
	(void)state;
	CHECK("<head><title>Boats sold | Local | Harbour News</title>"
	      "<meta property=og:title content='Fleet sold - Daily'></head>"
	      "<h1>Empty harbour: a day</h1>",
	        {"Boats sold", KR_TFEAT_title_left, 1},
	        {"Boats sold", KR_TFEAT_separator, KR_TITLE_SEP_BAR},
	        {"Local", KR_TFEAT_title_middle, 1}, {"Harbour News", KR_TFEAT_title_right, 1},
	        {"Fleet sold", KR_TFEAT_og_left, 1}, {"Daily", KR_TFEAT_og_right, 1},
	        {"Fleet sold", KR_TFEAT_separator, KR_TITLE_SEP_HYPHEN},
	        {"Empty harbour", KR_TFEAT_h1_left, 1}, {"a day", KR_TFEAT_h1_right, 1},
	        {"Empty harbour: a day", KR_TFEAT_separator, KR_TITLE_SEP_NONE},
	        /* what was left out: "Harbour News" and "Daily" */
	        {"Fleet sold", KR_TFEAT_cut_chars, 5}, {"Daily", KR_TFEAT_cut_chars, 10},
	        {"Fleet sold - Daily", KR_TFEAT_cut_chars, -1}, {"a day", KR_TFEAT_cut_in_h1, 1},
	        {"Fleet sold", KR_TFEAT_cut_in_h1, 0});
}

/* Of a heading of several elements. */
static void test_fragments(void **state)
{
	(void)state;
	CHECK("<h1><span>Local news</span> <span>Boats sold today</span></h1>",
	        {"Boats sold today", KR_TFEAT_fragment, 1},
	        {"Boats sold today", KR_TFEAT_fragment_kind, KR_TITLE_WITHOUT_FIRST},
	        {"Boats sold today", KR_TFEAT_cut_chars, 10},
	        {"Local news Boats sold today", KR_TFEAT_fragment_kind, 0});
}

static void test_text(void **state)
{
	(void)state;
	CHECK("<h1>Were forty boats sold?</h1><h2>Yes: all of them.</h2><h3>船队归来</h3>",
	        {"Were forty boats sold?", KR_TFEAT_chars, 22},
	        {"Were forty boats sold?", KR_TFEAT_words, 4},
	        {"Were forty boats sold?", KR_TFEAT_end, 2}, {"Yes: all of them.", KR_TFEAT_end, 1},
	        {"船队归来", KR_TFEAT_end, 0}, {"船队归来", KR_TFEAT_chars, 4},
	        {"船队归来", KR_TFEAT_words, 4});
	/* ideographs, kana and Hangul are words of their own, and end the word before them */
	CHECK("<h1>40隻の船</h1><h2>배 forty</h2><h3>\u1100forty</h3>",
	        {"40隻の船", KR_TFEAT_words, 4}, {"배 forty", KR_TFEAT_words, 2},
	        {"\u1100forty", KR_TFEAT_words, 2});
}

/* How much of other texts it has: trigrams, and whether it is within them. */
static void test_shares(void **state)
{
	(void)state;
	/* keys: abcdef (4 trigrams), defghi, abcdefxyz */
	CHECK("<head><title>abcdefxyz</title><meta property=og:title content='abc def'></head>"
	      "<h1>abc def</h1><h2>def ghi</h2>",
	        {"abc def", KR_TFEAT_title_share, 1}, {"abcdefxyz", KR_TFEAT_og_share, 4 / 7.0f},
	        {"abcdefxyz", KR_TFEAT_h1_share, 4 / 7.0f}, {"def ghi", KR_TFEAT_og_share, 0.25f},
	        {"abc def", KR_TFEAT_in_title, 6 / 9.0f}, {"abc def", KR_TFEAT_title_at, 0},
	        {"def ghi", KR_TFEAT_in_title, 0}, {"def ghi", KR_TFEAT_title_at, -1},
	        {"abc def", KR_TFEAT_in_og, 1}, {"abc def", KR_TFEAT_in_h1, 1},
	        {"abcdefxyz", KR_TFEAT_in_og, 0}, {"abc def", KR_TFEAT_h1_is_og, 1});
	CHECK("<head><title>The abcdef</title><meta property=og:title content='abcdeg'></head>"
	      "<h1>abcdef</h1>",
	        {"abcdef", KR_TFEAT_title_at, 3 / 9.0f}, {"abcdef", KR_TFEAT_h1_is_og, 0});
}

/* Names of the site, and the address: https://news.example/2024/05/a-tram-returns.html */
static void test_names(void **state)
{
	(void)state;
	CHECK("<head><meta property=og:site_name content='Harbour Daily'></head>"
	      "<h1>Harbour Daily</h1><h2>News example</h2><h3>A tram returns</h3>",
	        {"Harbour Daily", KR_TFEAT_site_share, 1},
	        {"A tram returns", KR_TFEAT_site_share, 0},
	        {"News example", KR_TFEAT_host_share, 1},
	        {"A tram returns", KR_TFEAT_host_share, 0},
	        {"A tram returns", KR_TFEAT_path_share, 1},
	        {"Harbour Daily", KR_TFEAT_path_share, 0});
	CHECK("<head><meta property=og:site_name content='Harbour Daily'>"
	      "<title>A tram returns - Harbour Daily</title></head>",
	        {"A tram returns", KR_TFEAT_cut_site, 1}, {"A tram returns", KR_TFEAT_cut_host, 0});
}

/* The element that shows it. */
static void test_places(void **state)
{
	(void)state;
	CHECK("<head><title>Nowhere</title></head><body><p>abcdefg</p><main><h1>Boats "
	      "sold</h1></main>"
	      "<nav><h2>Places</h2></nav><div class=sidebar><h2>Latest</h2></div>"
	      "<h2><a href=/x>Link</a></h2><aside><h3>Aside</h3></aside>"
	      "<article><h3>Story</h3></article><a href=/x><h3>Within</h3></a>",
	        {"Boats sold", KR_TFEAT_text_before, 3}, {"Nowhere", KR_TFEAT_text_before, -1},
	        {"Boats sold", KR_TFEAT_text_before_share, 7 / 48.0f},
	        {"Nowhere", KR_TFEAT_text_before_share, -1}, {"Boats sold", KR_TFEAT_in_main, 1},
	        {"Story", KR_TFEAT_in_main, 1}, {"Places", KR_TFEAT_in_main, 0},
	        {"Places", KR_TFEAT_in_boilerplate, 1}, {"Latest", KR_TFEAT_in_boilerplate, 1},
	        {"Aside", KR_TFEAT_in_boilerplate, 1}, {"Boats sold", KR_TFEAT_in_boilerplate, 0},
	        {"Link", KR_TFEAT_link, 1}, {"Within", KR_TFEAT_link, 1},
	        {"Boats sold", KR_TFEAT_link, 0});
}

/* How much of the text after it is in long runs: each run counts 4 characters more. */
static void test_text_after(void **state)
{
	(void)state;
	CHECK("<h1>Boats sold</h1><p>abcd</p><p>aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee"
	      "</p><h2>End</h2>",
	        {"Boats sold", KR_TFEAT_text_after, 50 / 69.0f}, {"End", KR_TFEAT_text_after, 0});
}

static void test_page(void **state)
{
	(void)state;
	CHECK("<head><title>Boats sold | Local | Harbour</title>"
	      "<meta property=og:type content=article><meta name=generator content=WordPress>"
	      "<script type=application/ld+json>{\"@type\":\"NewsArticle\"}</script></head>"
	      "<h1>Boats</h1>",
	        {"Boats", KR_TFEAT_page_og, KR_PAGE_KIND_ARTICLE},
	        {"Boats", KR_TFEAT_page_json_ld, KR_PAGE_KIND_ARTICLE},
	        {"Boats", KR_TFEAT_page_generator, 4}, {"Boats", KR_TFEAT_page_depth, 2},
	        {"Boats", KR_TFEAT_page_words, 5}, {"Boats", KR_TFEAT_page_path, 0},
	        {"Boats", KR_TFEAT_any_json_ld, 0}, {"Boats", KR_TFEAT_any_og, 0},
	        {"Boats", KR_TFEAT_title_parts, 2});
}

static void test_name_kinds(void **state)
{
	struct kr_title_candidates all;
	struct kr_title *t;
	struct staged s;

	(void)state;
	staged_open(&s, "<h1>Boats sold</h1><h2>Harbour Daily</h2>", "title");
	kr_title_candidates_find(&s.page, &all);
	for (size_t i = 0; i < all.n; i++)
		if (!strcmp(all.v[i].text, "Harbour Daily")) {
			all.v[i].name_kind = 3;
			all.v[i].is_site_name = true;
		}
	kr_title_features_describe(&s.page, &all);
	t = (struct kr_title *)candidate(&all, "Harbour Daily");
	assert_int_equal((int)t->f[KR_TFEAT_name_kind], 3);
	assert_int_equal((int)t->f[KR_TFEAT_is_site_name], 1);
	assert_int_equal((int)candidate(&all, "Boats sold")->f[KR_TFEAT_is_site_name], 0);
	staged_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_sources),
	        cmocka_unit_test(test_parts),
	        cmocka_unit_test(test_fragments),
	        cmocka_unit_test(test_text),
	        cmocka_unit_test(test_shares),
	        cmocka_unit_test(test_names),
	        cmocka_unit_test(test_places),
	        cmocka_unit_test(test_text_after),
	        cmocka_unit_test(test_page),
	        cmocka_unit_test(test_name_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
