/* Which encoding, and from it to clean UTF-8. Labels are those of the WHATWG Encoding Standard,
 * where gb2312 means GB18030 and iso-8859-1 means windows-1252. */
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
	KR_CS_SINGLE, /* the first of those in charset.def */
};

struct kr_charset_hints {
	const char *content_type; /* header or NULL */
	const char *forced;       /* by the reader, or NULL */
	bool html;                /* look for <meta> */
};

/* Decode data to valid UTF-8 without NUL into out (cleared first). What cannot be decoded becomes
 * U+FFFD; nothing behind it is lost. Returns the name of the encoding that was used (static).
 * *ret_bad: how many U+FFFD were put in. If data is clean UTF-8 already, out stays empty and
 * *ret_same is true: use data itself.
 *
 * The order is: byte order mark, header, <meta>, as far as the bytes are valid in what is declared;
 * then valid UTF-8; then what the statistics of the bytes say (charset_guess.c); then windows-1252.
 */
const char *kr_charset_decode(const char *data, size_t len, const struct kr_charset_hints *hints,
        struct kr_str *out, bool *ret_same, size_t *ret_bad);

/* Load the converters that iconv would load from files at first use, and keep them for the rest of
 * the process. */
void kr_charset_warm(void);

/* --- charset_tables.c --------------------------------------------------------------------- */

/* The encoding of a label of the WHATWG Encoding Standard; KR_CS_UNKNOWN: it has no such label. */
int kr_charset_tables_find(struct kr_slice label);

/* Static; "" for KR_CS_UNKNOWN. */
const char *kr_charset_tables_name(int cs);

/* What iconv calls it; NULL: it is not decoded by iconv. Only for cs < KR_CS_SINGLE. */
const char *kr_charset_tables_iconv(int cs);

/* The characters of the bytes 80..FF; 0: none. Only for cs >= KR_CS_SINGLE. */
const uint16_t *kr_charset_tables_high(int cs);

/* --- charset_guess.c ---------------------------------------------------------------------- */
/* The encoding that a <meta>, or an XML declaration, in the head of a page declares; empty if none.
 * Comments, scripts and styles are passed over. */
struct kr_slice kr_charset_guess_prescan(const char *html, size_t len);

/* The value of charset= in a Content-Type; empty if none. */
struct kr_slice kr_charset_guess_param(struct kr_slice content_type);

/* What bytes that are not UTF-8 look like; KR_CS_UNKNOWN: nothing in particular. windows-1251 comes
 * as its label. */
int kr_charset_guess(const char *data, size_t len);

/* The sequences of more than one byte, and the bytes that belong to none, read as UTF-8. */
void kr_charset_guess_count_utf8(
        const char *data, size_t len, size_t *ret_good, size_t *ret_bad, bool *ret_long);

#endif
