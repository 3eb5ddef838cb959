#include "takeout_priv.h"

#include <string.h>

#include "packed_priv.h"
#include "kread/base/slice.h"

static const char beginning[] = "{\"kread-library\":";

bool kr_takeout_is_one(const char *text, size_t len)
{
	return len >= sizeof beginning - 1 && !memcmp(text, beginning, sizeof beginning - 1);
}

/* --- writing --------------------------------------------------------------------------------- */

struct writing {
	struct kr_store *s;
	kr_takeout_emit *emit;
	void *user;
	struct kr_str line, content;
	int stopped; /* a negative result of emit */
};

static int emit(struct writing *w)
{
	w->stopped = w->emit(w->user, &w->line);
	return w->stopped < 0 ? SQLITE_ABORT : SQLITE_OK;
}

/* All first columns of a statement about one row, as an array. */
static int add_strings(
        struct writing *w, struct kr_takeout_line *l, const char *name, enum kr_sql id, int64_t row)
{
	sqlite3_stmt *stmt;
	int rc = kr_statements_bind(w->s, id, &stmt, "i", row);

	if (rc != SQLITE_OK)
		return rc;
	while (w->s->sqlite.step(stmt) == SQLITE_ROW)
		kr_takeout_line_item(l, name, kr_statements_text(w->s, stmt, 0));
	return w->s->sqlite.reset(stmt);
}

/* Names of the columns from the second one on; numbers have a "#" before them. */
static void add_columns(struct kr_store *s, sqlite3_stmt *stmt, struct kr_takeout_line *l,
        const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (names[i][0] == '#')
			kr_takeout_line_number(
			        l, names[i] + 1, kr_statements_number(s, stmt, (int)i + 1));
		else
			kr_takeout_line_text(l, names[i], kr_statements_text(s, stmt, (int)i + 1));
}

/* Go to the first row after a number, which becomes its own. SQLITE_DONE: there is none. */
static int next_row(struct kr_store *s, enum kr_sql id, int64_t *after, sqlite3_stmt **ret)
{
	int64_t number;
	int rc = kr_statements_bind(s, id, ret, "i", *after);

	if (rc != SQLITE_OK)
		return rc;
	if (s->sqlite.step(*ret) != SQLITE_ROW) {
		rc = s->sqlite.reset(*ret);
		return rc == SQLITE_OK ? SQLITE_DONE : rc;
	}
	number = kr_statements_number(s, *ret, 0);
	if (number <= *after) { /* it would never end */
		s->sqlite.reset(*ret);
		return SQLITE_CORRUPT;
	}
	*after = number;
	return SQLITE_OK;
}

static int write_article(struct writing *w, bool copies, int64_t *after)
{
	static const char *const names[] = {"url", "title", "site", "published", "#first", "#last",
	        "#times", "#section", "#offset", "#favourite", "#liked", "#later"},
	                         *const copy[] = {"#saved", "etag", "last_modified"};
	struct kr_store *s = w->s;
	struct kr_takeout_line *l;
	sqlite3_stmt *stmt;
	int rc = next_row(s, KR_SQL_TAKE_ARTICLE, after, &stmt);

	if (rc != SQLITE_OK)
		return rc;
	l = kr_takeout_line_new();
	add_columns(s, stmt, l, names, sizeof names / sizeof *names);
	rc = s->sqlite.reset(stmt);
	if (rc == SQLITE_OK)
		rc = add_strings(w, l, "keys", KR_SQL_KEYS, *after);
	if (rc == SQLITE_OK)
		rc = add_strings(w, l, "tags", KR_SQL_TAGS_OF, *after);
	kr_str_clear(&w->content);
	if (rc == SQLITE_OK && copies)
		rc = kr_packed_read(s, *after, &w->content);
	if (rc == SQLITE_OK && w->content.len)
		rc = kr_statements_bind(s, KR_SQL_TAKE_COPY, &stmt, "i", *after);
	if (rc == SQLITE_OK && w->content.len) {
		if (s->sqlite.step(stmt) == SQLITE_ROW)
			add_columns(s, stmt, l, copy, sizeof copy / sizeof *copy);
		rc = s->sqlite.reset(stmt);
	}
	kr_takeout_line_end(l, "article", w->content.len ? w->content.data : NULL, &w->line);
	return rc == SQLITE_OK ? emit(w) : rc;
}

