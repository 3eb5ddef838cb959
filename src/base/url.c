#include "kread/base/url.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "kread/base/utf8.h"

static bool scheme_char(char c)
{
	return isalnum((unsigned char)c) || c == '+' || c == '-' || c == '.';
}

static struct kr_slice cut(const char *s, size_t from, size_t to)
{
	return (struct kr_slice){s + from, to - from};
}

static void split_host(struct kr_url *u)
{
	struct kr_slice h = u->authority;
	const char *at = memrchr(h.data, '@', h.len), *end;

	if (at) {
		h.len -= (size_t)(at + 1 - h.data);
		h.data = at + 1;
	}
	end = h.len && h.data[0] == '[' ? memchr(h.data, ']', h.len) : NULL;
	if (end)
		h.len = (size_t)(end + 1 - h.data);
	else if ((end = memrchr(h.data, ':', h.len)))
		h.len = (size_t)(end - h.data);
	u->host = h;
}

void kr_url_split(const char *s, size_t len, struct kr_url *u)
{
	size_t i = 0, start = 0;

	*u = (struct kr_url){0};
	while (i < len && scheme_char(s[i]))
		i++;
	if (i && i < len && s[i] == ':' && isalpha((unsigned char)s[0])) {
		u->scheme = cut(s, 0, i);
		start = i + 1;
	}
	if (len - start >= 2 && s[start] == '/' && s[start + 1] == '/') {
		i = start += 2;
		while (i < len && s[i] != '/' && s[i] != '?' && s[i] != '#')
			i++;
		u->authority = cut(s, start, i);
		split_host(u);
		start = i;
	}
	for (i = start; i < len && s[i] != '?' && s[i] != '#';)
		i++;
	u->path = cut(s, start, i);
	if (i < len && s[i] == '?') {
		start = ++i;
		while (i < len && s[i] != '#')
			i++;
		u->query = cut(s, start, i);
	}
	if (i < len)
		u->fragment = cut(s, i + 1, len);
}

/* Remove "." and ".." from the path that stands in out from the byte `from` on (RFC 3986, 5.2.4), in place. */
static void remove_dots(struct kr_str *out, size_t from)
{
	char *p = out->data + from, *w = p, *end = out->data + out->len;

	while (p < end) {
		char *seg = p + (*p == '/'), *stop = memchr(seg, '/', (size_t)(end - seg));
		size_t n = (size_t)((stop ? stop : end) - seg);
		bool up = n == 2 && seg[0] == '.' && seg[1] == '.', dot = n == 1 && seg[0] == '.';

		if (up)
			while (w > out->data + from && *--w != '/')
				;
		if (up || dot) {
			if (!stop)
				*w++ = '/';
		} else {
			size_t all = (size_t)((stop ? stop : end) - p);

			memmove(w, p, all);
			w += all;
		}
		p = stop ? stop : end;
	}
	kr_str_cut(out, (size_t)(w - out->data));
}

static void encode(struct kr_str *out, struct kr_slice s, const char *also)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.data[i];

		if (c <= 0x20 || c >= 0x7f || strchr("\"<>`", c) || strchr(also, c)) {
			kr_str_addc(out, '%');
			kr_str_addc(out, hex[c >> 4]);
			kr_str_addc(out, hex[c & 15]);
		} else {
			kr_str_addc(out, (char)c);
		}
	}
}

static void lower(struct kr_str *out, struct kr_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		kr_str_addc(out, (char)tolower((unsigned char)s.data[i]));
}

static bool web_scheme(struct kr_slice s)
{
	return kr_slice_ieq(s, "http") || kr_slice_ieq(s, "https");
}

static bool add_authority(struct kr_str *out, struct kr_slice a)
{
	size_t from = out->len;

	for (size_t i = 0; i < a.len; i++)
		if ((unsigned char)a.data[i] <= 0x20 || strchr("<>\"\\^`{|}", a.data[i]))
			return false;
	lower(out, a);
	if (out->len > from && out->data[out->len - 1] == ':')
		kr_str_cut(out, out->len - 1);
	return true;
}

static void add_path(struct kr_str *out, const struct kr_url *base, const struct kr_url *ref)
{
	struct kr_slice p = ref->path, b = base->path;
	size_t from = out->len;

	if (!p.len && !ref->authority.data) {
		encode(out, b, "");
	} else {
		if (p.len && p.data[0] != '/' && !ref->authority.data) {
			const char *slash = b.len ? memrchr(b.data, '/', b.len) : NULL;

			if (slash)
				encode(out, cut(b.data, 0, (size_t)(slash + 1 - b.data)), "");
			else
				kr_str_addc(out, '/');
		}
		encode(out, p, "");
	}
	if (out->len == from)
		kr_str_addc(out, '/');
	remove_dots(out, from);
}

