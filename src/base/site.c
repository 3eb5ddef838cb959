#include "kread/base/site.h"

#include <libpsl.h>
#include <string.h>
#include <strings.h>

#include "kread/base/budgets.h"
#include "kread/base/url.h"

static struct kr_slice without_last_dot(struct kr_slice host)
{
	if (host.len && host.data[host.len - 1] == '.')
		host.len--;
	return host;
}

/* "192.0.2.1", "[2001:db8::1]". The last label of a name is never a number. */
static bool is_address(struct kr_slice host)
{
	const char *dot = memrchr(host.data, '.', host.len), *label = dot ? dot + 1 : host.data,
	           *end = host.data + host.len;

	return *host.data == '[' ||
	       (label < end && (size_t)(end - label) == strspn(label, "0123456789"));
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The labels at the end that both share. */
static struct kr_slice common_labels(struct kr_slice a, struct kr_slice b)
{
	size_t n = 0, whole = 0; /* bytes */

	while (n < a.len && n < b.len &&
	        lower(a.data[a.len - 1 - n]) == lower(b.data[b.len - 1 - n])) {
		n++;
		if ((n == a.len || a.data[a.len - 1 - n] == '.') &&
		        (n == b.len || b.data[b.len - 1 - n] == '.'))
			whole = n;
	}
	return (struct kr_slice){a.data + a.len - whole, whole};
}

bool kr_site_has_subdomains(struct kr_slice host)
{
	char name[KR_HOST_MAX + 1];

	host = without_last_dot(host);
	if (host.len > KR_HOST_MAX || !host.len || !memchr(host.data, '.', host.len) ||
	        is_address(host))
		return false;
	for (size_t i = 0; i < host.len; i++)
		name[i] = lower(host.data[i]);
	name[host.len] = '\0';
	return !psl_is_public_suffix(psl_builtin(), name);
}

bool kr_site_same_host(struct kr_slice a, struct kr_slice b)
{
	struct kr_slice common;

	a = without_last_dot(a);
	b = without_last_dot(b);
	if (!a.len || !b.len)
		return a.len == b.len;
	common = common_labels(a, b);
	if (common.len == a.len && common.len == b.len)
		return true;
	return !is_address(a) && kr_site_has_subdomains(common);
}

bool kr_site_same(const char *url_a, const char *url_b)
{
	struct kr_url a, b;

	kr_url_split(url_a, strlen(url_a), &a);
	kr_url_split(url_b, strlen(url_b), &b);
	return kr_site_same_host(a.host, b.host);
}
