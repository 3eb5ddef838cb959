/* An arena: many small allocations that are freed together, never one by one. Like kr_mem_*, its
 * functions abort rather than fail. */
#ifndef KREAD_BASE_ARENA_H
#define KREAD_BASE_ARENA_H

#include <stddef.h>

struct kr_arena_chunk;

struct kr_arena {
	struct kr_arena_chunk *chunks; /* newest first */
	char *at, *end;                /* free space of the newest chunk */
	size_t used;                   /* bytes handed out, for statistics and limits */
};

void kr_arena_init(struct kr_arena *a);

/* Frees all allocations. NULL is accepted. */
void kr_arena_fini(struct kr_arena *a);

/* Zeroed memory, aligned for any type. */
void *kr_arena_alloc(struct kr_arena *a, size_t size);

/* Uninitialised memory, not aligned: for text. */
char *kr_arena_bytes(struct kr_arena *a, size_t size);

/* A NUL-terminated copy of len bytes. */
char *kr_arena_dup(struct kr_arena *a, const char *data, size_t len);

/* A copy of a string. NULL gives NULL. */
char *kr_arena_strdup(struct kr_arena *a, const char *z);

/* old, from this arena, with more appended and a NUL. len: the length of old, without its NUL. If
 * old was the last allocation it is extended in place, so that appending many times takes linear
 * time. */
char *kr_arena_append(
        struct kr_arena *a, const char *old, size_t len, const char *more, size_t more_len);

/* Move all allocations of `from` to a. Afterwards `from` is empty and ready for use. */
void kr_arena_adopt(struct kr_arena *a, struct kr_arena *from);

/* Make room for one more element, which is zeroed, in an array of this arena (NULL at first).
 * Doubles *cap if count has reached it. Returns the array, which may have moved; the old copy of a
 * small one is wasted. size: of one element. */
void *kr_arena_grow(struct kr_arena *a, void *array, size_t count, size_t *cap, size_t size);

#endif
