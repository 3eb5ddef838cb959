/* UTF-8: the only door for foreign text. Whatever a page, a server, a file name or a worker says
 * goes through kr_utf8_clean before anything else sees it. */
#ifndef KREAD_BASE_UTF8_H
#define KREAD_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/str.h"

enum {
	KR_UTF8_LINE = 1, /* one line: newlines and tabs become a space */
	KR_UTF8_NFC = 2,  /* compose (Unicode NFC) */
};

/* Decode the character at s (len > 0) into *cp; returns its length in bytes. An invalid byte gives
 * U+FFFD and as many bytes as the maximal subpart (Unicode 15, 3.9, "U+FFFD substitution of maximal
 * subparts"). */
size_t kr_utf8_decode(const char *s, size_t len, uint32_t *cp);

/* Encode cp into out[4]; returns the bytes written. Surrogates and values over 10FFFF come out as
 * U+FFFD. */
size_t kr_utf8_encode(uint32_t cp, char out[4]);
void kr_utf8_add(struct kr_str *s, uint32_t cp);

bool kr_utf8_valid(const char *s, size_t len);

/* The largest character boundary <= at. */
size_t kr_utf8_floor(const char *s, size_t len, size_t at);

/* Append s to out: valid UTF-8, without NUL, C0, DEL, C1 (newline and tab stay unless
 * KR_UTF8_LINE), bidi embeddings, overrides and isolates, zero-width spaces, byte order marks, soft
 * hyphens, annotations, tag characters and noncharacters. CR and CRLF, U+2028 and U+2029 become a
 * newline. */
void kr_utf8_clean(struct kr_str *out, const char *s, size_t len, unsigned flags);

/* True if kr_utf8_clean would remove cp. */
bool kr_utf8_is_unsafe(uint32_t cp);

/* The script it belongs to, by the name of Unicode: "Latin", "Han", "Common"; "Unknown" for what is
 * not assigned. */
const char *kr_utf8_script(uint32_t cp);

/* Chinese, Japanese or Korean letter, or punctuation that is as wide as one. */
bool kr_utf8_is_cjk(uint32_t cp);

#endif
