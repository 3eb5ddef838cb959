/* Text of titles: separators, and keys that compare titles. */
#ifndef KREAD_EXTRACT_META_TITLE_TITLE_TEXT_PRIV_H
#define KREAD_EXTRACT_META_TITLE_TITLE_TEXT_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/base/str.h"

/* The marks between the parts of a title; values of the feature "separator" (KR_TFEAT_separator),
 * so the trained model depends on the numbers. */
enum kr_title_separator {
	KR_TITLE_SEP_NONE,
	KR_TITLE_SEP_BAR,            /* | */
	KR_TITLE_SEP_UNDERSCORE,     /* _ */
	KR_TITLE_SEP_HYPHEN,         /* - between spaces */
	KR_TITLE_SEP_DASH,           /* – — */
	KR_TITLE_SEP_DOT,            /* · • */
	KR_TITLE_SEP_ANGLE,          /* » « › < > */
	KR_TITLE_SEP_SLASH,          /* / */
	KR_TITLE_SEP_OTHER,          /* ~ :: + @ */
	KR_TITLE_SEP_COLON_WIDE,     /* ： */
	KR_TITLE_SEP_COLON,          /* : and a space */
	KR_TITLE_SEP_ELLIPSIS,       /* … */
	KR_TITLE_SEP_BY,             /* by and a name */
	KR_TITLE_SEP_BRACKET,        /* ( */
	KR_TITLE_SEP_HYPHEN_AFTER,   /* - with a space after it only */
	KR_TITLE_SEP_HYPHEN_BETWEEN, /* - between ideographs */
	KR_TITLE_SEP_COMMA           /* , and a space */
};

/* The separator at s[i]: its length in bytes and its kind; 0, and *ret_kind unchanged, if there is
 * none. Most ASCII ones and dashes need blanks on both sides. s is NUL-ended. */
size_t kr_title_text_separator(
        const char *s, size_t len, size_t i, enum kr_title_separator *ret_kind);

/* The break between a headline and the name of a site or section at s[i]: its length in bytes with
 * the blanks and marks that follow, or 0. Other than kr_title_text_separator(), it takes dashes
 * without blanks, and no ellipsis, bracket, comma or "by". *ret_colon: it is a colon. s is
 * NUL-ended. */
size_t kr_title_text_break(const char *s, size_t len, size_t i, bool *ret_colon);

/* Letters and digits of s, lower case: equal for titles that differ in case, blanks and punctuation
 * only. Appended. */
void kr_title_text_key(const char *s, size_t len, struct kr_str *out);

#endif
