/* Derives meanings from class, id, role and itemprop of an element: the words in them are looked
 * up in a vocabulary of about 400 with some 35 meanings. The vocabulary follows Readability, the
 * papers on boilerpipe and dragnet, GNE and common content management systems; Chinese sites use
 * pinyin. */
#ifndef KREAD_EXTRACT_DOM_CLASSES_PRIV_H
#define KREAD_EXTRACT_DOM_CLASSES_PRIV_H

#include "extract/dom/attr_cache_priv.h"
#include "extract/dom/page_priv.h"

enum kr_class {
#define CLASS(name) KR_CLASS_##name,
#include "extract/dom/classes.def"
#undef CLASS
	KR_CLASSES
};

enum { KR_CLASS_STARTS = 26 * 26 };

/* Zero it before first use. */
struct kr_class_cache {
	struct kr_attr_cache masks, hashes;
	/* the first word with two letters, or where it would be; then the number of words */
	uint16_t starts[KR_CLASS_STARTS + 1];
	uint32_t thirds[KR_CLASS_STARTS]; /* bits for the third letters of words with two letters */
	bool prepared;                    /* starts and thirds have been filled in */
};

/* Returns the meanings as bits 1 << KR_CLASS_x. *ret_hash is a hash of tag and class, equal for
 * elements of the same shape. */
uint64_t kr_classes_of(
        const struct kr_dom *dom, int32_t i, struct kr_class_cache *cache, uint32_t *ret_hash);

#endif
