/* An arena: many small allocations that die together. Nothing in it is freed by itself. */
#ifndef KREAD_BASE_ARENA_H
#define KREAD_BASE_ARENA_H

#include <stddef.h>

struct kr_arena_chunk;

struct kr_arena {
	struct kr_arena_chunk *chunks; /* newest first */
	char *at;
	char *end;
	size_t used; /* bytes handed out, for statistics and limits */
};

void kr_arena_init(struct kr_arena *a);
void kr_arena_fini(struct kr_arena *a); /* NULL is accepted */

void *kr_arena_alloc(struct kr_arena *a, size_t size); /* zeroed, aligned for any type */
char *kr_arena_bytes(struct kr_arena *a, size_t size); /* uninitialised, not aligned: for text */
char *kr_arena_dup(struct kr_arena *a, const char *data, size_t len); /* NUL-ended copy */
char *kr_arena_strdup(struct kr_arena *a, const char *z);             /* NULL gives NULL */

/* old (len bytes and a NUL, from this arena) with more behind it, NUL-ended. Extends in place when
 * old was the last thing allocated, so that a text that grows piece by piece costs linear time. */
char *kr_arena_append(
        struct kr_arena *a, const char *old, size_t len, const char *more, size_t more_len);

/* What was allocated from `from` lives in a from now on; `from` is empty then. */
void kr_arena_adopt(struct kr_arena *a, struct kr_arena *from);

/* Room for one more element, zeroed, in an array that lives in the arena: doubles *cap when *cap ==
 * count. The old copy of a small array stays behind as waste. */
void *kr_arena_grow(struct kr_arena *a, void *array, size_t count, size_t *cap, size_t size);

#endif
