/* The state of Next.js pages that React streams (flight.c). */
#ifndef KREAD_EXTRACT_DATA_RSC_PAYLOAD_PRIV_H
#define KREAD_EXTRACT_DATA_RSC_PAYLOAD_PRIV_H

#include "extract/data/js_value_priv.h"

/* All that was pushed, put together, as an array of its rows. Rows may share parts and contain each
 * other, as with kr_js_env_unflatten(). */
struct kr_js_value *kr_rsc_payload_parse(struct kr_arena *arena, const char *s, size_t len);

#endif
