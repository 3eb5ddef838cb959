/* The JSON of stored copies, as it is in the database: compressed. */
#ifndef KREAD_STORE_PACKED_PRIV_H
#define KREAD_STORE_PACKED_PRIV_H

#include "store_priv.h"

/* The compressed bytes, to be freed. */
void *kr_packed_make(const struct kr_str *json, int *ret_len);

/* Append what was compressed. False: it is damaged, or larger than any that was stored. */
bool kr_packed_unpack(const void *packed, int len, int64_t size, struct kr_str *out);

/* Append the JSON of an article's copy; nothing if it is damaged or there is none. An SQLite
 * code. */
int kr_packed_read(struct kr_store *s, int64_t article, struct kr_str *out);

#endif
