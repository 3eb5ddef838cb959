/* Shared by tests of page states: extracts a page at a fixed address and time, and checks
 * its body. */
#ifndef TESTS_UNIT_NEWS_PAGE_H
#define TESTS_UNIT_NEWS_PAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kread/doc/doc.h"
#include "kread/doc/export.h"
#include "kread/extract/extract.h"

static inline struct kr_doc *extract(const char *html, size_t len)
{
	struct kr_extract_input in = {.data = html,
	        .len = len,
	        .url = "https://news.example/a/b7431.html",
	        .content_type = "text/html; charset=utf-8",
	        .now = 1710000000};
	struct kr_doc *doc = NULL;

	assert_int_equal(kr_extract_page(&in, &doc, NULL), 0);
	return doc;
}

static inline void body_is(const struct kr_doc *doc, const char *want, const char *page)
{
	struct kr_str body;

	kr_str_init(&body);
	kr_doc_body(doc, &body);
	if (strcmp(body.data, want) != 0)
		fail_msg("%s\n gives %s\n not   %s", page, body.data, want);
	kr_str_fini(&body);
}

#endif
