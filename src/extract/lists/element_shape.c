/* Compares elements by tag and class. */
#include "extract/lists/list_finder_priv.h"

#include <string.h>

/* The class up to the first digit or white space: "item-12 odd" gives "item-". */
static struct kr_slice class_of(const struct kr_dom *dom, int32_t i)
{
	struct kr_slice s = kr_slice_trim(kr_slice_of(kr_dom_attr(dom, i, "class")));

	for (size_t n = 0; n < s.len; n++)
		if (s.data[n] <= ' ' || (s.data[n] >= '0' && s.data[n] <= '9'))
			s.len = n;
	return s;
}

uint32_t kr_element_shape_hash(uint32_t h, const struct kr_dom *dom, int32_t i)
{
	struct kr_slice c = class_of(dom, i);

	return kr_slot_table_hash(
	        kr_slot_table_hash(h, &dom->nodes[i].tag, sizeof dom->nodes[i].tag), c.data, c.len);
}

bool kr_element_shape_same(const struct kr_dom *dom, int32_t a, int32_t b)
{
	struct kr_slice x, y;

	if (dom->nodes[a].tag != dom->nodes[b].tag)
		return false;
	x = class_of(dom, a);
	y = class_of(dom, b);
	return x.len == y.len && !memcmp(x.data, y.data, x.len);
}
