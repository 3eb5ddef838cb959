/* Addresses as people paste them. */
#include "kread/base/url.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "kread/base/utf8.h"

enum { PASTE_MAX = 4 * KR_URL_MAX };

static size_t match_len(const char *s, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) <= len && !strncmp(s, *list, strlen(*list)))
			return strlen(*list);
	return 0;
}

static size_t match_end(struct kr_slice s, const char *const *list)
{
	for (; *list; list++) {
		size_t n = strlen(*list);

		if (n <= s.len && !memcmp(s.data + s.len - n, *list, n))
			return n;
	}
	return 0;
}

static bool ipv6_start(struct kr_slice s)
{
	size_t i = 1;

	while (i < s.len &&
	        (isxdigit((unsigned char)s.data[i]) || s.data[i] == ':' || s.data[i] == '.'))
		i++;
	return s.len && s.data[0] == '[' && i > 2 && i < s.len && s.data[i] == ']';
}

static long count(struct kr_slice s, char c)
{
	long n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.data[i] == c;
	return n;
}

/* Remove whitespace, quotes and brackets copied along with an address. A closing bracket stays if
 * the opening one is inside, as in addresses of wikis. */
static struct kr_slice unwrap(struct kr_slice s)
{
	static const char *const open[] = {" ", "\t", "\n", "\r", "\"", "'", "<", "(", "[", "`",
	        "\u00a0", "\u3000", "\u200b", "\ufeff", "\u201c", "\u2018", "\u300a", "\u3010",
	        "\uff08", "\u300c", NULL};
	static const char *const close[] = {" ", "\t", "\n", "\r", "\"", "'", ">", ")", "]", "`",
	        ",", ";", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u201d", "\u2019", "\u300b",
	        "\u3011", "\uff09", "\u300d", "\u3002", "\uff0c", "\uff1b", NULL};
	long round, square;
	size_t n;

	while (s.len && !ipv6_start(s) && (n = match_len(s.data, s.len, open))) {
		s.data += n;
		s.len -= n;
	}
	round = count(s, ')') - count(s, '(');
	square = count(s, ']') - count(s, '[');
	while (s.len && (n = match_end(s, close))) {
		char last = s.data[s.len - 1];

		if ((last == ')' && round-- <= 0) || (last == ']' && square-- <= 0))
			break;
		s.len -= n;
	}
	return s;
}

static bool begins_web(struct kr_slice s)
{
	return (s.len >= 7 && !strncasecmp(s.data, "http://", 7)) ||
	       (s.len >= 8 && !strncasecmp(s.data, "https://", 8));
}

/* In a text, an address ends at whitespace or Chinese punctuation. */
static struct kr_slice cut_at_end(struct kr_slice s)
{
	static const char *const marks[] = {"，", "。", "；", "：", "！", "？", "、", "）", "》",
	        "】", "」", "』", "”", "’", "\u3000", NULL};

	for (size_t n = 0; n < s.len; n++)
		if ((unsigned char)s.data[n] <= 0x20 || match_len(s.data + n, s.len - n, marks))
			s.len = n;
	return s;
}

/* The first address in a text such as share buttons make: "title https://... copied from". */
static struct kr_slice find_address(struct kr_slice s)
{
	for (size_t i = 1; i < s.len; i++) {
		unsigned char before = (unsigned char)s.data[i - 1];
		struct kr_slice rest = {s.data + i, s.len - i};

		if (!begins_web(rest))
			continue;
		if (before > 0x20 && before < 0x80 && !strchr("\"'<([", before))
			return s; /* part of an address: ?u=http://... */
		return cut_at_end(begins_web(s) ? s : rest);
	}
	return s;
}

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
	struct kr_slice s = unwrap((struct kr_slice){text, len});
	struct kr_str line;
	int rc;

	kr_str_clear(out);
	if (s.len > PASTE_MAX)
		return too_long(s.len, err);
	s = unwrap(find_address(s));
	if (s.len >= 4 && !strncasecmp(s.data, "url:", 4)) { /* RFC 3986, appendix C */
		s.data += 4;
		s.len -= 4;
	}
	if (s.len >= 3 && !memcmp(s.data, "://", 3)) {
		s.data++;
		s.len--;
	}
	if (!s.len)
		return kr_err_set(err, KR_E_USAGE, "no address given");
	kr_str_init(&line);
	join_lines(&line, s);
	rc = finish(line.data, out, err);
	kr_str_fini(&line);
	return rc;
}
