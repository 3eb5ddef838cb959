/* Clocks. */
#ifndef KREAD_BASE_CLOCK_H
#define KREAD_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since an arbitrary moment (CLOCK_MONOTONIC): never runs backwards. */
int64_t kr_clock_ms(void);

/* Milliseconds since 1970 (CLOCK_REALTIME): the reader may set it. */
int64_t kr_clock_time_ms(void);

#endif
