#include "kread/base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"

enum {
	FIRST = 4096,
	LARGEST = 1 << 20,
	ALIGN = 16,
	OWN = 1 << 16, /* allocations at least this large get their own chunk */
};

struct kr_arena_chunk {
	struct kr_arena_chunk *next;
	size_t size;
	alignas(ALIGN) char data[];
};

void kr_arena_init(struct kr_arena *a)
{
	*a = (struct kr_arena){0};
}

void kr_arena_fini(struct kr_arena *a)
{
	if (!a)
		return;
	for (struct kr_arena_chunk *c = a->chunks, *next; c; c = next) {
		next = c->next;
		free(c);
	}
	kr_arena_init(a);
}

/* Chunks grow with use, so that small articles stay small and large pages need few calls. */
static void add_chunk(struct kr_arena *a, size_t need)
{
	size_t size = a->used < FIRST ? FIRST : a->used > LARGEST ? LARGEST : a->used;
	struct kr_arena_chunk *c;

	if (size < need)
		size = need;
	c = kr_mem_alloc(sizeof *c + size);
	c->next = a->chunks;
	c->size = size;
	a->chunks = c;
	a->at = c->data;
	a->end = c->data + size;
}

static char *take(struct kr_arena *a, size_t size, size_t align)
{
	size_t pad = (size_t)(-(uintptr_t)a->at & (align - 1));
	char *p;

	if (!a->at || (size_t)(a->end - a->at) < pad || (size_t)(a->end - a->at) - pad < size) {
		add_chunk(a, size);
		pad = 0;
	}
	p = a->at + pad;
	a->at = p + size;
	a->used += size + pad;
	return p;
}

/* Insert a chunk after the newest one, whose free space stays in use. */
static void link_own(struct kr_arena *a, struct kr_arena_chunk *c)
{
	struct kr_arena_chunk **at = a->chunks ? &a->chunks->next : &a->chunks;

	c->next = *at;
	*at = c;
}

/* calloc() gets zeroed pages from the system, which take no memory until they are written to. */
static void *own_chunk(struct kr_arena *a, size_t size)
{
	struct kr_arena_chunk *c = kr_mem_zalloc(1, sizeof *c + size);

	link_own(a, c);
	c->size = size;
	a->used += size;
	return c->data;
}

void *kr_arena_alloc(struct kr_arena *a, size_t size)
{
	return size >= OWN ? own_chunk(a, size) : memset(take(a, size, ALIGN), 0, size);
}

char *kr_arena_bytes(struct kr_arena *a, size_t size)
{
	return take(a, size, 1);
}

char *kr_arena_dup(struct kr_arena *a, const char *data, size_t len)
{
	char *p = take(a, len + 1, 1);

	if (len)
		memcpy(p, data, len);
	p[len] = '\0';
	return p;
}

char *kr_arena_strdup(struct kr_arena *a, const char *z)
{
	return z ? kr_arena_dup(a, z, strlen(z)) : NULL;
}

char *kr_arena_append(
        struct kr_arena *a, const char *old, size_t len, const char *more, size_t more_len)
{
	bool last = a->at && old + len + 1 == a->at;
	char *p;

	if (last && (size_t)(a->end - a->at) >= more_len) {
		p = a->at - len - 1;
		a->at += more_len;
		a->used += more_len;
	} else {
		/* A chunk of twice the size, so that the next pieces fit. */
		if (!a->at || (size_t)(a->end - a->at) < len + more_len + 1)
			add_chunk(a, 2 * (len + more_len) + 1);
		p = take(a, len + more_len + 1, 1);
		memcpy(p, old, len);
	}
	memcpy(p + len, more, more_len);
	p[len + more_len] = '\0';
	return p;
}

void kr_arena_adopt(struct kr_arena *a, struct kr_arena *from)
{
	struct kr_arena_chunk **last = &a->chunks;

	/* After our own chunks: the first one has the free space. */
	while (*last)
		last = &(*last)->next;
	*last = from->chunks;
	a->used += from->used;
	kr_arena_init(from);
}

/* realloc() moves the pages of a large chunk instead of copying them. */
static void *grow_own(struct kr_arena *a, void *array, size_t size)
{
	struct kr_arena_chunk *c = (struct kr_arena_chunk *)(void *)((char *)array - sizeof *c),
	                      **at = &a->chunks;

	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
	a->used += size - c->size;
	c = kr_mem_realloc(c, sizeof *c + size);
	c->size = size;
	link_own(a, c);
	return c->data;
}

static void *grow(struct kr_arena *a, void *array, size_t old, size_t size)
{
	void *p;

	if (old >= OWN)
		return grow_own(a, array, size);
	p = size >= OWN ? own_chunk(a, size) : take(a, size, ALIGN);
	if (old)
		memcpy(p, array, old);
	return p;
}

void *kr_arena_grow(struct kr_arena *a, void *array, size_t count, size_t *cap, size_t size)
{
	if (count == *cap) {
		size_t want = *cap ? *cap * 2 : 8;

		array = grow(a, array, *cap * size, want * size);
		*cap = want;
	}
	memset((char *)array + count * size, 0, size);
	return array;
}
