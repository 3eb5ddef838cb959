#include "kread/app/walk.h"

#include <stdlib.h>

#include "kread/base/mem.h"

struct kr_walk *kr_walk_new(const struct kr_doc *doc, const char *url)
{
	struct kr_walk *w = kr_mem_zalloc(1, sizeof *w);

	w->refs = 1;
	w->at = -1;
	w->url = kr_mem_strdup(url);
	w->n = doc->nrecs;
	w->urls = kr_mem_zalloc(w->n + 1, sizeof *w->urls);
	w->titles = kr_mem_zalloc(w->n + 1, sizeof *w->titles);
	for (size_t i = 0; i < w->n; i++) {
		w->urls[i] = kr_mem_strdup(doc->recs[i].url);
		w->titles[i] = kr_mem_strdup(doc->recs[i].title);
	}
	return w;
}

struct kr_walk *kr_walk_share(struct kr_walk *w)
{
	if (w)
		w->refs++;
	return w;
}

void kr_walk_free(struct kr_walk *w)
{
	if (!w || --w->refs)
		return;
	for (size_t i = 0; i < w->n; i++) {
		free(w->urls[i]);
		free(w->titles[i]);
	}
	free(w->urls);
	free(w->titles);
	free(w->url);
	free(w);
}

long kr_walk_find(const struct kr_walk *w, const struct kr_visited *seen, long at, long n)
{
	const long step = n < 0 ? -1 : 1, end = (long)w->n;
	long left = labs(n);

	for (long i = at + step; i >= 0 && i < end; i += step)
		if ((w->again || !kr_visited_has(seen, w->urls[i])) && !--left)
			return i;
	return n < 0 && left == -n && at + n >= 0 ? at + n : -1;
}
