#include "watch_priv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

#include "kread/base/clock.h"

/* The thread's processor time in µs. */
static int64_t used(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void kr_watch_open(struct kr_watch *w)
{
	const char *name = getenv("KREAD_TEST_WATCH");

	*w = (struct kr_watch){.file = name ? fopen(name, "ae") : NULL};
	if (!w->file)
		return;
	setvbuf(w->file, NULL, _IOLBF, 0);
	w->looked = w->since = used();
	w->looked_ms = kr_clock_ms();
	w->step = w->longest = "painting";
}

void kr_watch_close(struct kr_watch *w)
{
	if (w->file)
		fclose(w->file);
	w->file = NULL;
}

void kr_watch_step(struct kr_watch *w, const char *step)
{
	int64_t now;

	if (!w->file)
		return;
	now = used();
	if (now - w->since > w->longest_us) {
		w->longest_us = now - w->since;
		w->longest = w->step;
	}
	w->step = step;
	w->since = now;
}

void kr_watch_look(struct kr_watch *w)
{
	int64_t worked;

	if (!w->file)
		return;
	kr_watch_step(w, w->step);
	worked = w->since - w->looked;
	if (worked > w->worst) {
		w->worst = worked;
		fprintf(w->file, "%.1f ms (%" PRId64 " ms by the clock), %.1f ms of it in %s\n",
		        (double)worked / 1000, kr_clock_ms() - w->looked_ms,
		        (double)w->longest_us / 1000, w->longest);
	}
	w->looked = w->since = used();
	w->looked_ms = kr_clock_ms();
	w->longest_us = 0;
}
