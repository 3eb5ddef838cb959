#include "kread/base/slice.h"
#include "kread/base/str.h"

#include <string.h>

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool kr_slice_ends(struct kr_slice s, const char *suffix)
{
	const size_t n = strlen(suffix);

	return s.len >= n && !memcmp(s.data + s.len - n, suffix, n);
}

bool kr_slice_eq(struct kr_slice s, const char *z)
{
	return strlen(z) == s.len && memcmp(s.data, z, s.len) == 0;
}

bool kr_slice_ieq(struct kr_slice s, const char *z)
{
	return strlen(z) == s.len && strncasecmp(s.data, z, s.len) == 0;
}

bool kr_slice_ihas_any(struct kr_slice s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (kr_str_ifind(s.data, s.len, words[i]))
			return true;
	return false;
}

struct kr_slice kr_slice_of(const char *s)
{
	return (struct kr_slice){s ? s : "", s ? strlen(s) : 0};
}

bool kr_slice_starts(struct kr_slice s, const char *prefix)
{
	const size_t n = strlen(prefix);

	return s.len >= n && !memcmp(s.data, prefix, n);
}

bool kr_slice_starts_any(struct kr_slice s, const char *const *prefixes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (kr_slice_starts(s, prefixes[i]))
			return true;
	return false;
}

struct kr_slice kr_slice_trim(struct kr_slice s)
{
	while (s.len && is_space(s.data[0])) {
		s.data++;
		s.len--;
	}
	while (s.len && is_space(s.data[s.len - 1]))
		s.len--;
	return s;
}
