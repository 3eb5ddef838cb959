/* Reads the rel attribute. */
#include "extract/meta/links_priv.h"

#include <ctype.h>

bool kr_link_rel_has(struct kr_slice list, const char *word)
{
	for (size_t i = 0, n; i < list.len; i += n + 1) {
		n = 0;
		while (i + n < list.len && !isspace((unsigned char)list.data[i + n]))
			n++;
		if (kr_slice_ieq((struct kr_slice){list.data + i, n}, word))
			return true;
	}
	return false;
}

struct kr_slice kr_link_rel_attr(const struct kr_dom *dom, int32_t i, const char *name)
{
	return kr_slice_trim(kr_slice_of(kr_dom_attr(dom, i, name)));
}
