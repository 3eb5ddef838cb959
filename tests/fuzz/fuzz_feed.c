/* Feeds, as the worker gets them: UTF-8 without NUL. */
#include "fuzz.h"
#include "kread/doc/limits.h"
#include "kread/feed/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kr_feed_list *list = NULL;
	struct kr_doc *doc;
	struct kr_str text;

	kr_str_init(&text);
	kr_utf8_clean(&text, (const char *)data, size, 0);
	if (kr_feed_read(text.data, text.len, "https://news.example/feed", &list, NULL) == 0) {
		HOLDS(list->n <= KR_FEED_ITEMS);
		for (size_t i = 0; i < list->n; i++)
			HOLDS(list->v[i].url || list->v[i].title || list->v[i].summary);
		doc = kr_feed_article(list, "https://news.example/feed");
		HOLDS(doc->nrecs <= list->n);
		check_round_trip(doc);
		kr_doc_free(doc);
	}
	kr_feed_free(list);
	kr_str_fini(&text);
	return 0;
}
