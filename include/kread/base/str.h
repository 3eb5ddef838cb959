/* Growable strings, and comparisons of NUL-terminated ones. Functions that allocate abort rather
 * than fail (kread/base/mem.h). */
#ifndef KREAD_BASE_STR_H
#define KREAD_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/slice.h"

/* A growable string. data is never NULL after kr_str_init(), and data[len] is NUL; there may be
 * other NULs before it. */
struct kr_str {
	char *data;
	size_t len;
	size_t cap; /* bytes allocated; 0: data is the shared empty string */
};

/* An empty string; allocates nothing. */
void kr_str_init(struct kr_str *s);

/* Free the memory; s is empty and ready for use. NULL is accepted. */
void kr_str_fini(struct kr_str *s);

/* Make it empty but keep the memory. */
void kr_str_clear(struct kr_str *s);

/* Make room for more bytes in addition to len. */
void kr_str_reserve(struct kr_str *s, size_t more);

/* Append len bytes, a string (NULL appends nothing), a character, formatted text. data must not be
 * part of s. */
void kr_str_add(struct kr_str *s, const char *data, size_t len);
void kr_str_addz(struct kr_str *s, const char *z);
void kr_str_addc(struct kr_str *s, char c);
void kr_str_addf(struct kr_str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void kr_str_addv(struct kr_str *s, const char *fmt, va_list ap);

void kr_str_add_size(struct kr_str *s, int64_t bytes); /* for readers: "12 KB" */

/* Shorten to len bytes; does nothing if it is shorter. */
void kr_str_cut(struct kr_str *s, size_t len);

/* Remove ASCII whitespace at both ends. */
void kr_str_trim(struct kr_str *s);

/* Give up the bytes: the result is yours, to be freed with free(), and s is empty. */
char *kr_str_take(struct kr_str *s);

/* For NUL-terminated strings; NULL counts as "". An i in a name: ASCII case is ignored. */
bool kr_str_eq(const char *a, const char *b);
static inline bool kr_str_empty(const char *z)
{
	return !z || !*z;
}

bool kr_str_starts(const char *z, const char *prefix);
bool kr_str_ends(const char *z, const char *suffix);
bool kr_str_istarts(const char *z, const char *prefix);

/* The first place of needle in hay (len bytes, not NULL), or NULL. ASCII case is ignored. */
const char *kr_str_ifind(const char *hay, size_t len, const char *needle);

#endif
