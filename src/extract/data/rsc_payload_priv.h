/* Reads the React Server Components payload, in which React streams the state of Next.js pages. */
#ifndef KREAD_EXTRACT_DATA_RSC_PAYLOAD_PRIV_H
#define KREAD_EXTRACT_DATA_RSC_PAYLOAD_PRIV_H

#include "extract/data/js_value_priv.h"

/* Returns the rows of all pushed chunks, concatenated in s, as an array. Rows may share parts
 * and even contain each other: walk with a limit. */
struct kr_js_value *kr_rsc_payload_parse(struct kr_arena *arena, const char *s, size_t len);

#endif
