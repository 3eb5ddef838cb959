/* Oracles about what an input costs, and the settings of the sanitizers. */
#ifndef KREAD_TESTS_COST_H
#define KREAD_TESTS_COST_H

#include <stddef.h>
#include <stdint.h>

/* The most that an input may cost, with sanitizers: a part for every run and one for every byte. */
struct cost {
	double ms, us_byte;         /* processor time */
	double memory, memory_byte; /* bytes that are allocated at one time */
};

/* Runs fn, and aborts if it costs more. Time counts if it is over in three runs, since other
 * programs run beside this one; memory counts where a sanitizer tells of it. */
void cost_check(const struct cost *most, void (*fn)(const uint8_t *data, size_t size),
        const uint8_t *data, size_t size);

#endif
