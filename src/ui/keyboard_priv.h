/* Tables of keyboard.c: which sequence is which key, and what an address begins with. */
#ifndef KREAD_UI_KEYBOARD_PRIV_H
#define KREAD_UI_KEYBOARD_PRIV_H

#include <stddef.h>
#include <stdint.h>

#include "kread/ui/keyboard.h"

/* The key of a sequence CSI or SS3 with this last byte, and the parameters of k; 0: none. */
uint32_t kr_keyboard_csi(const struct kr_keyboard *k, char last);
uint32_t kr_keyboard_ss3(const struct kr_keyboard *k, char last);

/* F1 to F5 of the Linux console: ESC [ [ A... */
uint32_t kr_keyboard_console(char last);

enum kr_burst { KR_BURST_NO, KR_BURST_MAYBE, KR_BURST_ADDRESS };
/* Whether s begins like an address, or is too short to tell. */
enum kr_burst kr_keyboard_burst(const char *s, size_t len);

#endif
