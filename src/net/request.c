/* The current request of a fetch: its phase, what it received, its proxy. */
#include "net_priv.h"

#include <string.h>

enum kr_net_phase kr_request_phase(const struct kr_fetch *f)
{
	const struct kr_curl *curl = f->net->curl;
	curl_off_t resolved = 0, ready = 0, first = 0;
	long port = 0; /* ours: connected. CURLINFO_CONNECT_TIME_T is set only after TLS. */

	curl->easy_getinfo(f->easy, CURLINFO_STARTTRANSFER_TIME_T, &first);
	curl->easy_getinfo(f->easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
	curl->easy_getinfo(f->easy, CURLINFO_LOCAL_PORT, &port);
	curl->easy_getinfo(f->easy, CURLINFO_NAMELOOKUP_TIME_T, &resolved);
	if (f->body.len || first)
		return KR_NET_BODY;
	if (ready)
		return KR_NET_WAIT;
	if (port)
		return KR_NET_TLS;
	return resolved ? KR_NET_CONNECT : KR_NET_RESOLVE;
}

curl_off_t kr_request_received(const struct kr_fetch *f)
{
	curl_off_t received = 0;

	f->net->curl->easy_getinfo(f->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
	return received;
}

bool kr_request_proxy(const struct kr_fetch *f, struct kr_str *out)
{
	const char *at, *proxy = f->net->proxy, *url = f->chain[f->redirects];

	kr_str_clear(out);
	if (kr_wire_is_loopback(url))
		return false;
	if (!proxy)
		return kr_wire_env_proxy(url, out);
	at = strrchr(proxy, '@');
	kr_str_addz(out, at ? at + 1 : proxy); /* without the password */
	return out->len > 0;
}
