/* How well a row of the full-text index fits. */
#include "store_priv.h"

enum {
	IN_TEXT = 1000, /* for endlessly many hits */
	COUNTED = 12    /* more hits of a phrase are not counted */
};

static int64_t rank_phrase(const Fts5ExtensionApi *api, Fts5Context *fts, int phrase)
{
	Fts5PhraseIter iter;
	int column, off, title = 0, text = 0;

	if (api->xPhraseFirst(fts, phrase, &iter, &column, &off) != SQLITE_OK)
		return 0;
	for (; column >= 0 && text < COUNTED; api->xPhraseNext(fts, &iter, &column, &off)) {
		title |= column != 0;
		text += column == 0;
	}
	return title * KR_RANK_TITLE + IN_TEXT * text / (text + 2);
}

static void rank(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int n,
        sqlite3_value **args)
{
	const struct kr_sqlite *q = api->xUserData(fts);
	int64_t sum = 0;

	(void)n;
	(void)args;
	for (int i = api->xPhraseCount(fts); i-- > 0;)
		sum += rank_phrase(api, fts, i);
	q->result_int64(context, sum);
}

int kr_rank_register(struct kr_store *s)
{
	sqlite3_stmt *stmt = NULL;
	fts5_api *api = NULL;
	int rc = s->sqlite.prepare_v2(s->db, "SELECT fts5(?1)", -1, &stmt, NULL);

	if (rc == SQLITE_OK)
		rc = s->sqlite.bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
	if (rc == SQLITE_OK)
		s->sqlite.step(stmt);
	s->sqlite.finalize(stmt);
	if (rc != SQLITE_OK || !api)
		return rc == SQLITE_OK ? SQLITE_NOTFOUND : rc;
	return api->xCreateFunction(api, "kread_rank", &s->sqlite, rank, NULL);
}
