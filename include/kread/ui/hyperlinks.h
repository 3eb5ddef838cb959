/* Links that the terminal opens itself, by the control sequence OSC 8
 * (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda). */
#ifndef KREAD_UI_HYPERLINKS_H
#define KREAD_UI_HYPERLINKS_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/budgets.h"
#include "kread/base/str.h"
#include "kread/ui/surface.h"

/* Whether the terminal is one of those that are known to have it, by its name or by what it sets in
 * the environment. Others may show the sequence as text. */
bool kr_hyperlinks_are_known(void);

/* What the terminal shows of links. curses does not know them: after it has written the cells,
 * those of links are written once more, as links. */
struct kr_hyperlinks {
	uint32_t *rows; /* of each row: what it looks like, if there are links in it; else 0 */
	int nrows;
	struct kr_str out;
};

void kr_hyperlinks_init(struct kr_hyperlinks *h);
void kr_hyperlinks_fini(struct kr_hyperlinks *h);
/* Rows were written whole, or are lost: the terminal shows no links in them any more. */
void kr_hyperlinks_forget(struct kr_hyperlinks *h, int row, int rows);

/* Whether a row must be written whole: of cells that stay the same, the terminal would keep the
 * links. Call it for each row, before it is written. */
bool kr_hyperlinks_is_stale(struct kr_hyperlinks *h, const struct kr_surface *s, int row);

/* Make h->out what is to be sent for the first rows of s: control sequences and cells, each with
 * its pen before it, which pen appends. Empty: nothing. */
typedef void kr_hyperlinks_pen(struct kr_pen pen, struct kr_str *out);
void kr_hyperlinks_write(
        struct kr_hyperlinks *h, const struct kr_surface *s, int rows, kr_hyperlinks_pen *pen);

#endif
