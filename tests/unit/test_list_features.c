/* What the list model knows of a list of link cards. */
#include "stage_help.h"

#include "extract/lists/list_features_priv.h"

static const char *const names[] = {
#define FEATURE(name, low, high, what) #name,
#include "extract/lists/list_features.def"
#undef FEATURE
};

struct want {
	int feature;
	float value;
};

/* The list whose first card is the link that begins with "First". */
static const struct kr_link_list *first_list(const struct staged *s, const struct kr_link_lists *ls)
{
	const int32_t text = staged_text(s, "First");

	for (size_t i = 0; i < ls->nlists; i++)
		if (kr_dom_within(&s->page.dom, text, ls->cards[ls->lists[i].first].root))
			return &ls->lists[i];
	fail_msg("no list begins with the text");
	return NULL;
}

static void check(const char *html, const struct want *want, size_t n)
{
	struct kr_link_lists ls;
	struct staged s;
	const float *f;
	bool good = true;

	staged_open(&s, html, "cards");
	kr_link_lists_find(&s.page, &ls);
	kr_list_features_describe(&s.page, &ls, true);
	f = first_list(&s, &ls)->f;
	for (size_t i = 0; i < n; i++)
		good &= staged_feature_is(
		        names[want[i].feature], html, f[want[i].feature], want[i].value);
	assert_true(good);
	staged_close(&s);
}

#define CHECK(html, ...)                                                                           \
	do {                                                                                       \
		const struct want want[] = {__VA_ARGS__};                                          \
                                                                                                   \
		check(html, want, sizeof want / sizeof *want);                                     \
	} while (0)

/* A text of an article: 80 characters outside of links, with a full stop. */
#define TEXT                                                                                       \
	"<p>The boats came in from the sea at noon on Monday, and all of them were sold within "   \
	"an hour to people who had waited since morning.</p>"
enum { TEXT_CHARS = 104 };

/* Two headlines of 20 characters and 4 words each. */
#define ONE "<a href=/2024/05/one-tram-left.html>First tram leaves depot</a>"
#define TWO "<a href=/2024/05/two-trams-came.html>Other tram enters depot</a>"

static void test_cards(void **state)
{
	(void)state;
	CHECK("<ul><li>" ONE "<li>" TWO "</ul>", {KR_LF_count, log2f(3)},
	        {KR_LF_title_len, 20 / 40.0f}, {KR_LF_title_words, 4 / 8.0f}, {KR_LF_headlines, 1},
	        {KR_LF_images, 0}, {KR_LF_times, 0}, {KR_LF_title_share, 1}, {KR_LF_cover, 1},
	        {KR_LF_card_len, log2f(21) / 8}, {KR_LF_items, 1}, {KR_LF_paragraphs, 0},
	        {KR_LF_articles, 0}, {KR_LF_headed, 0}, {KR_LF_cjk, 0}, {KR_LF_list_share, 1},
	        {KR_LF_repeats, 0}, {KR_LF_sentences, 0}, {KR_LF_prose, 0});
	CHECK("<div><article><h3>" ONE "</h3><img src=a.jpg><time>May 1, 2024</time></article>"
	      "<article><h3>" TWO "</h3><p>Forty came</p></article><article><h3><a "
	      "href=/2024/05/x.html>Last tram stays in depot</a></h3></article><p>abcde</p></div>"
	      "<ul><li><a href=/2024/05/a-list-of-it.html>A headline of another list</a></ul>",
	        {KR_LF_count, 2}, {KR_LF_images, 1 / 3.0f}, {KR_LF_times, 1 / 3.0f},
	        {KR_LF_headed, 1}, {KR_LF_articles, 1}, {KR_LF_items, 0},
	        {KR_LF_title_share, 60 / 78.0f}, {KR_LF_cover, 78 / 83.0f},
	        {KR_LF_list_share, 60 / 82.0f});
	CHECK("<p>" ONE "</p><p>" TWO "</p>", {KR_LF_paragraphs, 1});
	CHECK("<ul><li><a href=/1.html>First 电车今天早上从车库出发了</a><li><a "
	      "href=/2.html>第二辆电车今天晚上回到车库里</a></ul>",
	        {KR_LF_cjk, 1});
}

