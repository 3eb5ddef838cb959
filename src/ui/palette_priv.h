/* Colours beyond what curses knows of the terminal. */
#ifndef UI_PALETTE_PRIV_H
#define UI_PALETTE_PRIV_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the terminal says in COLORTERM that it has colours of 24 bit. There is no other way to
 * know: nearly all terminfo entries leave it out. */
bool kr_palette_has_true_colour(void);

/* A colour of the palette, as terminals with so many colours count. With more than 256, all but the
 * first eight are 0xrrggbb. */
int32_t kr_palette_direct(int32_t colour, int colours);

#endif
