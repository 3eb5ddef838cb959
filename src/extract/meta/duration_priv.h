/* Reads how long a video or recording plays, in seconds. Returns -1 if the text is not a
 * duration. */
#ifndef KREAD_EXTRACT_META_DURATION_PRIV_H
#define KREAD_EXTRACT_META_DURATION_PRIV_H

#include <stdint.h>

#include "kread/base/slice.h"

struct kr_js_value; /* js_value_priv.h */

/* Reads machine formats: "PT1H2M3S" (ISO 8601), "01:02:03", "62". Fractions of a second are
 * dropped. The result is above 0 and below two days. */
int32_t kr_duration_parse(struct kr_slice s);

/* Reads "mm:ss" or "h:mm:ss" as shown to readers, and nothing else; may return 0. */
int32_t kr_duration_clock(struct kr_slice s);

/* Reads a value from page data: a number of seconds, or a text for kr_duration_parse(). v may be
 * NULL. */
int32_t kr_duration_value(const struct kr_js_value *v);

#endif
