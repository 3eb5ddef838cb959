/* Measures what an input costs. */
#include "cost.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Of AddressSanitizer, in gcc and clang; absent without it. */
extern int __sanitizer_install_malloc_and_free_hooks(
        void (*on_malloc)(const volatile void *, size_t), void (*on_free)(const volatile void *))
        __attribute__((weak));
extern size_t __sanitizer_get_allocated_size(const volatile void *p) __attribute__((weak));

/* Most of the time would go into keeping freed memory apart: pages that are new each time, and
 * stacks for every allocation. For a longer look, set these in ASAN_OPTIONS. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "quarantine_size_mb=8:malloc_context_size=6:allocator_may_return_null=0";
}

static size_t now, peak;

static void on_malloc(const volatile void *p, size_t size)
{
	(void)p;
	now += size;
	if (now > peak)
		peak = now;
}

static void on_free(const volatile void *p)
{
	const size_t size = p ? __sanitizer_get_allocated_size(p) : 0;

	now -= size < now ? size : now;
}

static double processor_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void cost_check(const struct cost *most, void (*fn)(const uint8_t *data, size_t size),
        const uint8_t *data, size_t size)
{
	static bool hooked;
	const double ms = most->ms + most->us_byte * (double)size / 1e3;
	const double memory = most->memory + most->memory_byte * (double)size;
	double took = 0;

	if (!hooked && __sanitizer_install_malloc_and_free_hooks) {
		__sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
		hooked = true;
	}
	for (int i = 0; i < 3 && (!i || took > ms); i++) {
		const double from = processor_ms();
		const size_t before = now;

		peak = now;
		fn(data, size);
		took = processor_ms() - from;
		if ((double)(peak - before) > memory) {
			fprintf(stderr, "does not hold: %zu bytes of memory for %zu bytes\n",
			        peak - before, size);
			abort();
		}
	}
	if (took > ms) {
		fprintf(stderr, "does not hold: %.0f ms for %zu bytes\n", took, size);
		abort();
	}
}
