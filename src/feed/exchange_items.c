/* The items of a list of exchange, and the values in their fields. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "exchange_priv.h"
#include "feed_priv.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "kread/doc/limits.h"

/* --- the list ------------------------------------------------------------------------------ */

struct kr_exchange_list *kr_exchange_items_new(void)
{
	struct kr_exchange_list *l = kr_mem_zalloc(1, sizeof *l);

	kr_arena_init(&l->arena);
	return l;
}

void kr_exchange_items_free(struct kr_exchange_list *l)
{
	if (!l)
		return;
	kr_arena_fini(&l->arena);
	free(l);
}

bool kr_exchange_items_add(struct kr_exchange_list *l, const struct kr_exchange_item *it)
{
	if (l->n == KR_EXCHANGE_ITEMS) {
		l->cut = true;
		return false;
	}
	l->v = kr_arena_grow(&l->arena, l->v, l->n, &l->cap, sizeof *l->v);
	l->v[l->n++] = *it;
	return true;
}

/* Whatever an article is, one of the lists of the reader shows it. Programs write the address where
 * they know no title. */
bool kr_exchange_items_keep(struct kr_exchange_list *l, struct kr_exchange_item *it)
{
	if (!it->url) {
		l->skipped++;
		return true;
	}
	if (it->title && !strcmp(it->title, it->url))
		it->title = NULL;
	if (it->kind == KR_EXCHANGE_ARTICLE && !it->favourite && !it->archived)
		it->later = true;
	return kr_exchange_items_add(l, it);
}

static void add_word(struct kr_exchange_list *l, const char ***words, size_t *n, struct kr_slice s)
{
	const char *word = *n < KR_EXCHANGE_TAGS ? kr_exchange_items_line(l, s) : NULL;
	const char **more;

	if (!word)
		return;
	for (size_t i = 0; i < *n; i++)
		if (!strcmp((*words)[i], word))
			return;
	if ((*n & (*n - 1)) == 0) { /* it is full: it holds the next power of two */
		more = kr_arena_alloc(&l->arena, (*n ? 2 * *n : 1) * sizeof *more);
		if (*n)
			memcpy(more, *words, *n * sizeof *more);
		*words = more;
	}
	(*words)[(*n)++] = word;
}

void kr_exchange_items_tag(
        struct kr_exchange_list *l, struct kr_exchange_item *it, const char *tag, size_t len)
{
	add_word(l, &it->tags, &it->ntags, (struct kr_slice){tag, len});
}

void kr_exchange_items_hide(
        struct kr_exchange_list *l, struct kr_exchange_item *it, const char *word, size_t len)
{
	add_word(l, &it->hide, &it->nhide, (struct kr_slice){word, len});
}

void kr_exchange_items_tags(struct kr_exchange_list *l, struct kr_exchange_item *it,
        struct kr_slice s, const char *separators)
{
	for (size_t from = 0, i = 0; i <= s.len; i++)
		if (i == s.len || strchr(separators, s.data[i])) {
			kr_exchange_items_tag(l, it, s.data + from, i - from);
			from = i + 1;
		}
}

/* --- values -------------------------------------------------------------------------------- */

const char *kr_exchange_items_line(struct kr_exchange_list *l, struct kr_slice s)
{
	s = kr_slice_trim(s);
	return kr_feed_items_clip(&l->arena, s.data, s.len, KR_LIMIT_NAME);
}

const char *kr_exchange_items_text(struct kr_exchange_list *l, struct kr_slice s)
{
	const size_t n = kr_limits_prefix(s.data, s.len, KR_LIMIT_TEXT);
	const char *text = NULL;
	struct kr_str clean;

	kr_str_init(&clean);
	kr_utf8_clean(&clean, s.data, n, KR_UTF8_NFC);
	kr_str_trim(&clean);
	if (n < s.len)
		kr_str_addz(&clean, "\u2026");
	if (clean.len)
		text = kr_arena_dup(&l->arena, clean.data, clean.len);
	kr_str_fini(&clean);
	return text;
}

