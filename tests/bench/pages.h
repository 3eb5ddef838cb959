/* Shared by programs that print training data: runs over the pages of a list. */
#ifndef TESTS_BENCH_PAGES_H
#define TESTS_BENCH_PAGES_H

#include <stdbool.h>

#include "extract/dom/page_priv.h"

/* page: after the stages before the one asked for; NULL: it could not be parsed. */
typedef void bench_page(struct kr_page *page, const char *id, void *user);

/* For each page of a list, runs the stages of extraction (stages_priv.h) up to the one named,
 * without that, and calls each. A line of the file list is ID <tab> ADDRESS <tab> FILE; ADDRESS may
 * be empty. If a file cannot be read, prints a message and returns false. */
bool bench_pages(const char *list, const char *before, bench_page *each, void *user);

/* Reads a whole file into out. If it cannot, prints a message and returns false. */
bool bench_load(const char *path, struct kr_str *out);

/* Prints a string as JSON to standard output. */
void bench_print(const char *s, size_t len);

#endif