static int add_entries(struct writing *w, struct kr_takeout_line *l, int64_t subscription)
{
	static const char *const names[] = {
	        "url", "title", "published", "#found", "#listed", "#seen"};
	sqlite3_stmt *stmt;
	int rc = kr_statements_bind(w->s, KR_SQL_TAKE_ENTRIES, &stmt, "i", subscription);

	if (rc != SQLITE_OK)
		return rc;
	while (w->s->sqlite.step(stmt) == SQLITE_ROW) {
		kr_takeout_line_down(l, "entries");
		add_columns(w->s, stmt, l, names, sizeof names / sizeof *names);
		kr_takeout_line_up(l);
	}
	return w->s->sqlite.reset(stmt);
}

static void add_lines(struct kr_takeout_line *l, const char *name, const char *lines)
{
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");
		struct kr_str one;

		kr_str_init(&one);
		kr_str_add(&one, lines, n);
		if (n)
			kr_takeout_line_item(l, name, one.data);
		kr_str_fini(&one);
		lines += n + (lines[n] == '\n');
	}
}

static int write_subscription(struct writing *w, int64_t *after)
{
	static const char *const names[] = {
	        "url", "title", "name", "home", "#added", "#checked", "etag", "last_modified"};
	const int hide = sizeof names / sizeof *names + 1;
	struct kr_store *s = w->s;
	struct kr_takeout_line *l;
	sqlite3_stmt *stmt;
	int rc = next_row(s, KR_SQL_TAKE_SUBSCRIPTION, after, &stmt);

	if (rc != SQLITE_OK)
		return rc;
	l = kr_takeout_line_new();
	add_columns(s, stmt, l, names, sizeof names / sizeof *names);
	add_lines(l, "hide", kr_statements_text(s, stmt, hide));
	rc = s->sqlite.reset(stmt);
	if (rc == SQLITE_OK)
		rc = add_strings(w, l, "tags", KR_SQL_TAKE_TAGS, *after);
	if (rc == SQLITE_OK)
		rc = add_entries(w, l, *after);
	kr_takeout_line_end(l, "subscription", NULL, &w->line);
	return rc == SQLITE_OK ? emit(w) : rc;
}

static int write_all(struct writing *w, bool copies)
{
	int64_t after = 0;
	int rc;

	kr_str_addf(&w->line, "%s{\"version\":1}}\n", beginning);
	rc = emit(w);
	while (rc == SQLITE_OK)
		rc = write_article(w, copies, &after);
	after = 0;
	if (rc == SQLITE_DONE)
		rc = SQLITE_OK;
	while (rc == SQLITE_OK)
		rc = write_subscription(w, &after);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int kr_takeout_write(
        struct kr_store *s, bool copies, kr_takeout_emit *emit_line, void *user, struct kr_err *err)
{
	struct writing w = {.s = s, .emit = emit_line, .user = user};
	int rc;

	if (!s->db)
		return 0;
	kr_str_init(&w.line);
	kr_str_init(&w.content);
	/* as it is at one time, whatever other programs write meanwhile */
	rc = kr_statements_run(s, KR_SQL_BEGIN_READING, "");
	if (rc == SQLITE_OK) {
		rc = write_all(&w, copies);
		if (kr_statements_run(s, KR_SQL_COMMIT, "") != SQLITE_OK &&
		        !s->sqlite.get_autocommit(s->db))
			kr_statements_run(s, KR_SQL_ROLLBACK, "");
	}
	kr_str_fini(&w.line);
	kr_str_fini(&w.content);
	return w.stopped < 0 ? w.stopped : kr_damage_check(s, rc, err);
}
