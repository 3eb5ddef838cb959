/* Caches what a function computes from attribute values or names, keyed by their address: equal
 * names and short values share one address (dom_parse.c), and a page has few classes compared with
 * its elements.
 * Zero it before first use. A new entry may replace an old one. */
#ifndef KREAD_EXTRACT_DOM_ATTR_CACHE_PRIV_H
#define KREAD_EXTRACT_DOM_ATTR_CACHE_PRIV_H

#include <stdbool.h>
#include <stdint.h>

enum { KR_ATTR_CACHE_BITS = 10, KR_ATTR_CACHE_SLOTS = 1 << KR_ATTR_CACHE_BITS };

struct kr_attr_cache {
	struct {
		const char *value;
		uint64_t result;
	} slots[KR_ATTR_CACHE_SLOTS];
};

/* Sets *ret_result to the place for the result of a value. Returns false if the result is not there
 * yet and the caller must store it. */
static inline bool kr_attr_cache_has(
        struct kr_attr_cache *m, const char *value, uint64_t **ret_result)
{
	const unsigned slot = (unsigned)(((uintptr_t)value * UINT64_C(0x9e3779b97f4a7c15)) >>
	                                 (64 - KR_ATTR_CACHE_BITS));
	const bool has = m->slots[slot].value == value;

	m->slots[slot].value = value;
	*ret_result = &m->slots[slot].result;
	return has;
}

/* Returns find(value), computed or cached. Always pass the same find to a cache. */
static inline uint64_t kr_attr_cache_get(
        struct kr_attr_cache *m, const char *value, uint64_t (*find)(const char *value))
{
	uint64_t *result;

	if (!kr_attr_cache_has(m, value, &result))
		*result = find(value);
	return *result;
}

#endif
