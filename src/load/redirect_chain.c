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

/* Unlike kr_host_same_page(): a page may well lead to its own https or www. address. */
static bool is_same(const char *a, const char *b)
{
	struct kr_str x, y;
	bool same;

	kr_str_init(&x);
	kr_str_init(&y);
	kr_host_address(a, &x);
	kr_host_address(b, &y);
	kr_str_cut(&x, strcspn(x.data, "#"));
	kr_str_cut(&y, strcspn(y.data, "#"));
	same = kr_str_eq(x.data, y.data);
	kr_str_fini(&x);
	kr_str_fini(&y);
	return same;
}

bool kr_redirect_chain_follow(
        struct kr_redirect_chain *c, const char *from, const char *to, bool set_cookie)
{
	if (!to || !from || c->n == KR_REDIRECT_CHAIN_MAX || !kr_url_is_web(to) ||
	        (!set_cookie && is_same(from, to)))
		return false;
	for (int i = 0; i < c->n; i++)
		if (is_same(c->visited[i], to))
			return false;
	c->visited[c->n++] = kr_mem_strdup(from);
	return true;
}
