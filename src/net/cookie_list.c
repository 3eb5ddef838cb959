/* A list of cookies, as in a file. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cookie_priv.h"
#include "kread/base/mem.h"

static const char mark[] = "\xef\xbb\xbf"; /* of UTF-8, as some editors write it */

static int by_identity(const void *a, const void *b)
{
	const struct kr_cookie *x = a, *y = b;
	int d = kr_cookie_compare(x, y);

	return d ? d : (x->order > y->order) - (x->order < y->order);
}

static void add(struct kr_cookie_list *l, struct kr_slice line, int64_t now)
{
	struct kr_cookie c;
	enum kr_cookie_kind kind = kr_cookie_read(line, &c);

	if (kind == KR_COOKIE_BAD) {
		l->bad++;
	} else if (kind == KR_COOKIE_GOOD && c.expires && c.expires < now) {
		l->expired++;
	} else if (kind == KR_COOKIE_GOOD) {
		c.order = l->n;
		l->v = kr_mem_grow(l->v, l->n, &l->cap, sizeof *l->v);
		l->v[l->n++] = c;
	}
}

static void sort(struct kr_cookie_list *l)
{
	size_t n = 0;

	if (l->n)
		qsort(l->v, l->n, sizeof *l->v, by_identity);
	for (size_t i = 0; i < l->n; i++)
		if (i + 1 == l->n || kr_cookie_compare(&l->v[i], &l->v[i + 1]))
			l->v[n++] = l->v[i];
	l->n = n;
}

void kr_cookie_list_parse(struct kr_cookie_list *l, struct kr_str *text_take, int64_t now)
{
	size_t len = text_take->len;
	const char *at, *end;

	*l = (struct kr_cookie_list){.text = kr_str_take(text_take)};
	at = l->text;
	end = at + len;
	if (kr_str_starts(at, mark))
		at += sizeof mark - 1;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at)),
		           *stop = newline ? newline : end;

		add(l, (struct kr_slice){at, (size_t)(stop - at)}, now);
		at = newline ? newline + 1 : end;
	}
	sort(l);
}

void kr_cookie_list_fini(struct kr_cookie_list *l)
{
	free(l->v);
	free(l->text);
	*l = (struct kr_cookie_list){0};
}

/* The first one that is not before it. */
static size_t lower_bound(const struct kr_cookie_list *l, const struct kr_cookie *like)
{
	size_t low = 0, high = l->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (kr_cookie_compare(&l->v[middle], like) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct kr_cookie *kr_cookie_list_find(const struct kr_cookie_list *l, const struct kr_cookie *like)
{
	size_t i = lower_bound(l, like);

	return i < l->n && !kr_cookie_compare(&l->v[i], like) ? &l->v[i] : NULL;
}

size_t kr_cookie_list_of(
        const struct kr_cookie_list *l, struct kr_slice domain, struct kr_cookie **ret)
{
	const struct kr_cookie like = {.domain = domain, .path = {"", 0}, .name = {"", 0}};
	size_t first = lower_bound(l, &like), end = first;

	while (end < l->n && l->v[end].domain.len == domain.len &&
	        !strncasecmp(l->v[end].domain.data, domain.data, domain.len))
		end++;
	*ret = l->v + first;
	return end - first;
}
