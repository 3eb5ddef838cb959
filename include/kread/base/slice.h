/* Borrowed parts of strings: not NUL-terminated, valid as long as what they are parts of. */
#ifndef KREAD_BASE_SLICE_H
#define KREAD_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>

/* Borrowed bytes; not NUL-ended. */
struct kr_slice {
	const char *data;
	size_t len;
};

struct kr_slice kr_slice_of(const char *s);       /* NULL gives the empty slice */
struct kr_slice kr_slice_trim(struct kr_slice s); /* without ASCII blanks at both ends */
bool kr_slice_eq(struct kr_slice s, const char *z);
bool kr_slice_ieq(struct kr_slice s, const char *z); /* ASCII case folded */
bool kr_slice_starts(struct kr_slice s, const char *prefix);
bool kr_slice_starts_any(struct kr_slice s, const char *const *prefixes, size_t n);
bool kr_slice_ends(struct kr_slice s, const char *suffix);
bool kr_slice_ihas_any(
        struct kr_slice s, const char *const *words, size_t n); /* holds one; ASCII case folded */

#endif
