#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract_help.h"

static void forms(void **state)
{
	static const struct {
		const char *head, *body, *url; /* url NULL: there is no media */
		int duration;
		bool audio;
	} cases[] = {
	        {"", "<video src=/v/1.mp4 title=\"The bridge\"></video>",
	                "https://news.example/v/1.mp4", -1, false},
	        {"",
	                "<video data-duration=\"01:33\"><source "
	                "data-src=//cdn.example/v.m3u8></video>",
	                "https://cdn.example/v.m3u8", 93, false},
	        {"", "<audio><source src=a.mp3></audio>", "https://news.example/a/a.mp3", -1, true},
	        {"", "<iframe src=\"https://tube.example/embed/x1\" allowfullscreen></iframe>",
	                "https://tube.example/embed/x1", -1, false},
	        {"<script type=application/ld+json>{\"@type\":\"VideoObject\",\"name\":\"The "
	         "bridge\",\"contentUrl\":\"/v/2.mp4\","
	         "\"duration\":\"PT1H2M3.5S\"}</script>",
	                "", "https://news.example/v/2.mp4", 3723, false},
	        {"<script "
	         "type=application/"
	         "ld+json>{\"@type\":\"NewsArticle\",\"video\":[{\"@type\":\"VideoObject\","
	         "\"embedUrl\":"
	         "\"https://tube.example/e/2\",\"duration\":62}]}</script>",
	                "", "https://tube.example/e/2", 62, false},
	        /* one of its own, or one that it refers to */
	        {"<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"audio\":{"
	         "\"@type\":\"AudioObject\",\"contentUrl\":\"/a/2.mp3\",\"duration\":\"PT90S\"}}"
	         "</script>",
	                "", "https://news.example/a/2.mp3", 90, true},
	        {"<script "
	         "type=application/ld+json>{\"@graph\":[{\"@type\":\"NewsArticle\",\"video\":{"
	         "\"@id\":\"#v\"}},{\"@type\":\"VideoObject\",\"@id\":\"#v\",\"contentUrl\":"
	         "\"/v/4.mp4\"}]}</script>",
	                "", "https://news.example/v/4.mp4", -1, false},
	        {"<meta property=og:video content=/v/3.mp4><meta property=og:video:duration "
	         "content=6>",
	                "", "https://news.example/v/3.mp4", 6, false},
	        /* not the article's: streams without an address, decoration, other frames, asides,
	           scripts */
	        {"", "<video src=blob:https://news.example/1></video>", NULL, 0, false},
	        {"", "<video src=/bg.mp4 autoplay loop muted></video>", NULL, 0, false},
	        {"", "<iframe src=https://forms.example/embed/1></iframe>", NULL, 0, false},
	        {"", "<aside><video src=/ad.mp4></video></aside>", NULL, 0, false},
	        {"", "<video src=\"javascript:alert(1)\"></video>", NULL, 0, false},
	        {"<meta property=og:video content=\"data:video/mp4;base64,AA\">", "", NULL, 0,
	                false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct kr_doc *doc = extract_article(cases[i].head, cases[i].body);

		assert_int_equal(doc->nmedia, cases[i].url ? 1 : 0);
		if (cases[i].url) {
			assert_string_equal(doc->media[0].url, cases[i].url);
			assert_int_equal(doc->media[0].duration, cases[i].duration);
			assert_int_equal(doc->media[0].audio, cases[i].audio);
		}
		kr_doc_free(doc);
	}
}

/* A video that is both an element and in JSON-LD appears once, with the facts of both. */
static void once(void **state)
{
	struct kr_doc *doc = extract_article(
	        "<script type=application/ld+json>{\"@type\":\"VideoObject\",\"name\":\"The "
	        "bridge\","
	        "\"contentUrl\":\"https://news.example/v/1.mp4\",\"duration\":\"PT6S\"}</script>"
	        "<meta property=og:video content=/v/1.mp4>",
	        "<video src=/v/1.mp4></video><video src=/v/2.mp4></video>");

	(void)state;
	assert_int_equal(doc->nmedia, 2);
	assert_string_equal(doc->media[0].title, "The bridge");
	assert_int_equal(doc->media[0].duration, 6);
	kr_doc_free(doc);
}

/* What the article names comes before all else that the page describes, be it one or several. */
static void own_first(void **state)
{
	static const char *const forms[] = {
	        "{\"@type\":\"VideoObject\",\"contentUrl\":\"/v/own.mp4\"}",
	        "[{\"@type\":\"VideoObject\",\"contentUrl\":\"/v/own.mp4\"}]",
	        "{\"@id\":\"#own\"}",
	        "[{\"@id\":\"#own\"}]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct kr_doc *doc;
		struct kr_str head;

		kr_str_init(&head);
		kr_str_addf(&head,
		        "<script type=application/ld+json>[{\"@type\":\"VideoObject\","
		        "\"contentUrl\":\"/v/other.mp4\"},{\"@type\":\"NewsArticle\",\"video\":%s},"
		        "{\"@type\":\"VideoObject\",\"@id\":\"#own\",\"contentUrl\":"
		        "\"/v/own.mp4\"}]</script>",
		        forms[i]);
		doc = extract_article(head.data, "");
		assert_int_equal(doc->nmedia, 2);
		assert_string_equal(doc->media[0].url, "https://news.example/v/own.mp4");
		assert_string_equal(doc->media[1].url, "https://news.example/v/other.mp4");
		kr_doc_free(doc);
		kr_str_fini(&head);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(forms),
	        cmocka_unit_test(once),
	        cmocka_unit_test(own_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
