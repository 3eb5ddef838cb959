/* What a reader may name on the command line: an address, a file or "-"; and what kind of content
 * came. */
#ifndef KREAD_LOAD_SOURCE_H
#define KREAD_LOAD_SOURCE_H

#include <stdbool.h>

#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/proto/mode.h"

enum kr_source_kind { KR_SOURCE_URL, KR_SOURCE_FILE, KR_SOURCE_STDIN };

/* "-" is standard input; what has a scheme (but file:) is an address; what exists is a file; what
 * begins as a path is one, but "//" as addresses do that are copied out of pages, and so is what
 * begins with a folder that exists and has no dot in its name; the rest is an address as people
 * type it, without a scheme. out (cleared first): the absolute address, the path, or
 * "-". KR_E_USAGE. */
int kr_source_parse(
        const char *arg, enum kr_source_kind *ret_kind, struct kr_str *out, struct kr_err *err);

/* Whether what was typed is a path, without a look at what exists: "/a", "./a", "../a", "~/a". out
 * (cleared first) is then as kr_source_parse takes it: with the home directory for "~". */
bool kr_source_is_path(const char *typed, struct kr_str *out);

/* Read a whole file or, for "-", standard input, up to max bytes. Appends to out. KR_E_SYS,
 * KR_E_LIMIT, KR_E_TYPE (a directory). */
int kr_source_read(const char *path, size_t max, struct kr_str *out, struct kr_err *err);

/* The same for the loop, which must not wait: open a path, or standard input for "-" (which is not
 * to be a terminal; it is not closed either). Returns the descriptor, or KR_E_*. To be read when it
 * is readable. */
int kr_source_open(const char *path, struct kr_err *err);
void kr_source_close(int fd);

/* Read what is there. Appends to out. 1: more is to come, 0: that was all, or KR_E_*. */
int kr_source_read_some(int fd, size_t max, struct kr_str *out, struct kr_err *err);

/* The file: address of a path, and back; false: it is none, or not of this machine. out is cleared
 * first. */
void kr_source_file_url(const char *path, struct kr_str *out);
bool kr_source_url_path(const char *url, struct kr_str *out);

/* How the worker is to read this content: as an article or as text. KR_E_TYPE with a sentence that
 * says what it is, if kread does not read such. By magic numbers first, then the Content-Type
 * (NULL: unknown), then the ending of the name, then the bytes. */
int kr_source_mode(const char *content_type, const char *name, const char *data, size_t len,
        enum kr_mode *ret_mode, struct kr_err *err);

#endif
