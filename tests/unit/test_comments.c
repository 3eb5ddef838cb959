/* Readers' comments: what is one, what it contains, and what never is one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/dom/page_priv.h"

static struct kr_doc *extract(const char *html)
{
	struct kr_extract_input in = {
	        .data = html, .len = strlen(html), .url = "https://n.example/a/1.html"};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	assert_int_equal(kr_extract_page(&in, &doc, &err), 0);
	return doc;
}

#define ARTICLE                                                                                    \
	"<h1>A bridge is opened</h1><div class=entry><p>The new bridge over the river was opened " \
	"on Monday, after "                                                                        \
	"three "                                                                                   \
	"years of work, by the mayor and some two hundred people.</p><p>It is four hundred "       \
	"metres long and carries "                                                                 \
	"two "                                                                                     \
	"lanes, a tramway and a path for those who walk, and it will be closed on "                \
	"Sundays.</p></div>"

static void test_nested(void **state)
{
	struct kr_doc *doc =
	        extract(ARTICLE "<div id=comments><h2>3 Comments</h2><ol class=comment-list>"
	                        "<li id=comment-7 class='comment even'><article id=div-comment-7 "
	                        "class=comment-body><footer "
	                        "class=comment-meta>"
	                        "<div class='comment-author vcard'><b class=fn>Anna</b> <span "
	                        "class=says>says:</span></div><div "
	                        "class=comment-metadata>"
	                        "<a href=#c7><time datetime=2024-05-06T07:08:09+02:00>May 6, "
	                        "2024</time></a></div></footer>"
	                        "<div class=comment-content><p>First line.</p><p>Second "
	                        "line.</p></div><div class=reply><a "
	                        "href=#>Reply</a></div></article>"
	                        "<ol class=children><li id=comment-8 class='comment odd'><article "
	                        "id=div-comment-8 class=comment-body>"
	                        "<div class='comment-author vcard'><b class=fn>Ben</b></div><div "
	                        "class=comment-content><p>A "
	                        "reply.</p></div></article></li></ol></li>"
	                        "<li id=comment-9 class='comment'><article "
	                        "class=comment-body><cite>Cleo</cite><span "
	                        "class=vote>12</span>"
	                        "<div class=comment-content><p>Third.</p></div></article></li></ol>"
	                        "<form class=comment-form><label>Your "
	                        "comment</label><textarea></textarea></form></div>");

	(void)state;
	assert_int_equal(doc->comment_count, 3);
	assert_int_equal(doc->ncomments, 3);
	assert_string_equal(doc->comments[0].author, "Anna");
	assert_string_equal(doc->comments[0].text, "First line.\nSecond line.");
	assert_string_equal(doc->comments[0].published, "2024-05-06T07:08:09+02:00");
	assert_int_equal(doc->comments[0].likes, -1);
	assert_int_equal(doc->comments[0].depth, 0);
	assert_string_equal(doc->comments[1].author, "Ben");
	assert_int_equal(doc->comments[1].depth, 1);
	assert_string_equal(doc->comments[2].text, "Third.");
	assert_int_equal(doc->comments[2].likes, 12);
	assert_int_equal(doc->comments[2].depth, 0);
	kr_doc_free(doc);
}

static void test_chinese(void **state)
{
	struct kr_doc *doc = extract(
	        ARTICLE "<div class=comment-area><h3>全部评论 (1,024)</h3><div "
	                "class=comment-item><span class=nickname>江城子</span>"
	                "<span class=time>3小时前</span><p>说得好，支持！</p><span class=zan>赞 "
	                "30</span><span class=btn>回复</span></div>"
	                "<div class=comment-item><span class=nickname>路人</span><span>昨天 "
	                "22:17</span><p>桥真长。</p></div></div>");

	(void)state;
	assert_int_equal(doc->comment_count, 1024);
	assert_int_equal(doc->ncomments, 2);
	assert_string_equal(doc->comments[0].author, "江城子");
	assert_string_equal(doc->comments[0].published, "3小时前");
	assert_string_equal(doc->comments[0].text, "说得好，支持！");
	assert_int_equal(doc->comments[0].likes, 30);
	assert_string_equal(doc->comments[1].text, "桥真长。");
	kr_doc_free(doc);
}

static void test_none(void **state)
{
	static const char *const pages[] = {
	        ARTICLE "<div class=comments><h3>全部评论</h3><p "
	                "class=empty>暂无评论，快来发表你的评论吧</p></div>",
	        ARTICLE "<div id=comments><h3 class=comment>Leave a "
	                "comment</h3><form><textarea></textarea></form></div>",
	        ARTICLE "<div class=comments></div><div class=comment></div>",
	        ARTICLE "<div class=comment>Please enable JavaScript to view the comments.</div>",
	        ARTICLE "<ul class=recentcomments><li class=recentcomments>Ann on <a href=/b>A "
	                "walk</a></li></ul>",
	        ARTICLE "<div class=comment><h3>Most read</h3><ul><li><a href=/1>One thing that "
	                "happened</a> 12:30"
	                "<li><a href=/2>Another thing that happened</a> 12:40</ul></div>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		struct kr_doc *doc = extract(pages[i]);

		if (doc->ncomments)
			fail_msg("page %zu: %s", i, doc->comments[0].text);
		kr_doc_free(doc);
	}
}

/* Comments are neither body nor recommendations, whatever they link to. */
static void test_apart(void **state)
{
	struct kr_doc *doc = extract(
	        ARTICLE "<section class=comments><div class=comment><b class=author>Anna</b><p>I "
	                "wrote about it here, at some length: "
	                "<a href=/b/77.html>Why the bridge was built where it is</a>, and I think "
	                "that it should be longer.</p></div>"
	                "<div class=comment><b class=author>Ben</b><p>Me, too, see <a "
	                "href=/b/78.html>The bridge that we deserve</a>.</p></div>"
	                "</section>");
	struct kr_str body;

	(void)state;
	kr_str_init(&body);
	kr_doc_body(doc, &body);
	assert_int_equal(doc->ncomments, 2);
	assert_int_equal(doc->nrecs, 0);
	assert_null(strstr(body.data, "I wrote about it"));
	kr_str_fini(&body);
	kr_doc_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_nested),
	        cmocka_unit_test(test_chinese),
	        cmocka_unit_test(test_none),
	        cmocka_unit_test(test_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
