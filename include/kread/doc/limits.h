/* How long the fields of an article may be: pages are hostile, and so is the reply of a worker that
 * one of them took over. No page that is meant to be read comes near these limits. */
#ifndef KREAD_DOC_LIMITS_H
#define KREAD_DOC_LIMITS_H

#include "kread/base/budgets.h"
#include "kread/doc/doc.h"

/* The bytes of the first max characters of s; len if it has no more. */
size_t kr_limits_prefix(const char *s, size_t len, size_t max);

/* Shortens every name, summary, comment and alternative text of doc that is too long; the mark "…"
 * stands for what is left out. Drops addresses of more than KR_URL_MAX bytes, and what follows in
 * lists that are too long. The text itself stays whole. */
void kr_limits_apply(struct kr_doc *doc);

#endif
