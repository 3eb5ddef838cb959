/* Reads the state of Nuxt 2 pages, which is printed as a function call. */
#ifndef KREAD_EXTRACT_DATA_JS_CALL_PRIV_H
#define KREAD_EXTRACT_DATA_JS_CALL_PRIV_H

#include "extract/data/js_value_priv.h"

/* Returns the value of a call "(function(a,b){b.c=a;return {...}}(1,{}))" or
 * "(function(a,b){...})(...)" with the arguments in place of the names. Parts may be shared and
 * even contain themselves: walk with a limit. Returns NULL if s is not such a call, or the function
 * does more than fill in its arguments and return a literal. */
struct kr_js_value *kr_js_call_parse(struct kr_arena *arena, const char *s, size_t len);

#endif
