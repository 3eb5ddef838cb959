/* Preloaded by the tests: an internet and a local network, which are both on loopback. Addresses of
 * 203.0.113.0/24 and 192.168.7.0/24 are 127.0.0.1, and these names, and
 * those below them, are known:
 *
 *	public.test   203.0.113.1
 *	other.test    203.0.113.2
 *	both.test     203.0.113.3 and 127.0.0.1
 *	lan.test      192.168.7.1
 *	home.test     127.0.0.1 */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

#ifndef RTLD_NEXT
#define RTLD_NEXT ((void *)-1L) /* only with _GNU_SOURCE, which has other types below */
#endif

enum { FDS = 1024 };

static struct in_addr pretended[FDS]; /* 0: nothing */

static void *real(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

/* Whether it is the name, or ends in "." and the name. */
static int is_below(const char *node, const char *name)
{
	const size_t n = strlen(node), len = strlen(name);

	return n >= len && !strcmp(node + n - len, name) && (n == len || node[n - len - 1] == '.');
}

int getaddrinfo(
        const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **res)
{
	static const struct {
		const char *name, *address, *second;
	} names[] = {
	        {"public.test", "203.0.113.1", NULL},
	        {"other.test", "203.0.113.2", NULL},
	        {"both.test", "203.0.113.3", "127.0.0.1"},
	        {"lan.test", "192.168.7.1", NULL},
	        {"home.test", "127.0.0.1", NULL},
	};
	int (*look_up)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
	void *p = real("getaddrinfo");
	int rc;

	memcpy(&look_up, &p, sizeof p);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct addrinfo *last;

		if (!is_below(node, names[i].name))
			continue;
		rc = look_up(names[i].address, service, hints, res);
		for (last = *res; !rc && last->ai_next;)
			last = last->ai_next;
		if (!rc && names[i].second)
			rc = look_up(names[i].second, service, hints, &last->ai_next);
		return rc;
	}
	return look_up(node, service, hints, res);
}

int connect(int fd, const struct sockaddr *address, socklen_t len)
{
	int (*go)(int, const struct sockaddr *, socklen_t);
	struct sockaddr_in to;
	void *p = real("connect");
	in_addr_t net;

	memcpy(&go, &p, sizeof p);
	if (fd < FDS)
		pretended[fd].s_addr = 0;
	if (address->sa_family != AF_INET || fd >= FDS)
		return go(fd, address, len);
	memcpy(&to, address, sizeof to);
	net = ntohl(to.sin_addr.s_addr) >> 8;
	if (net == 0xcb0071 || net == 0xc0a807) {
		pretended[fd] = to.sin_addr;
		to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	}
	return go(fd, (const struct sockaddr *)&to, sizeof to);
}

int getpeername(int fd, struct sockaddr *address, socklen_t *len)
{
	int (*get)(int, struct sockaddr *, socklen_t *);
	void *p = real("getpeername");
	int rc;

	memcpy(&get, &p, sizeof p);
	rc = get(fd, address, len);
	if (rc == 0 && fd < FDS && pretended[fd].s_addr && address->sa_family == AF_INET)
		memcpy((char *)address + offsetof(struct sockaddr_in, sin_addr), &pretended[fd],
		        sizeof pretended[fd]);
	return rc;
}
