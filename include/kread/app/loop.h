/* The loop: waits for keys, loads, signals and the nearest timer, all in one call. */
#ifndef KREAD_APP_LOOP_H
#define KREAD_APP_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/app/app.h"
#include "kread/app/clipboard.h"
#include "kread/app/mouse.h"
#include "kread/app/display.h"
#include "kread/app/screen.h"
#include "kread/base/str.h"

struct kr_input {
	uint32_t key;          /* KR_KEY_*; 0: a paste, */
	struct kr_mouse mouse; /* or, if it has a kind, this */
	struct kr_str paste;
};

/* Shows the program and reads keys; given by the ui. */
struct kr_frontend {
	void *self;
	int fd;    /* readable: there is input */
	bool ends; /* the end of the input is the business of input(): it quits */
	enum kr_clipboard_kind clipboard;
	bool (*input)(void *self, struct kr_input *ret); /* false: nothing more for now */
	int (*wait)(void *self); /* in how many ms it may have more without bytes; -1: never */
	void (*size)(void *self, int *ret_rows, int *ret_cols);
	/* NULL: it shows text alone */
	void (*display)(void *self, const struct kr_options *opts, struct kr_display *ret);
	void (*paint)(void *self, const struct kr_screen *screen);
	/* use the theme of this name; NULL: the default. On an error it stays as it was. May be
	 * NULL itself */
	int (*theme)(void *self, const char *name, struct kr_err *err);
	void (*redraw)(void *self);                             /* forget what the terminal shows */
	void (*send)(void *self, const char *data, size_t len); /* a control sequence of our own */
	void (*leave)(void *self);                              /* give the terminal back */
	void (*enter)(void *self);                              /* and take it again */
};

/* Run until the reader quits (0) or the terminal is closed (1). source: what to open first, or
 * NULL; base: its address if it is a file, or NULL. On an error the code, with err set. */
int kr_loop_run(struct kr_app *a, const struct kr_frontend *frontend, const char *source,
        const char *base, struct kr_err *err);

#endif
