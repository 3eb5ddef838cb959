#include "extract/dom/intern_priv.h"

int32_t kr_intern_find(struct kr_arena *a, const uint64_t *keys, int32_t n, int32_t **ret)
{
	uint32_t size = 16, *slot;
	uint64_t *known;
	int32_t *group = kr_arena_alloc(a, (size_t)(n + 1) * sizeof *group), groups = 0;

	while (size < (uint32_t)n * 2)
		size *= 2;
	slot = kr_arena_alloc(a, size * sizeof *slot); /* group + 1 */
	known = kr_arena_alloc(a, (size_t)(n + 1) * sizeof *known);
	for (int32_t k = 0; k < n; k++) {
		uint32_t at = (uint32_t)((keys[k] * 0x9e3779b97f4a7c15u) >> 32) & (size - 1);

		while (slot[at] && known[slot[at] - 1] != keys[k])
			at = (at + 1) & (size - 1);
		if (!slot[at]) {
			known[groups] = keys[k];
			slot[at] = (uint32_t)++groups;
		}
		group[k] = (int32_t)slot[at] - 1;
	}
	*ret = group;
	return groups;
}
