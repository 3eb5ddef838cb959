/* Writes texts of page states as HTML: strings, and the trees of blocks in which editors and
 * content systems keep articles, such as {type, text}, {nodeType, content} and {data: {text}}. As
 * HTML they go through the same stages as every page. */
#ifndef KREAD_EXTRACT_STATE_STATE_HTML_PRIV_H
#define KREAD_EXTRACT_STATE_STATE_HTML_PRIV_H

#include "extract/data/js_value_priv.h"
#include "extract/dom/page_priv.h"

/* Appends a text to out as HTML; out may be NULL, to measure the text only. References are looked
 * up in the states of the page. Returns the bytes of text, without tags.
 *
 * States are hostile: a text may contain itself. *budget is the number of steps left, one for each
 * byte and some for each value; what is beyond it, or nested too deeply, is left out. */
size_t kr_state_html(const struct kr_page *page, const struct kr_js_value *v, struct kr_str *out,
        size_t *budget);

#endif
