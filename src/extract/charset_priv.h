/* Which encoding, and from it to clean UTF-8. */
#ifndef KREAD_EXTRACT_CHARSET_PRIV_H
#define KREAD_EXTRACT_CHARSET_PRIV_H

#include <stdbool.h>

#include "kread/base/str.h"

struct kr_charset_hints {
	const char *content_type; /* header or NULL */
	const char *forced;       /* by the reader, or NULL */
	bool html;                /* look for <meta> */
};

/* Decode data to valid UTF-8 without NUL into out (cleared first). What cannot be decoded becomes U+FFFD; nothing behind
 * it is lost. Returns the name of the encoding that was used (static). *ret_bad: how many U+FFFD were put in.
 * If data is clean UTF-8 already, out stays empty and *ret_same is true: use data itself. */
const char *kr_charset_decode(const char *data, size_t len, const struct kr_charset_hints *hints, struct kr_str *out,
        bool *ret_same, size_t *ret_bad);

#endif
