/* The clipboard of the terminal, which works over ssh, too: control sequence OSC 52 (xterm,
 * "Manipulate Selection Data"). */
#ifndef KREAD_APP_CLIPBOARD_H
#define KREAD_APP_CLIPBOARD_H

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

/* Whether a terminal takes the sequence. Many do although their description does not say so. */
enum kr_clipboard_kind { KR_CLIPBOARD_UNKNOWN, KR_CLIPBOARD_YES, KR_CLIPBOARD_NO };

/* The sequence that copies text. out is cleared first. in_screen: GNU screen is told to hand it on
 * to its terminal. KR_E_LIMIT. */
int kr_clipboard_sequence(
        const char *text, size_t len, bool in_screen, struct kr_str *out, struct kr_err *err);

#endif
