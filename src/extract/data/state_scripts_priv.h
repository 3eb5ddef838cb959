/* Finds the states of a page: the data from which its scripts build it. */
#ifndef KREAD_EXTRACT_DATA_STATE_SCRIPTS_PRIV_H
#define KREAD_EXTRACT_DATA_STATE_SCRIPTS_PRIV_H

#include "extract/dom/page_priv.h"

/* Fills page->state, once. It is slow: call it only if the DOM lacks something. */
void kr_state_scripts_load(struct kr_page *page);

#endif
