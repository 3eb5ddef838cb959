/* UTF-8, and the only door for foreign text: whatever a page, a server, a file name or a worker
 * says passes kr_utf8_clean() before anything else sees it. */
#ifndef KREAD_BASE_UTF8_H
#define KREAD_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/str.h"

/* Flags of kr_utf8_clean() */
enum {
	KR_UTF8_LINE = 1, /* a single line: newlines and tabs become spaces */
	KR_UTF8_NFC = 2,  /* compose: Unicode Normalization Form C */
};

/* Decode the character at s (len > 0) into *cp; returns its length in bytes. Invalid bytes give
 * U+FFFD, one for each maximal subpart (Unicode 15, 3.9: "U+FFFD substitution of maximal
 * subparts").
 */
size_t kr_utf8_decode(const char *s, size_t len, uint32_t *cp);

/* Encode cp into out, without NUL; returns its length in bytes. Surrogates and values over 10FFFF
 * become U+FFFD. */
size_t kr_utf8_encode(uint32_t cp, char out[4]);

/* Append a character. */
void kr_utf8_add(struct kr_str *s, uint32_t cp);

bool kr_utf8_valid(const char *s, size_t len);

/* The last character boundary at or before `at`. */
size_t kr_utf8_floor(const char *s, size_t len, size_t at);

/* Append s, repaired and made harmless. Invalid bytes become U+FFFD; CR, CRLF, U+2028 and U+2029
 * become a newline. Removed are control characters (C0 except newline and tab, DEL, C1), bidi
 * embeddings, overrides and isolates, zero-width spaces, byte order marks, soft hyphens,
 * annotations, tag characters and noncharacters. flags: KR_UTF8_*. */
void kr_utf8_clean(struct kr_str *out, const char *s, size_t len, unsigned flags);

/* Whether kr_utf8_clean() removes cp. */
bool kr_utf8_is_unsafe(uint32_t cp);

/* The name of the script of cp in Unicode: "Latin", "Han", "Common"; "Unknown" if it is unassigned.
 * Static. */
const char *kr_utf8_script(uint32_t cp);

/* Whether cp is a Chinese, Japanese or Korean letter, or punctuation of the same width. */
bool kr_utf8_is_cjk(uint32_t cp);

#endif
