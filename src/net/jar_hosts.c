/* Hosts whose cookies are kept: named by the reader, or in the jar, in comments. */
#include <stdlib.h>
#include <string.h>

#include "jar_priv.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/cookies.h"
#include "kread/net/host.h"

static const char keep[] = "# keep: ";

int kr_jar_hosts_parse(const char *text, struct kr_str *out, struct kr_err *err)
{
	struct kr_slice t = kr_slice_trim(kr_slice_of(text));
	struct kr_str typed, url;
	bool ok;

	if (kr_slice_starts(t, "*"))
		t = (struct kr_slice){t.data + 1, t.len - 1};
	if (kr_slice_starts(t, "."))
		t = (struct kr_slice){t.data + 1, t.len - 1};
	kr_str_init(&typed);
	kr_str_init(&url);
	if (!kr_slice_ifind(t, "://"))
		kr_str_addz(&typed, "https://");
	kr_str_add(&typed, t.data, t.len);
	ok = t.len && kr_url_resolve(NULL, typed.data, typed.len, &url) &&
	     kr_url_is_web(url.data) && kr_host_ascii(url.data, out) && out->len;
	kr_str_fini(&url);
	kr_str_fini(&typed);
	return ok ? 0 : kr_err_set(err, KR_E_USAGE, "'%.200s' is not a host name", text);
}

bool kr_jar_hosts_has(const struct kr_jar_hosts *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (kr_str_eq(h->v[i], name))
			return true;
	return false;
}

void kr_jar_hosts_add(struct kr_jar_hosts *h, const char *name)
{
	if (kr_jar_hosts_has(h, name))
		return;
	h->v = kr_mem_grow(h->v, h->n, &h->cap, sizeof *h->v);
	h->v[h->n++] = kr_mem_strdup(name);
}

void kr_jar_hosts_free(struct kr_jar_hosts *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->v[i]);
	free(h->v);
	*h = (struct kr_jar_hosts){0};
}

bool kr_jar_hosts_cover(const struct kr_jar_hosts *h, const struct kr_cookie *c)
{
	for (size_t i = 0; i < h->n; i++)
		if (kr_cookie_belongs(c, kr_slice_of(h->v[i])))
			return true;
	return false;
}

int kr_jar_hosts_add_all(struct kr_jar_hosts *h, const char *hosts, struct kr_err *err)
{
	struct kr_str word, host;
	int rc = 0;

	kr_str_init(&word);
	kr_str_init(&host);
	for (hosts += strspn(hosts, ", \t"); *hosts && rc == 0; hosts += strspn(hosts, ", \t")) {
		size_t n = strcspn(hosts, ", \t");

		kr_str_clear(&word);
		kr_str_add(&word, hosts, n);
		rc = kr_jar_hosts_parse(word.data, &host, err);
		if (rc == 0)
			kr_jar_hosts_add(h, host.data);
		hosts += n;
	}
	kr_str_fini(&host);
	kr_str_fini(&word);
	return rc;
}

static bool is_below(const char *name, const char *host)
{
	const struct kr_cookie c = {.domain = kr_slice_of(name)};

	return kr_cookie_belongs(&c, kr_slice_of(host));
}

void kr_jar_hosts_drop(struct kr_jar_hosts *h, const char *host)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++)
		if (is_below(h->v[i], host))
			free(h->v[i]);
		else
			h->v[n++] = h->v[i];
	h->n = n;
}

void kr_jar_hosts_read(const char *text, struct kr_jar_hosts *ret)
{
	struct kr_str line, host;

	kr_str_init(&line);
	kr_str_init(&host);
	for (const char *at = text; *at;) {
		size_t len = strcspn(at, "\n");

		if (kr_str_starts(at, keep)) {
			kr_str_clear(&line);
			kr_str_add(&line, at + sizeof keep - 1, len - (sizeof keep - 1));
			if (kr_jar_hosts_parse(line.data, &host, NULL) == 0)
				kr_jar_hosts_add(ret, host.data);
		}
		at += len + (at[len] == '\n');
	}
	kr_str_fini(&host);
	kr_str_fini(&line);
}

void kr_jar_hosts_write(const struct kr_jar_hosts *h, struct kr_str *out)
{
	for (size_t i = 0; i < h->n; i++)
		kr_str_addf(out, "%s%s\n", keep, h->v[i]);
}
