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

/* Takes the part after the first such byte off s; returns {NULL, 0} if there is none. */
static struct kr_slice take_after(struct kr_slice *s, char c)
{
	const char *at = s->len ? memchr(s->data, c, s->len) : NULL;
	struct kr_slice part = {NULL, 0};

	if (at) {
		part = (struct kr_slice){at + 1, s->len - (size_t)(at + 1 - s->data)};
		s->len = (size_t)(at - s->data);
	}
	return part;
}

void kr_url_split(const char *s, size_t len, struct kr_url *u)
{
	struct kr_slice rest = {s, len};
	size_t i = 0, start = 0;

	*u = (struct kr_url){0};
	u->fragment = take_after(&rest, '#');
	u->query = take_after(&rest, '?');
	len = rest.len;
	while (i < len && scheme_char(s[i]))
		i++;
	if (i && i < len && s[i] == ':' && isalpha((unsigned char)s[0])) {
		u->scheme = cut(s, 0, i);
		start = i + 1;
	}
	if (len - start >= 2 && s[start] == '/' && s[start + 1] == '/') {
		const char *slash;

		start += 2;
		slash = memchr(s + start, '/', len - start);
		i = slash ? (size_t)(slash - s) : len;
		u->authority = cut(s, start, i);
		split_host(u);
		start = i;
	}
	u->path = cut(s, start, len);
}

/* The number of dots in a segment "." or "..", literal or percent-encoded; 0 for any other. */
static int dots(const char *seg, size_t n)
{
	int count = 0;

	while (n && count < 3) {
		size_t step = *seg == '.' ? 1 : n >= 3 && !strncasecmp(seg, "%2e", 3) ? 3 : 0;

		if (!step)
			return 0;
		seg += step;
		n -= step;
		count++;
	}
	return count <= 2 ? count : 0;
}

/* Remove "." and ".." in place from the path that starts at byte `from` of out (RFC 3986, 5.2.4).
 */
