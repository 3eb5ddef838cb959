/* How far away an address is: on this machine, in the local network, or on the internet. */
#include "net_priv.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "kread/base/url.h"
#include "kread/net/host.h"

/* The special-purpose blocks of IANA that lead to other machines nearby, or to no other; RFC 6890.
 * Not 198.18.0.0/15: some proxies give names such addresses and catch what is sent there. */
static const struct {
	uint32_t net;
	int bits;
	enum kr_space space;
} blocks[] = {
        {0x00000000, 8, KR_SPACE_HOST},   /* this host */
        {0x7f000000, 8, KR_SPACE_HOST},   /* loopback */
        {0x0a000000, 8, KR_SPACE_LOCAL},  /* private */
        {0xac100000, 12, KR_SPACE_LOCAL}, /* private */
        {0xc0a80000, 16, KR_SPACE_LOCAL}, /* private */
        {0x64400000, 10, KR_SPACE_LOCAL}, /* behind a provider's NAT, and virtual networks */
        {0xa9fe0000, 16, KR_SPACE_LOCAL}, /* link local: services of clouds too */
        {0xc0000000, 24, KR_SPACE_LOCAL}, /* protocol assignments */
        {0xe0000000, 3, KR_SPACE_LOCAL},  /* multicast, reserved, broadcast */
};

static enum kr_space space_of_v4(uint32_t a)
{
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		if ((a ^ blocks[i].net) >> (32 - blocks[i].bits) == 0)
			return blocks[i].space;
	return KR_SPACE_PUBLIC;
}

static uint32_t word(const uint8_t *b)
{
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Only 2000::/3 is in use on the internet. Some of it and of the rest stands for IPv4. */
static enum kr_space space_of_v6(const uint8_t b[16])
{
	static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff},
	                     nat64[12] = {0, 0x64, 0xff, 0x9b};
	static const uint8_t zero[12];

	if (word(b) >> 16 == 0x2002) /* 6to4 */
		return space_of_v4(word(b + 2));
	if (b[0] >> 5 == 1)
		return KR_SPACE_PUBLIC;
	if (!memcmp(b, mapped, 12) || !memcmp(b, nat64, 12))
		return space_of_v4(word(b + 12));
	if (!memcmp(b, zero, 12)) /* ::, ::1, and compatible addresses, which nobody uses */
		return KR_SPACE_HOST;
	return KR_SPACE_LOCAL;
}

bool kr_space_of_ip(const char *ip, enum kr_space *ret)
{
	struct in6_addr v6;
	struct in_addr v4;

	if (inet_pton(AF_INET6, ip, &v6) == 1)
		*ret = space_of_v6(v6.s6_addr);
	else if (inet_aton(ip, &v4)) /* every form that resolvers accept: 127.1, 0x7f000001 */
		*ret = space_of_v4(ntohl(v4.s_addr));
	else
		return false;
	return true;
}

enum kr_space kr_space_of_url(const char *url)
{
	enum kr_space space = KR_SPACE_PUBLIC;
	struct kr_str host;

	kr_str_init(&host);
	if (!kr_url_is_web(url) || !kr_host_ascii(url, &host))
		goto out;
	if (host.len > 1 && (host.data[0] == '[' || kr_str_ends(host.data, ".")))
		kr_str_cut(&host, host.len - 1);
	if (kr_wire_is_loopback(url))
		space = KR_SPACE_HOST;
	else
		kr_space_of_ip(host.data + (host.data[0] == '['), &space);
out:
	kr_str_fini(&host);
	return space;
}
