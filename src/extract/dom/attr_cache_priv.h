/* What was worked out for a value of an attribute, remembered by its address: short values that are
 * alike have one address (dom.c), and the classes of a page are few beside its elements. Zero it
 * before the first use; what does not fit falls out. */
#ifndef KREAD_EXTRACT_DOM_ATTR_CACHE_PRIV_H
#define KREAD_EXTRACT_DOM_ATTR_CACHE_PRIV_H

#include <stdint.h>

enum { KR_MEMO = 256 };

struct kr_attr_cache {
	struct {
		const char *value;
		uint64_t result;
	} slots[KR_MEMO];
};

/* What find says of value. */
static inline uint64_t kr_attr_cache_get(
        struct kr_attr_cache *m, const char *value, uint64_t (*find)(const char *value))
{
	const unsigned slot =
	        (unsigned)(((uintptr_t)value * UINT64_C(0x9e3779b97f4a7c15)) >> 56) % KR_MEMO;

	if (m->slots[slot].value != value) {
		m->slots[slot].value = value;
		m->slots[slot].result = find(value);
	}
	return m->slots[slot].result;
}

#endif
