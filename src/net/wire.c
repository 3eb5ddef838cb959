/* What kread sends: URL, host, Referer, language, proxy. */
#include "net_priv.h"

#include <arpa/inet.h>
#include <idn2.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kread/base/url.h"
#include "kread/base/utf8.h"

/* "[::1]" */
static bool is_bracketed_v6(const struct kr_str *h)
{
	struct in6_addr address;
	char inner[INET6_ADDRSTRLEN];

	if (h->len < 3 || h->len > sizeof inner || h->data[0] != '[' || h->data[h->len - 1] != ']')
		return false;
	memcpy(inner, h->data + 1, h->len - 2);
	inner[h->len - 2] = '\0';
	return inet_pton(AF_INET6, inner, &address) == 1;
}

/* Other brackets and colons, which were decoded or mapped, could pass for a port. */
static bool is_valid_host(const struct kr_str *h)
{
	if (is_bracketed_v6(h))
		return true;
	for (size_t i = 0; i < h->len; i++)
		if ((unsigned char)h->data[i] <= 0x20 || (unsigned char)h->data[i] == 0x7f ||
		        strchr("/?#@\\%<>|^`{}\":[]", h->data[i]))
			return false;
	return true;
}

int kr_wire_add_host(struct kr_slice raw, struct kr_str *out, struct kr_err *err)
{
	struct kr_str host;
	uint8_t *ascii = NULL;
	bool high = false;
	int rc = 0, e = IDN2_OK;

	kr_str_init(&host);
	kr_url_decode(raw, &host); /* as browsers do: some servers encode the host in Location */
	for (size_t i = 0; i < host.len; i++)
		high |= (unsigned char)host.data[i] >= 0x80;
	/* Only non-ASCII hosts go through IDNA: it refuses names that are in use, such as
	 * foo_bar.example. */
	if (high && kr_utf8_valid(host.data, host.len))
		e = idn2_lookup_u8(
		        (const uint8_t *)host.data, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	else if (high)
		e = IDN2_ENCODING_ERROR;
	if (e == IDN2_DISALLOWED) /* symbols such as U+2764 are in use; UTS 46 allows them */
		e = idn2_lookup_u8(
		        (const uint8_t *)host.data, &ascii, IDN2_NFC_INPUT | IDN2_TRANSITIONAL);
	if (e != IDN2_OK) {
		rc = kr_err_set(err, KR_E_USAGE, "'%s' is not a valid host name: %s", host.data,
		        idn2_strerror(e));
		goto out;
	}
	if (ascii) {
		kr_str_clear(&host);
		kr_str_addz(&host, (const char *)ascii);
	}
	if (!host.len || !is_valid_host(&host)) {
		rc = kr_err_set(err, KR_E_USAGE, "'%s' is not a valid host name", host.data);
		goto out;
	}
	kr_str_add(out, host.data, host.len);
out:
	idn2_free(ascii);
	kr_str_fini(&host);
	return rc;
}

int kr_wire_url(const char *url, struct kr_str *out, struct kr_err *err)
{
	struct kr_url u;
	int rc;

	kr_str_clear(out);
	kr_url_split(url, strlen(url), &u);
	if (!kr_url_is_web(url) || !u.host.data)
		return kr_err_set(err, KR_E_USAGE,
		        "cannot fetch '%.200s': only http and https are supported", url);
	kr_str_add(out, url, (size_t)(u.host.data - url));
	rc = kr_wire_add_host(u.host, out, err);
	if (rc < 0) {
		kr_str_clear(out);
		return rc;
	}
	url = u.host.data + u.host.len;
	kr_str_add(out, url, u.fragment.data ? (size_t)(u.fragment.data - 1 - url) : strlen(url));
	return 0;
}

static bool loopback_ip(const char *host)
{
	struct in6_addr v6;
	struct in_addr v4;

	if (inet_aton(host, &v4)) /* every form that resolvers accept: 127.1, 0x7f000001 */
		return (ntohl(v4.s_addr) >> 24) == 127;
	if (inet_pton(AF_INET6, host, &v6) != 1)
		return false;
	return IN6_IS_ADDR_LOOPBACK(&v6) || (IN6_IS_ADDR_V4MAPPED(&v6) && v6.s6_addr[12] == 127);
}

bool kr_wire_is_loopback(const char *wire_url)
{
	struct kr_str host;
	struct kr_url u;
	bool is;

	kr_str_init(&host);
	kr_url_split(wire_url, strlen(wire_url), &u);
	kr_url_decode(u.host, &host);
	if (host.len > 2 && host.data[0] == '[' && host.data[host.len - 1] == ']') {
		kr_str_cut(&host, host.len - 1);
		is = loopback_ip(host.data + 1);
	} else {
		if (kr_str_ends(host.data, "."))
			kr_str_cut(&host, host.len - 1);
		is = loopback_ip(host.data) || !strcasecmp(host.data, "localhost") ||
		     kr_str_ends(host.data, ".localhost");
	}
	kr_str_fini(&host);
	return is;
}

static bool same_slice(struct kr_slice a, struct kr_slice b)
{
	return a.len == b.len && (!a.len || !strncasecmp(a.data, b.data, a.len));
}

static struct kr_slice without_user(struct kr_slice authority)
{
	const char *at = authority.len ? memrchr(authority.data, '@', authority.len) : NULL;

	if (at) {
		authority.len -= (size_t)(at + 1 - authority.data);
		authority.data = at + 1;
	}
	return authority;
}

void kr_wire_referer(const char *from, const char *to, struct kr_str *out)
{
	struct kr_str page, wire;
	struct kr_url f, t;
	struct kr_slice origin;

	kr_str_clear(out);
	kr_str_init(&page);
	kr_str_init(&wire);
	if (!from || !kr_url_resolve(NULL, from, strlen(from), &page) ||
	        kr_wire_url(page.data, &wire, NULL) < 0)
		goto out;
	kr_url_split(wire.data, wire.len, &f);
	kr_url_split(to, strlen(to), &t);
	if (kr_slice_ieq(f.scheme, "https") && !kr_slice_ieq(t.scheme, "https"))
		goto out;
	origin = without_user(f.authority);
	kr_str_addf(
	        out, "%.*s://%.*s", (int)f.scheme.len, f.scheme.data, (int)origin.len, origin.data);
	if (same_slice(f.scheme, t.scheme) && same_slice(origin, without_user(t.authority)))
		kr_str_addz(out, origin.data + origin.len);
	else
		kr_str_addc(out, '/');
out:
	kr_str_fini(&page);
	kr_str_fini(&wire);
}

void kr_wire_language(const char *locale, struct kr_str *out)
{
	size_t n = locale ? strspn(locale, "abcdefghijklmnopqrstuvwxyz") : 0;

	kr_str_clear(out);
	if (n < 2 || n > 3 || (locale[n] && !strchr("_.@", locale[n])))
		return;
	if (locale[n] == '_' && strspn(locale + n + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2)
		kr_str_addf(out, "%.*s-%.2s,%.*s;q=0.9", (int)n, locale, locale + n + 1, (int)n,
		        locale);
	else
		kr_str_add(out, locale, n);
	if (strncmp(locale, "en", n))
		kr_str_addz(out, ",en;q=0.5");
}

static const char *proxy_variable(const char *wire_url)
{
	static const char *const http[] = {"http_proxy", "all_proxy", "ALL_PROXY", NULL};
	static const char *const https[] = {
	        "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", NULL};

	for (const char *const *v = kr_str_istarts(wire_url, "https:") ? https : http; *v; v++)
		if (!kr_str_empty(getenv(*v)))
			return getenv(*v);
	return NULL;
}

static bool is_exempt(const char *list, struct kr_slice host)
{
	while (list && *list) {
		struct kr_slice name = {list, strcspn(list, ", ")};
		struct kr_slice tail = host;

		list += name.len + strspn(list + name.len, ", ");
		if (name.len == 1 && *name.data == '*')
			return true;
		if (name.len && *name.data == '.') {
			name.data++;
			name.len--;
		}
		if (!name.len || name.len > host.len)
			continue;
		tail.data += host.len - name.len;
		tail.len = name.len;
		if (same_slice(name, tail) && (name.len == host.len || tail.data[-1] == '.'))
			return true;
	}
	return false;
}

bool kr_wire_env_proxy(const char *wire_url, struct kr_str *out)
{
	const char *proxy = proxy_variable(wire_url), *none = getenv("no_proxy"), *at;
	struct kr_url u;

	kr_str_clear(out);
	kr_url_split(wire_url, strlen(wire_url), &u);
	if (!proxy || is_exempt(none ? none : getenv("NO_PROXY"), u.host))
		return false;
	at = strrchr(proxy, '@');
	kr_str_addz(out, at ? at + 1 : proxy);
	return true;
}
