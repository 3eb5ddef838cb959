/* Base64 (RFC 4648). */
#ifndef KREAD_BASE_BASE64_H
#define KREAD_BASE_BASE64_H

#include "kread/base/str.h"

/* Append data in the standard alphabet, padded. */
void kr_base64_encode(struct kr_slice data, struct kr_str *out);

/* Append the bytes that text stands for. Both alphabets are accepted, padding may be missing, and
 * decoding stops at the first other character; bits that do not fill a byte are dropped. */
void kr_base64_decode(struct kr_slice text, struct kr_str *out);

#endif
