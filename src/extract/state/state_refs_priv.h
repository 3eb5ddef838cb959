/* References in normalized caches: Apollo keeps each object once, under its id, and puts
 * {"__ref": "Article:1"} or, in older versions, {"type": "id", "id": "Article:1"} where it is
 * used. */
#ifndef KREAD_EXTRACT_STATE_STATE_REFS_PRIV_H
#define KREAD_EXTRACT_STATE_STATE_REFS_PRIV_H

#include "extract/data/js_value_priv.h"
#include "extract/dom/page_priv.h"

/* Returns the object that v refers to, looked up in the states of the page. Returns v if it is not
 * a reference (or NULL), or if the object is not found. *budget: steps left; each object that is
 * searched costs one for each of its members, and an object that costs more is not searched. */
const struct kr_js_value *kr_state_refs_resolve(
        const struct kr_page *page, const struct kr_js_value *v, size_t *budget);

#endif
