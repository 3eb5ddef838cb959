/* What could not be written because another program holds the lock. */
#include <stdlib.h>
#include <string.h>

#include "store_priv.h"
#include "kread/base/clock.h"
#include "kread/base/mem.h"

static void write_fini(struct kr_store_write *w)
{
	free(w->key);
	free(w->alias);
	free(w->url);
	free(w->title);
	free(w->site);
}

static void drop_first(struct kr_store *s)
{
	write_fini(&s->queue[0]);
	s->nqueue--;
	memmove(s->queue, s->queue + 1, s->nqueue * sizeof *s->queue);
}

static void keep(struct kr_store *s, const struct kr_store_write *w)
{
	if (!s->nqueue)
		s->retry_at = kr_clock_ms() + KR_STORE_RETRY_MS;
	if (s->nqueue == KR_STORE_QUEUE)
		drop_first(s);
	s->queue = kr_mem_grow(s->queue, s->nqueue, &s->cap_queue, sizeof *s->queue);
	s->queue[s->nqueue++] = (struct kr_store_write){
	        .key = kr_mem_strdup(w->key),
	        .alias = kr_mem_strdup(w->alias),
	        .url = kr_mem_strdup(w->url),
	        .title = kr_mem_strdup(w->title),
	        .site = kr_mem_strdup(w->site),
	        .time = w->time,
	        .at = w->at,
	        .leave = w->leave,
	};
}

/* Another program's lock; the extended codes are about this, too. */
static bool is_busy(int rc)
{
	return (rc & 0xff) == SQLITE_BUSY;
}

int kr_queue_write(struct kr_store *s, const struct kr_store_write *w, struct kr_err *err)
{
	int rc;

	if (!s->db)
		return 0;
	rc = s->nqueue ? SQLITE_BUSY : kr_statements_write(s, w);
	if (is_busy(rc))
		keep(s, w);
	return rc == SQLITE_OK || is_busy(rc) ? 0 : kr_damage_fail(s, rc, err);
}

int kr_queue_flush(struct kr_store *s, struct kr_err *err)
{
	while (s->db && s->nqueue) {
		int rc = kr_statements_write(s, &s->queue[0]);

		if (is_busy(rc)) {
			s->retry_at = kr_clock_ms() + KR_STORE_RETRY_MS;
			return 0;
		}
		drop_first(s);
		if (rc != SQLITE_OK)
			return kr_damage_fail(s, rc, err);
	}
	return 0;
}

void kr_queue_free(struct kr_store *s)
{
	for (size_t i = 0; i < s->nqueue; i++)
		write_fini(&s->queue[i]);
	free(s->queue);
	s->queue = NULL;
	s->nqueue = s->cap_queue = 0;
}
