/* From the bytes that a terminal sends to keys and pastes: a state machine without a terminal of
 * its own.
 *
 * The states are those of Paul Williams' parser for DEC terminals (vt100.net/emu/dec_ansi_parser),
 * as far as they matter for input: ground, escape, CSI, strings. Because keys are unambiguous
 * without it, terminfo is not asked: cursor keys come as CSI (ESC [) or SS3 (ESC O), in the numbers
 * of xterm, rxvt and the Linux console, whatever the mode of the terminal.
 *
 *	ESC [ ..., ESC O .		a key, or nothing: reports of focus, answers
 *	ESC [ < ... M			what the mouse did, if that is wanted
 *	ESC ] P _ ^ X ... ST or BEL	a string (OSC, DCS, APC, PM, SOS), a late answer: nothing
 *	80 to 9F, C2 80 to C2 9F	the same in 8 bits
 *	ESC and a character		the character with KR_KEY_ALT
 *	ESC [200~ ... ESC [201~		a paste: its first KR_KEYBOARD_PASTE bytes
 *	http...				a paste, on terminals that have not marked one yet
 *
 * The last is for a burst of bytes that begins like an address, or like a text with one. A newline
 * at its end is Enter.
 *
 * ESC alone is the key Esc if nothing follows within 25 ms. Sequences that were begun are given up
 * one second, pastes two seconds after the last burst of bytes; what comes as slowly as the keys of
 * an impatient reader does not prolong that. ^C ends all of them at once. */
#ifndef KREAD_UI_KEYBOARD_H
#define KREAD_UI_KEYBOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/app/loop.h"
#include "kread/base/budgets.h"
#include "kread/base/str.h"
#include "kread/ui/answer.h"

enum {
	KR_KEYBOARD_PARAMS = 3, /* numbers of a sequence that matter: 2, or of the mouse 3 */
};

struct kr_keyboard {
	char in[KR_KEYBOARD_ROOM];
	size_t n, at;      /* in[at..n] is to be decoded */
	int64_t fed;       /* when the last bytes came, in ms */
	int64_t began;     /* of the state: when it began, or was prolonged */
	int64_t escaped;   /* when Esc was last delivered */
	uint8_t state;     /* in keyboard.c */
	uint8_t backspace; /* another character that the Backspace key sends, or 0 */
	bool fresh;        /* in[at] begins a burst */
	bool marks;        /* the terminal has marked a paste */
	bool mouse;        /* its reports are wanted; they are dropped at first */
	uint32_t mods;     /* KR_KEY_ALT of the next character */
	uint32_t then;     /* key to deliver next, or 0 */
	/* of a control sequence */
	uint16_t param[KR_KEYBOARD_PARAMS];
	uint8_t nparams;
	bool foreign;     /* not one of a key */
	bool report;      /* of the mouse */
	uint8_t matched;  /* bytes of the end mark of a paste; of a mouse report; 1: of a string */
	uint8_t last;     /* byte of a string */
	char partial[4];  /* of a character */
	uint8_t npartial; /* bytes of it */
	struct kr_str paste;
	struct kr_answer answer;
};

/* backspace: VERASE of the terminal. DEL is the Backspace key in any case, ^H only if it is this.
 */
void kr_keyboard_init(struct kr_keyboard *k, uint8_t backspace);
void kr_keyboard_fini(struct kr_keyboard *k);

/* Where bytes may be put, and how many; 0: call kr_keyboard_next first. */
size_t kr_keyboard_room(struct kr_keyboard *k, char **ret_to);

/* len bytes were put there. now: kr_clock_ms(). */
void kr_keyboard_feed(struct kr_keyboard *k, size_t len, int64_t now);

/* The next key or paste. False: none, unless more bytes come or time goes by. */
bool kr_keyboard_next(struct kr_keyboard *k, struct kr_input *ret);

/* The next one given that no bytes have come until now. */
bool kr_keyboard_expire(struct kr_keyboard *k, int64_t now, struct kr_input *ret);

/* In how many ms one of the two may have something although no bytes come; -1: never. */
int kr_keyboard_wait(const struct kr_keyboard *k, int64_t now);

#endif
