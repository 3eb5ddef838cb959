/* The stages of extraction, in one table for the program, the benches and the training of the
 * models.
 *
 * A stage works on the page and adds to page->doc; none fails. What one finds for the next ones is
 * in struct kr_page. Marks are set by the stages of comments, lists and body; only "claims" changes
 * them afterwards, where two claim the same text, and "state", where the data of the page win. */
#ifndef KREAD_EXTRACT_STAGES_PRIV_H
#define KREAD_EXTRACT_STAGES_PRIV_H

#include "extract/dom/page_priv.h"

/* Begins a page: parses html (UTF-8) into page->dom, and finds its base address and site rules. Set
 * page->in before, everything else to zero; page->doc is a new document that stays the caller's.
 * Errors: those of kr_dom_parse(). Call kr_stages_close() in any case. */
int kr_stages_open(struct kr_page *page, const struct kr_extract_input *in, const char *html,
        size_t len, struct kr_err *err);
void kr_stages_close(struct kr_page *page);

/* Runs the stages of page->in->mode up to, and without, the one named before; NULL: all. */
void kr_stages_run(struct kr_page *page, const char *before);

#endif
