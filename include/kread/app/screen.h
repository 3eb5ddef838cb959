/* What a frontend paints: a read-only view of the program. */
#ifndef KREAD_APP_SCREEN_H
#define KREAD_APP_SCREEN_H

#include <stdbool.h>

#include "kread/app/app.h"
#include "kread/app/areas.h"
#include "kread/app/message.h"
#include "kread/app/options.h"
#include "kread/app/pane.h"
#include "kread/app/prompt.h"
#include "kread/app/qr.h"
#include "kread/base/slice.h"

struct kr_screen_shelf { /* a list of the library, with its key */
	struct kr_slice key, text;
};

struct kr_screen { /* borrowed; valid until the program changes */
	int rows, cols;
	struct kr_areas areas;
	const struct kr_options *opts;
	/* Panes; without a reader there is the start screen. Painting computes the lines of a pane,
	 * so they are not const. */
	struct kr_pane_reader *reader; /* the overlay or the article */
	struct kr_pane_list *list;     /* NULL: none */
	const struct kr_qr *qr;        /* is shown instead of panes; NULL: none */
	struct kr_qr_place qr_place;
	bool qr_halves;         /* by half blocks */
	const char *qr_address; /* what it says, as text for the reader */
	bool list_focus;
	bool list_only;              /* the page has no text */
	const char *loading;         /* start screen: the address that is being loaded, or NULL */
	const struct kr_doc *recent; /* start screen: what was read last; NULL: not known yet */
	long selected;               /* of it; -1: the field has the focus */
	struct kr_screen_shelf shelves[8];
	size_t nshelves;
	struct kr_slice reason;         /* start screen: why the last one failed; else empty */
	struct kr_slice site, section;  /* of the title line */
	struct kr_slice host;           /* of the title line: whose the page is; may be empty */
	struct kr_slice left;           /* of the status line: message or progress */
	struct kr_slice hints;          /* and what can be done: a key and words, two blanks, ... */
	struct kr_slice right;          /* of the status line: position */
	struct kr_slice next, after;    /* for the end of the article: what is next, and its keys */
	bool busy;                      /* more is to come, without a key */
	struct kr_slice window;         /* the title of the terminal's window; empty: none */
	bool is_message;                /* left may take several rows */
	enum kr_severity severity;      /* of left; NONE: hints */
	const struct kr_prompt *prompt; /* its kind may be NONE */
};

/* Whether there is more to come for the screen without a key: a load, a search, lists. */
bool kr_screen_is_busy(struct kr_app *a);

void kr_screen_get(struct kr_app *a, struct kr_screen *ret);

#endif
