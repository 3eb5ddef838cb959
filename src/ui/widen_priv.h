/* Characters of ambiguous width.
 *
 * Some terminals draw ambiguous characters in two columns, where curses counts one. These are
 * replaced by characters that take two columns for both. Letters have no replacement; how they look
 * depends on the terminal. */
#ifndef KREAD_UI_WIDEN_PRIV_H
#define KREAD_UI_WIDEN_PRIV_H

#include <wchar.h>

/* c as two columns: one or two characters. */
void kr_widen_char(wchar_t c, wchar_t *ret, wchar_t *ret_more);

#endif
