/* A soak: page after page with keys, resizes and cancelled loads in between. The article on the
 * screen is always the one that the title names, and the program does not grow. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "script.h"

enum {
	PAGES = 3000, /* different ones */
	SAMPLES = 20, /* of memory and descriptors, over the whole soak */
	WARM = 1,     /* samples until all caches are full */
	SLACK_KB = 4096,
};

struct sample {
	long memory_kb;  /* private and used */
	long workers_kb; /* the same of its children */
	int descriptors, workers;
};

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

static long memory_of(long pid)
{
	char path[64], line[256];
	long kb = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/status", pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		sscanf(line, "RssAnon: %ld", &kb);
	if (f)
		fclose(f);
	return kb;
}

static struct sample measure(pid_t pid)
{
	struct sample m = {.memory_kb = memory_of(pid)};
	char path[64];
	long child;
	DIR *d;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", (long)pid, (long)pid);
	f = fopen(path, "r");
	for (; f && fscanf(f, "%ld", &child) == 1; m.workers++)
		m.workers_kb += memory_of(child);
	if (f)
		fclose(f);
	snprintf(path, sizeof path, "/proc/%ld/fd", (long)pid);
	d = opendir(path);
	while (d && readdir(d))
		m.descriptors++;
	if (d)
		closedir(d);
	return m;
}

/* The pages of /soak/ have the word dayN in the headline and in each paragraph, and nowhere else.
 * Returns the day of what is on the screen, 0 if there is none, or -1 if there are several. */
static long day_shown(struct script *s)
{
	long found = 0;

	for (const char *p = script_screen(s); (p = strstr(p, "day")); p += 3) {
		const long n = strtol(p + 3, NULL, 10);

		if (n > 0 && found && n != found)
			return -1;
		found = n > 0 ? n : found;
	}
	return found;
}

static void open_page(struct script *s, long day)
{
	char line[256];

	snprintf(line, sizeof line, ":open %s/soak/%ld\r", s->server, day);
	harness_send(&s->h, line, strlen(line));
}

/* Keys that stay in the article, or come back to one. */
static void press_keys(struct script *s, uint32_t *state)
{
	static const char *const keys[] = {"j", "k", "Space", "b", "G", "g", "]", "[", "Tab", "z",
	        "<", ">", "H", "L", "J", "K", "R", "?", "Esc", "^L", "Backspace"};

	for (uint32_t n = next_random(state) % 6; n; n--)
		script_send_key(s, keys[next_random(state) % (sizeof keys / sizeof *keys)]);
}

static bool step(struct script *s, uint32_t *state)
{
	const long day = 1 + next_random(state) % PAGES;
	const uint32_t kind = next_random(state) % 10;
	long shown;

	if (kind == 0)
		harness_resize(&s->h, 10 + (int)(next_random(state) % 40),
		        30 + (int)(next_random(state) % 100));
	if (kind <= 2) { /* given up for another page, or at some point of its way */
		open_page(s, 1 + next_random(state) % PAGES);
		if (kind == 1)
			script_send_key(s, "Esc");
	}
	open_page(s, day);
	if (!harness_idle(&s->h))
		return script_fail(s, "not idle after opening page %ld", day);
	shown = day_shown(s);
	if (!shown) { /* the place where it was left may be within a sentence */
		harness_send(&s->h, "gg", 2);
		shown = harness_idle(&s->h) ? day_shown(s) : 0;
	}
	if (shown != day)
		return script_fail(s, "page %ld was opened, %ld is shown", day, shown);
	press_keys(s, state);
	if (!harness_idle(&s->h))
		return script_fail(s, "not idle after the keys on page %ld", day);
	if (day_shown(s) < 0)
		return script_fail(s, "two articles on the screen");
	script_send_key(s, "Esc"); /* leave what the keys have opened */
	return harness_idle(&s->h) ? true : script_fail(s, "not idle after Esc");
}

static bool grown(struct script *s, const struct sample *warm, const struct sample *now)
{
	bool more = now->descriptors > warm->descriptors + 2 || now->workers > warm->workers;

#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed */
	more |= now->memory_kb > warm->memory_kb * 11 / 10 + SLACK_KB;
	more |= now->workers_kb > warm->workers_kb * 11 / 10 + SLACK_KB;
#endif
	if (more)
		script_fail(s, "it has grown since %ld kB, %d descriptors, %d workers with %ld kB",
		        warm->memory_kb, warm->descriptors, warm->workers, warm->workers_kb);
	return more;
}

/* LOADS SEED; SOAK_LOADS in the environment is another number of loads */
bool verb_soak(struct script *s, char *arg)
{
	const char *more = getenv("SOAK_LOADS");
	struct sample warm = {0}, now;
	const pid_t pid = tcgetpgrp(s->h.pty);
	long loads = 0, every;
	uint32_t seed = 0;

	sscanf(arg, "%ld %u", &loads, &seed);
	loads = more ? strtol(more, NULL, 10) : loads;
	every = loads < SAMPLES ? 1 : loads / SAMPLES;
	for (long i = 1; i <= loads; i++) {
		if (!step(s, &seed)) {
			printf("# load %ld\n", i);
			return false;
		}
		if (i % every)
			continue;
		now = measure(pid);
		printf("# %ld loads: %ld kB, %d descriptors, %d workers with %ld kB\n", i,
		        now.memory_kb, now.descriptors, now.workers, now.workers_kb);
		fflush(stdout);
		if (i <= WARM * every)
			warm = now;
		else if (grown(s, &warm, &now))
			return false;
	}
	return true;
}
