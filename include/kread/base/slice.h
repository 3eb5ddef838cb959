/* Slices: borrowed bytes with a length, not NUL-terminated, valid as long as the string they are
 * part of. */
#ifndef KREAD_BASE_SLICE_H
#define KREAD_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>

struct kr_slice {
	const char *data;
	size_t len;
};

/* A whole string. NULL gives the empty slice. */
struct kr_slice kr_slice_of(const char *z);

/* Without ASCII whitespace at both ends. */
struct kr_slice kr_slice_trim(struct kr_slice s);

/* An i in a name: ASCII case is ignored. */
bool kr_slice_eq(struct kr_slice s, const char *z);
bool kr_slice_ieq(struct kr_slice s, const char *z);
bool kr_slice_starts(struct kr_slice s, const char *prefix);
bool kr_slice_starts_any(struct kr_slice s, const char *const *prefixes, size_t n);
bool kr_slice_ends(struct kr_slice s, const char *suffix);

/* The first place in s where needle begins, ASCII case folded; NULL: there is none. An empty needle
 * is found at the start. */
const char *kr_slice_ifind(struct kr_slice s, const char *needle);

/* Whether s contains one of n words. */
bool kr_slice_ihas_any(struct kr_slice s, const char *const *words, size_t n);

#endif
