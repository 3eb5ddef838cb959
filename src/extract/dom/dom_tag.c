/* Names and flags of tags. */
#include "extract/dom/dom_priv.h"

#include <string.h>

#define B KR_TF_BLOCK
#define V KR_TF_VOID
#define S KR_TF_SKIP
#define I KR_TF_REPLACED
static const struct {
	const char *name;
	unsigned flags;
} tags[] = {
        {"", 0},
        {"", 0},
        {"", 0},
#define TAG(name, flags) {#name, flags},
#include "extract/dom/tags.def"
#undef TAG
};
#undef B
#undef V
#undef S
#undef I

unsigned kr_dom_tag_flags(int tag)
{
	return tags[tag].flags;
}

int kr_dom_tag_of(const char *name)
{
	int low = KR_TAG_UNKNOWN + 1, high = KR_TAGS - 1;

	if (!strcmp(name, "amp-img"))
		return KR_TAG_amp_img;
	while (low <= high) {
		int mid = (low + high) / 2, c = strcmp(name, tags[mid].name);

		if (!c)
			return mid;
		if (c < 0)
			high = mid - 1;
		else
			low = mid + 1;
	}
	return KR_TAG_UNKNOWN;
}

const char *kr_dom_tag_name(int tag)
{
	return tags[tag].name;
}
