/* Names of character encodings. Labels are those of the WHATWG Encoding Standard, where gb2312
 * means GB18030 and iso-8859-1 means windows-1252, and some others found on pages. */
#ifndef KREAD_BASE_ENCODING_H
#define KREAD_BASE_ENCODING_H

#include "kread/base/str.h"

/* The name of the encoding that pages mean by a label, or NULL. Case and surrounding whitespace are
 * ignored. The string is static. */
const char *kr_encoding_name(struct kr_slice label);

#endif
