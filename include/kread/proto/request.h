/* What kread tells the worker about a page: the payload of a PAGE frame. It is a list of name=value
 * strings, each ended by NUL. */
#ifndef KREAD_PROTO_REQUEST_H
#define KREAD_PROTO_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/proto/mode.h"

struct kr_request {               /* all strings borrowed; NULL: absent */
	const char *url;          /* absolute, after redirects */
	const char *content_type; /* header */
	const char *charset;      /* the reader's choice: overrides what the page says */
	const char *link_header;  /* Link headers, joined with ", " */
	const char *refresh_header;
	const char *rules;      /* site rules */
	const char *rules_name; /* their file, for messages */
	int64_t date;           /* Date header, seconds since 1970; 0: unknown */
	bool set_cookie;        /* it came with a cookie: the same address may give another */
	bool early;             /* the beginning of a long page is wanted before all of it */
	enum kr_mode mode;
	size_t size;      /* bytes of the page that follow */
	unsigned seconds; /* after which the worker ends itself; 0: never */
};

void kr_request_write(const struct kr_request *rq, struct kr_str *out); /* appends */

/* The strings of ret are borrowed from payload. KR_E_FORMAT: not what kr_request_write writes.
 * KR_E_LIMIT: size is over KR_WORKER_PAGE_MAX. */
int kr_request_parse(const char *payload, size_t len, struct kr_request *ret, struct kr_err *err);

#endif
