/* Finds the parts of a page that the parser need not see. Reads tags as libxml2 does, including its
 * errors. Private to markup.c. */
#ifndef KREAD_EXTRACT_DOM_MARKUP_CUTTER_PRIV_H
#define KREAD_EXTRACT_DOM_MARKUP_CUTTER_PRIV_H

#include "extract/dom/markup_priv.h"

/* Fills m->cut and m->cuts from m->html and, if anything was cut out, makes m->html the result. */
void kr_markup_cutter_run(struct kr_markup *m);

/* The end of the comment whose text starts at p, or NULL. */
const char *kr_markup_cutter_comment_end(const char *p, const char *end);

#endif
