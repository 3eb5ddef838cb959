/* The terminal and the views on it, as the front of the app's loop. */
#ifndef KREAD_UI_UI_H
#define KREAD_UI_UI_H

#include "kread/app/loop.h"
#include "kread/base/err.h"

struct kr_ui;

/* Takes the terminal over. KR_E_SYS, KR_E_USAGE: there is none, or it cannot do it. */
struct kr_ui *kr_ui_open(const struct kr_options *opts, struct kr_err *err);
void kr_ui_close(struct kr_ui *ui); /* gives it back; NULL accepted */
void kr_ui_frontend(struct kr_ui *ui, struct kr_frontend *ret);

/* The locale's character set must be UTF-8: the reader's own, or C.UTF-8. False: neither, so only
 * ASCII can be shown. */
bool kr_ui_set_locale(void);

#endif
