/* What a command is called with, and the handlers that stand outside of actions.c. */
#ifndef KREAD_APP_ACTIONS_PRIV_H
#define KREAD_APP_ACTIONS_PRIV_H

#include "kread/app/app.h"

struct kr_call {
	long count;      /* as typed; 0: none */
	long n;          /* at least 1 */
	const char *arg; /* or NULL */
};

/* move.c */
void kr_move_selected(
        struct kr_app *a); /* another item of the list is selected: J and K go on from it */
void kr_move_down(struct kr_app *a, const struct kr_call *c);
void kr_move_up(struct kr_app *a, const struct kr_call *c);
void kr_move_half_down(struct kr_app *a, const struct kr_call *c);
void kr_move_half_up(struct kr_app *a, const struct kr_call *c);
void kr_move_page_down(struct kr_app *a, const struct kr_call *c);
void kr_move_page_up(struct kr_app *a, const struct kr_call *c);
void kr_move_top(struct kr_app *a, const struct kr_call *c);
void kr_move_bottom(struct kr_app *a, const struct kr_call *c);
void kr_move_percent(struct kr_app *a, const struct kr_call *c);
void kr_move_left(struct kr_app *a, const struct kr_call *c);
void kr_move_right(struct kr_app *a, const struct kr_call *c);

/* share.c */
void kr_share_browser(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_url(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_title(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_paragraph(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_all(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_markdown(struct kr_app *a, const struct kr_call *c);

#endif
