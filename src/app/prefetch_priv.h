/* Loading the next article ahead. Private to app. */
#ifndef KREAD_APP_PREFETCH_PRIV_H
#define KREAD_APP_PREFETCH_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/app/stack.h"
#include "kread/load/load.h"

struct kr_app;

/* An article that may be opened next, loaded ahead. */
struct kr_prefetch {
	char *url;          /* as the list has it; NULL: none */
	int64_t at;         /* kr_clock_ms(): it is to be loaded then; 0: that was begun */
	uint32_t load;      /* id; 0: none runs */
	struct kr_doc *doc; /* as far as it is here; NULL: not at all */
	bool complete;
	struct kr_load_page page; /* with these strings */
	char *page_url, *content_type, *etag, *last_modified;
	kr_load_handler *heir; /* gets the events of loads that became the job's */
};

/* --- prefetch.c: the next article, loaded ahead ---------------------------------------------- */

void kr_prefetch_pump(struct kr_app *a);
int kr_prefetch_timeout(const struct kr_app *a);
bool kr_prefetch_is_busy(const struct kr_app *a);
void kr_prefetch_close(struct kr_app *a);

/* The page that is to be opened is loaded ahead: show what is here of it, or only take over the
 * load. False: it is not. heir gets the events from now on. */
bool kr_prefetch_show(struct kr_app *a, kr_load_handler *heir);
bool kr_prefetch_adopt(struct kr_app *a, kr_load_handler *heir);

#endif
