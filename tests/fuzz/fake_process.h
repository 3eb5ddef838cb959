/* In place of load/worker_process.c: a worker whose every byte, pause and exit the input decides.
 * The linker puts fake_process.c's send(), waitpid() and kr_clock_ms() before those of libraries
 * (--wrap). */
#ifndef KREAD_TESTS_FAKE_PROCESS_H
#define KREAD_TESTS_FAKE_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/str.h"

struct fake {
	int64_t now;        /* kr_clock_ms() */
	bool running;       /* the process lives */
	int status;         /* of its exit, as waitpid() gives it */
	bool unstartable;   /* the next one cannot be started */
	size_t room;        /* bytes that its socket still takes */
	size_t ready;       /* bytes of wire that can be read now */
	struct kr_str wire; /* what it sends */
	struct kr_str got;  /* what it was sent since it was started */
	int started;
};

extern struct fake fake;

void fake_init(void);
void fake_fini(void);

/* Adds a frame to the wire. */
void fake_frame(int type, uint32_t job, const void *payload, size_t len);

/* Obeys each line of an input: obey() gets its first byte and the rest, and whether "!" was before
 * it. */
void fake_play(const uint8_t *data, size_t size,
        void (*obey)(char what, const char *rest, size_t len, bool other));

/* The lines that mean the same for each client, of which pump() lets it work with so many bytes
 * that can be read; job: whose frames others are. */
void fake_obey(char what, const char *rest, size_t len, uint32_t job, void (*pump)(size_t ready));

/* What it was sent are whole frames, apart from the last one, in a legal order. first: HELLO or 0;
 * ask: PAGE or ASK. */
bool fake_is_asked_well(int first, int ask);

#endif
