/* Formulas in MathML as a line of text: "a/(b+c)", "√x", with raised and lowered parts. */
#ifndef KREAD_EXTRACT_BODY_FORMULAS_PRIV_H
#define KREAD_EXTRACT_BODY_FORMULAS_PRIV_H

#include "extract/body/blocks_priv.h"

/* For an element of a formula that is entered or left: adds the signs that stand for its place in
 * the formula. Entering adds to *style, too. */
void kr_formulas_enter(
        const struct kr_dom *dom, int32_t i, struct kr_span_flow *flow, uint32_t *style);
void kr_formulas_leave(
        const struct kr_dom *dom, int32_t i, struct kr_span_flow *flow, uint32_t style);

/* Replaces raised (or else lowered) text by characters of this form, "2" by "²", if they exist for
 * all of it; puts "^" or "_" before numbers for which they do not. Returns false if the text has to
 * stay as it is, such as the end of "4th". (raised.c) */
bool kr_raised_convert(struct kr_str *s, bool raised);

#endif
