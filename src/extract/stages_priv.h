/* Runs the stages of extraction, in one order for the program, the benches and the training of the
 * models.
 *
 * A stage reads the page and adds to page->doc; none fails. Results for later stages are in struct
 * kr_page. The stages "comments", "cards" and "body" set marks on nodes. Only two stages change
 * them later: "claims", where several of them marked the same text, and "source", if the body comes
 * from page state. */
#ifndef KREAD_EXTRACT_STAGES_PRIV_H
#define KREAD_EXTRACT_STAGES_PRIV_H

#include "extract/dom/page_priv.h"

/* Parses html (UTF-8) into page->dom, and finds its base URL and what site rules select. *page must
 * be zero but for doc, a new document that the caller continues to own. Errors: those of
 * kr_dom_parse(). Call kr_stages_close() even after an error. */
int kr_stages_open(struct kr_page *page, const struct kr_extract_input *in, const char *html,
        size_t len, struct kr_err *err);
void kr_stages_close(struct kr_page *page);

/* Runs the stages of page->in->mode that come before the one with this name; NULL: all. */
void kr_stages_run(struct kr_page *page, const char *before);

#endif
