/* The loop: waits for keys, the network, the worker, signals and the nearest timer, all in one
 * call. */
#ifndef KREAD_APP_LOOP_H
#define KREAD_APP_LOOP_H

#include "kread/app/app.h"

struct kr_input {
	uint32_t key;        /* 0: a paste */
	struct kr_str paste; /* owned by the front, until the next call */
};

/* What shows the program and reads the keys; given by the ui. */
struct kr_frontend {
	void *self;
	int fd;
	bool (*input)(void *self, struct kr_input *ret); /* false: nothing more for now */
	void (*size)(void *self, int *ret_rows, int *ret_cols);
	void (*paint)(void *self, struct kr_app *a);
	void (*redraw)(void *self);                             /* forget what the terminal shows */
	void (*send)(void *self, const char *data, size_t len); /* a control sequence of our own */
	void (*leave)(void *self);                              /* give the terminal back */
	void (*enter)(void *self);                              /* and take it again */
};

/* source: what to open first, or NULL. Returns the exit status. */
int kr_loop_run(struct kr_app *a, const struct kr_frontend *front, const char *source);

#endif
