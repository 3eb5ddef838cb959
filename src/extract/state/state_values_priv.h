/* Values of page states as fields of the article. Returned strings live in the arena of the
 * document. v may be NULL. */
#ifndef KREAD_EXTRACT_STATE_STATE_VALUES_PRIV_H
#define KREAD_EXTRACT_STATE_STATE_VALUES_PRIV_H

#include "extract/data/js_value_priv.h"
#include "extract/dom/page_priv.h"

/* Returns a string, or the title or name of an object, as one clean line; of an array the first.
 * NULL if it has more than max bytes or is a URL or a code. */
const char *kr_state_values_line(struct kr_page *page, const struct kr_js_value *v, size_t max);

/* Returns the absolute URL of a picture: a string, or an object that has a URL; of an array the
 * first. NULL if there is none. */
const char *kr_state_values_picture(struct kr_page *page, const struct kr_js_value *v);

/* Returns a time as ISO 8601, or NULL. v is a string, or a number of seconds or milliseconds since
 * 1970. *ret_text: the string if the time was relative ("2 days ago"), else NULL. */
const char *kr_state_values_time(
        struct kr_page *page, const struct kr_js_value *v, const char **ret_text);

#endif
