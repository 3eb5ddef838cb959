/* The one host whose certificate is not checked, in one transfer. */
#include "net_priv.h"

#include "kread/net/host.h"

static bool is_insecure(const struct kr_fetch *f)
{
	const char *url = f->chain[f->redirects];
	struct kr_str host;
	bool is;

	if (!f->insecure_host || !kr_str_istarts(url, "https:"))
		return false;
	kr_str_init(&host);
	is = kr_host_ascii(url, &host) && kr_str_eq(host.data, f->insecure_host);
	kr_str_fini(&host);
	return is;
}

void kr_insecure_host_apply(struct kr_fetch *f)
{
	const struct kr_curl *curl = f->net->curl;
	bool insecure = is_insecure(f);

	f->unchecked |= insecure;
	curl->easy_setopt(f->easy, CURLOPT_SSL_VERIFYPEER, insecure ? 0L : 1L);
	curl->easy_setopt(f->easy, CURLOPT_SSL_VERIFYHOST, insecure ? 0L : 2L);
	/* Neither use the connection of another transfer nor leave this one to others. */
	curl->easy_setopt(f->easy, CURLOPT_FRESH_CONNECT, (long)insecure);
	curl->easy_setopt(f->easy, CURLOPT_FORBID_REUSE, (long)insecure);
}
