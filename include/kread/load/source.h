/* What may be named on the command line, an address, a file or "-", and what kind of content it
 * holds. */
#ifndef KREAD_LOAD_SOURCE_H
#define KREAD_LOAD_SOURCE_H

#include <stdbool.h>

#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/proto/mode.h"

enum kr_source_kind { KR_SOURCE_URL, KR_SOURCE_FILE, KR_SOURCE_STDIN };

/* "-" is standard input. An argument with a scheme, except file:, is an address. What exists is a
 * file. Of the rest, what begins like a path is a file, except for "//", with which addresses begin
 * that were copied out of pages; so is what begins with a folder that exists and has no dot in its
 * name. Anything else is an address without its scheme. out (cleared first): the absolute address,
 * the path, or "-". KR_E_USAGE. */
int kr_source_parse(
        const char *arg, enum kr_source_kind *ret_kind, struct kr_str *out, struct kr_err *err);

/* Whether typed text is a path, by its form alone: "/a", "./a", "../a", "~/a". out (cleared first):
 * the path as kr_source_parse takes it, with "~" expanded. */
bool kr_source_is_path(const char *typed, struct kr_str *out);

/* Read a whole file or, for "-", standard input, up to max bytes; blocks. Appends to out. KR_E_SYS,
 * KR_E_LIMIT, KR_E_TYPE (a directory). */
int kr_source_read(const char *path, size_t max, struct kr_str *out, struct kr_err *err);

/* Open a path, or standard input for "-", to be read with kr_source_read_some whenever it is
 * readable. regular: nothing but a regular file will do. Returns
 * the descriptor, or KR_E_SYS, KR_E_TYPE. */
int kr_source_open(const char *path, bool regular, struct kr_err *err);
void kr_source_close(int fd); /* standard input stays open; -1 accepted */

/* Read what is there. Appends to out. 1: more may come, 0: end of file; KR_E_SYS, KR_E_LIMIT. */
int kr_source_read_some(int fd, size_t max, struct kr_str *out, struct kr_err *err);

/* The file: address of a path, and back. False: not a file: address, or one of another machine. out
 * is cleared first. */
void kr_source_file_url(const char *path, struct kr_str *out);
bool kr_source_url_path(const char *url, struct kr_str *out);

/* How the worker is to read this content: ARTICLE or TEXT. KR_E_TYPE with a sentence that says what
 * it is, if it is nothing that kread reads. Decided by magic numbers, then the Content-Type (NULL:
 * unknown), then the ending of the name, then the bytes. */
int kr_source_mode(const char *content_type, const char *name, const char *data, size_t len,
        enum kr_mode *ret_mode, struct kr_err *err);

/* Whether the end of a page is missing, by what there is of it: <html> or <body> was opened and not
 * closed, and the last thing is no tag. open_ended: nothing else says where it ends; then an end
 * that is not closed is enough. */
bool kr_source_is_cut(const char *data, size_t len, bool open_ended);

#endif
