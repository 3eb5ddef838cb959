/* Decodes data within data: JSON in strings, percent-encoding, base64 or character references. */
#ifndef KREAD_EXTRACT_DATA_DECODE_NESTED_PRIV_H
#define KREAD_EXTRACT_DATA_DECODE_NESTED_PRIV_H

#include "extract/data/js_value_priv.h"
#include "kread/base/str.h"

/* Returns the array or object that a string contains as JSON, perhaps in percent-encoding or
 * base64; NULL if it is not JSON or v is not a string. */
struct kr_js_value *kr_decode_nested(struct kr_arena *arena, const struct kr_js_value *v);

/* Trims the text of a script. If its quotation marks are character references ({&quot;a&quot;:
 * ...}), returns a copy with these resolved. */
struct kr_slice kr_decode_nested_escapes(struct kr_arena *arena, struct kr_slice s);

#endif
