/* The open library, for the files of store. They build on each other in this order:
 *
 *	sqlite, migrate, statements	the database
 *	damage				why a statement fails
 *	queue				changes that have to wait
 *	history, removal, store		what others use */
#ifndef KREAD_STORE_STORE_PRIV_H
#define KREAD_STORE_STORE_PRIV_H

#include <stdbool.h>

#include "sqlite_priv.h"
#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/store/history.h"
#include "kread/store/removal.h"
#include "kread/store/store.h"

enum kr_store_sql {
	KR_SQL_BEGIN,
	KR_SQL_COMMIT,
	KR_SQL_ROLLBACK,
	KR_SQL_FIND,
	KR_SQL_INSERT,
	KR_SQL_UPDATE,
	KR_SQL_ADDRESS,
	KR_SQL_LEAVE,
	KR_SQL_LIST,
	KR_SQL_GET,
	KR_SQL_KEYS,
	KR_SQL_DELETE,
	KR_SQL_PUT,
	KR_SQL_MERGE,
	KR_SQL_PUT_ADDRESS,
	KR_SQL_COUNT
};

/* A change of the history; its strings are owned. */
struct kr_store_write {
	char *key, *alias, *url, *title, *site;
	int64_t time;
	struct kr_history_place at;
	bool leave; /* only key and at are used */
};

struct kr_store {
	struct kr_sqlite sqlite; /* empty if it could not be loaded */
	sqlite3 *db; /* NULL: it was found damaged and set aside; nothing is kept any more */
	char *path;
	char *notice; /* or NULL */
	sqlite3_stmt *sql[KR_SQL_COUNT];
	struct kr_store_write *queue; /* oldest first */
	size_t nqueue, cap_queue;
	int64_t retry_at; /* kr_clock_ms(), if there is a queue */
};

/* --- migrate.c ----------------------------------------------------------------------------- */

/* Bring the tables up to date. An SQLite code; SQLITE_MISMATCH: a newer kread made them. */
int kr_migrate_run(const struct kr_sqlite *q, sqlite3 *db);

/* --- statements.c: all return an SQLite code ------------------------------------------------ */

int kr_statements_prepare(struct kr_store *s);
void kr_statements_disconnect(struct kr_store *s); /* closes the database, too */

/* The article with this key, and its place; *ret_id is 0 if there is none. ret_at may be NULL. */
int kr_statements_find(
        struct kr_store *s, const char *key, int64_t *ret_id, struct kr_history_place *ret_at);

/* Make a change, all of it or nothing. */
int kr_statements_write(struct kr_store *s, const struct kr_store_write *w);

/* Take an article out, into *r, which is empty; it stays so if there is none. Put it back. */
int kr_statements_take(struct kr_store *s, int64_t id, const char *url, struct kr_removal *r);
int kr_statements_put(struct kr_store *s, const struct kr_removal *r);

/* --- damage.c ------------------------------------------------------------------------------ */

/* Give a database another name, which is set to to. What is not yet in it goes along. */
int kr_damage_set_aside(const char *path, struct kr_str *to, struct kr_err *err);
const char *kr_damage_name(const char *path); /* without its folder */

/* Fill err with why a statement failed. If the database is damaged, it is closed and set aside. */
int kr_damage_fail(struct kr_store *s, int code, struct kr_err *err);

/* --- queue.c ------------------------------------------------------------------------------- */

/* Make the change now, or, if the database is locked or older changes wait, later. */
int kr_queue_write(struct kr_store *s, const struct kr_store_write *w, struct kr_err *err);
int kr_queue_flush(struct kr_store *s, struct kr_err *err); /* as far as possible */
void kr_queue_free(struct kr_store *s);

#endif
