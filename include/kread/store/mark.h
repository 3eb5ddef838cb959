/* What the reader thinks of an article: favourite, liked, to be read later; and tags. */
#ifndef KREAD_STORE_MARK_H
#define KREAD_STORE_MARK_H

#include <stdbool.h>

#include "kread/store/article.h"

enum kr_mark {
	KR_MARK_READ = 1, /* by the history */
	KR_MARK_FAVOURITE = 2,
	KR_MARK_LIKED = 4,
	KR_MARK_QUEUED = 8,
	KR_MARK_SAVED = 16, /* there is a stored copy */
};

/* The marks of the article with this key, and its id, or 0 and 0. ret_id may be NULL. */
int kr_mark_find(struct kr_store *s, const char *key, unsigned *ret_marks, int64_t *ret_id,
        struct kr_err *err);

/* Set FAVOURITE, LIKED or QUEUED of an article to the time since when it counts; 0 takes the mark
 * away. An article that is left without any reason to be kept is deleted like one that was
 * forgotten at the time now (history.h): until then the mark can be set again. *ret_before, unless
 * it is NULL: since when the mark was set, or 0. */
int kr_mark_set(struct kr_store *s, int64_t id, enum kr_mark mark, int64_t since, int64_t now,
        int64_t *ret_before, struct kr_err *err);

/* Add a tag to an article, or remove it, at the time now. */
int kr_mark_tag(
        struct kr_store *s, int64_t id, const char *tag, bool on, int64_t now, struct kr_err *err);

/* The tags of an article, or, with id 0, all; each with the number of its articles. */
typedef void kr_mark_emit(void *user, const char *tag, int64_t articles);
int kr_mark_tags(
        struct kr_store *s, int64_t id, kr_mark_emit *emit, void *user, struct kr_err *err);

#endif
