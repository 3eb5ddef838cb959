/* Lists of other programs, as the worker gets them: UTF-8 without NUL. */
#include <string.h>

#include "fuzz.h"
#include "kread/base/url.h"
#include "kread/feed/exchange.h"

static void check_string(const char *s)
{
	HOLDS(!s || (*s && is_clean(s, strlen(s))));
}

static void check_item(const struct kr_exchange_item *it)
{
	HOLDS(it->url && kr_url_is_web(it->url));
	HOLDS(!it->site_url || kr_url_is_web(it->site_url));
	check_string(it->url);
	check_string(it->title);
	check_string(it->site);
	check_string(it->author);
	check_string(it->summary);
	check_string(it->note);
	check_string(it->html);
	HOLDS(it->ntags <= KR_EXCHANGE_TAGS && it->nhide <= KR_EXCHANGE_TAGS);
	for (size_t i = 0; i < it->ntags; i++)
		check_string(it->tags[i]);
	for (size_t i = 0; i < it->nhide; i++)
		check_string(it->hide[i]);
	HOLDS(it->added >= 0 && it->read >= 0 && it->published >= 0);
	HOLDS(it->kind != KR_EXCHANGE_ARTICLE || it->later || it->favourite || it->archived);
}

/* Writes the subscriptions and reads them; what is written then does not change any more. Only
 * categories may have parted tags the first time. */
static void check_opml(const struct kr_exchange_list *l)
{
	struct kr_exchange_list *again = NULL;
	struct kr_str first, text;
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->v[i].kind != KR_EXCHANGE_ARTICLE;
	kr_str_init(&first);
	kr_str_init(&text);
	kr_exchange_write(l, "title", &text);
	for (int i = 0; i < 2; i++) {
		HOLDS(is_clean(text.data, text.len));
		HOLDS(kr_exchange_read(text.data, text.len, &again, NULL) == 0);
		HOLDS(again->n == n && !again->broken && !again->skipped && !again->commands);
		kr_str_clear(&first);
		kr_str_add(&first, text.data, text.len);
		kr_str_clear(&text);
		kr_exchange_write(again, "title", &text);
		kr_exchange_items_free(again);
	}
	HOLDS(kr_str_eq(first.data, text.data));
	kr_str_fini(&first);
	kr_str_fini(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kr_exchange_list *l = NULL;
	struct kr_doc *doc;
	struct kr_str text;

	kr_str_init(&text);
	kr_utf8_clean(&text, (const char *)data, size, 0);
	if (kr_exchange_read(text.data, text.len, &l, NULL) == 0) {
		HOLDS(l->n <= KR_EXCHANGE_ITEMS);
		for (size_t i = 0; i < l->n; i++)
			check_item(&l->v[i]);
		check_opml(l);
		doc = kr_exchange_article(l, "title");
		check_round_trip(doc);
		kr_doc_free(doc);
	}
	kr_exchange_items_free(l);
	kr_str_fini(&text);
	return 0;
}