/* Without blanks around, tabs and newlines inside; backslashes before the query as slashes. */
static void tidy(struct kr_str *out, const char *ref, size_t len)
{
	bool tail = false;

	while (len && (unsigned char)ref[0] <= 0x20) {
		ref++;
		len--;
	}
	while (len && (unsigned char)ref[len - 1] <= 0x20)
		len--;
	for (size_t i = 0; i < len; i++) {
		if (ref[i] == '\t' || ref[i] == '\n' || ref[i] == '\r' || !ref[i])
			continue;
		tail |= ref[i] == '?' || ref[i] == '#';
		kr_str_addc(out, ref[i] == '\\' && !tail ? '/' : ref[i]);
	}
}

static bool resolve(const struct kr_url *base, struct kr_url *ref, struct kr_str *out)
{
	/* "http:path" without slashes is seen from the base when the scheme is the same. */
	if (ref->scheme.data && web_scheme(ref->scheme) && !ref->authority.data && base->scheme.data &&
	        base->scheme.len == ref->scheme.len &&
	        !strncasecmp(base->scheme.data, ref->scheme.data, ref->scheme.len))
		ref->scheme = (struct kr_slice){0};
	if (ref->scheme.data) {
		lower(out, ref->scheme);
		kr_str_addc(out, ':');
		if (!web_scheme(ref->scheme) && !ref->authority.data) {
			encode(out, ref->path, "");
			goto tail;
		}
		if (web_scheme(ref->scheme) && !ref->host.len)
			return false;
		base = ref;
	} else {
		if (!base->scheme.data || !base->authority.data)
			return false;
		lower(out, base->scheme);
		kr_str_addc(out, ':');
	}
	kr_str_addz(out, "//");
	if (!add_authority(out, ref->authority.data ? ref->authority : base->authority))
		return false;
	add_path(out, base, ref);
tail:
	if (ref->query.data || (!ref->path.len && !ref->authority.data && base->query.data)) {
		kr_str_addc(out, '?');
		encode(out, ref->query.data ? ref->query : base->query, "");
	}
	if (ref->fragment.data) {
		kr_str_addc(out, '#');
		encode(out, ref->fragment, "");
	}
	return true;
}

bool kr_url_resolve(const char *base, const char *ref, size_t len, struct kr_str *out)
{
	struct kr_url b, r;
	struct kr_str tidied;
	bool ok = false;

	kr_str_clear(out);
	if (len > KR_URL_MAX || (base && strlen(base) > KR_URL_MAX))
		return false;
	kr_str_init(&tidied);
	tidy(&tidied, ref, len);
	kr_url_split(base ? base : "", base ? strlen(base) : 0, &b);
	kr_url_split(tidied.data, tidied.len, &r);
	ok = resolve(&b, &r, out);
	if (!ok)
		kr_str_clear(out);
	kr_str_fini(&tidied);
	return ok;
}

bool kr_url_is_web(const char *url)
{
	return kr_str_istarts(url, "http://") || kr_str_istarts(url, "https://");
}

static struct kr_slice page_key(const char *url)
{
	struct kr_slice s = kr_slice_of(url);
	const char *hash = memchr(s.data, '#', s.len);
	size_t skip = kr_str_istarts(s.data, "https://") ? 8 : kr_str_istarts(s.data, "http://") ? 7 : 0;

	if (hash)
		s.len = (size_t)(hash - s.data);
	s.data += skip;
	s.len -= skip;
	if (skip && s.len > 4 && !strncasecmp(s.data, "www.", 4)) {
		s.data += 4;
		s.len -= 4;
	}
	if (s.len && s.data[s.len - 1] == '/')
		s.len--;
	return s;
}

bool kr_url_same_page(const char *a, const char *b)
{
	struct kr_slice x = page_key(a), y = page_key(b);

	return x.len == y.len && !memcmp(x.data, y.data, x.len);
}

static size_t match_len(const char *s, size_t len, const char *const *list)
{
	for (; *list; list++)
		if (strlen(*list) <= len && !strncmp(s, *list, strlen(*list)))
			return strlen(*list);
	return 0;
}

