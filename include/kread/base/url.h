/* Addresses. Splitting and resolving follow RFC 3986 section 5, with the tolerance of browsers
 * (WHATWG URL): blanks around are dropped, tabs and newlines inside vanish, backslashes count as
 * slashes, what may not stand in an address is percent-encoded as UTF-8, the scheme's own port
 * goes. Hosts stay as they are written, in lower case (net turns them into punycode). */
#ifndef KREAD_BASE_URL_H
#define KREAD_BASE_URL_H

#include <stdbool.h>

#include "kread/base/err.h"
#include "kread/base/str.h"

enum { KR_URL_MAX = 8192 }; /* bytes; longer references are refused */

/* The parts, borrowed from the address; data == NULL means absent (an empty query is present with
 * length 0). */
struct kr_url {
	struct kr_slice scheme;    /* without ":" */
	struct kr_slice authority; /* user@host:port, without "//" */
	struct kr_slice host;      /* without user and port; with brackets for IPv6 */
	struct kr_slice path;
	struct kr_slice query;    /* without "?" */
	struct kr_slice fragment; /* without "#" */
};

void kr_url_split(const char *url, size_t len, struct kr_url *ret);

/* The absolute, normalised form of ref seen from base (absolute; may be NULL or "", then ref must
 * be absolute) into out, which is cleared first. False: not an address, too long, or no base for a
 * relative one. The fragment is kept. */
bool kr_url_resolve(const char *base, const char *ref, size_t len, struct kr_str *out);

bool kr_url_is_web(const char *url); /* http or https */

/* A reference without scheme and host: it means nothing without the address of its page, and does
 * nothing. */
bool kr_url_is_relative(const char *ref);

/* True if both name the same page: compared without fragment, and with http and https, "www." and a
 * trailing slash taken as equal. */
bool kr_url_same_page(const char *a, const char *b);

/* What a person pasted or typed, made into an absolute http(s) or file address: blanks, newlines,
 * quotes and brackets around go, and so does text before an http(s) address and after it; newlines
 * inside vanish, with the blanks beside them; a missing scheme becomes https ("http" for localhost
 * and IP addresses), a path "/..." a file. KR_E_USAGE with words for the reader when nothing can be
 * made of it. out is cleared first. */
int kr_paste_url(const char *text, size_t len, struct kr_str *out, struct kr_err *err);

/* Percent signs with two hexadecimal digits decoded, but for a NUL, which stays as it is; appended
 * to out. */
void kr_url_decode(struct kr_slice s, struct kr_str *out);

/* For the eyes: percent-encoded UTF-8 decoded where that is safe; without scheme, user and password
 * when short_form is set. Clean text, appended to out. */
void kr_url_display(const char *url, bool short_form, struct kr_str *out);

#endif
