/* The article as JSON: what the worker replies and what --dump=json prints. The man page describes
 * the members under "JSON".
 *
 * Reading does not trust its input: values of the wrong type are skipped, text is cleaned,
 * addresses other than http(s), file and mailto are dropped, and counts are capped. */
#ifndef KREAD_DOC_JSON_H
#define KREAD_DOC_JSON_H

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

/* Write the article in frames for the pipe between worker and kread. The head holds all but the
 * blocks, and as many blocks as fit in about max bytes; each further frame is {"blocks": [...]}.
 * *next becomes the index of the first block not yet written: call kr_json_write_more while it is
 * less than doc->nblocks. */
void kr_json_write_head(const struct kr_doc *doc, size_t max, size_t *next, struct kr_str *out);
void kr_json_write_more(const struct kr_doc *doc, size_t max, size_t *next, struct kr_str *out);

/* Reads an article; the caller frees it with kr_doc_free. KR_E_FORMAT if data is not a JSON
 * object. */
int kr_json_read(const char *data, size_t len, struct kr_doc **ret_doc, struct kr_err *err);

/* Appends the blocks of a further frame to doc. KR_E_FORMAT as above. */
int kr_json_read_more(struct kr_doc *doc, const char *data, size_t len, struct kr_err *err);

#endif
