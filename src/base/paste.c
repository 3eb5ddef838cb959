/* Addresses as people paste them. */
#include "kread/base/url.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "paste_priv.h"
#include "kread/base/budgets.h"

/* Join an address that was broken into lines. */
static void join_lines(struct kr_str *out, struct kr_slice s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.data[i] != '\n' && s.data[i] != '\r') {
			kr_str_addc(out, s.data[i]);
			continue;
		}
		kr_str_trim(out);
		while (i + 1 < s.len && isspace((unsigned char)s.data[i + 1]))
			i++;
	}
}

static bool local_host(struct kr_slice h)
{
	bool digits = h.len > 0;

	for (size_t i = 0; i < h.len; i++)
		digits &= isdigit((unsigned char)h.data[i]) || h.data[i] == '.';
	return digits || kr_slice_ieq(h, "localhost") || (h.len && h.data[0] == '[');
}

/* "host:8080/x" and "me:pw@host" only look as if they had a scheme. */
static bool lacks_scheme(const struct kr_url *u)
{
	static const char *const schemes[] = {"http", "https", "file", "javascript", "vbscript",
	        "data", "mailto", "tel", "sms", "about"};
	size_t i = 0, end = 0;

	if (!u->scheme.data || u->authority.data)
		return !u->scheme.data;
	for (size_t k = 0; k < sizeof schemes / sizeof *schemes; k++)
		if (kr_slice_ieq(u->scheme, schemes[k]))
			return false;
	while (end < u->path.len && u->path.data[end] != '/')
		end++;
	if (memchr(u->path.data, '@', end))
		return true;
	while (i < end && isdigit((unsigned char)u->path.data[i]))
		i++;
	return end > 0 && i == end;
}

static void add_scheme(struct kr_str *out, const char *s)
{
	struct kr_str bare;
	struct kr_url u;

	kr_str_init(&bare);
	kr_str_addf(&bare, "//%s", s + strspn(s, "/"));
	kr_url_split(bare.data, bare.len, &u);
	kr_str_addf(out, "%s:%s", local_host(u.host) ? "http" : "https", bare.data);
	kr_str_fini(&bare);
}

static int too_long(size_t len, struct kr_err *err)
{
	return kr_err_set(err, KR_E_USAGE, "too long for an address: %zu bytes", len);
}

static int finish(const char *s, struct kr_str *out, struct kr_err *err)
{
	struct kr_str full;
	struct kr_url u;
	int rc = 0;

	kr_str_init(&full);
	kr_url_split(s, strlen(s), &u);
	if (s[0] == '/' && s[1] != '/')
		kr_str_addf(&full, "file://%s", s);
	else if (lacks_scheme(&u))
		add_scheme(&full, s);
	else
		kr_str_addz(&full, s);
	if (!kr_str_istarts(full.data, "http:") && !kr_str_istarts(full.data, "https:") &&
	        !kr_str_istarts(full.data, "file:"))
		rc = kr_err_set(err, KR_E_USAGE,
		        "cannot open '%.200s': only http and https are supported", s);
	else if (full.len > KR_URL_MAX)
		rc = too_long(full.len, err);
	else if (!kr_url_resolve(NULL, full.data, full.len, out))
		rc = kr_err_set(err, KR_E_USAGE, "not an address: '%.200s'", s);
	kr_str_fini(&full);
	return rc;
}

int kr_paste_url(const char *text, size_t len, struct kr_str *out, struct kr_err *err)
{
	struct kr_slice s = kr_paste_find_unwrap((struct kr_slice){text, len});
	struct kr_str plain, line;
	int rc;

	kr_str_clear(out);
	if (s.len > KR_PASTE_MAX)
		return too_long(s.len, err);
	kr_str_init(&plain);
	kr_str_init(&line);
	kr_paste_plain_add((struct kr_slice){text, len}, &plain);
	s = kr_paste_find_address((struct kr_slice){plain.data, plain.len});
	if (s.len >= 4 && !strncasecmp(s.data, "url:", 4)) { /* RFC 3986, appendix C */
		s.data += 4;
		s.len -= 4;
	}
	if (s.len >= 3 && !memcmp(s.data, "://", 3)) {
		s.data++;
		s.len--;
	}
	join_lines(&line, s);
	rc = s.len ? finish(line.data, out, err) : kr_err_set(err, KR_E_USAGE, "no address given");
	kr_str_fini(&plain);
	kr_str_fini(&line);
	return rc;
}
