#include "kread/store/find.h"

#include <stdlib.h>
#include <string.h>

#include "excerpt_priv.h"
#include "index_priv.h"
#include "packed_priv.h"
#include "kread/base/budgets.h"
#include "kread/base/clock.h"
#include "kread/base/mem.h"

/* The articles are gone through in slices, by their ids, the newest first: each is a query for
 * itself, so that the database can be changed in between. Their size follows from how long the last
 * one took. */
enum {
	FIRST_SLICE = 1000,
	SLICES = 20, /* at most: each of them has costs of its own */
	LARGEST_SLICE = 50000,
	SLICE_MS = 4,
	EXPANSIONS = 64, /* words that begin as one that is looked for */
	NEWER = 2000,    /* rank of the newest article over the oldest */
};

enum phase { EXPAND, TEXT, TITLES, LIST, ROWS, EXCERPTS, DONE };

struct find_row {
	int64_t rank, id;
};

struct kr_find {
	struct kr_store *store;
	struct kr_query query;
	struct kr_str match, unwanted; /* expressions of FTS5 */
	enum phase phase;
	size_t term;     /* EXPAND */
	int words;       /* found for it */
	char *word;      /* the last one */
	int64_t last_id; /* of all articles; 0: not known yet */
	int64_t next;    /* id at which the next slice ends */
	int64_t slice;
	struct find_row best[KR_FIND_MAX]; /* a heap, the worst one first */
	size_t n;
	struct kr_find_hit hits[KR_FIND_MAX];
	size_t nhits, nread, nexcerpts;
};

struct kr_find *kr_find_open(struct kr_store *s, const char *typed)
{
	struct kr_find *f = kr_mem_zalloc(1, sizeof *f);

	f->store = s;
	f->slice = FIRST_SLICE;
	kr_query_init(&f->query, typed);
	kr_str_init(&f->match);
	kr_str_init(&f->unwanted);
	if (!f->query.nterms && !f->query.nfilters)
		f->phase = DONE;
	return f;
}

static void hit_fini(struct kr_find_hit *hit)
{
	free((char *)hit->article.url);
	free((char *)hit->article.title);
	free((char *)hit->article.site);
	free((char *)hit->article.published);
	free(hit->snippet);
	free(hit->word);
}

void kr_find_close(struct kr_find *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->nhits; i++)
		hit_fini(&f->hits[i]);
	kr_query_fini(&f->query);
	kr_str_fini(&f->match);
	kr_str_fini(&f->unwanted);
	free(f->word);
	free(f);
}

bool kr_find_is_empty(const struct kr_find *f)
{
	return !f->query.nterms && !f->query.nfilters;
}

bool kr_find_has_words(const struct kr_find *f)
{
	return f->query.nwanted > 0;
}

/* --- the best ones --------------------------------------------------------------------------- */

static bool is_worse(const struct find_row *a, const struct find_row *b)
{
	return a->rank != b->rank ? a->rank < b->rank : a->id < b->id;
}

static void swap(struct find_row *a, struct find_row *b)
{
	const struct find_row c = *a;

	*a = *b;
	*b = c;
}

static void sift_down(struct kr_find *f)
{
	for (size_t i = 0, k; (k = 2 * i + 1) < f->n; i = k) {
		if (k + 1 < f->n && is_worse(&f->best[k + 1], &f->best[k]))
			k++;
		if (!is_worse(&f->best[k], &f->best[i]))
			break;
		swap(&f->best[i], &f->best[k]);
	}
}

