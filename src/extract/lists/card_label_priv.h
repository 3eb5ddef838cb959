/* Labels at the edges of a headline: ranks, playing times, "Premium", sections. */
#ifndef KREAD_EXTRACT_LISTS_CARD_LABEL_PRIV_H
#define KREAD_EXTRACT_LISTS_CARD_LABEL_PRIV_H

#include "extract/lists/card_reader_priv.h"

/* Sets r->title and r->title_end to the part of the element that is the headline. */
void kr_card_label_trim(struct kr_card_reader *r, int32_t element);

/* Whether an element stands with a headline, or is the section above it, and is no headline. */
bool kr_card_label_is(const struct kr_card_reader *r, int32_t element);

/* A text without the marks that divide a label from what follows it. */
struct kr_slice kr_card_label_bare(struct kr_slice text);

/* Whether a short text says that a card is an advertisement. */
bool kr_card_label_is_advert(struct kr_slice text);

/* Whether a text is a price alone: "$ 12.99". */
bool kr_card_label_is_price(struct kr_slice text);

#endif
