/* The exports of Wallabag and Omnivore: arrays of articles. Each article is parsed by itself, so
 * that memory is limited, and one that is damaged costs no other. */
#include <jansson.h>
#include <string.h>

#include "exchange_priv.h"
#include "feed_priv.h"

/* --- values -------------------------------------------------------------------------------- */

static size_t blanks(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && (s[n] == ' ' || s[n] == '\n' || s[n] == '\t' || s[n] == '\r'))
		n++;
	return n;
}

/* The bytes of the value at the start of s, up to the comma or bracket that follows; len, if it
 * breaks off. */
static size_t value_len(const char *s, size_t len)
{
	size_t depth = 0, i;

	for (i = 0; i < len; i++) {
		if (s[i] == '"') {
			for (i++; i < len && s[i] != '"'; i++)
				i += s[i] == '\\';
		} else if (s[i] == '[' || s[i] == '{') {
			depth++;
		} else if (!depth && (s[i] == ',' || s[i] == ']' || s[i] == '}')) {
			break;
		} else if (s[i] == ']' || s[i] == '}') {
			depth--;
		}
	}
	return i < len ? i : len;
}

static json_t *parse(const char *s, size_t len)
{
	if (kr_feed_json_is_huge(s, len))
		return NULL;
	return json_loadb(s, len, JSON_ALLOW_NUL, NULL);
}

static struct kr_slice string(const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);

	if (!json_is_string(v))
		return (struct kr_slice){"", 0};
	return (struct kr_slice){json_string_value(v), json_string_length(v)};
}

/* True, 1, "1". */
static bool truth(const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);

	return json_is_true(v) || json_integer_value(v) == 1 || kr_slice_eq(string(o, name), "1");
}

/* A date, or a number of seconds. */
static int64_t when(const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);
	char number[32];
	int n;

	if (!json_is_integer(v))
		return kr_exchange_items_time(string(o, name));
	n = snprintf(number, sizeof number, "%lld", (long long)json_integer_value(v));
	return kr_exchange_items_time((struct kr_slice){number, (size_t)n});
}

/* Strings, or objects that have a name. */
static void take_tags(struct kr_exchange_list *l, struct kr_exchange_item *it, const json_t *tags)
{
	for (size_t i = 0; i < json_array_size(tags); i++) {
		const json_t *v = json_array_get(tags, i);

		if (json_is_object(v))
			v = json_object_get(v, json_object_get(v, "label") ? "label" : "name");
		if (json_is_string(v))
			kr_exchange_items_tag(l, it, json_string_value(v), json_string_length(v));
	}
}

/* --- entries ------------------------------------------------------------------------------- */

/* What the reader marked, and wrote to it. */
static const char *annotations(struct kr_exchange_list *l, const json_t *o)
{
	const json_t *a = json_object_get(o, "annotations");
	const char *note;
	struct kr_str all;

	kr_str_init(&all);
	for (size_t i = 0; i < json_array_size(a); i++) {
		const struct kr_slice quote = string(json_array_get(a, i), "quote"),
		                      text = string(json_array_get(a, i), "text");

		kr_str_add(&all, quote.data, quote.len);
		kr_str_addz(&all, quote.len ? "\n" : "");
		kr_str_add(&all, text.data, text.len);
		kr_str_addz(&all, text.len ? "\n\n" : "\n");
	}
	note = kr_exchange_items_text(l, (struct kr_slice){all.data, all.len});
	kr_str_fini(&all);
	return note;
}

