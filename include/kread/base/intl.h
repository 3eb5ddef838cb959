/* Translations of what readers see, by gettext. Catalogues are in po/.
 *
 * kr_err_set(), kr_err_sys(), kr_keymap_hint() and kr_message_*() translate the text that they are
 * given; all other text for readers stands in _(), or in N_() where it is translated later.
 * Sentences are marked whole, because other languages have another order. */
#ifndef KREAD_BASE_INTL_H
#define KREAD_BASE_INTL_H

#include <stdbool.h>

#ifdef KR_NLS
#include <libintl.h>
#define _(text) gettext(text)
#else
#define _(text)                (text)
#define ngettext(one, many, n) ((n) == 1 ? (one) : (many))
#define gettext(text)          (text)
#endif
#define N_(text) (text) /* only marks it */

/* Chooses the language of the environment (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), even if the system
 * has no such locale. Without a catalogue for it, text is in English. Sets LC_CTYPE to a locale
 * with UTF-8: the reader's, C.UTF-8 or en_US.UTF-8. False: there is none, so only ASCII can be
 * shown. Call it once, before other threads run. */
bool kr_intl_open(void);

#endif
