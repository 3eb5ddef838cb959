/* How long a video or a recording plays, in seconds; -1 where the text is no duration. */
#ifndef KREAD_EXTRACT_META_DURATION_PRIV_H
#define KREAD_EXTRACT_META_DURATION_PRIV_H

#include <stdint.h>

#include "kread/base/slice.h"

struct kr_js_value; /* js_value_priv.h */

/* As machines write it: "PT1H2M3S" (ISO 8601), "01:02:03", "62". Parts of a second are dropped.
 * Longer than 0 and shorter than two days. */
int32_t kr_duration_parse(struct kr_slice s);

/* As readers see it: "mm:ss" or "h:mm:ss" and nothing else; may be 0. */
int32_t kr_duration_clock(struct kr_slice s);

/* As a page's data give it: a number of seconds, or a text as in kr_duration_parse(). v may be
 * NULL. */
int32_t kr_duration_value(const struct kr_js_value *v);

#endif
