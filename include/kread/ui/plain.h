/* The other frontend of the app's loop: lines in, lines out, for screen readers, braille displays
 * and terminals that cannot move their cursor. It writes what is new, once, and reads commands: a
 * line is the name of a command with or without its colon, a key, a number (an item of the list, or
 * of the recommendations), an address, /TEXT (a search), or empty (the next page). */
#ifndef KREAD_UI_PLAIN_H
#define KREAD_UI_PLAIN_H

#include "kread/app/keymap.h"
#include "kread/app/loop.h"

struct kr_plain;

/* Reads standard input and writes standard output, which may be anything. keys is borrowed. opens:
 * there is a page to begin with. */
struct kr_plain *kr_plain_open(const struct kr_keymap *keys, bool opens);
void kr_plain_close(struct kr_plain *p); /* NULL is allowed */

/* Fills in *ret, which is valid until kr_plain_close, and must live as long. */
void kr_plain_frontend(struct kr_plain *p, struct kr_frontend *ret);

#endif
