/* Changes of inputs that keep their structure, so that they get past the first checks of a parser.
 * A target calls one of these from LLVMFuzzerCustomMutator(); libFuzzer and driver.c call that. */
#ifndef KREAD_TESTS_MUTATE_H
#define KREAD_TESTS_MUTATE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kread/base/str.h"

/* Defined by the targets that have one: changes data in place, up to max bytes; the new size. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

/* Of libFuzzer, and of driver.c: changes that know nothing of the structure. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);

static inline uint64_t next_random(uint64_t *state) /* xorshift64*, Vigna 2016 */
{
	uint64_t x = *state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	*state = x;
	return x * UINT64_C(2685821657736338717);
}

static inline size_t below(uint64_t *state, size_t n)
{
	return n ? (size_t)(next_random(state) >> 11) % n : 0;
}

static inline uint64_t seed_random(unsigned seed)
{
	return (seed + 1) * UINT64_C(88172645463325252);
}

/* Replace n bytes at `at` by others, which are not part of s. */
static inline void replace(struct kr_str *s, size_t at, size_t n, const char *by, size_t len)
{
	kr_str_reserve(s, len);
	memmove(s->data + at + len, s->data + at + n, s->len - at - n);
	memcpy(s->data + at, by, len);
	s->len = s->len - n + len;
	s->data[s->len] = '\0';
}

/* A page: elements are added, repeated, moved, wrapped and renamed, attributes and texts changed,
 * values in scripts replaced. */
size_t mutate_html(uint8_t *data, size_t size, size_t max, unsigned seed);

/* Text made of words: some of them, and lines, are added, repeated, replaced or moved. */
size_t mutate_words(uint8_t *data, size_t size, size_t max, unsigned seed, const char *const *words,
        size_t nwords);

#endif
