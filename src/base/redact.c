#include "kread/base/redact.h"

#include <string.h>

#include "kread/base/url.h"

static void remove_bytes(struct kr_str *s, size_t from, size_t to)
{
	memmove(s->data + from, s->data + to, s->len - to);
	kr_str_cut(s, s->len - (to - from));
}

/* What ends an address in a sentence. */
static bool is_end(char c)
{
	return (unsigned char)c <= ' ' || strchr("'\"<>()|", c);
}

/* Whether the text from start to the at sign is "user:password" without an address before it. */
static bool is_bare_login(const struct kr_str *s, size_t start, size_t at)
{
	return (!start || is_end(s->data[start - 1])) && at > start &&
	       memchr(s->data + start, ':', at - start) &&
	       !kr_str_istarts(s->data + start, "mailto:");
}

void kr_redact_logins(struct kr_str *text)
{
	for (size_t i = 0, start = 0; i < text->len; i++) {
		char c = text->data[i];

		if (c == '@' && ((start >= 2 && !memcmp(text->data + start - 2, "//", 2)) ||
		                        is_bare_login(text, start, i))) {
			remove_bytes(text, start, i + 1);
			i = start;
			c = i < text->len ? text->data[i] : '\0';
		}
		if (is_end(c) || strchr("/?#", c))
			start = i + 1;
	}
}

void kr_redact_queries(struct kr_str *text)
{
	static const char mark[] = "?...";
	const char *address = NULL, *query;
	struct kr_str out;

	kr_str_init(&out);
	for (const char *p = text->data; *p;) {
		if (!address && !strncmp(p, "://", 3))
			address = p;
		else if (is_end(*p))
			address = NULL;
		query = address && (*p == '?' || *p == '#') ? p : NULL;
		if (!query) {
			kr_str_addc(&out, *p++);
			continue;
		}
		kr_str_addz(&out, mark);
		while (*p && !is_end(*p))
			p++;
	}
	kr_str_fini(text);
	*text = out;
}

void kr_redact_url(struct kr_str *url)
{
	struct kr_url u;

	kr_url_split(url->data, url->len, &u);
	if (u.host.data && u.host.data > u.authority.data)
		remove_bytes(url, (size_t)(u.authority.data - url->data),
		        (size_t)(u.host.data - url->data));
}
