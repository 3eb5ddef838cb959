/* The views of the ui that paint the app's state; each on its own rectangle. */
#ifndef KREAD_UI_UI_PRIV_H
#define KREAD_UI_UI_PRIV_H

#include "kread/app/app.h"
#include "kread/ui/views.h"

void kr_view_start(
        struct kr_surface *s, struct kr_rect r, struct kr_app *a, const struct kr_theme *t);
void kr_view_status_title(
        struct kr_surface *s, struct kr_rect r, struct kr_app *a, const struct kr_theme *t);
void kr_view_status(
        struct kr_surface *s, struct kr_rect r, struct kr_app *a, const struct kr_theme *t);

/* label and the text being typed, from r's left edge; sets the cursor. */
void kr_view_prompt(struct kr_surface *s, struct kr_rect r, const struct kr_prompt *p,
        const char *label, const struct kr_theme *t);

#endif
