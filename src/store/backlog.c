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
	free(w->published);
}

static void drop_first(struct kr_store *s)
{
	write_fini(&s->backlog[0]);
	s->nbacklog--;
	memmove(s->backlog, s->backlog + 1, s->nbacklog * sizeof *s->backlog);
}

static void keep(struct kr_store *s, const struct kr_store_write *w)
{
	if (!s->nbacklog)
		s->retry_at = kr_clock_ms() + KR_STORE_RETRY_MS;
	if (s->nbacklog == KR_STORE_BACKLOG)
		drop_first(s);
	s->backlog = kr_mem_grow(s->backlog, s->nbacklog, &s->cap_backlog, sizeof *s->backlog);
	s->backlog[s->nbacklog++] = (struct kr_store_write){
	        .key = kr_mem_strdup(w->key),
	        .alias = kr_mem_strdup(w->alias),
	        .url = kr_mem_strdup(w->url),
	        .title = kr_mem_strdup(w->title),
	        .site = kr_mem_strdup(w->site),
	        .published = kr_mem_strdup(w->published),
	        .time = w->time,
	        .at = w->at,
	        .leave = w->leave,
	};
}

/* Another program's lock; the extended codes are about this, too. */
static bool is_busy(int rc)
{
	return (rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_PROTOCOL;
}

static int visit(struct kr_store *s, const struct kr_store_write *w)
{
	const struct kr_article a = {
	        .url = w->url, .title = w->title, .site = w->site, .published = w->published};
	int64_t id;
	int rc = kr_rows_make_article(s, w->key, &a, true, &id);

	if (rc == SQLITE_OK && w->alias)
		rc = kr_statements_run(s, KR_SQL_ADDRESS, "ti", w->alias, id);
	/* where it was found, it is read now, too */
	if (rc == SQLITE_OK)
		rc = kr_rows_see(s, w->key, w->time);
	if (rc == SQLITE_OK && w->alias)
		rc = kr_rows_see(s, w->alias, w->time);
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_VISIT, "ii", id, w->time) : rc;
}

static int make(struct kr_store *s, void *user)
{
	const struct kr_store_write *w = user;

	return w->leave ? kr_statements_run(s, KR_SQL_LEAVE, "tii", w->key, (int64_t)w->at.section,
	                          (int64_t)w->at.off)
	                : visit(s, w);
}

int kr_backlog_write(struct kr_store *s, const struct kr_store_write *w, struct kr_err *err)
{
	int rc;

	if (!s->db)
		return 0;
	rc = s->nbacklog ? SQLITE_BUSY : kr_change_run(s, make, (void *)w);
	if (is_busy(rc))
		keep(s, w);
	return is_busy(rc) ? 0 : kr_damage_check(s, rc, err);
}

int kr_backlog_flush(struct kr_store *s, struct kr_err *err)
{
	while (s->db && s->nbacklog) {
		int rc = kr_change_run(s, make, &s->backlog[0]);

		if (is_busy(rc)) {
			s->retry_at = kr_clock_ms() + KR_STORE_RETRY_MS;
			return 0;
		}
		drop_first(s);
		if (rc != SQLITE_OK)
			return kr_damage_check(s, rc, err);
	}
	return 0;
}

int kr_backlog_change(struct kr_store *s, kr_change *change, void *user, struct kr_err *err)
{
	int rc = kr_backlog_flush(s, err);

	if (rc < 0 || !s->db)
		return rc;
	return kr_damage_check(s, s->nbacklog ? SQLITE_BUSY : kr_change_run(s, change, user), err);
}

void kr_backlog_free(struct kr_store *s)
{
	for (size_t i = 0; i < s->nbacklog; i++)
		write_fini(&s->backlog[i]);
	free(s->backlog);
	s->backlog = NULL;
	s->nbacklog = s->cap_backlog = 0;
}
