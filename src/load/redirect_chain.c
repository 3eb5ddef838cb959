#include "kread/load/redirect_chain.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

void kr_redirect_chain_clear(struct kr_redirect_chain *c)
{
	while (c->n)
		free(c->visited[--c->n]);
}

bool kr_redirect_chain_follow(
        struct kr_redirect_chain *c, const char *from, const char *to, bool set_cookie)
{
	if (!to || !from || c->n == KR_REDIRECT_CHAIN_MAX || !kr_url_is_web(to) ||
	        (!set_cookie && kr_host_same_address(from, to)))
		return false;
	for (int i = 0; i < c->n; i++)
		if (kr_host_same_address(c->visited[i], to))
			return false;
	c->visited[c->n++] = kr_mem_strdup(from);
	return true;
}
