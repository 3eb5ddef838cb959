/* JSON Feed 1.0 and 1.1 (jsonfeed.org). */
#include <jansson.h>

#include "feed_priv.h"
#include "kread/base/budgets.h"

static void set(struct kr_feed_raw *raw, enum kr_feed_field field, const json_t *v)
{
	char number[32];
	int n;

	if (json_is_string(v)) {
		kr_feed_items_set(raw, field, json_string_value(v), json_string_length(v));
	} else if (json_is_integer(v)) { /* an id, against the rules */
		n = snprintf(number, sizeof number, "%lld", (long long)json_integer_value(v));
		kr_feed_items_set(raw, field, number, (size_t)n);
	}
}

struct member {
	const char *name;
	enum kr_feed_field field;
};

static void set_members(
        struct kr_feed_raw *raw, const json_t *o, const struct member *members, size_t n)
{
	for (size_t i = 0; i < n; i++)
		set(raw, members[i].field, json_object_get(o, members[i].name));
}

static bool read_item(struct kr_feed_reader *r, const json_t *o)
{
	static const struct member members[] = {{"id", KR_FEED_ID}, {"url", KR_FEED_LINK},
	        {"external_url", KR_FEED_LINK}, {"title", KR_FEED_TITLE},
	        {"summary", KR_FEED_SUMMARY}, {"content_text", KR_FEED_CONTENT},
	        {"content_html", KR_FEED_CONTENT}, {"date_published", KR_FEED_PUBLISHED},
	        {"date_modified", KR_FEED_UPDATED}};
	const json_t *authors = json_object_get(o, "authors");

	set_members(&r->item, o, members, sizeof members / sizeof *members);
	set(&r->item, KR_FEED_AUTHOR, json_object_get(json_array_get(authors, 0), "name"));
	set(&r->item, KR_FEED_AUTHOR, json_object_get(json_object_get(o, "author"), "name"));
	set(&r->item, KR_FEED_ENCLOSURE,
	        json_object_get(json_array_get(json_object_get(o, "attachments"), 0), "url"));
	return kr_feed_items_add(r);
}

bool kr_feed_json_is_huge(const char *text, size_t len)
{
	size_t n = 0;
	bool quoted = false;

	for (size_t i = 0; i < len && n < KR_FEED_JSON_VALUES; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (quoted)
			i += text[i] == '\\';
		else
			n += text[i] == ',' || text[i] == '[' || text[i] == '{';
	}
	return n == KR_FEED_JSON_VALUES;
}

bool kr_feed_json_read(struct kr_feed_reader *r, const char *text, size_t len)
{
	static const struct member members[] = {{"title", KR_FEED_TITLE},
	        {"home_page_url", KR_FEED_LINK}, {"description", KR_FEED_SUMMARY},
	        {"language", KR_FEED_LANG}};
	json_t *o = kr_feed_json_is_huge(text, len)
	                    ? NULL
	                    : json_loadb(text, len, JSON_DISABLE_EOF_CHECK, NULL);
	const json_t *items = json_object_get(o, "items");
	const bool good = json_is_array(items);

	if (good)
		set_members(&r->about, o, members, sizeof members / sizeof *members);
	for (size_t i = 0; i < json_array_size(items); i++)
		if (!read_item(r, json_array_get(items, i)))
			break;
	json_decref(o);
	return good;
}
