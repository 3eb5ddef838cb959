/* What the full-text index needs when there is time: stored copies that are not in it yet (those of
 * older versions of kread, and all of them if the index was damaged and is made anew), and merging
 * what was added, without which searches would become slower. Then the write-ahead log is copied if
 * it has become long. */
#ifndef KREAD_STORE_UPKEEP_H
#define KREAD_STORE_UPKEEP_H

#include <stdbool.h>

#include "kread/base/err.h"

struct kr_store;

/* Do a little of it, some ms. 1: there may be more; 0: there was nothing to do. Errors as in
 * article.h. */
int kr_upkeep_step(struct kr_store *s, struct kr_err *err);

/* --- in a process of its own -------------------------------------------------------------------
 *
 * To copy the log has to wait for the disk. Where a screen waits, a process of its own does all
 * this. */

/* Whether another process will do it: writes let the log become long. */
void kr_upkeep_leave(struct kr_store *s, bool on);

enum kr_upkeep_need {
	KR_UPKEEP_NOTHING,
	KR_UPKEEP_SOME, /* it can wait */
	KR_UPKEEP_MUCH,
	KR_UPKEEP_HERE, /* call kr_upkeep_step(): only this process knows of it, or there is no log,
	                 * without which others have to wait for each change */
};
enum kr_upkeep_need kr_upkeep_need(struct kr_store *s);

/* Such a process has begun, or ended; done: with success. */
void kr_upkeep_begin(struct kr_store *s);
void kr_upkeep_end(struct kr_store *s, bool done);

/* Of the log at the last write; 0: it was copied. */
int kr_upkeep_log_pages(const struct kr_store *s);

/* Do all of it, in the library at path; if there is none, nothing. Several may run at once. A
 * damaged library is an error and stays where it is. The process gets a lower priority. */
int kr_upkeep_run(const char *path, struct kr_err *err);

#endif
