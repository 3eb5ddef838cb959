#include "kread/feed/exchange_lines.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "exchange_priv.h"
#include "feed_priv.h"

/* --- writing --------------------------------------------------------------------------------- */

static void set_text(json_t *o, const char *name, const char *text)
{
	if (text)
		json_object_set_new(o, name, json_string(text));
}

static void set_number(json_t *o, const char *name, int64_t n)
{
	if (n)
		json_object_set_new(o, name, json_integer(n));
}

static void set_strings(json_t *o, const char *name, const char *const *v, size_t n)
{
	json_t *array;

	if (!n)
		return;
	array = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, json_string(v[i]));
	json_object_set_new(o, name, array);
}

/* A time, or that it is not known when. */
static void set_when(json_t *o, const char *name, bool is, int64_t when)
{
	if (is)
		json_object_set_new(o, name, when ? json_integer(when) : json_true());
}

static void set_date(json_t *o, const char *name, int64_t when)
{
	time_t seconds = (time_t)(when / 1000);
	char text[32];
	struct tm tm;

	if (when && gmtime_r(&seconds, &tm) &&
	        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm))
		set_text(o, name, text);
}

/* {"article": o} on a line; content is put into o as it is. */
static void write_line(const char *kind, json_t *o, const char *content, struct kr_str *out)
{
	char *text = json_dumps(o, JSON_COMPACT);

	if (text && content) {
		text[strlen(text) - 1] = '\0';
		kr_str_addf(out, "{\"%s\":%s,\"content\":", kind, text);
		kr_str_addz(out, content);
		kr_str_addz(out, "}}\n");
	} else if (text) {
		kr_str_addf(out, "{\"%s\":", kind);
		kr_str_addz(out, text);
		kr_str_addz(out, "}\n");
	}
	free(text);
	json_decref(o);
}

void kr_exchange_lines_head(const struct kr_exchange_list *list, struct kr_str *out)
{
	json_t *o = json_object();

	json_object_set_new(o, "version", json_integer(1));
	set_text(o, "format", kr_exchange_name(list->format));
	set_number(o, "skipped", (int64_t)list->skipped);
	set_number(o, "commands", (int64_t)list->commands);
	if (list->broken)
		json_object_set_new(o, "broken", json_true());
	if (list->cut)
		json_object_set_new(o, "cut", json_true());
	write_line("kread-library", o, NULL, out);
}

void kr_exchange_lines_item(
        const struct kr_exchange_item *it, const char *content, struct kr_str *out)
{
	const bool article = it->kind == KR_EXCHANGE_ARTICLE;
	json_t *o = json_object();

	set_text(o, "url", it->url);
	set_text(o, "title", it->title);
	set_text(o, article ? "site" : "home", article ? it->site : it->site_url);
	set_strings(o, "tags", it->tags, it->ntags);
	if (article) {
		set_date(o, "published", it->published);
		set_when(o, "last", it->read || it->archived, it->read);
		set_when(o, "favourite", it->favourite, it->added);
		set_when(o, "liked", it->liked, it->added);
		set_when(o, "later", it->later, it->added);
		if (content)
			set_when(o, "saved", true, it->added);
	} else {
		if (it->kind == KR_EXCHANGE_PAGE)
			json_object_set_new(o, "page", json_true());
		set_number(o, "added", it->added);
		set_strings(o, "hide", it->hide, it->nhide);
	}
	write_line(article ? "article" : "subscription", o, content, out);
}

/* --- reading ---------------------------------------------------------------------------------- */

static struct kr_slice text_of(const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);

	return json_is_string(v) ? (struct kr_slice){json_string_value(v), json_string_length(v)}
	                         : (struct kr_slice){"", 0};
}

static int64_t number_of(const json_t *o, const char *name)
{
	return json_integer_value(json_object_get(o, name)); /* 0 of what is none */
}

static bool is_set(const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);

	return json_is_true(v) || json_integer_value(v) > 0;
}

static void read_names(struct kr_exchange_list *l, struct kr_exchange_item *it, const json_t *o,
        const char *name,
        void (*add)(struct kr_exchange_list *, struct kr_exchange_item *, const char *, size_t))
{
	const json_t *v = json_object_get(o, name);

	for (size_t i = 0; i < json_array_size(v); i++) {
		const json_t *e = json_array_get(v, i);

		if (json_is_string(e))
			add(l, it, json_string_value(e), json_string_length(e));
	}
}

static bool read_object(struct kr_exchange_list *l, const json_t *root)
{
	const json_t *a = json_object_get(root, "article"),
	             *s = json_object_get(root, "subscription");
	const json_t *o = json_is_object(a) ? a : s;
	struct kr_exchange_item it = {0};

	if (!json_is_object(o))
		return json_object_get(root, "kread-library") != NULL;
	it.kind = o == a              ? KR_EXCHANGE_ARTICLE
	          : is_set(o, "page") ? KR_EXCHANGE_PAGE
	                              : KR_EXCHANGE_FEED;
	it.url = kr_exchange_items_address(l, text_of(o, "url"));
	it.title = kr_exchange_items_line(l, text_of(o, "title"));
	it.site = kr_exchange_items_line(l, text_of(o, "site"));
	it.site_url = kr_exchange_items_address(l, text_of(o, "home"));
	it.published = kr_exchange_items_time(text_of(o, "published"));
	it.read = number_of(o, "last");
	it.archived = is_set(o, "last");
	it.favourite = is_set(o, "favourite");
	it.liked = is_set(o, "liked");
	it.later = is_set(o, "later");
	it.added = number_of(o, it.later ? "later" : it.favourite ? "favourite" : "added");
	read_names(l, &it, o, "tags", kr_exchange_items_tag);
	read_names(l, &it, o, "hide", kr_exchange_items_hide);
	/* what is in no list stays so */
	if (kr_exchange_items_keep(l, &it) && l->n && l->v[l->n - 1].url == it.url)
		l->v[l->n - 1].later = is_set(o, "later");
	return true;
}

struct kr_exchange_list *kr_exchange_lines_read(const char *text, size_t len)
{
	struct kr_exchange_list *l = kr_exchange_items_new();

	for (size_t n, at = 0; at < len; at += n + 1) {
		const char *end = memchr(text + at, '\n', len - at);
		json_t *root;

		n = end ? (size_t)(end - text) - at : len - at;
		if (!n)
			continue;
		root = kr_feed_json_is_huge(text + at, n)
		               ? NULL
		               : json_loadb(text + at, n, JSON_ALLOW_NUL, NULL);
		if (!json_is_object(root) || !read_object(l, root))
			l->skipped++;
		json_decref(root);
	}
	return l;
}
