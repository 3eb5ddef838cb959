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

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const char *kr_slice_ifind(struct kr_slice s, const char *needle)
{
	const char *hay = s.data;
	const size_t len = s.len;
	const size_t n = strlen(needle);
	const unsigned char first = (unsigned char)needle[0], fold = is_letter(first) ? 0x20 : 0;
	const char *end, *low, *up;

	if (!n || len < n)
		return n ? NULL : hay;
	end = hay + (len - n + 1); /* of the places where needle can start */
	low = memchr(hay, first | fold, (size_t)(end - hay));
	up = fold ? memchr(hay, first & ~0x20, (size_t)(end - hay)) : NULL;
	while (low || up) {
		const bool is_low = low && (!up || low < up);
		const char *p = is_low ? low : up;

		/* The second letter rules out most places without a call. */
		if (n == 1 || (((p[1] ^ needle[1]) & ~0x20) == 0 && strncasecmp(p, needle, n) == 0))
			return p;
		p = p + 1 < end ? memchr(p + 1, is_low ? first | fold : first & ~0x20,
		                          (size_t)(end - p) - 1)
		                : NULL;
		if (is_low)
			low = p;
		else
			up = p;
	}
	return NULL;
}

bool kr_slice_ihas_any(struct kr_slice s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (kr_slice_ifind(s, words[i]))
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
