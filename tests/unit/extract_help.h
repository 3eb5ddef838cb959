/* A short article, with additions in its head or before its text. */
#ifndef TESTS_EXTRACT_HELP_H
#define TESTS_EXTRACT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kread/extract/extract.h"

#define ARTICLE_TEXT                                                                               \
	"<p>The council met on Monday, and after a long debate it decided to close the bridge, "   \
	"which is in a bad "                                                                       \
	"state.</p><p>Drivers will have to take the old road, said the mayor; buses will be "      \
	"late, and schools open "                                                                  \
	"later.</p>"

static inline struct kr_doc *extract_article(const char *head, const char *body)
{
	struct kr_str html;
	struct kr_extract_input in = {
	        .url = "https://news.example/a/1.html", .content_type = "text/html; charset=utf-8"};
	struct kr_doc *doc = NULL;

	kr_str_init(&html);
	kr_str_addf(&html,
	        "<html lang=en><head><title>Bridge closed</title>%s</head><body><h1>Bridge "
	        "closed</h1><article>%s%s"
	        "</article></body></html>",
	        head, body, ARTICLE_TEXT);
	in.data = html.data;
	in.len = html.len;
	assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
	kr_str_fini(&html);
	return doc;
}

#endif
