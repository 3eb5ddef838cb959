/* The lists of the library. */
#ifndef KREAD_STORE_SHELF_H
#define KREAD_STORE_SHELF_H

#include <stddef.h>

#include "kread/store/article.h"

enum kr_shelf {
	KR_SHELF_HISTORY,    /* articles that were read, the last one first */
	KR_SHELF_FAVOURITES, /* the newest favourite first */
	KR_SHELF_LIKED,
	KR_SHELF_QUEUE, /* in the order in which they were put there */
	KR_SHELF_TAG,   /* with a tag; those added last first */
	KR_SHELVES
};

enum kr_shelf_sort { KR_SORT_DATE, KR_SORT_SITE, KR_SORT_TITLE, KR_SORTS };

/* Call emit for at most max articles of a shelf. tag: of TAG only. The strings are valid during the
 * call. */
typedef void kr_shelf_emit(void *user, const struct kr_article *a);
int kr_shelf_list(struct kr_store *s, enum kr_shelf shelf, const char *tag, enum kr_shelf_sort sort,
        size_t max, kr_shelf_emit *emit, void *user, struct kr_err *err);

struct kr_shelf_counts {
	int64_t favourites, queue;
};

int kr_shelf_count(struct kr_store *s, struct kr_shelf_counts *ret, struct kr_err *err);

#endif
