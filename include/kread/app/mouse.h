/* What the mouse does, if the reader lets it. */
#ifndef KREAD_APP_MOUSE_H
#define KREAD_APP_MOUSE_H

#include <stdint.h>

enum kr_mouse_kind { KR_MOUSE_NONE, KR_MOUSE_CLICK, KR_MOUSE_WHEEL_UP, KR_MOUSE_WHEEL_DOWN };

/* What is shown in a cell that is no link of the article: added to the number of it. */
enum { KR_MOUSE_ITEM = 1 << 24, KR_MOUSE_SHELF = 2 << 24 };

struct kr_mouse {
	enum kr_mouse_kind kind;
	int row, col; /* of the screen, from 0 */
	int32_t link; /* what is shown there: link of the article, KR_MOUSE_*; -1: nothing */
};

struct kr_app;

/* The wheel scrolls what is under the pointer, and selects nothing; a click opens a link or an
 * item, or gives a pane the focus. */
void kr_mouse_event(struct kr_app *a, const struct kr_mouse *m);

#endif
