/* The ways within an article and out of it, searching, help, and further commands. Private to app.
 */
#ifndef KREAD_APP_WAYS_PRIV_H
#define KREAD_APP_WAYS_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/app/stack.h"
#include "kread/store/mark.h"

struct kr_app;
struct kr_call;

enum kr_pick { KR_PICK_NONE, KR_PICK_LINKS, KR_PICK_CONTENTS };

/* A search in a pane whose pattern is being typed. */
struct kr_hunt {
	bool typing;
	bool missing;              /* there is no match */
	struct kr_trail_step step; /* where it began: in an article */
	int lead;
	uint32_t selected; /* or in a list */
};

struct kr_complete { /* of what is typed, with Tab */
	char *line;  /* as it was typed; NULL: Tab was not pressed */
	int at;      /* which of those that fit is shown */
};

/* --- trail.c: places in an article -------------------------------------------------------- */

void kr_trail_leave(struct kr_app *a); /* the reader jumps: '' returns here */
void kr_trail_set(struct kr_app *a, struct kr_position from); /* it was there */
void kr_trail_jump(struct kr_app *a, struct kr_position to);
void kr_trail_mark(struct kr_app *a, const struct kr_call *c);
void kr_trail_go(struct kr_app *a, const struct kr_call *c);
void kr_trail_heading_next(struct kr_app *a, const struct kr_call *c);
void kr_trail_heading_previous(struct kr_app *a, const struct kr_call *c);

/* --- follow.c: links ---------------------------------------------------------------------- */

void kr_follow_link(struct kr_app *a);           /* the selected one */
void kr_follow_number(struct kr_app *a, long n); /* of those on the screen, from 1 */
bool kr_follow_back(struct kr_app *a);           /* from a place on the same page; false: none */

/* --- hunt.c: searching in the panes ------------------------------------------------------- */

void kr_hunt_search(struct kr_app *a, const struct kr_call *c);
void kr_hunt_next(struct kr_app *a, const struct kr_call *c);
void kr_hunt_previous(struct kr_app *a, const struct kr_call *c);
void kr_hunt_typed(struct kr_app *a);            /* the pattern in the prompt is another one */
void kr_hunt_leave(struct kr_app *a, bool keep); /* that prompt; keep: the pattern is taken */
void kr_hunt_clear(struct kr_app *a);
bool kr_hunt_cancel(struct kr_app *a); /* false: nobody waited */
bool kr_hunt_is_busy(struct kr_app *a);
void kr_hunt_pump(struct kr_app *a);

/* --- help.c, complete.c, recall.c --------------------------------------------------------- */

void kr_help_open(struct kr_app *a);
void kr_complete_step(struct kr_app *a, int direction);
void kr_complete_end(struct kr_app *a); /* something else was typed */
void kr_recall_open(struct kr_app *a);
void kr_recall_close(struct kr_app *a);

/* --- pick.c: lists over the article ------------------------------------------------------- */

void kr_pick_links(struct kr_app *a, const struct kr_call *c);
void kr_pick_contents(struct kr_app *a, const struct kr_call *c);
void kr_pick_open(struct kr_app *a, long item); /* from 0; -1: the selected one */

/* --- move.c, share.c: more of their commands ---------------------------------------------- */

void kr_move_next(struct kr_app *a, const struct kr_call *c); /* article of the list */
void kr_move_previous(struct kr_app *a, const struct kr_call *c);
void kr_share_browser(struct kr_app *a, const struct kr_call *c);
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

void kr_share_copy_url(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_title(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_paragraph(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_all(struct kr_app *a, const struct kr_call *c);
void kr_share_copy_markdown(struct kr_app *a, const struct kr_call *c);

/* --- marks.c, forget.c ---------------------------------------------------------------------- */

void kr_marks_toggle(struct kr_app *a, enum kr_mark mark);
void kr_marks_favourite(struct kr_app *a, const struct kr_call *c);
void kr_marks_like(struct kr_app *a, const struct kr_call *c);
void kr_marks_later(struct kr_app *a, const struct kr_call *c);
void kr_marks_tag(struct kr_app *a, const struct kr_call *c);
void kr_forget_remove(struct kr_app *a, const struct kr_call *c);
void kr_forget_range(struct kr_app *a, const struct kr_call *c);

/* --- session.c: cookies, certificates
 * ------------------------------------------------------------------- */

void kr_session_pump(struct kr_app *a); /* say that they cannot be kept */
void kr_session_keep(struct kr_app *a, const struct kr_call *c);
void kr_session_logout(struct kr_app *a, const struct kr_call *c);
/* A page despite its certificate. */
void kr_session_insecure(struct kr_app *a, const struct kr_call *c);

#endif
