#ifndef KREAD_EXTRACT_META_TITLE_TITLE_TEXT_PRIV_H
#define KREAD_EXTRACT_META_TITLE_TITLE_TEXT_PRIV_H

#include <stddef.h>
#include <stdint.h>

#include "kread/base/str.h"

/* titles.c: the length of a separator at s[i] and its kind (KR_TFEAT_separator); 0 if none is
 * there. */
size_t kr_title_text_separator(const char *s, size_t len, size_t i, uint8_t *ret_kind);

/* Letters and digits of s, lower case: equal for titles that differ in case, blanks and punctuation
 * only. Appended. */
void kr_title_text_key(const char *s, size_t len, struct kr_str *out);

#endif
