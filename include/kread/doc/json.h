/* The article as JSON: what the worker replies and what --dump=json prints. The man page describes
 * the members under "JSON".
 *
 * Reading does not trust its input: values of the wrong type are skipped, text is cleaned,
 * addresses other than http(s), file and mailto are dropped, and all lengths are limited
 * (doc/limits.h). If there is more text than that, the article has the warning "truncated". */
#ifndef KREAD_DOC_JSON_H
#define KREAD_DOC_JSON_H

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/doc/doc.h"

enum {                    /* flags */
	KR_JSON_BODY = 1, /* with the member "body", which repeats the text of the blocks */
};

/* Appends the whole article to out. */
void kr_json_write(const struct kr_doc *doc, unsigned flags, struct kr_str *out);

/* Writes the article in portions, so that it is never in memory as a whole. flush gets each portion
 * and must clear it; a negative result stops the writing and is returned. */
typedef int kr_json_flush(void *user, struct kr_str *portion);
int kr_json_write_stream(
        const struct kr_doc *doc, unsigned flags, kr_json_flush *flush, void *user);

/* The article in pieces, for the pipe between worker and kread. Each piece is an object. The head
 * holds the members that are no long lists, and as many elements of the lists as fit in about max
 * bytes; each further piece holds the next ones. Media, recommendations and comments come before
 * the blocks. Comments are flat: {depth: N} instead of replies. Only an element that is larger than
 * max by itself makes a piece much larger.
 *
 * The cursor says what is written; write pieces until all of the doc is. */
enum { KR_JSON_LISTS = 4 };
struct kr_json_cursor {
	size_t next[KR_JSON_LISTS];
};
void kr_json_write_head(
        const struct kr_doc *doc, size_t max, struct kr_json_cursor *c, struct kr_str *out);
void kr_json_write_more(
        const struct kr_doc *doc, size_t max, struct kr_json_cursor *c, struct kr_str *out);
bool kr_json_write_done(const struct kr_doc *doc, const struct kr_json_cursor *c);

/* A piece with the warnings alone, for what happens while the others are written. */
void kr_json_write_warnings(const struct kr_doc *doc, struct kr_str *out);

/* Reads an article; the caller frees it with kr_doc_free. KR_E_FORMAT if data is not a JSON
 * object. */
int kr_json_read(const char *data, size_t len, struct kr_doc **ret_doc, struct kr_err *err);

/* Read the pieces of an article. All that is in a further piece is appended to doc, but nothing to
 * its lists once doc has blocks. KR_E_FORMAT also if a piece has more than KR_JSON_PIECE_MAX bytes
 * or about KR_JSON_VALUES values, or if a further piece is empty. */
int kr_json_read_head(const char *data, size_t len, struct kr_doc **ret_doc, struct kr_err *err);
int kr_json_read_more(struct kr_doc *doc, const char *data, size_t len, struct kr_err *err);

#endif