const char *kr_exchange_items_html(struct kr_exchange_list *l, struct kr_slice s)
{
	const char *html = NULL;
	struct kr_str clean;

	if (!s.len || s.len > KR_EXCHANGE_HTML || l->html + s.len > KR_EXCHANGE_HTMLS)
		return NULL;
	kr_str_init(&clean);
	kr_utf8_clean(&clean, s.data, s.len, 0);
	kr_str_trim(&clean);
	if (clean.len)
		html = kr_arena_dup(&l->arena, clean.data, clean.len);
	l->html += clean.len;
	kr_str_fini(&clean);
	return html;
}

static bool takes(struct kr_slice *s, const char *prefix)
{
	const size_t n = strlen(prefix);

	if (!kr_slice_ieq((struct kr_slice){s->data, s->len < n ? s->len : n}, prefix))
		return false;
	*s = (struct kr_slice){s->data + n, s->len - n};
	return true;
}

const char *kr_exchange_items_address(struct kr_exchange_list *l, struct kr_slice s)
{
	const char *url = NULL;
	struct kr_str raw, full;

	kr_str_init(&raw);
	kr_str_init(&full);
	s = kr_slice_trim(s);
	if (takes(&s, "feed://"))
		kr_str_addz(&raw, "http://");
	else
		takes(&s, "feed:");
	kr_str_add(&raw, s.data, s.len <= KR_URL_MAX ? s.len : 0);
	if (raw.len && kr_url_resolve(NULL, raw.data, raw.len, &full) && kr_url_is_web(full.data) &&
	        full.len <= KR_URL_MAX)
		url = kr_doc_line_in(&l->arena, full.data, full.len);
	if (url && strchr(url, ' ')) /* a blank of Unicode in the name of the host */
		url = NULL;
	kr_str_fini(&raw);
	kr_str_fini(&full);
	return url;
}

bool kr_exchange_items_is_command(struct kr_slice s)
{
	s = kr_slice_trim(s);
	return takes(&s, "|") || takes(&s, "exec:") || takes(&s, "filter:") || takes(&s, "query:");
}

/* --- times --------------------------------------------------------------------------------- */

/* Digits, perhaps with a fraction. The unit is the one with which it is of our time. */
static int64_t since_1970(const char *s)
{
	enum { DIGITS = 17 };
	const size_t n = strspn(s, "0123456789");
	const char *rest = s + n + (s[n] == '.' ? 1 + strspn(s + n + 1, "0123456789") : 0);
	long long t;

	if (!n || n > DIGITS || *rest)
		return 0;
	t = strtoll(s, NULL, 10);
	return t >= 100000000000000 ? t / 1000 : t >= 100000000000 ? t : t * 1000;
}

/* What kr_feed_date_read writes. */
static int64_t of_iso(const char *s)
{
	struct tm tm = {0};
	int h, m, n = 0;
	int64_t t;
	char sign;

	if (sscanf(s, "%4d-%2d-%2d%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &n) != 3)
		return 0;
	s += n;
	if (sscanf(s, "T%2d:%2d%n", &tm.tm_hour, &tm.tm_min, &n) == 2) {
		s += n;
		if (sscanf(s, ":%2d%n", &tm.tm_sec, &n) == 1)
			s += n;
	}
	tm.tm_year -= 1900;
	tm.tm_mon--;
	t = timegm(&tm);
	if (sscanf(s, "%c%2d:%2d", &sign, &h, &m) == 3)
		t -= (sign == '-' ? -60 : 60) * (h * 60 + m);
	return t < 0 ? 0 : t * 1000;
}

int64_t kr_exchange_items_time(struct kr_slice s)
{
	enum { LONGEST = 100 };
	struct kr_str z, iso;
	int64_t t = 0;

	s = kr_slice_trim(s);
	if (!s.len || s.len > LONGEST)
		return 0;
	kr_str_init(&z);
	kr_str_init(&iso);
	kr_str_add(&z, s.data, s.len);
	t = since_1970(z.data);
	if (!t && kr_feed_date_read(z.data, NULL, &iso))
		t = of_iso(iso.data);
	kr_str_fini(&z);
	kr_str_fini(&iso);
	return t;
}
