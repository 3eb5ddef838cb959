/* Preloaded by the tests: a name server that takes eight seconds to answer. */
#include <netdb.h>
#include <poll.h>
#include <stddef.h>

int getaddrinfo(
        const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **res)
{
	(void)node;
	(void)service;
	(void)hints;
	(void)res;
	poll(NULL, 0, 8000);
	return EAI_AGAIN;
}
