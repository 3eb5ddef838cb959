/* Random walks: after each step the screen is what a full repaint makes of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"

enum { CELLS = 120 * 50, BOTTOM = 3 /* rows that messages cover, which a repaint ends */ };

/* What is seen of a cell. */
struct seen {
	uint32_t glyph;
	uint8_t colours[6];
	uint8_t attrs;
};

#define SEEN(c)                                                                                    \
	(c).glyph, (c).colours[0], (c).colours[1], (c).colours[2], (c).colours[3], (c).colours[4], \
	        (c).colours[5], (c).attrs

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

static void look(struct script *s, struct seen *to)
{
	const int n = (s->h.rows - BOTTOM) * s->h.cols;

	for (int i = 0; i < n; i++) {
		VTermScreenCell c;

		vterm_screen_get_cell(s->h.screen, (VTermPos){i / s->h.cols, i % s->h.cols}, &c);
		vterm_screen_convert_color_to_rgb(s->h.screen, &c.fg);
		vterm_screen_convert_color_to_rgb(s->h.screen, &c.bg);
		to[i] = (struct seen){.glyph = c.chars[0] ? c.chars[0] : ' ',
		        .attrs = (uint8_t)(c.attrs.bold | c.attrs.reverse << 1 |
		                           (c.attrs.underline != 0) << 2 | c.attrs.italic << 3),
		        .colours = {c.fg.rgb.red, c.fg.rgb.green, c.fg.rgb.blue, c.bg.rgb.red,
		                c.bg.rgb.green, c.bg.rgb.blue}};
		if (to[i].glyph == ' ')
			memset(to[i].colours, 0, 3);
	}
}

static const char *step(struct script *s, uint32_t *state)
{
	static const char *const keys[] = {"j", "k", "j", "k", "Space", "b", "^D", "^U", "G", "g g",
	        "]", "[", "i", "?", "Esc", "z", "<", ">", "Enter", "Esc", "j", "j"};
	static char name[32];
	const uint32_t n = next_random(state) % (sizeof keys / sizeof *keys + 2);

	if (n < sizeof keys / sizeof *keys) {
		snprintf(name, sizeof name, "%s", keys[n]);
		for (char *save = NULL, *k = strtok_r(name, " ", &save); k;
		        k = strtok_r(NULL, " ", &save))
			script_send_key(s, k);
		return keys[n];
	}
	harness_resize(
	        &s->h, 6 + (int)(next_random(state) % 40), 20 + (int)(next_random(state) % 100));
	return "resize";
}

/* Of the places of all pictures in pixels, in any order; a repaint sends them by other numbers. */
static unsigned shot_sum(const struct harness *h)
{
	unsigned sum = 0;

	for (int i = 0; i < h->nshots; i++)
		sum += (unsigned)h->shots[i].place * 2654435761u;
	return sum;
}

/* STEPS SEED; WALK_STEPS in the environment is another number of steps */
bool verb_walk(struct script *s, char *arg)
{
	const char *more = getenv("WALK_STEPS");
	static struct seen before[CELLS], after[CELLS];
	int steps = 0;
	uint32_t seed = 0;

	sscanf(arg, "%d %u", &steps, &seed);
	steps = more ? atoi(more) : steps;
	for (int i = 0; i < steps; i++) {
		const char *what = step(s, &seed);
		const int n = (s->h.rows - BOTTOM) * s->h.cols;
		unsigned shots;

		if (!harness_idle(&s->h))
			return script_fail(s, "not idle after step %d, %s", i, what);
		look(s, before);
		shots = shot_sum(&s->h);
		script_send_key(s, "^L");
		if (!harness_idle(&s->h))
			return script_fail(s, "not idle after repainting, step %d, %s", i, what);
		look(s, after);
		if (shots != shot_sum(&s->h))
			return script_fail(s, "other pictures after step %d, %s", i, what);
		for (int k = 0; k < n; k++)
			if (memcmp(&before[k], &after[k], sizeof *before) != 0)
				return script_fail(s,
				        "row %d, column %d: %x %02x%02x%02x/%02x%02x%02x %d, not "
				        "%x %02x%02x%02x/%02x%02x%02x %d, after step %d, %s",
				        k / s->h.cols + 1, k % s->h.cols + 1, SEEN(before[k]),
				        SEEN(after[k]), i, what);
	}
	return true;
}
