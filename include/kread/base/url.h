/* Addresses (URLs). Parsing and resolving follow RFC 3986, section 5, as tolerantly as browsers do
 * (WHATWG URL): surrounding whitespace is dropped, tabs and newlines inside too, backslashes count
 * as slashes, invalid characters are percent-encoded as UTF-8, and the default port is dropped.
 * Hosts become lower case; net converts international ones to punycode. */
#ifndef KREAD_BASE_URL_H
#define KREAD_BASE_URL_H

#include <stdbool.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

/* Parts of an address, borrowed from it. data == NULL: absent (an empty query is present, with
 * length 0). */
struct kr_url {
	struct kr_slice scheme;    /* without ":" */
	struct kr_slice authority; /* user@host:port, without "//" */
	struct kr_slice host;      /* without user and port; IPv6 with brackets */
	struct kr_slice path;
	struct kr_slice query;    /* without "?" */
	struct kr_slice fragment; /* without "#" */
};

/* Split any text into parts. Nothing is decoded or checked. */
void kr_url_split(const char *url, size_t len, struct kr_url *ret);

/* Set out to the absolute, normalised form of ref relative to base, which is absolute; with NULL or
 * "", ref must be absolute. The fragment is kept. False, and out is empty: not an address, too
 * long, or relative without a base. */
bool kr_url_resolve(const char *base, const char *ref, size_t len, struct kr_str *out);

/* Whether the scheme is http or https. */
bool kr_url_is_web(const char *url);

/* Whether ref has neither scheme nor host, so that it means nothing without the address of its
 * page.
 */
bool kr_url_is_relative(const char *ref);

/* Returns the bytes of an address or reference up to the fragment, or all if the fragment is a path
 * that names a page ("#/article/7", "#!/article/7"). */
size_t kr_url_page_length(struct kr_slice url);

/* Whether two addresses name the same page: fragments are ignored, unless they are paths; http and
 * https, with and without "www.", with and without a slash at the end count as equal. */
bool kr_url_same_page(const char *a, const char *b);
struct kr_slice kr_url_page_key(const char *url); /* the part that is compared, borrowed */

/* Set out to the absolute http, https or file address that pasted or typed text means. Dropped are
 * whitespace, quotes, brackets and punctuation around it, text before an http or https address, and
 * a title or other text behind an address. Of links of HTML and Markdown the target counts. Escapes
 * of JSON and HTML, full-width characters in scheme and host, and percent-encoding of the whole are
 * undone. Line breaks inside are removed, with the whitespace next to them. A missing scheme
 * becomes https (http for localhost and IP addresses), a path "/..." a file. KR_E_USAGE, with a
 * message for the reader. */
int kr_paste_url(const char *text, size_t len, struct kr_str *out, struct kr_err *err);

/* Append s with percent-encoding decoded. %00 stays as it is. The result may be invalid UTF-8. */
void kr_url_decode(struct kr_slice s, struct kr_str *out);

/* Append an address for display: percent-encoded UTF-8 is decoded where that is safe; short_form
 * drops scheme, user and password. url may be NULL. */
void kr_url_display(const char *url, bool short_form, struct kr_str *out);

#endif
