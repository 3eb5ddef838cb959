/* One cookie: reading and writing its line. */
#include <string.h>
#include <strings.h>

#include "cookie_priv.h"
#include "kread/base/budgets.h"

enum { FIELDS = 7 };

static const char http_only[] = "#HttpOnly_";

/* Returns how many fields there are; the first FIELDS are stored. */
static size_t split(struct kr_slice line, struct kr_slice ret[FIELDS])
{
	const char *end = line.data + line.len, *at = line.data;
	size_t n = 0;

	for (;; n++) {
		const char *tab = memchr(at, '\t', (size_t)(end - at)), *stop = tab ? tab : end;

		if (n < FIELDS)
			ret[n] = (struct kr_slice){at, (size_t)(stop - at)};
		if (!tab)
			return n + 1;
		at = tab + 1;
	}
}

static bool read_flag(struct kr_slice field, bool *ret)
{
	*ret = kr_slice_ieq(field, "TRUE");
	return *ret || kr_slice_ieq(field, "FALSE");
}

/* Some programs write fractions; nothing or a negative number stands for a cookie of the session.
 */
static bool read_time(struct kr_slice field, int64_t *ret)
{
	bool negative = field.len && *field.data == '-';
	size_t i = negative;

	*ret = 0;
	for (; i < field.len && field.data[i] >= '0' && field.data[i] <= '9'; i++)
		if (*ret < INT64_MAX / 100)
			*ret = *ret * 10 + (field.data[i] - '0');
	if (i < field.len && field.data[i] == '.')
		for (i++; i < field.len && field.data[i] >= '0' && field.data[i] <= '9';)
			i++;
	if (negative)
		*ret = 0;
	return i == field.len;
}

static bool is_host(struct kr_slice s)
{
	if (!s.len || s.len > KR_HOST_MAX)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.data[i];

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		            memchr("-._:[]", c, 6)))
			return false;
	}
	return true;
}

/* What may stand in a header: no control characters, and nothing that begins another cookie. */
static bool is_text(struct kr_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.data[i] < 0x20 || s.data[i] == 0x7f || s.data[i] == ';')
			return false;
	return true;
}

static bool is_good(const struct kr_cookie *c)
{
	return is_host(c->domain) && c->path.len && *c->path.data == '/' &&
	       c->path.len <= KR_COOKIE_PATH_MAX && is_text(c->path) && c->name.len &&
	       c->name.len + c->value.len <= KR_COOKIE_PAIR_MAX && is_text(c->name) &&
	       is_text(c->value);
}

static struct kr_slice without(struct kr_slice s, size_t n)
{
	return (struct kr_slice){s.data + n, s.len - n};
}

enum kr_cookie_kind kr_cookie_read(struct kr_slice line, struct kr_cookie *ret)
{
	struct kr_slice f[FIELDS] = {{"", 0}};
	struct kr_cookie c = {0};
	size_t n;

	while (line.len && memchr("\r\n", line.data[line.len - 1], 2))
		line.len--;
	if (kr_slice_starts(line, http_only)) {
		c.http_only = true;
		line = without(line, sizeof http_only - 1);
	} else if (!kr_slice_trim(line).len || *line.data == '#') {
		return KR_COOKIE_NONE;
	}
	n = split(line, f);
	if (n == FIELDS - 1) /* an editor removed the tab before an empty value */
		f[n++] = (struct kr_slice){line.data + line.len, 0};
	if (n != FIELDS || !read_flag(f[1], &c.subdomains) || !read_flag(f[3], &c.secure) ||
	        !read_time(f[4], &c.expires))
		return KR_COOKIE_BAD;
	c.domain = f[0];
	while (kr_slice_starts(c.domain, "."))
		c.domain = without(c.domain, 1);
	c.path = f[2];
	/* Python and yt-dlp leave the name of a cookie empty that has no "=" */
	c.name = f[5].len ? f[5] : f[6];
	c.value = f[5].len ? f[6] : without(f[6], f[6].len);
	if (!is_good(&c))
		return KR_COOKIE_BAD;
	*ret = c;
	return KR_COOKIE_GOOD;
}

void kr_cookie_write(const struct kr_cookie *c, struct kr_str *out)
{
	kr_str_addz(out, c->http_only ? http_only : "");
	kr_str_addz(out, c->subdomains ? "." : "");
	kr_str_add(out, c->domain.data, c->domain.len);
	kr_str_addz(out, c->subdomains ? "\tTRUE\t" : "\tFALSE\t");
	kr_str_add(out, c->path.data, c->path.len);
	kr_str_addf(out, "\t%s\t%lld\t", c->secure ? "TRUE" : "FALSE", (long long)c->expires);
	kr_str_add(out, c->name.data, c->name.len);
	kr_str_addc(out, '\t');
	kr_str_add(out, c->value.data, c->value.len);
}

static int compare(struct kr_slice a, struct kr_slice b)
{
	int d = memcmp(a.data, b.data, a.len < b.len ? a.len : b.len);

	return d ? d : (a.len > b.len) - (a.len < b.len);
}

static int icompare(struct kr_slice a, struct kr_slice b)
{
	int d = strncasecmp(a.data, b.data, a.len < b.len ? a.len : b.len);

	return d ? d : (a.len > b.len) - (a.len < b.len);
}

int kr_cookie_compare(const struct kr_cookie *a, const struct kr_cookie *b)
{
	int d = icompare(a->domain, b->domain);

	if (!d)
		d = compare(a->path, b->path);
	if (!d)
		d = compare(a->name, b->name);
	return d ? d : (int)a->subdomains - (int)b->subdomains;
}

bool kr_cookie_same(const struct kr_cookie *a, const struct kr_cookie *b)
{
	if (!a || !b)
		return a == b;
	return kr_cookie_compare(a, b) == 0 && compare(a->value, b->value) == 0 &&
	       a->expires == b->expires && a->secure == b->secure && a->http_only == b->http_only;
}

/* Whether a host is another one or below it. */
static bool is_below(struct kr_slice host, struct kr_slice top)
{
	if (host.len < top.len)
		return false;
	return !icompare(without(host, host.len - top.len), top) &&
	       (host.len == top.len || host.data[host.len - top.len - 1] == '.');
}

bool kr_cookie_belongs(const struct kr_cookie *c, struct kr_slice host)
{
	return is_below(c->domain, host) || (c->subdomains && is_below(host, c->domain));
}
