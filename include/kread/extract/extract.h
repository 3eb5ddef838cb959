/* Turns the bytes of a page into an article. Modes: all but KR_MODE_FEED, which room feed reads.
 * Used only by the worker; it opens no files, does not use the network and has no global state. */
#ifndef KREAD_EXTRACT_EXTRACT_H
#define KREAD_EXTRACT_EXTRACT_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/err.h"
#include "kread/doc/doc.h"
#include "kread/proto/mode.h"

struct kr_extract_input {
	const char *data; /* the page as received, decompressed */
	size_t len;
	const char *url;            /* absolute URL of the page, after redirects; may be NULL */
	const char *content_type;   /* header; may be NULL */
	const char *charset;        /* chosen by the user, overrides all others; may be NULL */
	const char *link_header;    /* HTTP Link headers joined with ", "; may be NULL */
	const char *refresh_header; /* as of <meta http-equiv=refresh>; may be NULL */
	bool set_cookie;   /* the page came with a cookie: its address may give another page now */
	int64_t now;       /* Date header in seconds since 1970, for relative times; 0: unknown */
	const char *rules; /* site rules for the host (see the man page); may be NULL */
	const char *rules_name; /* name of their file, for warnings; may be NULL */
	enum kr_mode mode;
	/* called at the end of each stage, for measuring; may be NULL */
	void (*on_stage)(void *user, const char *stage);
	void *user;
};

/* Extracts the article of a page. If there is none, the document has warnings and whatever else was
 * found. The caller owns *ret_doc. Fails only with KR_E_LIMIT. */
int kr_extract_page(const struct kr_extract_input *in, struct kr_doc **ret_doc, struct kr_err *err);

/* The page as clean UTF-8: in->data itself, or out, which is set. *ret_len: its bytes; returns the
 * name of its encoding (static). */
const char *kr_extract_decode(const struct kr_extract_input *in, struct kr_str *out,
        const char **ret_text, size_t *ret_len, size_t *ret_bad);

/* Loads the converters that iconv would load from files on first use. Call it before entering a
 * sandbox that forbids opening files. */
void kr_extract_warm(void);

#endif