static void keep(struct kr_find *f, struct find_row c)
{
	if (f->n == KR_FIND_MAX) {
		f->best[0] = c;
		sift_down(f);
		return;
	}
	f->best[f->n] = c;
	for (size_t i = f->n++; i && is_worse(&f->best[i], &f->best[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&f->best[i], &f->best[(i - 1) / 2]);
}

static bool has_tag(void *user, int64_t id, const char *tag)
{
	int64_t found = 0;

	kr_statements_get(user, KR_SQL_HAS_TAG, &found, "it", id, tag);
	return found;
}

/* Whether it is to be shown; ret: if not NULL, its row. An SQLite code. */
static int check(struct kr_find *f, int64_t id, bool *ret_ok, struct kr_find_hit *ret)
{
	sqlite3_stmt *stmt;
	struct kr_article a;
	int rc = kr_statements_bind(f->store, KR_SQL_FIND_ARTICLE, &stmt, "i", id);

	*ret_ok = false;
	if (rc != SQLITE_OK)
		return rc;
	if (f->store->sqlite.step(stmt) == SQLITE_ROW) {
		a = kr_rows_read_article(f->store, stmt);
		*ret_ok = a.url && kr_query_accepts(&f->query, &a, has_tag, f->store);
		if (*ret_ok && ret) {
			*ret = (struct kr_find_hit){.article = a};
			ret->article.url = kr_mem_strdup(a.url);
			ret->article.title = kr_mem_strdup(a.title);
			ret->article.site = kr_mem_strdup(a.site);
			ret->article.published = kr_mem_strdup(a.published);
			ret->article.problem = NULL;
		}
	}
	return f->store->sqlite.reset(stmt);
}

/* Most articles are not good enough, and need not be looked at. */
static int consider(struct kr_find *f, int64_t id, int64_t rank)
{
	const struct find_row c = {rank + id * NEWER / f->last_id, id};
	bool ok;
	int rc;

	if (f->n == KR_FIND_MAX && !is_worse(&f->best[0], &c))
		return SQLITE_OK;
	rc = check(f, id, &ok, NULL);
	if (rc == SQLITE_OK && ok)
		keep(f, c);
	return rc;
}

/* --- the beginnings of long words ------------------------------------------------------------- */

static void next_term(struct kr_find *f)
{
	f->term++;
	f->words = 0;
	free(f->word);
	f->word = NULL;
}

static bool is_expanded(const struct kr_query_term *t)
{
	return t->prefix && t->units->letters >= KR_QUERY_EXPAND_MIN;
}

/* The next word of the index after the last one that was found. */
static int expand(struct kr_find *f)
{
	struct kr_query_term *t = &f->query.terms[f->term];
	struct kr_str from, to;
	sqlite3_stmt *stmt;
	int rc, last;

	kr_str_init(&from);
	kr_str_init(&to);
	kr_str_addf(&from, "%s\x01", f->word ? f->word : t->units->text);
	kr_str_addf(&to, "%s\xf7", t->units->text);
	rc = kr_statements_bind(f->store, KR_SQL_FIND_WORD, &stmt, "tt", from.data, to.data);
	free(f->word);
	f->word = NULL;
	if (rc == SQLITE_OK) {
		if (f->store->sqlite.step(stmt) == SQLITE_ROW)
			f->word = kr_mem_strdup(kr_statements_text(f->store, stmt, 0));
		last = f->store->sqlite.reset(stmt);
		rc = last;
	}
	if (f->word)
		kr_query_expand(t, f->word);
	if (!f->word || ++f->words == EXPANSIONS)
		next_term(f);
	kr_str_fini(&from);
	kr_str_fini(&to);
	return rc;
}

/* --- slices ---------------------------------------------------------------------------------- */

static void begin(struct kr_find *f, enum phase phase)
{
	f->phase = phase;
	f->next = f->last_id;
	f->slice = f->last_id / SLICES > FIRST_SLICE ? f->last_id / SLICES : FIRST_SLICE;
}

static int find_text(struct kr_find *f, int64_t from, int64_t to)
{
	sqlite3_stmt *stmt;
	int last, rc = kr_statements_bind(
	                  f->store, KR_SQL_FIND_TEXT, &stmt, "tii", f->match.data, from, to);

	if (rc != SQLITE_OK)
		return rc;
	while (rc == SQLITE_OK && f->store->sqlite.step(stmt) == SQLITE_ROW)
		rc = consider(f, kr_statements_number(f->store, stmt, 0),
		        kr_statements_number(f->store, stmt, 1));
	last = f->store->sqlite.reset(stmt);
	return rc == SQLITE_OK ? last : rc;
}

static int find_titles(struct kr_find *f, int64_t from, int64_t to)
{
	sqlite3_stmt *stmt;
	int last, rc = kr_statements_bind(f->store, KR_SQL_FIND_TITLES, &stmt, "ii", from, to);

	if (rc != SQLITE_OK)
		return rc;
	while (rc == SQLITE_OK && f->store->sqlite.step(stmt) == SQLITE_ROW) {
		const char *title = kr_statements_text(f->store, stmt, 1);

		if (title && kr_query_has_all(&f->query, title, strlen(title)))
			rc = consider(f, kr_statements_number(f->store, stmt, 0),
			        (int64_t)f->query.nwanted * KR_RANK_TITLE);
	}
	last = f->store->sqlite.reset(stmt);
	return rc == SQLITE_OK ? last : rc;
}

/* Without words, all articles that pass the filters. */
static int find_all(struct kr_find *f, int64_t from, int64_t to)
{
	sqlite3_stmt *stmt;
	int last, rc = kr_statements_bind(f->store, KR_SQL_FIND_ALL, &stmt, "ii", from, to);

	if (rc != SQLITE_OK)
		return rc;
	while (rc == SQLITE_OK && f->n < KR_FIND_MAX && f->store->sqlite.step(stmt) == SQLITE_ROW) {
		int64_t id = kr_statements_number(f->store, stmt, 0), unwanted = 0;

		if (f->unwanted.len)
			rc = kr_statements_get(
			        f->store, KR_SQL_FIND_IN, &unwanted, "ti", f->unwanted.data, id);
		if (rc == SQLITE_OK && !unwanted)
			rc = consider(f, id, 0);
	}
	last = f->store->sqlite.reset(stmt);
	return rc == SQLITE_OK ? last : rc;
}

static int run_slice(struct kr_find *f)
{
	const int64_t from = f->next >= f->slice ? f->next - f->slice + 1 : 1, to = f->next,
	              start = kr_clock_ms();
	int64_t took;
	int rc = f->phase == TEXT     ? find_text(f, from, to)
	         : f->phase == TITLES ? find_titles(f, from, to)
	                              : find_all(f, from, to);

	took = kr_clock_ms() - start;
	if (took < SLICE_MS / 2 && f->slice < LARGEST_SLICE)
		f->slice *= 2;
	else if (took > SLICE_MS && f->slice / 2 > f->last_id / SLICES)
		f->slice /= 2;
	f->next = from - 1;
	return rc;
}

/* --- the rows of the best ones -----------------------------------------------------------------
 */

static int by_rank(const void *a, const void *b)
{
	return is_worse(a, b) ? 1 : -1;
}

static int read_hit(struct kr_find *f)
{
	bool ok;
	int rc = check(f, f->best[f->nread++].id, &ok, &f->hits[f->nhits]);

	f->nhits += ok;
	return rc;
}

static int make_excerpt(struct kr_find *f)
{
	struct kr_find_hit *hit = &f->hits[f->nexcerpts++];
	struct kr_str json;
	int rc = SQLITE_OK;

	if (!f->query.nwanted || !hit->article.saved)
		return rc;
	kr_str_init(&json);
	rc = kr_packed_read(f->store, hit->article.id, &json);
	if (rc == SQLITE_OK && json.len && json.len < KR_FIND_EXCERPT_MAX)
		kr_excerpt_make(&f->query, &json, hit);
	kr_str_fini(&json);
	return rc;
}

/* --- steps ------------------------------------------------------------------------------------ */

static int prepare(struct kr_find *f)
{
	int rc = SQLITE_OK;

	if (!f->store->can_find) {
		rc = kr_rank_register(f->store);
		if (rc == SQLITE_OK)
			rc = f->store->sqlite.exec(f->store->db,
			        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word"
			        " USING fts5vocab (main, search, instance)",
			        NULL, NULL, NULL);
		f->store->can_find = rc == SQLITE_OK;
	}
	return rc == SQLITE_OK ? kr_statements_get(f->store, KR_SQL_LAST_ARTICLE, &f->last_id, "")
	                       : rc;
}

static void begin_search(struct kr_find *f)
{
	kr_query_match(&f->query, false, &f->match);
	kr_query_match(&f->query, true, &f->unwanted);
	begin(f, f->query.nwanted ? TEXT : LIST);
}

static void end_search(struct kr_find *f)
{
	qsort(f->best, f->n, sizeof *f->best, by_rank);
	f->phase = ROWS;
}

/* A little work. An SQLite code. */
static int step(struct kr_find *f)
{
	switch (f->phase) {
	case EXPAND:
		while (f->term < f->query.nterms && !is_expanded(&f->query.terms[f->term]))
			f->term++;
		if (f->term < f->query.nterms)
			return expand(f);
		begin_search(f);
		return SQLITE_OK;
	case TEXT:
		if (f->next > 0)
			return run_slice(f);
		begin(f, TITLES);
		return SQLITE_OK;
	case TITLES:
	case LIST:
		if (f->next > 0 && !(f->phase == LIST && f->n == KR_FIND_MAX))
			return run_slice(f);
		end_search(f);
		return SQLITE_OK;
	case ROWS:
		if (f->nread < f->n)
			return read_hit(f);
		f->phase = EXCERPTS;
		return SQLITE_OK;
	case EXCERPTS:
		if (f->nexcerpts < f->nhits)
			return make_excerpt(f);
		f->phase = DONE;
		return SQLITE_OK;
	case DONE:
		break;
	}
	return SQLITE_OK;
}

/* The index alone may be damaged. */
static int check_index(struct kr_find *f, int code, struct kr_err *err)
{
	int rc;

	if (code != SQLITE_CORRUPT_VTAB)
		return kr_damage_check(f->store, code, err);
	rc = kr_backlog_change(f->store, kr_index_renew, NULL, err);
	return rc < 0 ? rc
	              : kr_err_set(err, KR_E_RETRY,
	                        "the index of the library was damaged and is made anew");
}

static enum kr_find_state state_of(const struct kr_find *f)
{
	if (f->phase == DONE)
		return KR_FIND_DONE;
	return f->phase == EXCERPTS ? KR_FIND_LISTED : KR_FIND_SEARCHING;
}

int kr_find_step(struct kr_find *f, int64_t until, struct kr_err *err)
{
	int rc = SQLITE_OK;

	if (!f->store->db)
		f->phase = DONE;
	if (f->phase != DONE && !f->last_id)
		rc = prepare(f);
	if (rc == SQLITE_OK && !f->last_id)
		f->phase = DONE; /* there are no articles */
	while (rc == SQLITE_OK && f->phase != DONE) {
		rc = step(f);
		if (kr_clock_ms() >= until)
			break;
	}
	if (rc == SQLITE_OK)
		return (int)state_of(f);
	f->phase = DONE;
	return check_index(f, rc, err);
}

size_t kr_find_hits(const struct kr_find *f)
{
	return state_of(f) == KR_FIND_SEARCHING ? 0 : f->nhits;
}

const struct kr_find_hit *kr_find_hit(const struct kr_find *f, size_t i)
{
	return &f->hits[i];
}
