/* Whether a string of a page state, about which nothing else is known, is text for readers. */
#ifndef KREAD_EXTRACT_STATE_PROSE_PRIV_H
#define KREAD_EXTRACT_STATE_PROSE_PRIV_H

#include "extract/data/js_value_priv.h"
#include "kread/base/slice.h"

/* Whether a text is about cookies, privacy, terms, subscriptions or errors: many pages have such
 * texts in their state. */
bool kr_prose_is_notice(struct kr_slice text);

/* Whether a string has at least this many sentences, hardly any code, and is no notice. HTML tags
 * are ignored. */
bool kr_prose_is(const struct kr_js_value *string, size_t min_sentences);

#endif
