/* Finds recommended articles in page states. */
#ifndef KREAD_EXTRACT_STATE_STATE_RECS_PRIV_H
#define KREAD_EXTRACT_STATE_STATE_RECS_PRIV_H

#include "extract/state/article_object_priv.h"

/* Adds to doc->recs the articles of lists that are named for recommendations, or whose ancestors
 * are. If there are none and any_name is true, adds those of the longest other list. */
void kr_state_recs(struct kr_page *page, const struct kr_article_object *article, bool any_name);

#endif
