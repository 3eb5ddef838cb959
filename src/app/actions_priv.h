/* What a command is called with, and the handlers that stand outside of actions.c. */
#ifndef KREAD_APP_ACTIONS_PRIV_H
#define KREAD_APP_ACTIONS_PRIV_H

#include "kread/app/app.h"

struct kr_call {
	long count;      /* as typed; 0: none */
	long n;          /* at least 1 */
	const char *arg; /* or NULL */
};

/* share.c */
void kr_share_browser(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_url(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_title(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_paragraph(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_all(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_markdown(struct kr_app *a, const struct kr_call *c);

#endif
