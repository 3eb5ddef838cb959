/* The one request of a fetch that runs now: a fetch has a hop for each redirect. */
#include "net_priv.h"

#include <string.h>

enum kr_net_phase kr_hop_phase(const struct kr_fetch *f)
{
	curl_off_t named = 0, ready = 0, first = 0;
	long port = 0; /* of ours; CURLINFO_CONNECT_TIME_T is there only after TLS */

	f->net->curl->easy_getinfo(f->easy, CURLINFO_STARTTRANSFER_TIME_T, &first);
	f->net->curl->easy_getinfo(f->easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
	f->net->curl->easy_getinfo(f->easy, CURLINFO_LOCAL_PORT, &port);
	f->net->curl->easy_getinfo(f->easy, CURLINFO_NAMELOOKUP_TIME_T, &named);
	if (f->body.len || first)
		return KR_NET_BODY;
	if (ready)
		return KR_NET_WAIT;
	if (port)
		return KR_NET_TLS;
	return named ? KR_NET_CONNECT : KR_NET_RESOLVE;
}

bool kr_hop_proxy(const struct kr_fetch *f, struct kr_str *out)
{
	const char *at, *proxy = f->net->proxy;

	kr_str_clear(out);
	if (kr_wire_is_loopback(f->seen[f->hops]))
		return false;
	if (!proxy)
		return kr_wire_env_proxy(f->seen[f->hops], out);
	at = strrchr(proxy, '@');
	kr_str_addz(out, at ? at + 1 : proxy); /* not the password */
	return out->len > 0;
}
