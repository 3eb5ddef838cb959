/* The sentences between the headline and the text: what they sum up is read first. */
#ifndef KREAD_EXTRACT_LEADS_PRIV_H
#define KREAD_EXTRACT_LEADS_PRIV_H

#include "core_priv.h"

/* keep[segs->n]: which segments are of the article; the lead, too, afterwards. */
void kr_leads_keep(const struct kr_page *page, const struct kr_segs *segs, const struct kr_core *core, uint8_t *keep);

#endif