/* Links that look alike are headlines or not by their average length, 16 characters. */
static void test_alike(void **state)
{
	(void)state;
	CHECK("<ul><li>" ONE "<li>" TWO "<li><a href=/2024/05/x.html>Boats sold</a></ul>",
	        {KR_LF_count, 2}, {KR_LF_headlines, 1});
	CHECK("<ul><li>" ONE "<li>" TWO "<li><a href=/2024/05/x.html>Boats in</a></ul>",
	        {KR_LF_count, 2}, {KR_LF_headlines, 0});
	CHECK("<ul><li>" ONE "<li>" TWO "</ul><p><a href=/2024/05/x.html>Boats sold</a></p>",
	        {KR_LF_count, log2f(3)}, {KR_LF_headlines, 1});
}

/* Links to an address more than once. */
static void test_repeats(void **state)
{
	(void)state;
	CHECK("<ul><li>" ONE "<li>" TWO "</ul><div><p>" TEXT "</p><a "
	      "href=/2024/05/one-tram-left.html>again</a></div>",
	        {KR_LF_repeats, 0.5f});
	/* but links that are hidden, of comments, or no links to read */
	CHECK("<head><link rel=prefetch href=/2024/05/one-tram-left.html></head><ul><li>" ONE
	      "<li>" TWO "</ul><div hidden>" ONE "</div><div class=comments><div class=comment>"
	      "<b class=author>Ann</b><time>May 1, 2024</time><p>As in " TWO "</p></div></div>",
	        {KR_LF_repeats, 0});
}

/* Headings, in what they say; a label before a link where there is none. */
static void test_headings(void **state)
{
	static const struct {
		const char *before;
		float rec, list, bad, other, tag;
	} cases[] = {
	        {"<h3>Related</h3>", 1, 0, 0, 0, 1},
	        {"<h3>推荐阅读</h3>", 1, 0, 0, 0, 1},
	        {"<h3>Latest</h3>", 0, 1, 0, 0, 1},
	        {"<h3>Tags</h3>", 0, 0, 1, 0, 1},
	        {"<h3>Harbours</h3>", 0, 0, 0, 1, 1},
	        {"<h3>Forty boats, a hundred trams and other ships: related</h3>", 1, 0, 0, 0, 1},
	        {"<p>Related articles</p>", 1, 1, 0, 0, 0},
	        {"", 0, 0, 0, 0, 0},
	};
	struct kr_str html;

	(void)state;
	kr_str_init(&html);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_str_clear(&html);
		kr_str_addf(&html, "<div>%s<ul><li>" ONE "<li>" TWO "</ul></div>", cases[i].before);
		CHECK(html.data, {KR_LF_head_rec, cases[i].rec}, {KR_LF_head_list, cases[i].list},
		        {KR_LF_head_bad, cases[i].bad}, {KR_LF_head_other, cases[i].other},
		        {KR_LF_head_tag, cases[i].tag}, {KR_LF_pager, 0});
	}
	kr_str_fini(&html);
	CHECK("<p>Read also: " ONE "</p>", {KR_LF_head_rec, 1}, {KR_LF_head_other, 0});
	CHECK("<p>Next article: " ONE "</p>", {KR_LF_pager, 1});
	CHECK("<div class=pager><p>" ONE "</p><p>" TWO "</p></div>", {KR_LF_pager, 1});
}

