/* Reads flat arrays whose members refer to each other by index, as devalue (Nuxt 3) and
 * turbo-stream (React Router) print them. */
#ifndef KREAD_EXTRACT_DATA_DEVALUE_PRIV_H
#define KREAD_EXTRACT_DATA_DEVALUE_PRIV_H

#include "extract/data/js_value_priv.h"

/* Returns the value of the first element, whose parts may be shared and even contain themselves:
 * walk with a limit. Returns NULL if flat (which may be NULL) is not such an array. Changes
 * flat. */
struct kr_js_value *kr_devalue_unflatten(struct kr_arena *arena, struct kr_js_value *flat);

#endif
