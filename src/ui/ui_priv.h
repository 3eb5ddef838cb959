/* Views of the screen as a whole; see views.h. */
#ifndef KREAD_UI_UI_PRIV_H
#define KREAD_UI_UI_PRIV_H

#include "kread/app/screen.h"
#include "kread/ui/views.h"

/* The start screen, with the address that is typed or loaded. */
void kr_view_start(struct kr_surface *s, struct kr_rect r, const struct kr_screen *v,
        const struct kr_theme *t);
/* The title line and the bottom line. A long message covers up to three rows above r. */
void kr_view_status_title(struct kr_surface *s, struct kr_rect r, const struct kr_screen *v,
        const struct kr_theme *t);
void kr_view_status(struct kr_surface *s, struct kr_rect r, const struct kr_screen *v,
        const struct kr_theme *t);

const char *kr_view_status_label(enum kr_prompt_kind kind); /* what stands before a prompt */

/* label and the text that is typed; places the cursor. */
void kr_view_prompt(struct kr_surface *s, struct kr_rect r, const struct kr_screen *v,
        const char *label, const struct kr_theme *t);

#endif
