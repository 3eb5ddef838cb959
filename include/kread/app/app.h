/* The program without a screen: what is shown, what is being loaded, what keys do. loop.h runs it,
 * screen.h is what a frontend paints. */
#ifndef KREAD_APP_APP_H
#define KREAD_APP_APP_H

#include "kread/app/keymap.h"
#include "kread/app/options.h"

struct kr_app;

/* opts and keys are borrowed; the reader may change opts while the program runs. NULL: as
 * kr_session_open. */
struct kr_app *kr_app_open(
        struct kr_options *opts, const struct kr_keymap *keys, struct kr_err *err);
void kr_app_close(struct kr_app *a); /* NULL accepted */

#endif
