/* Pictures in pixels, as the graphics protocol of kitty or sixels, and cells in more colours than
 * curses knows. They lie over the cells, so they are taken away before the cells below them change,
 * and put there again afterwards. In pixels, only whole pictures are shown; where a part of one is
 * on the screen, its cells are. */
#ifndef UI_SHOTS_PRIV_H
#define UI_SHOTS_PRIV_H

#include "kread/base/budgets.h"
#include "kread/base/str.h"
#include "kread/ui/surface.h"

struct kr_shots {
	struct kr_surface_shot v[KR_SURFACE_SHOTS]; /* on the screen; without bits */
	int n;
	uint32_t
	        sent[KR_SHOTS_SENT]; /* serials of pixels that the terminal has; the oldest first */
	int nsent;
};

/* Cells of these rows are not what was written there: write them again. */
typedef void kr_shots_spoilt(int row, int rows);

/* Before s is written: take away what it does not have. After: put there what is new, which moves
 * the cursor. Both append sequences to out. */
void kr_shots_remove(struct kr_shots *t, const struct kr_surface *s, struct kr_str *out,
        kr_shots_spoilt *spoilt);
void kr_shots_add(struct kr_shots *t, const struct kr_surface *s, struct kr_str *out);

/* Nothing is on the screen any more, and the terminal need not keep anything. */
void kr_shots_forget(struct kr_shots *t, struct kr_str *out);

#endif
