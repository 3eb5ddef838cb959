/* What the body models know of a segment: each feature on pages so small that its value can be seen
 * with the bare eye. */
#include "stage_help.h"

#include "extract/data/page_kind_priv.h"

static void check(const char *html, const struct staged_want *want, size_t n)
{
	struct staged s;

	staged_open(&s, html, "body");
	staged_segments(&s);
	staged_check(&s, want, n);
	staged_close(&s);
}

#define CHECK(html, ...)                                                                           \
	do {                                                                                       \
		static const struct staged_want want[] = {__VA_ARGS__};                            \
                                                                                                   \
		check(html, want, sizeof want / sizeof *want);                                     \
	} while (0)

static void test_text(void **state)
{
	(void)state;
	CHECK("<p>Ten small boats, said Ann, sailed.</p><p>读者来信，共三封。</p>"
	      "<p>see <a href=/b>the boats</a> of 1984</p><p>NATO and UN</p>"
	      "<p>x <b>bold</b> it</p><p>100 of 1000 + 7</p>",
	        {"Ten small", KR_F_chars, 29}, {"Ten small", KR_F_words, 6},
	        {"Ten small", KR_F_stops, 3}, {"Ten small", KR_F_link_share, 0},
	        {"Ten small", KR_F_cjk, 0}, {"Ten small", KR_F_word_len, 26 * 10 / 6},
	        {"Ten small", KR_F_upper, 2 * 1000 / 26}, {"Ten small", KR_F_digits, 0},
	        /* an ideograph is a word and two characters */
	        {"读者", KR_F_words, 7}, {"读者", KR_F_cjk, 1000}, {"读者", KR_F_chars, 16},
	        {"读者", KR_F_stops, 2},
	        /* 15 characters, of which eight are in a link and four digits */
	        {"see", KR_F_link_share, 8 * 1000 / 17}, {"see", KR_F_digits, 4 * 1000 / 17},
	        {"see", KR_F_numbers, 200}, {"NATO", KR_F_upper, 6 * 1000 / 9},
	        {"x", KR_F_bold, 4 * 1000 / 7}, {"Ten small", KR_F_bold, 0},
	        {"100", KR_F_numbers, 750}, {"100", KR_F_symbols, 200});
}

static void test_ends_and_beginnings(void **state)
{
	(void)state;
	CHECK("<p>Boats are late.</p><p>“Boats are late”</p><p>the boats:</p><p>12 boats</p>"
	      "<p>• a boat</p><p>© The owner</p><p>Лодка опоздала!</p><p>(a boat)</p><p>[a "
	      "boat</p><p>船来了。</p><p>「船来了」</p><p>/ boats</p>",
	        {"Boats", KR_F_begin, 2}, {"Boats", KR_F_end, 3}, {"“Boats", KR_F_begin, 5},
	        {"“Boats", KR_F_end, 2}, {"the boats", KR_F_begin, 1}, {"the boats", KR_F_end, 1},
	        {"12", KR_F_begin, 3}, {"12", KR_F_end, 0}, {"•", KR_F_begin, 6},
	        {"©", KR_F_begin, 7}, {"Лодка", KR_F_begin, 4}, {"Лодка", KR_F_end, 3},
	        {"(a", KR_F_begin, 0}, {"(a", KR_F_end, 2}, {"(a", KR_F_bracketed, 2},
	        {"[a", KR_F_bracketed, 1}, {"Boats", KR_F_bracketed, 0}, {"船", KR_F_begin, 4},
	        {"船", KR_F_end, 3}, {"「", KR_F_begin, 5}, {"「", KR_F_end, 2},
	        {"/", KR_F_begin, 0});
}

static void test_elements(void **state)
{
	(void)state;
	CHECK("<p>one</p><blockquote>two</blockquote><h2>three</h2><ul><li>four</ul>"
	      "<div>five</div><div><a href=/x>six</a></div><div><span>seven</span></div>"
	      "<p><time>eight</time></p><p align=center>nine</p><center><p>ten</p></center>"
	      "<p><small>eleven</small></p><p><code>twelve</code></p><p><u>thirteen</u></p>"
	      "<my-box>fourteen</my-box>",
	        {"one", KR_F_tag, 0}, {"two", KR_F_tag, 1}, {"three", KR_F_tag, 4},
	        {"four", KR_F_tag, 9}, {"five", KR_F_tag, 14}, {"fourteen", KR_F_tag, 31},
	        {"five", KR_F_inline_tag, 0}, {"six", KR_F_inline_tag, 1},
	        {"seven", KR_F_inline_tag, 2}, {"eight", KR_F_inline_tag, 5},
	        {"eleven", KR_F_inline_tag, 6}, {"twelve", KR_F_inline_tag, 8},
	        {"thirteen", KR_F_inline_tag, 10}, {"one", KR_F_centered, 0},
	        {"nine", KR_F_centered, 1}, {"ten", KR_F_centered, 0});
}

