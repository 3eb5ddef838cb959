/* From raw fields to the items of a feed. */
#include <string.h>

#include "feed_priv.h"
#include "kread/base/url.h"
#include "kread/doc/limits.h"

void kr_feed_items_init(struct kr_feed_raw *raw)
{
	for (int i = 0; i < KR_FEED_FIELDS; i++)
		kr_str_init(&raw->v[i]);
}

void kr_feed_items_fini(struct kr_feed_raw *raw)
{
	for (int i = 0; i < KR_FEED_FIELDS; i++)
		kr_str_fini(&raw->v[i]);
}

void kr_feed_items_set(struct kr_feed_raw *raw, enum kr_feed_field field, const char *s, size_t len)
{
	struct kr_str *to = &raw->v[field];

	if (to->len)
		return;
	kr_str_add(to, s, kr_limits_prefix(s, len < KR_FEED_RAW_MAX ? len : KR_FEED_RAW_MAX, len));
	kr_str_trim(to);
}

/* --- fields ------------------------------------------------------------------------------- */

const char *kr_feed_items_clip(struct kr_arena *arena, const char *s, size_t len, size_t max)
{
	const size_t n = kr_limits_prefix(s, len, max);
	struct kr_str cut;
	const char *line;

	if (n == len)
		return kr_doc_line_in(arena, s, len);
	kr_str_init(&cut);
	kr_str_add(&cut, s, n);
	kr_str_addz(&cut, "\u2026");
	line = kr_doc_line_in(arena, cut.data, cut.len);
	kr_str_fini(&cut);
	return line;
}

static const char *clipped(struct kr_arena *arena, const struct kr_str *raw, size_t max,
        void (*add)(struct kr_str *out, const char *s, size_t len))
{
	struct kr_str text;
	const char *line;

	kr_str_init(&text);
	add(&text, raw->data, raw->len);
	kr_str_trim(&text);
	line = kr_feed_items_clip(arena, text.data, text.len, max);
	kr_str_fini(&text);
	return line;
}

static const char *plain(struct kr_arena *arena, const struct kr_str *raw, size_t max)
{
	return clipped(arena, raw, max, kr_feed_text_add);
}

static const char *title(struct kr_arena *arena, const struct kr_str *raw)
{
	return clipped(arena, raw, KR_LIMIT_NAME, kr_feed_text_add_title);
}

/* A feed that was read from a file has no address on the web; its site may say what links are
 * relative to. */
static const char *base_of(const struct kr_feed_reader *r)
{
	const char *site = r->about.v[KR_FEED_LINK].data;

	if (r->item_base.len)
		return r->item_base.data;
	return !kr_url_is_web(r->base) && kr_url_is_web(site) ? site : r->base;
}

static const char *address(struct kr_feed_reader *r, const struct kr_str *raw)
{
	struct kr_arena *arena = &r->list->arena;
	const char *base = base_of(r), *url = NULL;
	struct kr_str full;

	kr_str_init(&full);
	if (raw->len && kr_url_resolve(base, raw->data, raw->len, &full) &&
	        kr_url_is_web(full.data))
		url = kr_doc_line_in(arena, full.data, full.len);
	else if (!base && raw->len <= KR_URL_MAX && kr_url_is_relative(raw->data))
		url = kr_doc_line_in(arena, raw->data, raw->len);
	kr_str_fini(&full);
	return url;
}

static const char *date(struct kr_feed_reader *r, const struct kr_str *raw)
{
	struct kr_str iso;
	const char *line = NULL;

	kr_str_init(&iso);
	if (kr_feed_date_read(raw->data, r->about.v[KR_FEED_LANG].data, &iso))
		line = kr_arena_dup(&r->list->arena, iso.data, iso.len);
	kr_str_fini(&iso);
	return line;
}

/* "ann@news.example (Ann Smith)", as RSS wants it, is Ann Smith. */
static const char *author(struct kr_arena *arena, const struct kr_str *raw)
{
	const char *at = strchr(raw->data, '@'), *open = at ? strchr(at, '(') : NULL;
	const char *close = open ? strrchr(open, ')') : NULL;

	if (close)
		return kr_feed_items_clip(
		        arena, open + 1, (size_t)(close - open - 1), KR_LIMIT_NAME);
	return plain(arena, raw, KR_LIMIT_NAME);
}

static const char *either(const char *a, const char *b)
{
	return a ? a : b;
}

static const char *item_address(struct kr_feed_reader *r)
{
	const struct kr_str *v = r->item.v;
	const char *url = address(r, &v[KR_FEED_LINK]);

	if (!url && kr_url_is_web(v[KR_FEED_PERMALINK].data))
		url = address(r, &v[KR_FEED_PERMALINK]);
	return url ? url : address(r, &v[KR_FEED_ENCLOSURE]);
}

bool kr_feed_items_add(struct kr_feed_reader *r)
{
	struct kr_feed_list *l = r->list;
	struct kr_arena *a = &l->arena;
	const struct kr_str *v = r->item.v;
	struct kr_feed_item it = {
	        .id = kr_feed_items_clip(a, v[KR_FEED_ID].data, v[KR_FEED_ID].len, KR_LIMIT_NAME),
	        .url = item_address(r),
	        .title = title(a, &v[KR_FEED_TITLE]),
	        .published = either(date(r, &v[KR_FEED_PUBLISHED]), date(r, &v[KR_FEED_UPDATED])),
	        .summary = either(plain(a, &v[KR_FEED_SUMMARY], KR_LIMIT_TEXT),
	                plain(a, &v[KR_FEED_CONTENT], KR_LIMIT_TEXT)),
	        .author = author(a, &v[KR_FEED_AUTHOR]),
	};

	kr_feed_items_fini(&r->item);
	kr_str_clear(&r->item_base);
	if (!it.url && !it.title && !it.summary)
		return true;
	if (l->n == KR_FEED_ITEMS) {
		l->cut = true;
		return false;
	}
	it.id = either(it.id, it.url);
	l->v = kr_arena_grow(a, l->v, l->n, &l->cap, sizeof *l->v);
	l->v[l->n++] = it;
	return true;
}

void kr_feed_items_finish(struct kr_feed_reader *r)
{
	struct kr_feed_list *l = r->list;
	const struct kr_str *v = r->about.v;

	l->title = title(&l->arena, &v[KR_FEED_TITLE]);
	l->summary = plain(&l->arena, &v[KR_FEED_SUMMARY], KR_LIMIT_TEXT);
	l->lang = plain(&l->arena, &v[KR_FEED_LANG], KR_LIMIT_NAME);
	l->url = address(r, &v[KR_FEED_LINK]);
}
