/* What class, id, role and itemprop of an element say about it: the words in them, looked up in a
 * vocabulary of about 400 that stand for some 35 meanings. Vocabulary after Readability,
 * boilerpipe's and dragnet's papers, GNE and common content management systems; Chinese sites name
 * their parts in pinyin. */
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

/* Zero it before the first call. */
struct kr_class_cache {
	struct kr_attr_cache masks, hashes;
};

/* The meanings, 1 << KR_CLASS_x or-ed. *ret_hash: of tag and class, the same for elements of one
 * shape. */
uint64_t kr_classes_of(
        const struct kr_dom *dom, int32_t i, struct kr_class_cache *cache, uint32_t *ret_hash);

#endif
