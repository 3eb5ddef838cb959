/* Removes recommendations that differ from the others of their page. */
#ifndef KREAD_EXTRACT_LISTS_REC_FILTER_PRIV_H
#define KREAD_EXTRACT_LISTS_REC_FILTER_PRIV_H

#include "extract/dom/page_priv.h"

/* Removes the recommendations for which odd[] is true, if they are few: what many of them are is
 * what the page recommends. odd has an entry for each. */
void kr_rec_filter_remove(struct kr_doc *doc, const bool *odd);

/* Removes advertisements that are few and, by their addresses, goods, vacancies, courses and the
 * like, if they are few or other recommendations are left. */
void kr_rec_filter_run(struct kr_page *page);

#endif