static void test_title_and_data(void **state)
{
	(void)state;
	CHECK("<head><title>Trams run again</title>"
	      "<meta name=description content='The mayor rides along'>"
	      "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":"
	      "\"Four trams left the depot\"}</script></head>"
	      "<h1>Trams run again</h1><p>Again trams ran</p><p>The mayor said no</p>"
	      "<p>Four trams left the harbour</p>",
	        {"Trams", KR_F_is_title, 1}, {"Again", KR_F_is_title, 0},
	        {"Trams", KR_F_in_title, 1000}, {"Again", KR_F_in_title, 666},
	        {"The mayor", KR_F_in_title, 0}, {"The mayor", KR_F_in_summary, 500},
	        /* "Four trams", "trams left", "left the", and the first word by itself */
	        {"Four", KR_F_in_data, 800}, {"Again", KR_F_in_data, 0},
	        {"Four", KR_F_page_data, 5});
}

static void test_copies(void **state)
{
	(void)state;
	CHECK("<p id=a>Boats come in.</p><p>Boats go out.</p><p>Other boats: come in.</p>"
	      "<div>Boats, come in</div><div>last</div>",
	        {"Boats come", KR_F_copies, 2}, {"Boats come", KR_F_copy_before, 0},
	        {"Boats, come", KR_F_copies, 2}, {"Boats, come", KR_F_copy_before, 1},
	        {"Boats go", KR_F_copies, 1}, {"last", KR_F_copy_before, 0});
}

static void test_media(void **state)
{
	(void)state;
	CHECK("<img src=0.jpg><p>one</p><img src=1.jpg><video src=v.mp4></video><p>two</p>"
	      "<p>three</p><iframe src=/f></iframe><audio src=a.mp3></audio><p>four</p>",
	        {"one", KR_F_media_before, 1}, {"two", KR_F_media_before, 2},
	        {"three", KR_F_media_before, 0}, {"four", KR_F_media_before, 2});
}

static void test_topics(void **state)
{
	(void)state;
	CHECK("<p>Copyright, all rights reserved</p><p>Subscribe to our newsletter</p>"
	      "<p>By Ann, published here</p><p>The boats of Ann came home at last, all nine of "
	      "them. Photo: AP</p><p>责任编辑：安</p><p>相关阅读</p>",
	        {"Copyright", KR_F_topic_LEGAL, 3}, {"Copyright", KR_F_topic_SUBSCRIBE, 0},
	        {"Subscribe", KR_F_topic_SUBSCRIBE, 2}, {"By Ann", KR_F_topic_BYLINE, 2},
	        {"The boats", KR_F_tail_credit, 2}, {"Copyright", KR_F_tail_credit, 0},
	        /* phrases of ideographs count anywhere, also within others */
	        {"责任", KR_F_topic_BYLINE, 2}, {"相关", KR_F_topic_RELATED, 2},
	        {"相关", KR_F_topic_BYLINE, 0});
}

