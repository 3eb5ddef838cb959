/* The place in a stored article that a search is about, with the text around it. */
#ifndef KREAD_STORE_EXCERPT_PRIV_H
#define KREAD_STORE_EXCERPT_PRIV_H

#include "query_priv.h"
#include "kread/store/find.h"

/* Set the snippet, the word and the position of a hit from the JSON of the article: in the block
 * with the most of the terms. */
void kr_excerpt_make(const struct kr_query *q, const struct kr_str *json, struct kr_find_hit *hit);

#endif
