/* The frontend of the app's loop: the terminal, and the views on it. */
#ifndef KREAD_UI_UI_H
#define KREAD_UI_UI_H

#include "kread/app/loop.h"
#include "kread/base/err.h"

struct kr_ui;

/* Takes over the terminal. NULL with the errors of kr_term_open. */
struct kr_ui *kr_ui_open(const struct kr_options *opts, struct kr_err *err);
void kr_ui_close(struct kr_ui *ui); /* restores the terminal; NULL is allowed */

/* Fills in *ret, which is valid until kr_ui_close. */
void kr_ui_frontend(struct kr_ui *ui, struct kr_frontend *ret);

#endif