/* Classes and tags of the card, its link and the elements around them. */
static void test_places(void **state)
{
	static const struct {
		const char *open, *close;
		int feature;
		float value;
	} cases[] = {
	        {"<div class=related>", "</div>", KR_LF_near_rec, 1},
	        {"<div class=related><div>", "</div></div>", KR_LF_near_rec, 1},
	        {"<div class=related><div><div>", "</div></div></div>", KR_LF_near_rec, 0},
	        {"<div class=related><div><div><div>", "</div></div></div></div>", KR_LF_near_rec,
	                0},
	        {"<div class=related><div><div><div>", "</div></div></div></div>", KR_LF_far_rec,
	                1},
	        {"<div class=related>", "</div>", KR_LF_far_rec, 0},
	        {"<div class=latest>", "</div>", KR_LF_near_list, 1},
	        {"<div class=tags>", "</div>", KR_LF_near_bad, 1},
	        {"<div class=sponsored>", "</div>", KR_LF_near_ad, 1},
	        {"<div class=sponsored><div><div><div>", "</div></div></div></div>", KR_LF_far_ad,
	                1},
	        {"<nav>", "</nav>", KR_LF_far_nav, 1},
	        {"<div><header>", "</header></div>", KR_LF_far_nav, 1},
	        {"<footer><div><div><div>", "</div></div></div></footer>", KR_LF_far_foot, 1},
	        {"<aside>", "</aside>", KR_LF_far_side, 1},
	        {"<article>", "</article>", KR_LF_in_article, 1},
	        {"<main>", "</main>", KR_LF_in_article, 1},
	        {"<section>", "</section>", KR_LF_in_article, 0},
	};
	struct kr_str html;

	(void)state;
	kr_str_init(&html);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_str_clear(&html);
		kr_str_addf(&html, "%s<ul><li>" ONE "<li>" TWO "</ul>%s", cases[i].open,
		        cases[i].close);
		CHECK(html.data, {cases[i].feature, cases[i].value});
	}
	kr_str_fini(&html);
	CHECK("<ul><li class=related>" ONE "<li>" TWO "</ul>", {KR_LF_near_rec, 1});
	CHECK("<ul><li><a class=ad href=/2024/05/one-tram.html>First tram leaves depot</a><li>" TWO
	      "</ul>",
	        {KR_LF_near_ad, 1});
}

/* The text of the article before, between and after the cards: links, cards and what is short are
 * none. */
static void test_position(void **state)
{
	const float all = 3 * TEXT_CHARS + 1;

	(void)state;
	CHECK(TEXT "<p>short</p><h1>Boats</h1><ul><li>" ONE "<li>" TWO "</ul>" TEXT TEXT,
	        {KR_LF_before, TEXT_CHARS / all}, {KR_LF_after, 2 * TEXT_CHARS / all},
	        {KR_LF_inside, 0}, {KR_LF_above_title, 0}, {KR_LF_page_text, log2f(all) / 12});
	CHECK("<ul><li>" ONE "<li>" TWO "</ul><h1>Boats</h1>", {KR_LF_above_title, 1},
	        {KR_LF_page_text, 0}, {KR_LF_before, 0});
	CHECK("<div><p>" ONE "</p>" TEXT "<p>" TWO "</p></div>" TEXT,
	        {KR_LF_inside, TEXT_CHARS / (2.0f * TEXT_CHARS + 1)});
}

#define EIGHT TEXT TEXT TEXT TEXT TEXT TEXT TEXT TEXT

/* The text of a card is not the article's, unless it is long. */
static void test_card_text(void **state)
{
	(void)state;
	CHECK("<div><article><h3>" ONE "</h3>" TEXT "</article><article><h3>" TWO "</h3>" TEXT
	      "</article></div>" TEXT,
	        {KR_LF_after, TEXT_CHARS / (TEXT_CHARS + 1.0f)}, {KR_LF_inside, 0});
	CHECK("<div><article><h3>" ONE "</h3>" EIGHT "</article><article><h3>" TWO "</h3>" TEXT
	      "</article></div>" TEXT,
	        {KR_LF_after, TEXT_CHARS / (9 * TEXT_CHARS + 1.0f)},
	        {KR_LF_inside, 8 * TEXT_CHARS / (9 * TEXT_CHARS + 1.0f)});
}

