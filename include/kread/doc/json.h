/* The article as JSON: the worker's reply, the output of --dump=json, what the library stores.
 * Members and their meaning: man page, section "JSON". Reading distrusts its input: wrong types are
 * skipped, text is cleaned, addresses other than http(s) and mailto are dropped, counts are capped.
 */
#ifndef KREAD_DOC_JSON_H
#define KREAD_DOC_JSON_H

#include "kread/base/err.h"
#include "kread/doc/doc.h"

enum {
	KR_JSON_BODY = 1, /* with the member "body", which is made from the blocks */
};

/* The whole article; appended to out. Never fails. */
void kr_json_write(const struct kr_doc *doc, unsigned flags, struct kr_str *out);

/* In portions, so that the whole never stands in memory: flush is given each, and clears it. Less
 * than 0 ends the writing and is returned. */
typedef int kr_json_flush(void *user, struct kr_str *portion);
int kr_json_write_stream(
        const struct kr_doc *doc, unsigned flags, kr_json_flush *flush, void *user);

/* In pieces, for the pipe between worker and kread: the article with as many blocks as fit about
 * max bytes; then, while *next < doc->nblocks, further pieces {"blocks": [...]}. *next is the first
 * block not written. */
void kr_json_write_head(const struct kr_doc *doc, size_t max, size_t *next, struct kr_str *out);
void kr_json_write_more(const struct kr_doc *doc, size_t max, size_t *next, struct kr_str *out);

/* KR_E_FORMAT if it is not an object in JSON. */
int kr_json_read(const char *data, size_t len, struct kr_doc **ret_doc, struct kr_err *err);
int kr_json_read_more(
        struct kr_doc *doc, const char *data, size_t len, struct kr_err *err); /* appends blocks */

#endif
