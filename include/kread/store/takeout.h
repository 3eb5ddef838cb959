/* The whole library as text, to be taken along: a JSON object a line, which the man page describes
 * under EXPORT. What is written and read into an empty library gives the same library. */
#ifndef KREAD_STORE_TAKEOUT_H
#define KREAD_STORE_TAKEOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/err.h"
#include "kread/base/str.h"

struct kr_store;

/* Whether text is the beginning of such a library. */
bool kr_takeout_is_one(const char *text, size_t len);

/* Call emit with each line, which it must not change; a negative result stops and is returned.
 * copies: with the stored copies of articles. Errors are those of store/article.h. */
typedef int kr_takeout_emit(void *user, const struct kr_str *line);
int kr_takeout_write(
        struct kr_store *s, bool copies, kr_takeout_emit *emit, void *user, struct kr_err *err);

struct kr_takeout_counts {
	size_t articles, copies, subscriptions, entries;
	size_t skipped; /* lines that say nothing, and copies that cannot be read */
	/* what the first line says of the file that the lines were made from */
	size_t skipped_before, commands;
	bool broken, cut;
};

/* Makes the key of an address (store/article.h), to be freed. */
typedef char *kr_takeout_key(const char *url);

/* Put complete lines into the library, all of them or none: what is there already stays, and what
 * is new is added. now: the time, for what is marked and does not say since when. Adds to counts.
 */
int kr_takeout_read(struct kr_store *s, const char *lines, size_t len, kr_takeout_key *key,
        int64_t now, struct kr_takeout_counts *counts, struct kr_err *err);

#endif
