#include "kread/base/clock.h"

#include <time.h>

static int64_t ms(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t kr_clock_ms(void)
{
	return ms(CLOCK_MONOTONIC);
}

int64_t kr_clock_time_ms(void)
{
	return ms(CLOCK_REALTIME);
}
