/* Reads the fields of recommendations from their cards: title, URL, section, time, duration, image,
 * author. */
#ifndef KREAD_EXTRACT_LISTS_CARD_FIELDS_PRIV_H
#define KREAD_EXTRACT_LISTS_CARD_FIELDS_PRIV_H

#include "extract/lists/link_lists_priv.h"

/* Adds a card to the recommendations of the document, which owns the result. Returns NULL and adds
 * nothing if the card has no title or usable URL, or leads to the page itself. */
struct kr_rec *kr_card_fields_read(
        struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card);

/* Fills fields that a recommendation lacks from another card with the same URL. */
void kr_card_fields_fill(struct kr_page *page, struct kr_link_lists *ls, const struct kr_card *card,
        struct kr_rec *rec);

#endif
