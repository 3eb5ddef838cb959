/* Counts the characters and words of texts. */
#ifndef KREAD_EXTRACT_DOM_TEXT_STATS_PRIV_H
#define KREAD_EXTRACT_DOM_TEXT_STATS_PRIV_H

#include "extract/dom/page_priv.h"

/* Adds the counts of a text node to *st. Sets KR_NF_BLANK if it has only white space. */
void kr_text_stats_count(struct kr_dom *dom, int32_t node, struct kr_stat *st);

#endif
