/* The full-text index of the stored copies: a table of FTS5 that holds the words of each, but not
 * its text, which is in the copy. */
#ifndef KREAD_STORE_INDEX_PRIV_H
#define KREAD_STORE_INDEX_PRIV_H

#include "store_priv.h"
#include "tokens_priv.h"
#include "kread/base/budgets.h"

/* Inside a change, before a copy is stored, or deleted: the words of the article become those of
 * the copy, or are removed. An SQLite code. */
int kr_index_put(struct kr_store *s, int64_t article, const struct kr_str *json);
int kr_index_remove(struct kr_store *s, int64_t article);

/* Add the words of a copy that is stored already, and of which there are none. */
int kr_index_add(struct kr_store *s, int64_t article, const char *json, size_t len);

/* A change: begin the index anew. kr_upkeep_step() fills it. */
int kr_index_renew(struct kr_store *s, void *user);

#endif
