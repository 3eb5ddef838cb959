#include "kread/base/fold.h"

#include <stdlib.h>

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

static const struct {
	uint16_t from, to;
} variants[] = {
#define VARIANT(from, to) {from, to},
#include "variants.def"
#undef VARIANT
};

uint32_t kr_fold_variant(uint32_t c)
{
	size_t low = 0, high = sizeof variants / sizeof *variants;

	if (c < variants[0].from || c > 0xffff)
		return c;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (variants[mid].from == c)
			return variants[mid].to;
		if (variants[mid].from < c)
			low = mid + 1;
		else
			high = mid;
	}
	return c;
}

bool kr_fold_is_accent(uint32_t c)
{
	int class = uc_combining_class(c);

	return class >= 200 || (class >= 10 && class <= 36);
}

bool kr_fold_is_accent_of(uint32_t base, uint32_t mark)
{
	return kr_fold_is_accent(mark) && !(mark == 0x306 && (base == 0x438 || base == 0x443));
}

const char *kr_fold_simple(uint32_t c)
{
	static const struct {
		uint16_t c;
		char as[3];
	} letters[] = {
	        {0xdf, "ss"},
	        {0xe6, "ae"},
	        {0xf8, "o"},
	        {0x111, "d"},
	        {0x127, "h"},
	        {0x131, "i"},
	        {0x142, "l"},
	        {0x153, "oe"},
	        {0x167, "t"},
	        {0x180, "b"},
	};

	for (size_t i = 0; c >= 0xdf && c <= 0x180 && i < sizeof letters / sizeof *letters; i++)
		if (letters[i].c == c)
			return letters[i].as;
	return NULL;
}

bool kr_fold_is_plain(uint32_t c)
{
	return (c >= 0x4e00 && c < 0xa000) || (c >= 0x3041 && c <= 0x3096) ||
	       (c >= 0x30a1 && c <= 0x30fa) || (c > 0x3000 && c < 0x3036) || c == 0xb7 ||
	       (c >= 0x2010 && c < 0x2024 && c != 0x2017);
}

enum kr_fold_kind kr_fold_kind(uint32_t c)
{
	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L))
		return KR_FOLD_LETTER;
	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_N))
		return KR_FOLD_DIGIT;
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M) ? KR_FOLD_MARK
	                                                               : KR_FOLD_OTHER;
}

uint32_t kr_fold_voiced(uint32_t kana, uint32_t mark)
{
	return mark == 0x3099 || mark == 0x309a ? uc_composition(kana, mark) : 0;
}

struct folded {
	uint32_t *v;
	size_t n;
};

/* Small letters and what is below them. It ends: each decomposition is into simpler ones. */
static void add(struct folded *to, uint32_t c)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	const char *simple;
	int n, tag;

	c = uc_tolower(c);
	simple = kr_fold_simple(c);
	if (simple) {
		for (; *simple && to->n < KR_FOLD_ROOM; simple++)
			to->v[to->n++] = (unsigned char)*simple;
		return;
	}
	n = c >= 0xac00 && c < 0xd7a4 ? -1 : uc_decomposition(c, &tag, parts);
	if (n == 2 && (kr_fold_is_plain(c) ||
	                      (tag == UC_DECOMP_CANONICAL && kr_fold_is_accent(parts[1]) &&
	                              !kr_fold_is_accent_of(parts[0], parts[1]))))
		n = -1;
	for (int i = 0; i < n; i++)
		add(to, parts[i]);
	if (n < 0 && to->n < KR_FOLD_ROOM && !kr_fold_is_accent(c))
		to->v[to->n++] = c == 0x3c2 ? 0x3c3 : kr_fold_variant(c); /* final sigma */
}

size_t kr_fold_letters(uint32_t c, uint32_t out[KR_FOLD_ROOM])
{
	struct folded to = {out, 0};

	if (c < 0x80)
		out[to.n++] = c >= 'A' && c <= 'Z' ? c + 32 : c;
	else if (kr_fold_is_plain(c))
		out[to.n++] = kr_fold_variant(c);
	else
		add(&to, c);
	return to.n;
}
