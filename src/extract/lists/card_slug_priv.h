/* Finds the headline of a card by the address of its article, which often repeats it:
 * "/2024/otters-are-back-below-the-weir". Latin and Cyrillic letters are read without marks and as
 * they are transliterated. */
#ifndef KREAD_EXTRACT_LISTS_CARD_SLUG_PRIV_H
#define KREAD_EXTRACT_LISTS_CARD_SLUG_PRIV_H

#include "extract/lists/card_reader_priv.h"

/* Returns the element of the card whose text, unlike the title read before, is that of the address;
 * -1 if there is none. */
int32_t kr_card_slug_headline(const struct kr_card_reader *r, const char *title);

#endif
