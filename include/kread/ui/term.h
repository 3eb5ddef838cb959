/* The terminal, by ncurses; nothing else knows of it. There is one at most. */
#ifndef KREAD_UI_TERM_H
#define KREAD_UI_TERM_H

#include "kread/app/loop.h"
#include "kread/ui/surface.h"

/* log: where standard error goes meanwhile, or NULL: nowhere. */
int kr_term_open(const char *log, struct kr_err *err);
void kr_term_close(void);
int kr_term_fd(void);
void kr_term_size(int *ret_rows, int *ret_cols);
void kr_term_flush(const struct kr_surface *s);
void kr_term_set_colour(bool on); /* from the next flush on; off after open */
void kr_term_redraw(void);        /* paint everything at the next flush */
void kr_term_send(const char *data, size_t len);
void kr_term_leave(void);
void kr_term_enter(void);

/* The next key or paste. False: nothing is there now. Characters are put together from however many
 * reads. */
bool kr_term_input(struct kr_input *ret);

#endif
