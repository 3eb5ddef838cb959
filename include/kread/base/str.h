/* Growable strings and borrowed slices. Both are bytes with a length; a kr_str is always NUL-ended
 * as well. */
#ifndef KREAD_BASE_STR_H
#define KREAD_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "kread/base/slice.h"

/* Owned bytes. data is never NULL after init and data[len] is NUL. */
struct kr_str {
	char *data;
	size_t len;
	size_t cap; /* 0: data is the shared empty string */
};

void kr_str_init(struct kr_str *s);
void kr_str_fini(struct kr_str *s);
void kr_str_clear(struct kr_str *s);                /* length 0, keeps the memory */
void kr_str_reserve(struct kr_str *s, size_t more); /* room for more bytes beyond len */
void kr_str_add(struct kr_str *s, const char *data, size_t len);
void kr_str_addz(struct kr_str *s, const char *z); /* NULL adds nothing */
void kr_str_addc(struct kr_str *s, char c);
void kr_str_addf(struct kr_str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void kr_str_addv(struct kr_str *s, const char *fmt, va_list ap);
void kr_str_cut(struct kr_str *s, size_t len); /* shorten to len */
void kr_str_trim(struct kr_str *s);            /* drop ASCII blanks at both ends */
char *kr_str_take(struct kr_str *s);           /* the bytes become yours; s is empty again */

/* Helpers on NUL-ended strings; NULL counts as "". */
bool kr_str_eq(const char *a, const char *b);
bool kr_str_empty(const char *z);
bool kr_str_starts(const char *z, const char *prefix);
bool kr_str_ends(const char *z, const char *suffix);
bool kr_str_istarts(const char *z, const char *prefix); /* ASCII case folded */
const char *kr_str_ifind(
        const char *hay, size_t len, const char *needle); /* ASCII case folded; NULL if absent */

#endif
