/* What is known of terminals by their names. */
#ifndef KREAD_UI_KNOWN_PRIV_H
#define KREAD_UI_KNOWN_PRIV_H

#include <stdbool.h>

#include "kread/app/clipboard.h"

/* Whether the terminal takes OSC 52. described: its description has the sequence, as Ms. Consoles
 * and old terminals show it as text. */
enum kr_clipboard_kind kr_known_clipboard(bool described);

#endif