/* The page is https://news.example/2024/05/a-tram-returns.html. */
static void test_addresses(void **state)
{
	static const struct {
		const char *one, *two;
		int feature;
		float value;
	} cases[] = {
	        {"/2024/05/x.html", "https://news.example/1.html", KR_LF_same_host, 1},
	        {"/2024/05/x.html", "https://other.example/1.html", KR_LF_same_host, 0.5f},
	        {"/2024/05/x.html", "/2024/x", KR_LF_same_path, 1},
	        {"/2024/05/x.html", "/x/y", KR_LF_same_path, 0.5f},
	        {"/1999/05/b-boat-leaves.html", "/x/y", KR_LF_same_path, 0.5f},
	        {"/a/b/c/d/e", "/a/b/c", KR_LF_depth_diff, 1},
	        {"/a", "/b", KR_LF_depth_diff, -2},
	        {"/a/b/c/d/e/f/g/h/i", "/a/b/c/d/e/f/g/h/j", KR_LF_depth_diff, 3},
	        {"/a/1234", "/a/b", KR_LF_dated, 0.5f},
	        {"/a/b-c-d", "/a/b-c", KR_LF_dated, 0.5f},
	        {"/a/b.html", "/a/b.shtml?x", KR_LF_dated, 1},
	        {"/tag/boats/x", "/a/1234", KR_LF_section_like, 0.5f},
	        {"/boats", "/a/b/c", KR_LF_section_like, 0.5f},
	        {"/boats?id=1", "/a/b/c", KR_LF_queries, 0.5f},
	};
	struct kr_str html;

	(void)state;
	kr_str_init(&html);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_str_clear(&html);
		kr_str_addf(&html,
		        "<ul><li><a href='%s'>First tram leaves depot</a><li><a "
		        "href='%s'>Other tram enters depot</a></ul>",
		        cases[i].one, cases[i].two);
		CHECK(html.data, {cases[i].feature, cases[i].value});
	}
	kr_str_fini(&html);
}

/* Without an address of its own. */
static void test_unknown_address(void **state)
{
	struct kr_link_lists ls;
	struct staged s;

	(void)state;
	staged_open(&s, "<ul><li>" ONE "<li>" TWO "</ul>", "cards");
	s.in.url = NULL;
	s.page.own_url = NULL;
	kr_link_lists_find(&s.page, &ls);
	kr_list_features_describe(&s.page, &ls, true);
	assert_true(first_list(&s, &ls)->f[KR_LF_same_path] > 0.4f);
	assert_true(first_list(&s, &ls)->f[KR_LF_same_path] < 0.6f);
	assert_true(first_list(&s, &ls)->f[KR_LF_same_host] < 0.6f);
	staged_close(&s);
}

/* Cards with text of their own, and links within sentences. */
static void test_sentences(void **state)
{
	(void)state;
	CHECK("<div><p>It was said on Monday by the mayor that " ONE ", and so it was.</p></div>",
	        {KR_LF_prose, 1}, {KR_LF_sentences, 1});
	CHECK("<ul><li>" ONE
	      "<p>It was said on Monday by the mayor that it would leave.</p><li>" TWO "</ul>",
	        {KR_LF_prose, 0}, {KR_LF_sentences, 0.5f});
	CHECK("<ul><li>" ONE " 12 May<li>" TWO "</ul>", {KR_LF_prose, 0}, {KR_LF_sentences, 0});
}

