#include "kread/store/article.h"

#include "store_priv.h"

struct adding {
	const char *key;
	const struct kr_article *a;
	int64_t id;
};

static int add(struct kr_store *s, void *user)
{
	struct adding *w = user;

	return kr_rows_make_article(s, w->key, w->a, false, &w->id);
}

int kr_article_add(struct kr_store *s, const char *key, const struct kr_article *a, int64_t *ret_id,
        struct kr_err *err)
{
	struct adding w = {.key = key, .a = a};
	int rc = kr_backlog_change(s, add, &w, err);

	if (rc == 0)
		*ret_id = w.id;
	return rc;
}
