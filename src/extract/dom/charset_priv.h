/* Determines the encoding of a page and converts it to clean UTF-8. Labels are those of the
 * WHATWG Encoding Standard, where gb2312 means GB18030 and iso-8859-1 means windows-1252. */
#ifndef KREAD_EXTRACT_DOM_CHARSET_PRIV_H
#define KREAD_EXTRACT_DOM_CHARSET_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/base/str.h"

enum kr_charset {
	KR_CS_UNKNOWN = -1,
	KR_CS_UTF8,
	KR_CS_UTF16LE,
	KR_CS_UTF16BE,
	KR_CS_UTF32LE,
	KR_CS_UTF32BE,
	KR_CS_GB18030,
	KR_CS_BIG5,
	KR_CS_SHIFT_JIS,
	KR_CS_EUC_JP,
	KR_CS_ISO2022JP,
	KR_CS_EUC_KR,
	KR_CS_SINGLE, /* the first single-byte encoding of charset.def */
};

struct kr_charset_hints {
	const char *content_type; /* header or NULL */
	const char *forced;       /* label chosen by the user, or NULL */
	bool html;                /* look for <meta> */
};

/* Decodes data to valid UTF-8 without NUL into out, which is cleared first. Undecodable bytes
 * become U+FFFD, *ret_bad of them. Returns the name of the encoding (static). If data already is
 * clean UTF-8, out stays empty and *ret_same is set to true: use data itself.
 *
 * The encoding is taken from the byte order mark, the header or <meta>, in this order, provided
 * that the bytes are valid in it; then comes UTF-8 if valid, then the best guess from byte
 * statistics (charset_guess.c), then windows-1252. */
const char *kr_charset_decode(const char *data, size_t len, const struct kr_charset_hints *hints,
        struct kr_str *out, bool *ret_same, size_t *ret_bad);

/* Decodes data with a known encoding to valid UTF-8 without NUL into out, which is cleared first.
 * Returns the number of U+FFFD. (charset_codec.c) */
size_t kr_charset_codec_decode(int cs, const char *data, size_t len, struct kr_str *out);

/* Reads UTF-8 of programs that encode UTF-16 piece by piece (CESU-8): returns the length of a pair
 * of surrogates at s, and sets *ret_c to the character; of a single surrogate, with U+FFFD; or 0.
 */
size_t kr_charset_codec_surrogates(const char *s, size_t len, uint32_t *ret_c);

/* Loads the converters that iconv would load from files on first use, for the rest of the
 * process: call it before entering the sandbox. */
void kr_charset_codec_warm(void);

/* Returns the encoding for a label, or KR_CS_UNKNOWN. (charset_tables.c) */
int kr_charset_tables_find(struct kr_slice label);

/* The name of an encoding (static); "" for KR_CS_UNKNOWN. */
const char *kr_charset_tables_name(int cs);

/* The name for iconv, or NULL if iconv is not used for it. Only for cs < KR_CS_SINGLE. */
const char *kr_charset_tables_iconv(int cs);

/* The characters for the bytes 80 to FF; 0: none. Only for cs >= KR_CS_SINGLE. */
const uint16_t *kr_charset_tables_high(int cs);

/* Returns the encoding label declared by <meta> or an XML declaration in the head of a page,
 * empty if there is none. Skips comments, scripts and styles. (charset_prescan.c) */
struct kr_slice kr_charset_prescan_html(const char *html, size_t len);

/* Returns the value of charset= in a Content-Type, empty if there is none. */
struct kr_slice kr_charset_prescan_param(struct kr_slice content_type);

/* Returns the language of a page by <html lang> or <meta http-equiv=content-language>, empty if it
 * names none. */
struct kr_slice kr_charset_prescan_language(const char *html, size_t len);

/* Guesses the encoding of bytes that are not UTF-8; KR_CS_UNKNOWN if they look like none of the
 * known ones. language: a tag such as "th" or "pt-BR", or empty. (charset_guess.c) */
int kr_charset_guess(const char *data, size_t len, struct kr_slice language);

/* The same among single-byte encodings. *ret_certain: the text is in the given language, or in a
 * script that other encodings can hardly imitate. (charset_single.c) */
int kr_charset_single_guess(
        const char *data, size_t len, struct kr_slice language, bool *ret_certain);

/* Counts the multi-byte sequences that are valid UTF-8, and the bytes that are not part of one.
 * *ret_long: a sequence has three bytes or more. */
void kr_charset_guess_count_utf8(
        const char *data, size_t len, size_t *ret_good, size_t *ret_bad, bool *ret_long);

#endif
