/* From the bytes of a page to an article. Used in the worker only; pure: no files, no network, no
 * globals. */
#ifndef KREAD_EXTRACT_EXTRACT_H
#define KREAD_EXTRACT_EXTRACT_H

#include <stdint.h>

#include "kread/base/err.h"
#include "kread/doc/doc.h"
#include "kread/proto/mode.h"

struct kr_extract_input {
	const char *data; /* the page as it came, decompressed */
	size_t len;
	const char *url;          /* absolute address of the page after redirects; may be NULL */
	const char *content_type; /* header, with charset; may be NULL */
	const char *charset;      /* chosen by the reader: overrides everything; may be NULL */
	const char *link_header;  /* HTTP Link headers joined with ", "; may be NULL */
	int64_t now; /* seconds since 1970: the response's Date header, for relative times; 0:
	                unknown */
	const char
	        *rules; /* site rules for the host (rules_priv.h), not in raw mode; may be NULL */
	const char *rules_name; /* what faults in them are reported with: the file; may be NULL */
	enum kr_mode mode;
	void (*on_stage)(void *user,
	        const char *stage); /* told when a stage has ended, for measuring; may be NULL */
	void *user;
};

/* The article of a page. A page without one gives an article with warnings and whatever there is.
 * Fails only with KR_E_LIMIT. */
int kr_extract_page(const struct kr_extract_input *in, struct kr_doc **ret_doc, struct kr_err *err);

/* Load what iconv would load from files at first use, for the rest of the process: for a worker
 * that may soon open no file any more. */
void kr_extract_warm(void);

#endif