static void remove_dots(struct kr_str *out, size_t from)
{
	char *p = out->data + from, *w = p, *end = out->data + out->len;

	while (p < end) {
		char *seg = p + (*p == '/'), *stop = memchr(seg, '/', (size_t)(end - seg));
		int up = dots(seg, (size_t)((stop ? stop : end) - seg));

		if (up == 2)
			while (w > out->data + from && *--w != '/')
				;
		if (up) {
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

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void kr_url_decode(struct kr_slice s, struct kr_str *out)
{
	kr_str_reserve(out, s.len);
	for (size_t i = 0; i < s.len; i++) {
		const int high = s.data[i] == '%' && i + 2 < s.len ? hex_digit(s.data[i + 1]) : -1;
		const int low = high >= 0 ? hex_digit(s.data[i + 2]) : -1;
		const bool coded = low >= 0 && (high || low);

		kr_str_addc(out, (char)(coded ? high << 4 | low : s.data[i]));
		i += coded ? 2 : 0;
	}
}

static bool is_encoded(unsigned char c, const char *also)
{
	if (c <= 0x20 || c >= 0x7f)
		return true;
	return ispunct(c) && c != '/' && c != '-' && (strchr("\"<>`", c) || strchr(also, c));
}

static void encode(struct kr_str *out, struct kr_slice s, const char *also)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0, n; i < s.len; i += n) {
		const unsigned char c = (unsigned char)s.data[i];

		for (n = 0; i + n < s.len && !is_encoded((unsigned char)s.data[i + n], also);)
			n++;
		kr_str_add(out, s.data + i, n);
		if (n)
			continue;
		kr_str_addc(out, '%');
		kr_str_addc(out, hex[c >> 4]);
		kr_str_addc(out, hex[c & 15]);
		n = 1;
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

static bool valid_host(struct kr_slice h)
{
	size_t ascii = 0; /* letters, digits and the like */

	if (h.len && h.data[0] == '[') { /* an IPv6 address */
		for (size_t i = 1; i + 1 < h.len; i++)
			if (!isxdigit((unsigned char)h.data[i]) && h.data[i] != ':' &&
			        h.data[i] != '.')
				return false;
		return h.data[h.len - 1] == ']' && memchr(h.data, ':', h.len);
	}
	for (size_t i = 0; i < h.len; i++)
		if (scheme_char(h.data[i]))
			ascii++;
		else if ((unsigned char)h.data[i] <= 0x20 || h.data[i] == 0x7f ||
		         strchr("<>\"\\^`{|}[]:", h.data[i]))
			return false;
	/* The host is kept as it is, so it must be safe to display. */
	for (size_t i = 0; i < h.len && ascii < h.len;) {
		uint32_t c;

		i += kr_utf8_decode(h.data + i, h.len - i, &c);
		if (c == 0xfffd || kr_utf8_is_unsafe(c))
			return false;
	}
	return true;
}

/* Append ":PORT" unless it is the default of the scheme. */
static bool add_port(struct kr_str *out, struct kr_slice scheme, struct kr_slice port)
{
	long n = 0;

	for (size_t i = 1; i < port.len; i++) {
		if (!isdigit((unsigned char)port.data[i]))
			return false;
		n = n * 10 + (port.data[i] - '0');
		if (n > 65535)
			return false;
	}
	if (port.len && port.data[0] != ':')
		return false;
	if (port.len > 1 && n != (kr_slice_ieq(scheme, "http")           ? 80
	                                 : kr_slice_ieq(scheme, "https") ? 443
	                                                                 : -1))
		kr_str_addf(out, ":%ld", n);
	return true;
}

static bool add_authority(struct kr_str *out, struct kr_slice scheme, const struct kr_url *u)
{
	struct kr_slice a = u->authority, h = u->host;
	size_t user = (size_t)(h.data - a.data);

	if (!valid_host(h))
		return false;
	if (kr_slice_ieq(scheme, "file") && kr_slice_ieq(h, "localhost"))
		return true;
	if (user) {
		encode(out, cut(a.data, 0, user - 1), "@[]^|");
		kr_str_addc(out, '@');
	}
	lower(out, h);
	return add_port(out, scheme, cut(a.data, user + h.len, a.len));
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
		encode(out, p, "{}");
	}
	if (out->len == from)
		kr_str_addc(out, '/');
	remove_dots(out, from);
}

/* Drop whitespace around ref, tabs and newlines inside; turn backslashes before the query into
 * slashes. */
static void tidy(struct kr_str *out, const char *ref, size_t len)
{
	bool tail = false;

	while (len && (unsigned char)ref[0] <= 0x20) {
		ref++;
		len--;
	}
	while (len && (unsigned char)ref[len - 1] <= 0x20)
		len--;
	for (size_t i = 0, n; i < len; i += n) {
		for (n = 0; i + n < len && !memchr("\t\n\r\\", ref[i + n], 5); n++)
			tail |= ref[i + n] == '?' || ref[i + n] == '#';
		kr_str_add(out, ref + i, n);
		if (n)
			continue;
		if (ref[i] == '\\')
			kr_str_addc(out, tail ? '\\' : '/');
		n = 1;
	}
}

/* Browsers accept any number of slashes before a host, and take "http:path" as relative if the page
 * has the same scheme. */
static void tidy_slashes(struct kr_str *ref, const struct kr_url *base)
{
	struct kr_url r;
	struct kr_str out;
	size_t after, slashes;

	kr_url_split(ref->data, ref->len, &r);
	after = r.scheme.data ? r.scheme.len + 1 : 0;
	slashes = strspn(ref->data + after, "/");
	kr_str_init(&out);
	if (r.scheme.data && slashes == 2)
		return;
	if (r.scheme.data && kr_slice_ieq(r.scheme, "file") && slashes == 1) {
		kr_str_addf(&out, "file://%s", ref->data + after);
	} else if (!web_scheme(r.scheme.data ? r.scheme : base->scheme)) {
		return;
	} else if (r.scheme.data && slashes < 2 && r.scheme.len == base->scheme.len &&
	           !strncasecmp(r.scheme.data, base->scheme.data, r.scheme.len)) {
		/* "./", because the rest may look like a scheme again */
		kr_str_addf(&out, "%s%s", strchr("/?#", ref->data[after]) ? "" : "./",
		        ref->data + after);
	} else if (r.scheme.data || slashes > 2) {
		kr_str_add(&out, ref->data, after);
		kr_str_addf(&out, "//%s", ref->data + after + slashes);
	} else {
		return;
	}
	kr_str_fini(ref);
	*ref = out;
}

static bool resolve(const struct kr_url *base, const struct kr_url *ref, struct kr_str *out)
{
	/* The source of the scheme, and of the host unless ref has one. */
	const struct kr_url *from = ref->scheme.data ? ref : base;

	if (!from->scheme.data || (kr_slice_ieq(from->scheme, "file") && !from->authority.data))
		return false;
	lower(out, from->scheme);
	kr_str_addc(out, ':');
	if (ref->scheme.data && !ref->authority.data) {
		encode(out, ref->path, "");
	} else {
		const struct kr_url *site = ref->authority.data ? ref : base;

		if (!from->authority.data || (web_scheme(from->scheme) && !site->host.len))
			return false;
		kr_str_addz(out, "//");
		if (!add_authority(out, from->scheme, site))
			return false;
		add_path(out, from, ref);
	}
	if (ref->query.data ||
	        (!ref->path.len && from == base && !ref->authority.data && base->query.data)) {
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
	kr_url_split(base ? base : "", base ? strlen(base) : 0, &b);
	tidy(&tidied, ref, len);
	tidy_slashes(&tidied, &b);
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

size_t kr_url_page_length(struct kr_slice url)
{
	const char *hash = memchr(url.data, '#', url.len);
	const size_t at = hash ? (size_t)(hash - url.data) : url.len;
	size_t mark = at + 1;

	if (mark < url.len && url.data[mark] == '!')
		mark++;
	return mark + 1 < url.len && url.data[mark] == '/' ? url.len : at;
}

struct kr_slice kr_url_page_key(const char *url)
{
	struct kr_slice s = kr_slice_of(url);
	size_t skip = kr_str_istarts(s.data, "https://")  ? 8
	              : kr_str_istarts(s.data, "http://") ? 7
	                                                  : 0;

	s.len = kr_url_page_length(s);
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

bool kr_url_is_relative(const char *ref)
{
	return ref[strcspn(ref, ":/?#")] != ':' && strncmp(ref, "//", 2);
}

bool kr_url_same_page(const char *a, const char *b)
{
	struct kr_slice x = kr_url_page_key(a), y = kr_url_page_key(b);

	return x.len == y.len && !memcmp(x.data, y.data, x.len);
}

/* Whether text can be displayed decoded: no whitespace, nothing that kr_utf8_clean() removes. */
static bool is_displayable(const char *s, size_t len)
{
	if (!kr_utf8_valid(s, len))
		return false;
	for (size_t i = 0; i < len;) {
		uint32_t cp;

		i += kr_utf8_decode(s + i, len - i, &cp);
		if (kr_utf8_is_unsafe(cp) || cp == 0xa0 || cp == 0x1680 ||
		        (cp >= 0x2000 && cp <= 0x200f) || cp == 0x2028 || cp == 0x2029 ||
		        cp == 0x202f || cp == 0x205f || cp == 0x3000)
			return false;
	}
	return true;
}

/* The start of the short form: without scheme, user and password. */
static const char *short_start(const char *url)
{
	struct kr_url u;

	kr_url_split(url, strlen(url), &u);
	return kr_url_is_web(url) ? u.host.data : url;
}

void kr_url_display(const char *url, bool short_form, struct kr_str *out)
{
	struct kr_str raw;
	const char *p = url ? url : "";

	kr_str_init(&raw);
	if (short_form)
		p = short_start(p);
	while (*p) {
		const char *q = p;
		size_t at = raw.len;

		while (q[0] == '%' && hex_digit(q[1]) >= 8 && hex_digit(q[2]) >= 0) {
			kr_str_addc(&raw, (char)(hex_digit(q[1]) << 4 | hex_digit(q[2])));
			q += 3;
		}
		if (q > p && !is_displayable(raw.data + at, raw.len - at)) {
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
