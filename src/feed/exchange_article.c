/* A list of exchange as an article, for people to read. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "exchange_priv.h"
#include "kread/base/mem.h"
#include "kread/doc/doc.h"

/* The items of one section: those of a group stand together. */
struct listed {
	const struct kr_exchange_item *it;
	const char *group; /* "": none */
};

struct export_section {
	const char *title;
	bool (*has)(const struct kr_exchange_item *it);
	int (*compare)(const void *a, const void *b); /* NULL: in the order of the list */
	const char *(*group)(struct kr_doc *doc, const struct kr_exchange_item *it);
};

static bool is_favourite(const struct kr_exchange_item *it)
{
	return it->kind == KR_EXCHANGE_ARTICLE && it->favourite;
}

static bool is_later(const struct kr_exchange_item *it)
{
	return it->kind == KR_EXCHANGE_ARTICLE && it->later;
}

static bool is_subscription(const struct kr_exchange_item *it)
{
	return it->kind != KR_EXCHANGE_ARTICLE;
}

static bool was_read(const struct kr_exchange_item *it)
{
	return it->kind == KR_EXCHANGE_ARTICLE && (it->read || it->archived);
}

/* The order of the list: both point into it. */
static int by_place(const struct listed *a, const struct listed *b)
{
	return (a->it > b->it) - (a->it < b->it);
}

static int by_group(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;
	const int order = strcmp(x->group, y->group);

	return order ? order : by_place(x, y);
}

static int newest_first(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	return x->it->read != y->it->read ? (x->it->read < y->it->read ? 1 : -1) : by_place(x, y);
}

static const char *no_group(struct kr_doc *doc, const struct kr_exchange_item *it)
{
	(void)doc;
	(void)it;
	return "";
}

static const char *folder_of(struct kr_doc *doc, const struct kr_exchange_item *it)
{
	(void)doc;
	return it->ntags ? it->tags[0] : "";
}

static const char *day(struct kr_doc *doc, int64_t ms)
{
	const time_t seconds = (time_t)(ms / 1000);
	struct tm tm;
	char z[32];
	size_t n;

	if (!ms || !localtime_r(&seconds, &tm))
		return NULL;
	n = strftime(z, sizeof z, "%Y-%m-%d", &tm);
	return kr_arena_dup(&doc->arena, z, n);
}

static const char *day_of(struct kr_doc *doc, const struct kr_exchange_item *it)
{
	const char *date = day(doc, it->read);

	return date ? date : "Without a date";
}

/* --- blocks -------------------------------------------------------------------------------- */

static void add(struct kr_doc *doc, struct kr_spans *to, const char *s, const char *href)
{
	kr_doc_add_span(doc, to, s, strlen(s), 0, href);
}

static void heading(struct kr_doc *doc, const char *s, uint8_t level)
{
	struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_HEADING);

	b->level = level;
	add(doc, &b->spans, s, NULL);
}

/* What is known about an item, after its title. */
static void add_details(struct kr_doc *doc, struct kr_spans *to, const struct kr_exchange_item *it)
{
	const char *const parts[] = {it->kind == KR_EXCHANGE_ARTICLE ? it->site : NULL, it->author,
	        day(doc, it->published), it->liked ? "liked" : NULL};
	const char *separator = " (";

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i]) {
			add(doc, to, separator, NULL);
			add(doc, to, parts[i], NULL);
			separator = ", ";
		}
	if (*separator == ',')
		add(doc, to, ")", NULL);
	for (size_t i = 0; i < it->ntags; i++) {
		add(doc, to, i ? ", " : " [", NULL);
		add(doc, to, it->tags[i], NULL);
	}
	if (it->ntags)
		add(doc, to, "]", NULL);
}

static void add_list(struct kr_doc *doc, const struct listed *v, size_t n)
{
	struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_LIST);
	struct kr_item *item = kr_arena_alloc(&doc->arena, 2 * n * sizeof *item);
	const char *href, *line;

	b->u.items.v = item;
	for (size_t i = 0; i < n; i++, item++) {
		const struct kr_exchange_item *it = v[i].it;

		href = kr_arena_strdup(&doc->arena, it->url);
		item->number = -1;
		add(doc, &item->spans, it->title ? it->title : href, href);
		add_details(doc, &item->spans, it);
		line = it->note ? kr_doc_line(doc, it->note, strlen(it->note)) : NULL;
		if (line) {
			item++;
			item->kind = KR_ITEM_MORE;
			item->number = -1;
			add(doc, &item->spans, line, NULL);
		}
	}
	b->u.items.n = (uint32_t)(item - b->u.items.v);
}

static void add_section(struct kr_doc *doc, const struct kr_exchange_list *l,
        const struct export_section *s, struct listed *v)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (s->has(&l->v[i]))
			v[n++] = (struct listed){&l->v[i], s->group(doc, &l->v[i])};
	if (!n)
		return;
	if (s->compare)
		qsort(v, n, sizeof *v, s->compare);
	heading(doc, s->title, 2);
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && !strcmp(v[to].group, v[from].group);)
			to++;
		if (*v[from].group)
			heading(doc, v[from].group, 3);
		add_list(doc, v + from, to - from);
	}
}

struct kr_doc *kr_exchange_article(const struct kr_exchange_list *l, const char *title)
{
	static const struct export_section sections[] = {
	        {"Favourites", is_favourite, NULL, no_group},
	        {"Read later", is_later, NULL, no_group},
	        {"Subscriptions", is_subscription, by_group, folder_of},
	        {"History", was_read, newest_first, day_of}};
	struct kr_doc *doc = kr_doc_new();
	struct listed *v = kr_mem_array(NULL, l->n + 1, sizeof *v);

	doc->title = kr_doc_line(doc, title, strlen(title));
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		add_section(doc, l, &sections[i], v);
	free(v);
	return doc;
}
