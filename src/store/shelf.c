#include "kread/store/shelf.h"

#include "store_priv.h"

static const struct {
	const char *from, *newest;
} shelves[KR_SHELVES] = {
        [KR_SHELF_HISTORY] = {"article WHERE times > 0 AND forgotten = 0", "last DESC"},
        [KR_SHELF_FAVOURITES] = {"article WHERE favourite > 0", "favourite DESC"},
        [KR_SHELF_LIKED] = {"article WHERE liked > 0", "liked DESC"},
        [KR_SHELF_QUEUE] = {"article WHERE queued > 0", "queued"},
        [KR_SHELF_TAG] = {"tag JOIN article ON article.id = tag.article WHERE tag.name = ?2",
                "max(favourite, liked, queued, last) DESC"},
};

static void write_sql(enum kr_shelf shelf, enum kr_shelf_sort sort, struct kr_str *out)
{
	static const char *const orders[KR_SORTS] = {[KR_SORT_SITE] = "site COLLATE NOCASE, ",
	        [KR_SORT_TITLE] = "title COLLATE NOCASE, "};

	kr_str_addz(out, "SELECT " KR_ARTICLE_COLUMNS " FROM ");
	kr_str_addf(out, "%s ORDER BY %s%s, id DESC LIMIT ?1", shelves[shelf].from,
	        orders[sort] ? orders[sort] : "", shelves[shelf].newest);
}

int kr_shelf_list(struct kr_store *s, enum kr_shelf shelf, const char *tag, enum kr_shelf_sort sort,
        size_t max, kr_shelf_emit *emit, void *user, struct kr_err *err)
{
	sqlite3_stmt *stmt = NULL;
	struct kr_str sql;
	int rc, last;

	if (!s->db)
		return 0;
	kr_str_init(&sql);
	write_sql(shelf, sort, &sql);
	rc = s->sqlite.prepare_v2(s->db, sql.data, -1, &stmt, NULL);
	if (rc == SQLITE_OK)
		rc = s->sqlite.bind_int64(stmt, 1, (int64_t)max);
	if (rc == SQLITE_OK && shelf == KR_SHELF_TAG)
		rc = s->sqlite.bind_text(stmt, 2, tag, -1, SQLITE_STATIC);
	while (rc == SQLITE_OK && s->sqlite.step(stmt) == SQLITE_ROW) {
		struct kr_article a = kr_rows_read_article(s, stmt);

		if (a.url)
			emit(user, &a);
	}
	last = s->sqlite.finalize(stmt);
	kr_str_fini(&sql);
	return kr_damage_check(s, rc == SQLITE_OK ? last : rc, err);
}

int kr_shelf_count(struct kr_store *s, struct kr_shelf_counts *ret, struct kr_err *err)
{
	sqlite3_stmt *stmt;
	int rc;

	*ret = (struct kr_shelf_counts){0};
	if (!s->db)
		return 0;
	rc = kr_statements_bind(s, KR_SQL_COUNTS, &stmt, "");
	if (rc == SQLITE_OK) {
		if (s->sqlite.step(stmt) == SQLITE_ROW) {
			ret->favourites = kr_statements_number(s, stmt, 0);
			ret->queue = kr_statements_number(s, stmt, 1);
		}
		rc = s->sqlite.reset(stmt);
	}
	return kr_damage_check(s, rc, err);
}
