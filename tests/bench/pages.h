/* What the programs that models are trained with share: the pages of a list, parsed, one after the
 * other. */
#ifndef TESTS_BENCH_PAGES_H
#define TESTS_BENCH_PAGES_H

#include <stdbool.h>

#include "extract/dom/page_priv.h"

/* page has gone through the stages up to the one asked for; NULL: it could not be parsed. */
typedef void bench_page(struct kr_page *page, const char *id, void *user);

/* Runs the stages of extraction (stages_priv.h) before the one named over each page of a list, then
 * calls each. Each line of the file list is ID <tab> ADDRESS <tab> FILE; ADDRESS may be empty.
 * False, with a message: a file cannot be read; the pages before it were given. */
bool bench_pages(const char *list, const char *before, bench_page *each, void *user);

/* A whole file into out. False, with a message: it cannot be read. */
bool bench_load(const char *path, struct kr_str *out);

/* As JSON, to standard output. */
void bench_print(const char *s, size_t len);

#endif
