#include "kread/app/visited.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/redact.h"
#include "kread/base/url.h"
#include "kread/net/host.h"
#include "kread/store/history.h"

void kr_visited_fini(struct kr_visited *v)
{
	for (size_t i = 0; i < v->cap; i++)
		free(v->v[i]);
	free(v->v);
	*v = (struct kr_visited){0};
}

char *kr_visited_key(const char *url)
{
	struct kr_str shown;
	struct kr_slice key;
	char *copy;

	kr_str_init(&shown);
	kr_host_address(url, &shown);
	kr_redact_url(&shown); /* keys are written to the library */
	key = kr_url_page_key(shown.data);
	copy = kr_mem_strndup(key.data, key.len);
	kr_str_fini(&shown);
	return copy;
}

static uint64_t hash(const char *s) /* FNV-1a */
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return h;
}

/* Where key is, or the free place where it belongs. */
static char **find(const struct kr_visited *v, const char *key)
{
	size_t i = (size_t)hash(key) & (v->cap - 1);

	while (v->v[i] && strcmp(v->v[i], key))
		i = (i + 1) & (v->cap - 1);
	return &v->v[i];
}

static void grow(struct kr_visited *v)
{
	struct kr_visited more = *v;

	more.cap = v->cap ? 2 * v->cap : 64;
	more.v = kr_mem_zalloc(more.cap, sizeof *more.v);
	for (size_t i = 0; i < v->cap; i++)
		if (v->v[i])
			*find(&more, v->v[i]) = v->v[i];
	free(v->v);
	*v = more;
}

void kr_visited_add(struct kr_visited *v, const char *url)
{
	char *key, **place;

	if (!url)
		return;
	if (2 * (v->n + 1) > v->cap)
		grow(v);
	key = kr_visited_key(url);
	place = find(v, key);
	if (*place) {
		free(key);
		return;
	}
	*place = key;
	v->n++;
}

void kr_visited_remove_key(struct kr_visited *v, const char *key)
{
	char **place = v->n ? find(v, key) : NULL;
	size_t i;

	if (!place || !*place)
		return;
	free(*place);
	*place = NULL;
	v->n--;
	/* those behind it may have been put there because its place was taken */
	for (i = (size_t)(place - v->v + 1) & (v->cap - 1); v->v[i]; i = (i + 1) & (v->cap - 1)) {
		char *moved = v->v[i];

		v->v[i] = NULL;
		*find(v, moved) = moved;
	}
}

bool kr_visited_has_key(const struct kr_visited *v, const char *key)
{
	return key && v->n && *find(v, key);
}

bool kr_visited_has(const struct kr_visited *v, const char *url)
{
	char *key;
	bool has;

	if (!url || (!v->n && !v->store))
		return false;
	key = kr_visited_key(url);
	has = kr_visited_has_key(v, key) ||
	      (v->store && kr_history_find(v->store, key, NULL, NULL) > 0);
	free(key);
	return has;
}