static void test_ancestors(void **state)
{
	(void)state;
	CHECK("<main><article class=entry-content><p>one</p><div class=sidebar><ul><li>two</ul>"
	      "</div></article></main><footer><nav class=site-nav><div><div>three</div></div></nav>"
	      "<form><label>four</label></form><table><tr><td>five</table><dl><dd>six</dl>"
	      "<details open><summary>seven</summary></details><pre>eight</pre></footer>"
	      "<header id=share>nine</header><section><figure>ten</figure></section>"
	      "<aside><blockquote>eleven</blockquote></aside>",
	        {"one", KR_F_class_CONTENT, 1}, {"one", KR_F_tag_article, 1},
	        {"one", KR_F_tag_main, 2}, {"one", KR_F_class_SIDE, 40},
	        {"one", KR_F_bad_level, 40}, {"one", KR_F_depth, 5}, {"two", KR_F_class_SIDE, 2},
	        {"two", KR_F_tag_list, 1}, {"two", KR_F_class_CONTENT, 3},
	        {"two", KR_F_tag_article, 3}, {"two", KR_F_bad_level, 2}, {"two", KR_F_depth, 7},
	        {"three", KR_F_class_NAV, 2}, {"three", KR_F_tag_nav, 2},
	        {"three", KR_F_tag_footer, 3}, {"three", KR_F_tag_main, 40},
	        {"three", KR_F_bad_level, 2}, {"four", KR_F_tag_form, 1},
	        {"four", KR_F_tag_button, 0}, {"five", KR_F_tag_table, 2}, {"six", KR_F_tag_dl, 1},
	        {"seven", KR_F_tag_details, 1}, {"seven", KR_F_tag_button, 0},
	        {"eight", KR_F_tag_pre, 0}, {"nine", KR_F_tag_header, 0},
	        {"nine", KR_F_class_SHARE, 0}, {"ten", KR_F_tag_section, 1},
	        {"ten", KR_F_tag_figure, 0}, {"eleven", KR_F_tag_aside, 1},
	        {"eleven", KR_F_tag_quote, 0});
}

/* A sentence of an article of 62 characters, so it has as many weighted characters. */
#define SENTENCE "The boats came in from the sea at noon on Monday, and then they were all sold."
/* 124 characters. */
#define LONG SENTENCE " " SENTENCE

static void test_position(void **state)
{
	(void)state;
	CHECK("<head><title>Boats sold today</title></head><div>abcd</div><h1>Boats sold today</h1>"
	      "<p>" LONG "</p><h2>xy</h2><p>no</p><p>Later " LONG "</p><p>end</p>",
	        {"abcd", KR_F_before, 0}, {"abcd", KR_F_index, 0}, {"abcd", KR_F_title_segs, -1},
	        {"abcd", KR_F_title_chars, -1}, {"abcd", KR_F_since_heading, INT16_MAX},
	        {"abcd", KR_F_prev_weighted, INT16_MAX}, {"abcd", KR_F_next_weighted, 2},
	        {"Boats sold", KR_F_title_segs, 0}, {"Boats sold", KR_F_before, 4 * 1000 / 279},
	        {"The boats", KR_F_title_segs, 1}, {"The boats", KR_F_title_chars, 14},
	        {"The boats", KR_F_since_heading, 1}, {"xy", KR_F_index_share, 3 * 1000 / 7},
	        {"no", KR_F_since_heading, 1}, {"no", KR_F_prev_weighted, 2},
	        {"no", KR_F_next_weighted, 1}, {"no", KR_F_weighted_before, 124 * 1000 / 253},
	        {"Later", KR_F_since_heading, 2}, {"end", KR_F_since_heading, 3},
	        {"end", KR_F_weighted_before, 1000}, {"end", KR_F_next_weighted, INT16_MAX},
	        {"end", KR_F_weighted_near, 129}, {"no", KR_F_weighted_near, 253},
	        {"Later", KR_F_weighted_chars, 129}, {"no", KR_F_weighted_chars, 0});
}

static void test_marks(void **state)
{
	struct staged s;
	static const struct staged_want want[] = {{"one", KR_F_in_recommendation, 1},
	        {"one", KR_F_in_comment, 0}, {"two", KR_F_in_comment, 1},
	        {"two", KR_F_in_recommendation, 0}, {"three", KR_F_in_comment, 0},
	        {"three", KR_F_in_recommendation, 0}};

	(void)state;
	staged_open(&s, "<p>one</p><p>two</p><p>three</p>", "body");
	s.page.mark[staged_text(&s, "one")] |= KR_MARK_REC;
	s.page.mark[staged_text(&s, "two")] |= KR_MARK_COMMENT;
	staged_segments(&s);
	STAGED_CHECK(&s, want);
	staged_close(&s);
}

