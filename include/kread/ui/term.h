/* The terminal. Only term.c uses ncurses. There is only one terminal, so calls take no object. */
#ifndef KREAD_UI_TERM_H
#define KREAD_UI_TERM_H

#include "kread/app/loop.h"
#include "kread/ui/answer.h"
#include "kread/ui/surface.h"

/* Takes over the terminal at standard output, in full-screen mode. Keys come from standard input,
 * or from /dev/tty if that is not a terminal. Until kr_term_close, standard error goes to the file
 * log, or nowhere if log is NULL, provided that it is a terminal. If the program crashes, the
 * terminal is restored first; so if SIGQUIT ends it.
 *
 * KR_E_USAGE: there is no terminal, or keys cannot be read. KR_E_SYS: ncurses does not know it, or
 * it cannot move its cursor. */
int kr_term_open(const char *log, struct kr_err *err);
void kr_term_close(void); /* restores the terminal */

int kr_term_fd(void); /* readable when there is input */
/* At most 500 rows of 1500 columns. */
void kr_term_size(int *ret_rows, int *ret_cols);

/* Pixels of a cell; 0: the terminal does not say. */
void kr_term_cell_size(int *ret_width, int *ret_height);
int kr_term_colours(void); /* how many there are; 0: none are used */
bool kr_term_has_true_colour(void);

/* Asks the terminal which pictures it can show, once; and what it answered so far, in
 * kr_term_input. Nothing waits for that. */
void kr_term_ask(void);
const struct kr_answer *kr_term_answer(void);

enum kr_clipboard_kind kr_term_clipboard(void);

/* Shows s. Links follow the text: curses does not know them. */
void kr_term_flush(const struct kr_surface *s);
void kr_term_redraw(void); /* the next flush repaints everything */

/* From the next flush on; off at first. Returns whether it is on: the terminal may have none. */
bool kr_term_set_colour(bool on);

/* The title of the window, cleaned; len 0: as it was before. Only where the terminal is known to
 * have one. */
void kr_term_set_title(const char *text, size_t len);
void kr_term_set_mouse(bool on); /* whether kr_term_input() reports it; off at first */

/* Writes a control sequence to the terminal. */
void kr_term_send(const char *data, size_t len);

/* Give the terminal to another program, and take it back. */
void kr_term_leave(void);
void kr_term_enter(void);

/* Reads the next key or paste, without blocking. False: no complete one is there. */
bool kr_term_input(struct kr_input *ret);

/* In how many ms kr_term_input may have one although no bytes come; -1: never. */
int kr_term_wait(void);

#endif
