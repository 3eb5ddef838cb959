/* Numbers keys: 0 for the first distinct key, 1 for the next new one, and so on. */
#ifndef KREAD_EXTRACT_DOM_INTERN_PRIV_H
#define KREAD_EXTRACT_DOM_INTERN_PRIV_H

#include <stdint.h>

#include "kread/base/arena.h"

/* Sets *ret to an array in a, with the number of keys[k] in (*ret)[k]. Returns how many distinct
 * keys there are. */
int32_t kr_intern_find(struct kr_arena *a, const uint64_t *keys, int32_t n, int32_t **ret);

static inline uint64_t kr_intern_key(uint64_t a, uint64_t b)
{
	return (a * 0x9e3779b97f4a7c15u) ^ (b * 0xc2b2ae3d27d4eb4fu);
}

#endif