static void test_containers(void **state)
{
	(void)state;
	/* 20 characters: ten in the box, of which four are a link; with itself it has 4 elements */
	CHECK("<div id=all><div id=box><p>abcdef</p><p><a href=/x>ghij</a></p></div>"
	      "<p>klmnopqrst</p></div>",
	        {"abcdef", KR_F_up0_share, 300}, {"abcdef", KR_F_up0_links, 0},
	        {"abcdef", KR_F_up1_share, 500}, {"abcdef", KR_F_up1_links, 400},
	        {"abcdef", KR_F_up2_share, 1000}, {"abcdef", KR_F_up2_links, 200},
	        {"abcdef", KR_F_up4_share, 1000}, {"abcdef", KR_F_up1_dense, 10 / 4},
	        {"abcdef", KR_F_up0_dense, 6}, {"abcdef", KR_F_up2_dense, 20 / 6},
	        {"ghij", KR_F_up0_links, 1000}, {"klmn", KR_F_up1_share, 1000});
}

static void test_roots(void **state)
{
	(void)state;
	CHECK("<div class=text><p>" LONG "</p><p>Later " LONG "</p><p>abc</p></div>"
	      "<div><div><div>elsewhere</div></div></div>",
	        {"The boats", KR_F_root_up, -2}, {"The boats", KR_F_root_down, 0},
	        {"The boats", KR_F_root_weighted, 1000}, {"The boats", KR_F_scored_up, -2},
	        {"elsewhere", KR_F_root_up, 3}, {"elsewhere", KR_F_root_down, 1},
	        {"elsewhere", KR_F_scored_up, 3}, {"elsewhere", KR_F_scored_down, 1},
	        {"elsewhere", KR_F_root_weighted, 1000}, {"elsewhere", KR_F_root_share, 1000},
	        {"The boats", KR_F_up0_weighted, 124 * 1000 / 253},
	        {"The boats", KR_F_up1_weighted, 1000}, {"elsewhere", KR_F_up0_weighted, 0},
	        {"elsewhere", KR_F_page_root, 1000});
}

static void test_groups(void **state)
{
	(void)state;
	/* 40 characters; two paragraphs of one box are of a block, that of its twin is of
	 * a shape */
	CHECK("<div class=a><p>abcdefgh</p><p><a href=/x>ijkl</a></p></div>"
	      "<div class=a><div>mnopqrst</div></div><div "
	      "class=b><p>uvwxyzabcdefghijklmn</p></div>",
	        {"abcdefgh", KR_F_same_block_count, 2}, {"abcdefgh", KR_F_same_block_chars, 6},
	        {"abcdefgh", KR_F_same_block_links, 333}, {"abcdefgh", KR_F_same_block_share, 300},
	        {"abcdefgh", KR_F_same_block_weighted, 0}, {"ijkl", KR_F_same_block_count, 2},
	        {"mnop", KR_F_same_block_count, 1}, {"mnop", KR_F_same_block_chars, 8},
	        {"abcdefgh", KR_F_same_shape_count, 3}, {"abcdefgh", KR_F_same_shape_chars, 20 / 3},
	        {"mnop", KR_F_same_shape_count, 3}, {"mnop", KR_F_same_shape_links, 200},
	        {"mnop", KR_F_same_shape_share, 500}, {"uvwx", KR_F_same_shape_count, 1},
	        {"uvwx", KR_F_same_block_share, 500}, {"abcdefgh", KR_F_next_same, 1},
	        {"ijkl", KR_F_next_same, 0}, {"uvwx", KR_F_next_same, 0});
}

static void test_neighbours(void **state)
{
	(void)state;
	CHECK("<p>abc</p><h2>de</h2><div><a href=/x>fghij</a></div><p>k</p>",
	        {"abc", KR_F_prev_chars, -1}, {"abc", KR_F_prev_tag, -1},
	        {"abc", KR_F_next_chars, 2}, {"abc", KR_F_next_tag, 4},
	        {"abc", KR_F_next2_chars, 5}, {"abc", KR_F_next2_links, 1000},
	        {"abc", KR_F_next2_tag, 14}, {"de", KR_F_prev_chars, 3},
	        {"de", KR_F_prev2_chars, -1}, {"de", KR_F_next_links, 1000},
	        {"fghij", KR_F_prev_tag, 4}, {"fghij", KR_F_prev2_chars, 3},
	        {"fghij", KR_F_prev2_tag, 0}, {"fghij", KR_F_prev2_links, 0},
	        {"fghij", KR_F_next2_chars, -1}, {"k", KR_F_prev_links, 1000},
	        {"k", KR_F_next_links, -1}, {"k", KR_F_next_tag, -1});
}

