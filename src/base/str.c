#include "kread/base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kread/base/mem.h"

/* Shared by all empty strings. Never written to: writers reserve room first. */
static const char nothing[1];

void kr_str_init(struct kr_str *s)
{
	*s = (struct kr_str){.data = (char *)nothing};
}

void kr_str_fini(struct kr_str *s)
{
	if (!s)
		return;
	if (s->cap)
		free(s->data);
	kr_str_init(s);
}

void kr_str_clear(struct kr_str *s)
{
	kr_str_cut(s, 0);
}

void kr_str_reserve(struct kr_str *s, size_t more)
{
	size_t want = s->len + more + 1;

	if (want <= s->cap)
		return;
	if (want < s->cap + s->cap / 2)
		want = s->cap + s->cap / 2;
	if (want < 32)
		want = 32;
	s->data = kr_mem_realloc(s->cap ? s->data : NULL, want);
	s->cap = want;
	s->data[s->len] = '\0';
}

void kr_str_add(struct kr_str *s, const char *data, size_t len)
{
	if (!len)
		return;
	if (s->len + len >= s->cap)
		kr_str_reserve(s, len);
	memcpy(s->data + s->len, data, len);
	s->len += len;
	s->data[s->len] = '\0';
}

void kr_str_addz(struct kr_str *s, const char *z)
{
	if (z)
		kr_str_add(s, z, strlen(z));
}

void kr_str_addc(struct kr_str *s, char c)
{
	if (s->len + 1 >= s->cap)
		kr_str_reserve(s, 1);
	s->data[s->len++] = c;
	s->data[s->len] = '\0';
}

void kr_str_addf(struct kr_str *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	kr_str_addv(s, fmt, ap);
	va_end(ap);
}

void kr_str_addv(struct kr_str *s, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	/* Without the check, gcc with sanitizers warns about a null format. */
	n = fmt ? vsnprintf(NULL, 0, fmt, again) : -1;
	va_end(again);
	if (n <= 0)
		return;
	kr_str_reserve(s, (size_t)n);
	vsnprintf(s->data + s->len, (size_t)n + 1, fmt, ap);
	s->len += (size_t)n;
}

void kr_str_add_size(struct kr_str *s, int64_t bytes)
{
	if (bytes < 1 << 10)
		kr_str_addf(s, "%lld bytes", (long long)bytes);
	else if (bytes < 1 << 20)
		kr_str_addf(s, "%lld KB", (long long)(bytes >> 10));
	else
		kr_str_addf(s, "%.1f MB", (double)bytes / (1 << 20));
}

void kr_str_cut(struct kr_str *s, size_t len)
{
	if (s->cap && len <= s->len) {
		s->len = len;
		s->data[len] = '\0';
	}
}

void kr_str_trim(struct kr_str *s)
{
	struct kr_slice t = kr_slice_trim((struct kr_slice){s->data, s->len});

	if (t.len == s->len)
		return;
	memmove(s->data, t.data, t.len);
	kr_str_cut(s, t.len);
}

char *kr_str_take(struct kr_str *s)
{
	char *p = s->cap ? s->data : kr_mem_strndup("", 0);

	kr_str_init(s);
	return p;
}

bool kr_str_eq(const char *a, const char *b)
{
	return a == b || strcmp(a ? a : "", b ? b : "") == 0;
}

bool kr_str_starts(const char *z, const char *prefix)
{
	return z && strncmp(z, prefix, strlen(prefix)) == 0;
}

bool kr_str_ends(const char *z, const char *suffix)
{
	size_t n = z ? strlen(z) : 0, m = strlen(suffix);

	return n >= m && memcmp(z + n - m, suffix, m) == 0;
}

bool kr_str_istarts(const char *z, const char *prefix)
{
	return z && strncasecmp(z, prefix, strlen(prefix)) == 0;
}

const char *kr_str_ifind(const char *hay, size_t len, const char *needle)
{
	return kr_slice_ifind((struct kr_slice){hay, len}, needle);
}
