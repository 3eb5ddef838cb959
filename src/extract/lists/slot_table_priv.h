/* A hash table with open addressing, of indices into an array of the caller. The caller compares
 * the keys, and frees slots at the end. Start with a zeroed struct. */
#ifndef KREAD_EXTRACT_LISTS_SLOT_TABLE_PRIV_H
#define KREAD_EXTRACT_LISTS_SLOT_TABLE_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kr_slot_table {
	int32_t *slots;    /* -1: free */
	size_t cap, count; /* cap is a power of two */
};

/* Adds n bytes to a hash: FNV-1a with the high bits folded in. */
uint32_t kr_slot_table_hash(uint32_t hash, const void *data, size_t n);

/* Makes room for one more entry. Returns true if the table was rebuilt and is empty: put all
 * entries again. */
bool kr_slot_table_grow(struct kr_slot_table *t);

/* Adds an index that is not in the table. The caller increments count. */
void kr_slot_table_put(struct kr_slot_table *t, uint32_t hash, int32_t value);

#endif
