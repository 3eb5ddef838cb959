#include "kread/store/subscription.h"

#include <string.h>

#include "store_priv.h"
#include "kread/base/slice.h"

enum { FIRST_WAIT_MS = 60 * 1000 };

#define DAY_MS INT64_C(86400000)

/* --- changes of one subscription ---------------------------------------------------------------
 */

struct sub_change {
	int64_t id, now, stamp;
	const char *key, *url, *text;
	bool on;
	const struct kr_subscription_news *news;
	int64_t n; /* result */
};

static int result(int rc, const struct sub_change *j)
{
	return rc < 0 ? rc : (int)j->n;
}

static int add(struct kr_store *s, void *user)
{
	struct sub_change *j = user;
	int rc = kr_statements_run(s, KR_SQL_SUBSCRIBE, "ttti", j->key, j->url, j->text, j->now);

	j->n = s->sqlite.changes(s->db);
	if (rc == SQLITE_OK && !j->n) /* it may have been removed */
		rc = kr_statements_run(s, KR_SQL_SUBSCRIBE_AGAIN, "t", j->key);
	if (rc == SQLITE_OK && !j->n)
		j->n = s->sqlite.changes(s->db);
	return rc == SQLITE_OK ? kr_statements_get(s, KR_SQL_SUBSCRIPTION_OF, &j->id, "t", j->key)
	                       : rc;
}

int kr_subscription_add(struct kr_store *s, const char *key, const char *url, const char *title,
        int64_t now, int64_t *ret_id, struct kr_err *err)
{
	struct sub_change j = {.key = key, .url = url, .text = title, .now = now};
	int rc = kr_backlog_change(s, add, &j, err);

	if (rc == 0)
		*ret_id = j.id;
	return result(rc, &j);
}

static int set_removed(struct kr_store *s, void *user)
{
	struct sub_change *j = user;
	int rc = j->id ? kr_statements_run(s, KR_SQL_UNSUBSCRIBE, "ii", j->id, j->stamp)
	               : kr_statements_run(s, KR_SQL_RESUBSCRIBE, "i", j->stamp);

	j->n = s->sqlite.changes(s->db);
	return rc;
}

int kr_subscription_remove(struct kr_store *s, int64_t id, int64_t stamp, struct kr_err *err)
{
	struct sub_change j = {.id = id, .stamp = stamp};

	return result(kr_backlog_change(s, set_removed, &j, err), &j);
}

int kr_subscription_restore(struct kr_store *s, int64_t stamp, struct kr_err *err)
{
	struct sub_change j = {.stamp = stamp};

	return result(kr_backlog_change(s, set_removed, &j, err), &j);
}

static int purge(struct kr_store *s, void *user)
{
	struct sub_change *j = user;
	int rc = kr_statements_run(s, KR_SQL_PURGE_SUBSCRIPTIONS, "i", j->stamp);

	j->n = s->sqlite.changes(s->db);
	return rc;
}

int kr_subscription_purge(struct kr_store *s, int64_t before, struct kr_err *err)
{
	struct sub_change j = {.stamp = before};

	return result(kr_backlog_change(s, purge, &j, err), &j);
}

static int rename_it(struct kr_store *s, void *user)
{
	const struct sub_change *j = user;

	return kr_statements_run(s, KR_SQL_RENAME_SUBSCRIPTION, "it", j->id, j->text);
}

int kr_subscription_rename(struct kr_store *s, int64_t id, const char *title, struct kr_err *err)
{
	return kr_backlog_change(s, rename_it, &(struct sub_change){.id = id, .text = title}, err);
}

static int set_tag(struct kr_store *s, void *user)
{
	const struct sub_change *j = user;

	return kr_statements_run(s, j->on ? KR_SQL_TAG_SUBSCRIPTION : KR_SQL_UNTAG_SUBSCRIPTION,
	        "it", j->id, j->text);
}

