#include "extract/lists/slot_table_priv.h"

#include <string.h>

#include "kread/base/mem.h"

uint32_t kr_slot_table_hash(uint32_t h, const void *data, size_t n)
{
	const unsigned char *s = data;

	for (size_t i = 0; i < n; i++)
		h = (h ^ s[i]) * 16777619u;
	return h ^ h >> 15;
}

bool kr_slot_table_grow(struct kr_slot_table *t)
{
	if (t->count * 2 < t->cap)
		return false;
	t->cap = t->cap ? t->cap * 2 : 256;
	t->slots = kr_mem_realloc(t->slots, t->cap * sizeof *t->slots);
	memset(t->slots, 0xff, t->cap * sizeof *t->slots);
	return true;
}

void kr_slot_table_put(struct kr_slot_table *t, uint32_t hash, int32_t value)
{
	size_t k = hash & (t->cap - 1);

	while (t->slots[k] >= 0)
		k = (k + 1) & (t->cap - 1);
	t->slots[k] = value;
}
