/* The state of Next.js pages that React streams (flight.c). */
#ifndef KREAD_EXTRACT_FLIGHT_PRIV_H
#define KREAD_EXTRACT_FLIGHT_PRIV_H

#include "lit_priv.h"

/* All that was pushed, put together, as an array of its rows. Rows may share parts and contain each other, as with
 * kr_lit_unflatten(). */
struct kr_lit *kr_flight_parse(struct kr_arena *arena, const char *s, size_t len);

#endif