int kr_subscription_tag(
        struct kr_store *s, int64_t id, const char *tag, bool on, struct kr_err *err)
{
	return kr_backlog_change(
	        s, set_tag, &(struct sub_change){.id = id, .text = tag, .on = on}, err);
}

/* --- words that hide -----------------------------------------------------------------------------
 */

static int hide(struct kr_store *s, void *user)
{
	const struct sub_change *j = user;

	return kr_rows_hide(s, j->id, j->text);
}

int kr_subscription_hide(struct kr_store *s, int64_t id, const char *words, struct kr_err *err)
{
	return kr_backlog_change(s, hide, &(struct sub_change){.id = id, .text = words}, err);
}

/* --- lists
 * ----------------------------------------------------------------------------------------- */

static int list(struct kr_store *s, enum kr_sql which, int64_t id, kr_subscription_emit *emit,
        void *user, struct kr_err *err)
{
	sqlite3_stmt *stmt;
	int rc;

	if (!s->db)
		return 0;
	rc = kr_statements_bind(s, which, &stmt, id ? "i" : "", id);
	if (rc == SQLITE_OK) {
		while (s->sqlite.step(stmt) == SQLITE_ROW) {
			const struct kr_subscription sub = {
			        .id = kr_statements_number(s, stmt, 0),
			        .url = kr_statements_text(s, stmt, 1),
			        .title = kr_statements_text(s, stmt, 2),
			        .home = kr_statements_text(s, stmt, 3),
			        .tags = kr_statements_text(s, stmt, 4),
			        .hide = kr_statements_text(s, stmt, 5),
			        .problem = kr_statements_text(s, stmt, 6),
			        .etag = kr_statements_text(s, stmt, 7),
			        .modified = kr_statements_text(s, stmt, 8),
			        .added = kr_statements_number(s, stmt, 9),
			        .checked = kr_statements_number(s, stmt, 10),
			        .tried = kr_statements_number(s, stmt, 11),
			        .tries = kr_statements_number(s, stmt, 12),
			        .unread = kr_statements_number(s, stmt, 13),
			        .source = kr_statements_text(s, stmt, 14),
			        .feed = kr_statements_number(s, stmt, 15) != 0,
			};

			if (sub.url && sub.tags && sub.hide)
				emit(user, &sub);
		}
		rc = s->sqlite.reset(stmt);
	}
	return kr_damage_check(s, rc, err);
}

int kr_subscription_list(
        struct kr_store *s, kr_subscription_emit *emit, void *user, struct kr_err *err)
{
	return list(s, KR_SQL_SUBSCRIPTIONS, 0, emit, user, err);
}

int kr_subscription_get(
        struct kr_store *s, int64_t id, kr_subscription_emit *emit, void *user, struct kr_err *err)
{
	return id ? list(s, KR_SQL_SUBSCRIPTION, id, emit, user, err) : 0;
}

int kr_subscription_count(
        struct kr_store *s, struct kr_subscription_counts *ret, struct kr_err *err)
{
	int rc;

	*ret = (struct kr_subscription_counts){0};
	if (!s->db)
		return 0;
	rc = kr_statements_get(s, KR_SQL_COUNT_SUBSCRIPTIONS, &ret->subscriptions, "");
	if (rc == SQLITE_OK)
		rc = kr_statements_get(s, KR_SQL_COUNT_UNREAD, &ret->unread, "");
	return kr_damage_check(s, rc, err);
}

/* --- refreshing
 * -------------------------------------------------------------------------------------- */

bool kr_subscription_is_due(const struct kr_subscription *sub, int64_t now, int64_t every)
{
	int64_t wait = sub->tries > 0
	                       ? (int64_t)FIRST_WAIT_MS << (sub->tries < 16 ? sub->tries - 1 : 15)
	                       : every;

	if (wait > KR_SUBSCRIPTION_WAIT_MAX_MS && sub->tries > 0)
		wait = KR_SUBSCRIPTION_WAIT_MAX_MS;
	return !sub->tried || now - sub->tried >= wait || now < sub->tried;
}