/* Of version 2; version 1 has is_read and is_fav. */
static void read_wallabag(struct kr_exchange_list *l, const json_t *o, struct kr_exchange_item *it)
{
	const json_t *by = json_array_get(json_object_get(o, "published_by"), 0);

	it->site = kr_exchange_items_line(l, string(o, "domain_name"));
	if (json_is_string(by))
		it->author = kr_exchange_items_line(
		        l, (struct kr_slice){json_string_value(by), json_string_length(by)});
	it->html = kr_exchange_items_html(l, string(o, "content"));
	it->note = annotations(l, o);
	it->added = when(o, "created_at");
	it->read = when(o, "archived_at");
	it->published = when(o, "published_at");
	it->archived = truth(o, "is_archived") || truth(o, "is_read");
	it->favourite = truth(o, "is_starred") || truth(o, "is_fav");
	it->later = !it->archived;
	take_tags(l, it, json_object_get(o, "tags"));
}

/* The text and the marks are in other files of the export. */
static void read_omnivore(struct kr_exchange_list *l, const json_t *o, struct kr_exchange_item *it)
{
	it->site = kr_exchange_items_line(l, string(o, "siteName"));
	it->author = kr_exchange_items_line(l, string(o, "author"));
	it->summary = kr_exchange_items_line(l, string(o, "description"));
	it->added = when(o, "savedAt");
	it->read = when(o, "readAt");
	it->published = when(o, "publishedAt");
	it->archived = kr_slice_ieq(string(o, "state"), "archived");
	it->later = !it->archived;
	take_tags(l, it, json_object_get(o, "labels"));
}

static bool take_entry(struct kr_exchange_list *l, const json_t *o)
{
	struct kr_exchange_item it = {.url = kr_exchange_items_address(l, string(o, "url"))};

	it.title = kr_exchange_items_line(l, string(o, "title"));
	if (it.url && l->format == KR_EXCHANGE_WALLABAG)
		read_wallabag(l, o, &it);
	else if (it.url)
		read_omnivore(l, o, &it);
	return kr_exchange_items_keep(l, &it);
}

/* --- the array ----------------------------------------------------------------------------- */

struct array {
	const char *s;
	size_t len, at;
	json_t *value; /* NULL: it cannot be read */
};

/* Past the opening bracket. False: there is none. */
static bool enter(struct array *a, const char *text, size_t len)
{
	*a = (struct array){.s = text, .len = len, .at = blanks(text, len)};
	return a->at < len && text[a->at++] == '[';
}

/* Reads the next value. False: there is none. */
static bool next(struct array *a)
{
	size_t n;

	json_decref(a->value);
	a->value = NULL;
	a->at += blanks(a->s + a->at, a->len - a->at);
	if (a->at >= a->len || a->s[a->at] == ']')
		return false;
	n = value_len(a->s + a->at, a->len - a->at);
	a->value = parse(a->s + a->at, n);
	a->at += n;
	a->at += a->at < a->len && a->s[a->at] != ']'; /* a comma */
	return true;
}

static enum kr_exchange_format format_of(const json_t *o)
{
	if (!json_object_get(o, "url"))
		return KR_EXCHANGE_UNKNOWN;
	if (json_object_get(o, "is_archived") || json_object_get(o, "is_read"))
		return KR_EXCHANGE_WALLABAG;
	if (json_object_get(o, "slug") || json_object_get(o, "savedAt"))
		return KR_EXCHANGE_OMNIVORE;
	return KR_EXCHANGE_UNKNOWN;
}

enum kr_exchange_format kr_exchange_json_find(const char *text, size_t len)
{
	enum { LOOKED_AT = 10 };
	enum kr_exchange_format format = KR_EXCHANGE_UNKNOWN;
	struct array a;

	if (!enter(&a, text, len))
		return format;
	for (int i = 0; i < LOOKED_AT && !format && next(&a); i++)
		format = format_of(a.value);
	json_decref(a.value);
	return format;
}

void kr_exchange_json_read(struct kr_exchange_list *l, const char *text, size_t len)
{
	struct array a;
	bool room = true;

	if (!enter(&a, text, len))
		return;
	while (room && next(&a))
		if (a.value)
			room = take_entry(l, a.value);
		else if (a.at < len)
			l->skipped++;
	json_decref(a.value);
	l->broken = room && a.at >= len;
}