/* Blanks, quotes and brackets that people copy along with an address. */
static struct kr_slice unwrap(struct kr_slice s)
{
	static const char *const open[] = {" ", "\t", "\n", "\r", "\"", "'", "<", "(", "[", "`", "\u3000", "\u201c",
	        "\u2018", "\u300a", "\u3010", "\uff08", "\u300c", "\ufeff", NULL};
	static const char *const close[] = {" ", "\t", "\n", "\r", "\"", "'", ">", ")", "]", "`", ",", ";", "\u3000",
	        "\u201d", "\u2019", "\u300b", "\u3011", "\uff09", "\u300d", "\u3002", "\uff0c", "\uff1b", NULL};

	for (size_t n; s.len && (n = match_len(s.data, s.len, open));) {
		if (*s.data == '[' && memchr(s.data, ':', s.len)) /* [::1]/path */
			break;
		s.data += n;
		s.len -= n;
	}
	for (bool more = true; more && s.len;) {
		more = false;
		for (const char *const *c = close; *c; c++) {
			size_t n = strlen(*c);
			bool pair =
			        n == 1 && (**c == ')' || **c == ']') && memchr(s.data, **c == ')' ? '(' : '[', s.len);

			if (n <= s.len && !pair && !memcmp(s.data + s.len - n, *c, n)) {
				s.len -= n;
				more = true;
			}
		}
	}
	return s;
}

static bool local_host(struct kr_slice h)
{
	bool digits = h.len > 0;

	for (size_t i = 0; i < h.len; i++)
		digits &= isdigit((unsigned char)h.data[i]) || h.data[i] == '.';
	return digits || kr_slice_ieq(h, "localhost") || (h.len && h.data[0] == '[');
}

int kr_url_from_paste(const char *text, size_t len, struct kr_str *out, struct kr_err *err)
{
	struct kr_slice s = unwrap((struct kr_slice){text, len});
	struct kr_str full;
	struct kr_url u;
	int rc = 0;

	kr_str_init(&full);
	kr_url_split(s.data, s.len, &u);
	/* "host:8080/x" and "localhost:80" look like a scheme; a scheme is followed by "//" or is a known one. */
	if (!u.scheme.data ||
	        (!u.authority.data && !kr_slice_ieq(u.scheme, "http") && !kr_slice_ieq(u.scheme, "https") &&
	                u.path.len && isdigit((unsigned char)u.path.data[0]))) {
		struct kr_slice t = s;

		if (t.len >= 2 && t.data[0] == '/' && t.data[1] == '/') {
			t.data += 2;
			t.len -= 2;
		}
		kr_str_addz(&full, "//");
		kr_str_add(&full, t.data, t.len);
		kr_url_split(full.data, full.len, &u);
		kr_str_clear(&full);
		kr_str_addz(&full, local_host(u.host) ? "http://" : "https://");
		kr_str_add(&full, t.data, t.len);
	} else {
		kr_str_add(&full, s.data, s.len);
	}
	kr_url_split(full.data, full.len, &u);
	if (!s.len)
		rc = kr_err_set(err, KR_E_USAGE, "no address given");
	else if (!web_scheme(u.scheme) && !kr_slice_ieq(u.scheme, "file"))
		rc = kr_err_set(err, KR_E_USAGE, "cannot open '%.*s': only http and https addresses can be read",
		        (int)(s.len < 200 ? s.len : 200), s.data);
	else if (!kr_url_resolve(NULL, full.data, full.len, out))
		rc = kr_err_set(err, KR_E_USAGE, "not an address: '%.*s'", (int)(s.len < 200 ? s.len : 200), s.data);
	kr_str_fini(&full);
	return rc;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void kr_url_display(const char *url, bool short_form, struct kr_str *out)
{
	struct kr_str raw;
	const char *p = url ? url : "";

	kr_str_init(&raw);
	if (short_form && kr_url_is_web(p))
		p = strstr(p, "//") + 2;
	while (*p) {
		size_t at = raw.len;

		/* A run of encoded bytes over 0x7f is shown decoded if it is valid UTF-8 without anything unsafe. */
		const char *q = p;

		while (q[0] == '%' && hex_digit(q[1]) >= 8 && hex_digit(q[2]) >= 0) {
			kr_str_addc(&raw, (char)(hex_digit(q[1]) << 4 | hex_digit(q[2])));
			q += 3;
		}
		if (q > p && !kr_utf8_valid(raw.data + at, raw.len - at)) {
			kr_str_cut(&raw, at);
			kr_str_add(&raw, p, (size_t)(q - p));
		}
		p = q;
		if (*p)
			kr_str_addc(&raw, *p++);
	}
	kr_utf8_clean(out, raw.data, raw.len, KR_UTF8_LINE);
	kr_str_fini(&raw);
}
