#include "kread/store/removal.h"

#include <stdlib.h>

#include "store_priv.h"
#include "kread/base/mem.h"

void kr_removal_free(struct kr_removal *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->n; i++)
		free(r->keys[i]);
	free(r->keys);
	free(r->url);
	free(r->title);
	free(r->site);
	free(r);
}

/* What waits may be about the same article, and must not come after. */
static int flush(struct kr_store *s, struct kr_err *err)
{
	int rc = kr_queue_flush(s, err);

	if (rc == 0 && s->db && s->nqueue)
		rc = kr_damage_fail(s, SQLITE_BUSY, err);
	return rc;
}

int kr_removal_make(struct kr_store *s, int64_t id, const char *url, struct kr_removal **ret,
        struct kr_err *err)
{
	struct kr_removal *r = NULL;
	int code, rc = flush(s, err);

	if (rc == 0 && s->db) {
		r = kr_mem_zalloc(1, sizeof *r);
		code = kr_statements_take(s, id, url, r);
		if (code != SQLITE_OK)
			rc = kr_damage_fail(s, code, err);
	}
	if (rc < 0 || (r && !r->url)) {
		kr_removal_free(r);
		r = NULL;
	}
	if (rc == 0)
		*ret = r;
	return rc;
}

int kr_removal_undo(struct kr_store *s, const struct kr_removal *r, struct kr_err *err)
{
	int code, rc = flush(s, err);

	if (rc < 0 || !s->db)
		return rc;
	code = kr_statements_put(s, r);
	return code == SQLITE_OK ? 0 : kr_damage_fail(s, code, err);
}
