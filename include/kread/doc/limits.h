/* How long the fields of an article may be: pages are hostile, and so is the reply of a worker that
 * one of them took over. No page that is meant to be read comes near these limits. */
#ifndef KREAD_DOC_LIMITS_H
#define KREAD_DOC_LIMITS_H

#include "kread/doc/doc.h"

enum {
	KR_LIMIT_NAME = 1000,     /* characters of a title, name, caption of a list, date, ... */
	KR_LIMIT_TEXT = 10000,    /* characters of a summary or a comment */
	KR_LIMIT_LIST = 100000,   /* recommendations, comments; items, rows or spans of one block */
	KR_LIMIT_FEW = 1000,      /* authors, keywords, media, feeds, warnings; cells of a row */
	KR_LIMIT_PARTS = 4000000, /* blocks, items, rows, cells and spans of an article */
};

/* The bytes of the first max characters of s; len if it has no more. */
size_t kr_limits_prefix(const char *s, size_t len, size_t max);

/* Shortens every name, summary, comment and alternative text of doc that is too long; the mark "…"
 * stands for what is left out. Drops addresses of more than KR_URL_MAX bytes, and what follows in
 * lists that are too long. The text itself stays whole. */
void kr_limits_apply(struct kr_doc *doc);

#endif
