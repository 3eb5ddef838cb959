/* The open library, for the files of store. They build on each other in this order:
 *
 *	sqlite, migrate, statements	the database
 *	damage				why a statement fails
 *	tokens, packed, index		the full-text index
 *	change, rows			transactions, and what is done in them
 *	backlog				changes that have to wait
 *	query, rank, excerpt		what the reader looks for
 *	article, copy, history, mark, queue, shelf, find, upkeep, store	what others use */
#ifndef KREAD_STORE_STORE_PRIV_H
#define KREAD_STORE_STORE_PRIV_H

#include <stdbool.h>
#include <sys/types.h>

#include "sqlite_priv.h"
#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/store/article.h"
#include "kread/store/history.h"
#include "kread/store/store.h"

/* The columns that kr_article_read() reads. */
#define KR_ARTICLE_COLUMNS                                                                         \
	"id, url, title, site, published, first, iif(forgotten, 0, last),"                         \
	" iif(forgotten, 0, times), favourite, liked, queued, saved, problem"

enum kr_sql {
#define KR_SQL(id, text) KR_SQL_##id,
#include "statements.def"
#undef KR_SQL
	KR_SQL_COUNT
};

/* A change of the history; its strings are owned. */
struct kr_store_write {
	char *key, *alias, *url, *title, *site, *published;
	int64_t time;
	struct kr_history_place at;
	bool leave; /* only key and at are used */
};

struct kr_store {
	struct kr_sqlite sqlite; /* empty if it could not be loaded */
	sqlite3 *db; /* NULL: it was found damaged and set aside; nothing is kept any more */
	char *path;
	dev_t device; /* which file it is */
	ino_t file;
	char *notice;                    /* or NULL */
	sqlite3_stmt *sql[KR_SQL_COUNT]; /* prepared when they are first needed */
	struct kr_store_write *backlog;  /* oldest first */
	size_t nbacklog, cap_backlog;
	int wait_ms;      /* for a lock */
	int log_pages;    /* of the write-ahead log */
	bool logs;        /* there is such a log */
	bool left;        /* another process copies the log, and merges */
	bool guest;       /* this is that process, or it cannot be changed: if damaged, it stays */
	bool wipe;        /* the index still has the words of articles that are to leave no trace */
	int merges;       /* since then */
	bool unmerged;    /* articles were added to the index */
	bool can_find;    /* what statements of searches need is there */
	int64_t retry_at; /* kr_clock_ms(), if there is a backlog */
};

/* --- store.c ------------------------------------------------------------------------------- */

/* Open a library that is there for kr_upkeep_run(): if it is damaged, that is an error. */
int kr_store_visit(const char *path, struct kr_store **ret, struct kr_err *err);

/* --- migrate.c ----------------------------------------------------------------------------- */

/* Whether they are tables of this kread or an older one. An SQLite code; SQLITE_MISMATCH: a newer
 * one made them. Nothing is written, and with a write-ahead log no lock is waited for. */
int kr_migrate_check(const struct kr_sqlite *q, sqlite3 *db);

/* Bring the tables up to date. An SQLite code; SQLITE_MISMATCH as above. */
int kr_migrate_run(const struct kr_sqlite *q, sqlite3 *db);

extern const char kr_migrate_index[]; /* creates the full-text index */

/* --- statements.c --------------------------------------------------------------------------- */

/* Prepare those without which nothing works. An SQLite code. */
int kr_statements_check(struct kr_store *s);
void kr_statements_disconnect(struct kr_store *s); /* closes the database, too */

/* A statement with its parameters, for which types has a letter each: i an int64_t, t a string or
 * NULL, b a const void * and an int, its size. They are borrowed until the statement is reset.
 * *ret: to step and reset. An SQLite code. */
int kr_statements_bind(
        struct kr_store *s, enum kr_sql id, sqlite3_stmt **ret, const char *types, ...);

/* Run one to its end. An SQLite code. */
int kr_statements_run(struct kr_store *s, enum kr_sql id, const char *types, ...);

/* The first number of its first row; *ret stays as it is if there is none. An SQLite code. */
int kr_statements_get(struct kr_store *s, enum kr_sql id, int64_t *ret, const char *types, ...);

/* Columns of the row that a statement is at. Text is borrowed. */
int64_t kr_statements_number(struct kr_store *s, sqlite3_stmt *stmt, int column);
const char *kr_statements_text(struct kr_store *s, sqlite3_stmt *stmt, int column);

/* --- rank.c ---------------------------------------------------------------------------------- */

/* Make the function kread_rank known to FTS5. An SQLite code. */
int kr_rank_register(struct kr_store *s);
enum { KR_RANK_TITLE = 4000 }; /* for a phrase in the title; other hits count less than 1000 */

/* --- damage.c ------------------------------------------------------------------------------ */

/* What an SQLite code means: 0 if it is SQLITE_OK, an error that says why a statement failed, or
 * KR_DAMAGED. */
int kr_damage_explain(struct kr_store *s, int code, struct kr_err *err);
enum { KR_DAMAGED = 1 };

/* Close the database as it is, and give it another name, which to is set to. What is not yet in it
 * goes along. If another program has done so, to is empty. */
int kr_damage_set_aside(struct kr_store *s, struct kr_str *to, struct kr_err *err);
const char *kr_damage_name(const char *path); /* without its folder */

/* 0 if the code is SQLITE_OK, or an error. If the database is damaged, it is closed and set aside.
 */
int kr_damage_check(struct kr_store *s, int code, struct kr_err *err);

/* --- change.c ------------------------------------------------------------------------------- */

/* Run a change in a transaction: all of it is done or nothing. An SQLite code, as the change
 * returns it. */
typedef int kr_change(struct kr_store *s, void *user);
int kr_change_run(struct kr_store *s, kr_change *change, void *user);

/* --- rows.c: inside a change. All return an SQLite code. -------------------------------------- */

/* The article with this key, which is added if there is none. known: whether a was just read, so
 * that what it says counts. */
int kr_rows_make_article(struct kr_store *s, const char *key, const struct kr_article *a,
        bool known, int64_t *ret_id);

/* The row that a statement is at; strings are borrowed. */
struct kr_article kr_rows_read_article(struct kr_store *s, sqlite3_stmt *stmt);

/* Delete an article, unless there is a reason to keep it. */
int kr_rows_drop_article(struct kr_store *s, int64_t id);
int kr_rows_delete_copy(struct kr_store *s, int64_t id);

/* Whether one of the words, a line each, is in a title; hide the entries of a subscription by
 * words. */
/* Mark the entries with a key as read at a time, if they are unread. */
int kr_rows_see(struct kr_store *s, const char *key, int64_t when);

bool kr_rows_is_hidden(const char *words, const char *title);
int kr_rows_hide(struct kr_store *s, int64_t subscription, const char *words);

/* --- backlog.c ------------------------------------------------------------------------------ */

/* Make the change now, or, if the database is locked or older changes wait, later. */
int kr_backlog_write(struct kr_store *s, const struct kr_store_write *w, struct kr_err *err);

/* Run a change after those that wait, which may be about the same article; KR_E_RETRY if they have
 * to wait on. */
int kr_backlog_change(struct kr_store *s, kr_change *change, void *user, struct kr_err *err);

int kr_backlog_flush(struct kr_store *s, struct kr_err *err); /* as far as possible */
void kr_backlog_free(struct kr_store *s);

#endif