static int put_entry(struct kr_store *s, struct sub_change *j,
        const struct kr_subscription_entry *e, const char *words)
{
	const int64_t hidden = kr_rows_is_hidden(words, e->title);
	int rc = kr_statements_run(s, KR_SQL_ADD_ENTRY, "ittttii", j->id, e->key, e->url, e->title,
	        e->published, j->now, hidden);

	if (rc == SQLITE_OK && s->sqlite.changes(s->db)) {
		int64_t read = 0, found = 0;

		rc = kr_statements_get(s, KR_SQL_IS_READ, &read, "t", e->key);
		if (rc == SQLITE_OK && read)
			rc = kr_rows_see(s, e->key, j->now);
		if (rc == SQLITE_OK)
			rc = kr_statements_run(s, KR_SQL_SHARE_KEY, "t", e->key);
		if (rc == SQLITE_OK && s->sqlite.changes(s->db))
			rc = kr_statements_get(s, KR_SQL_IS_FOUND, &found, "ti", e->key, j->id);
		j->n += !read && !hidden && !found;
		return rc;
	}
	return rc == SQLITE_OK ? kr_statements_run(s, KR_SQL_LIST_ENTRY, "itti", j->id, e->key,
	                                 e->title, j->now)
	                       : rc;
}

static int update(struct kr_store *s, void *user)
{
	struct sub_change *j = user;
	const struct kr_subscription_news *news = j->news;
	const size_t n = news->n < KR_SUBSCRIPTION_ENTRIES ? news->n : KR_SUBSCRIPTION_ENTRIES;
	struct kr_str words;
	sqlite3_stmt *stmt;
	int rc = kr_statements_bind(s, KR_SQL_GET_HIDE, &stmt, "i", j->id);

	kr_str_init(&words);
	if (rc == SQLITE_OK) {
		if (s->sqlite.step(stmt) == SQLITE_ROW && kr_statements_text(s, stmt, 0))
			kr_str_addz(&words, kr_statements_text(s, stmt, 0));
		rc = s->sqlite.reset(stmt);
	}
	/* the newest gets the highest number */
	for (size_t i = n; i-- > 0 && rc == SQLITE_OK;)
		rc = put_entry(s, j, &news->v[i], words.data);
	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_CHECKED, "iittttti", j->id, j->now, news->title,
		        news->home, news->etag, news->modified, news->source, (int64_t)news->feed);
	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_PRUNE_ENTRIES, "ii", j->id,
		        j->now - KR_SUBSCRIPTION_KEEP_DAYS * DAY_MS);
	if (rc == SQLITE_OK)
		rc = kr_statements_run(s, KR_SQL_RECOUNT, "i", j->id);
	kr_str_fini(&words);
	return rc;
}

int kr_subscription_update(struct kr_store *s, int64_t id, int64_t now,
        const struct kr_subscription_news *news, int64_t *ret_new, struct kr_err *err)
{
	struct sub_change j = {.id = id, .now = now, .news = news};
	int rc = kr_backlog_change(s, update, &j, err);

	if (rc == 0)
		*ret_new = j.n;
	return rc;
}

static int set_unchanged(struct kr_store *s, void *user)
{
	const struct sub_change *j = user;

	return kr_statements_run(s, KR_SQL_UNCHANGED, "ii", j->id, j->now);
}

int kr_subscription_unchanged(struct kr_store *s, int64_t id, int64_t now, struct kr_err *err)
{
	return kr_backlog_change(s, set_unchanged, &(struct sub_change){.id = id, .now = now}, err);
}

static int set_failed(struct kr_store *s, void *user)
{
	const struct sub_change *j = user;

	return kr_statements_run(s, KR_SQL_FAILED, "iit", j->id, j->now, j->text);
}

int kr_subscription_failed(
        struct kr_store *s, int64_t id, int64_t now, const char *problem, struct kr_err *err)
{
	return kr_backlog_change(
	        s, set_failed, &(struct sub_change){.id = id, .now = now, .text = problem}, err);
}
