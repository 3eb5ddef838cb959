/* Modes of the terminal that curses does not know: marked pastes, the mouse, the title of the
 * window. */
#ifndef KREAD_UI_MODES_PRIV_H
#define KREAD_UI_MODES_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { KR_MODES_TITLE = 200 }; /* bytes; tabs are narrow, and some terminals crash on long titles */

struct kr_modes { /* all zero, but for out: nothing is set */
	FILE *out;
	bool mouse, titled;
	bool kept; /* the terminal remembers the title before */
	char title[KR_MODES_TITLE + 1];
};

/* The terminal is ours, and what was set below is so; or as it was before. */
void kr_modes_enter(struct kr_modes *m);
void kr_modes_leave(struct kr_modes *m);
void kr_modes_restore(const struct kr_modes *m, int fd); /* in a signal handler, after a crash */

void kr_modes_set_mouse(struct kr_modes *m, bool on); /* reports clicks and the wheel */

/* The title of the window, clean, of which the beginning is used; len 0: as it was before. The
 * terminal must know such titles. */
void kr_modes_set_title(struct kr_modes *m, const char *text, size_t len);

#endif