/* Menus: fewer than half of the cards have the title of an article. */
static void test_kinds(void **state)
{
	static const struct {
		const char *html;
		bool menu, related;
	} cases[] = {
	        {"<ul><li>" ONE "<li>" TWO "</ul>", false, false},
	        {"<ul><li><a href=/a>First</a><li><a href=/b>Sport</a><li>" TWO "</ul>", true,
	                false},
	        /* half is enough; so long a text is a headline among short ones, too */
	        {"<ul><li><a href=/1>First tram of the morning leaves the depot at last</a><li><a "
	         "href=/2>Other tram of the morning leaves the depot as well</a><li><a "
	         "href=/a>Sport</a><li><a href=/b>Money</a></ul>",
	                false, false},
	        {"<ul><li><a href=/1>First tram of the morning leaves the depot at last</a><li><a "
	         "href=/c>Arts</a><li><a href=/a>Sport</a><li><a href=/b>Money</a></ul>",
	                true, false},
	        {"<h3>Related articles</h3><ul><li>" ONE "<li>" TWO "</ul>", false, true},
	        {"<nav><h3>Related articles</h3><ul><li>" ONE "<li>" TWO "</ul></nav>", false,
	                false},
	        {"<footer><h3>Related articles</h3><ul><li>" ONE "<li>" TWO "</ul></footer>", false,
	                false},
	        {"<div class=sponsored><h3>Related articles</h3><ul><li>" ONE "<li>" TWO
	         "</ul></div>",
	                false, false},
	        {"<h3>Related articles</h3><ul><li><a href=https://o.example/x/y>First tram leaves "
	         "depot</a><li><a href=https://o.example/y/z>Other tram enters depot</a></ul>",
	                false, false},
	        {"<h3>Related tags</h3><ul><li>" ONE "<li>" TWO "</ul>", false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_link_lists ls;
		const struct kr_link_list *l;
		struct staged s;

		staged_open(&s, cases[i].html, "cards");
		kr_link_lists_find(&s.page, &ls);
		kr_list_features_describe(&s.page, &ls, false);
		l = first_list(&s, &ls);
		if (l->is_menu != cases[i].menu || l->is_related != cases[i].related)
			fail_msg("%s", cases[i].html);
		assert_int_equal(l->f == NULL, cases[i].menu);
		staged_close(&s);
	}
}

/* A title beside a link that shows none. */
static void test_title_beside(void **state)
{
	(void)state;
	CHECK("<div><article><a href=/2024/1.html>First</a><h3>A tram leaves its "
	      "depot</h3></article>"
	      "<article><a href=/2024/2.html>More</a><h3>A tram enters the "
	      "depot</h3></article></div>",
	        {KR_LF_headlines, 1}, {KR_LF_title_words, 5 / 8.0f});
	CHECK("<div><article><a href=/2024/1.html>First</a><div>A tram leaves its depot</div>"
	      "</article><article><a href=/2024/2.html>More</a><div>A tram enters the depot</div>"
	      "</article></div>",
	        {KR_LF_headlines, 0});
}

#define TEASER(n, word)                                                                            \
	"<div class=item><h3><a href=/2024/05/tram-leaves-7700" n ".html>" word                    \
	" tram leaves the depot</a></h3><p>It was late again.</p></div>"
#define FIVE(class)                                                                                \
	"<div class='" class "'>" TEASER("2", "First") TEASER("3", "Second") TEASER("4", "Third")  \
	        TEASER("5", "Fourth") TEASER("6", "Fifth") "</div>"

/* Teasers above the headline or below the text, where most lists are none of recommendations: a
 * class says that they are. */
static void test_called_related(void **state)
{
	static const struct {
		const char *above, *below;
		size_t recs;
	} cases[] = {
	        {FIVE("related"), "", 5},
	        {FIVE("top"), "", 0},
	        {"<h2>Today</h2>" FIVE("top"), "", 0},
	        {"<h2>Tags</h2>" FIVE("related"), "", 0},
	        {FIVE("related ad"), "", 0},
	        {"<header>" FIVE("related") "</header>", "", 0},
	        {"<nav>" FIVE("related") "</nav>", "", 0},
	        {"", "<footer>" FIVE("related") "</footer>", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_extract_input in = {
		        .url = "https://news.example/2024/05/a-tram-returns.html"};
		struct kr_doc *doc = NULL;
		struct kr_str html;

		kr_str_init(&html);
		kr_str_addf(&html,
		        "<title>A tram returns</title><body>%s<main><h1>A tram returns</h1>" TEXT
		                TEXT "</main>%s",
		        cases[i].above, cases[i].below);
		in.data = html.data;
		in.len = html.len;
		assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
		if (doc->nrecs != cases[i].recs)
			fail_msg("%zu instead of %zu of\n%s", doc->nrecs, cases[i].recs, html.data);
		kr_doc_free(doc);
		kr_str_fini(&html);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_cards),
	        cmocka_unit_test(test_alike),
	        cmocka_unit_test(test_repeats),
	        cmocka_unit_test(test_headings),
	        cmocka_unit_test(test_places),
	        cmocka_unit_test(test_position),
	        cmocka_unit_test(test_card_text),
	        cmocka_unit_test(test_addresses),
	        cmocka_unit_test(test_unknown_address),
	        cmocka_unit_test(test_sentences),
	        cmocka_unit_test(test_kinds),
	        cmocka_unit_test(test_title_beside),
	        cmocka_unit_test(test_called_related),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
