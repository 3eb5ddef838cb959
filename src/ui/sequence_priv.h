/* Tables of keyboard.c: which sequence is which key, and what an address begins with. */
#ifndef KREAD_UI_SEQUENCE_PRIV_H
#define KREAD_UI_SEQUENCE_PRIV_H

#include <stddef.h>
#include <stdint.h>

#include "kread/ui/keyboard.h"

/* The key of a sequence CSI or SS3 with this last byte, and the parameters of k; 0: none. */
uint32_t kr_sequence_csi(const struct kr_keyboard *k, char last);
uint32_t kr_sequence_ss3(const struct kr_keyboard *k, char last);

/* F1 to F5 of the Linux console: ESC [ [ A... */
uint32_t kr_sequence_console(char last);

enum kr_sequence_guess { KR_SEQUENCE_NO, KR_SEQUENCE_MAYBE, KR_SEQUENCE_ADDRESS };
/* Whether s begins like an address or a text with one, or is too short to tell. */
enum kr_sequence_guess kr_sequence_address(const char *s, size_t len);

#endif