static void test_page(void **state)
{
	(void)state;
	/* 165 characters */
	CHECK("<head><title>Boats</title><meta property=og:type content=article>"
	      "<meta name=generator content='WordPress 6'></head>"
	      "<article><h1>Boats</h1><time>2024</time></article><form>find</form>"
	      "<p>" LONG "</p><ul><li>item<li>ab</ul><table><tr><td>cell</table><pre>code</pre>"
	      "<div class=user-name>Ann</div><div class=comment>Good</div><p>$ 12</p>"
	      "<p><a href=/x>link</a></p>",
	        {"find", KR_F_page_segs, 12}, {"find", KR_F_page_chars, 165 / 10},
	        {"find", KR_F_page_weighted, 12}, {"find", KR_F_page_weighted_segs, 1},
	        {"find", KR_F_page_weighted_mean, 124},
	        {"find", KR_F_page_weighted_share, 124 * 1000 / 165},
	        {"find", KR_F_page_links, 4 * 1000 / 165}, {"find", KR_F_page_articles, 1},
	        {"find", KR_F_page_headings, 1}, {"find", KR_F_page_times, 1},
	        {"find", KR_F_page_forms, 1}, {"find", KR_F_page_p, 131 * 1000 / 165},
	        {"find", KR_F_page_li, 6 * 1000 / 165}, {"find", KR_F_page_tables, 4 * 1000 / 165},
	        {"find", KR_F_page_code, 4 * 1000 / 165}, {"find", KR_F_page_users, 1},
	        {"find", KR_F_page_comments, 1}, {"find", KR_F_page_prices, 1},
	        {"find", KR_F_page_cjk, 0}, {"find", KR_F_page_depth, 2},
	        {"find", KR_F_page_url_digits, 6}, {"find", KR_F_page_url_words, 5},
	        {"find", KR_F_page_path, 0}, {"find", KR_F_page_og, KR_PAGE_KIND_ARTICLE},
	        {"find", KR_F_page_json_ld, 0}, {"find", KR_F_page_generator, 4 /* of blogs */},
	        {"find", KR_F_page_repeats, 0}, {"find", KR_F_page_root, 1000});
	CHECK("<p>" LONG "</p><p>读者来信</p><p>Later " LONG "</p>",
	        {"读", KR_F_page_cjk, 4 * 1000 / 73}, {"读", KR_F_page_repeats, 0},
	        {"读", KR_F_page_generator, 0});
	CHECK("<p>" LONG "</p><p>Later " LONG "</p>", {"Later", KR_F_page_repeats, 2},
	        {"Later", KR_F_page_weighted_segs, 2});
}

/* Pages are padded to whole groups of lanes; what is behind the last segment is zero. */
static void test_padding(void **state)
{
	struct staged s;

	(void)state;
	staged_open(&s, "<p>one</p><p>two</p>", "body");
	staged_segments(&s);
	assert_int_equal(s.x.n, 2);
	assert_int_equal(s.x.stride, KR_TREES_LANES);
	for (int f = 0; f < KR_SEGMENT_FEATURES; f++)
		for (int k = 2; k < s.x.stride; k++)
			assert_int_equal(s.x.x[f * s.x.stride + k], 0);
	staged_close(&s);
}

static void test_clamp(void **state)
{
	(void)state;
	assert_int_equal(kr_segment_features_clamp(40000), INT16_MAX);
	assert_int_equal(kr_segment_features_clamp(-40000), INT16_MIN);
	assert_int_equal(kr_segment_features_clamp(-3), -3);
	assert_int_equal(kr_segment_features_share(1, 3), 333);
	assert_int_equal(kr_segment_features_share(5, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_text),
	        cmocka_unit_test(test_ends_and_beginnings),
	        cmocka_unit_test(test_elements),
	        cmocka_unit_test(test_title_and_data),
	        cmocka_unit_test(test_copies),
	        cmocka_unit_test(test_media),
	        cmocka_unit_test(test_topics),
	        cmocka_unit_test(test_ancestors),
	        cmocka_unit_test(test_position),
	        cmocka_unit_test(test_marks),
	        cmocka_unit_test(test_containers),
	        cmocka_unit_test(test_roots),
	        cmocka_unit_test(test_groups),
	        cmocka_unit_test(test_neighbours),
	        cmocka_unit_test(test_page),
	        cmocka_unit_test(test_padding),
	        cmocka_unit_test(test_clamp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
