/* Users and passwords in addresses. They are taken out of the address at once, so that whatever
 * shows, writes or prints it cannot tell them, and are sent with every request to the same origin
 * in this run, as browsers do. */
#include "cookie_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/redact.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

struct kr_login {
	struct kr_login *next;
	struct kr_str origin, user, password;
};

/* "https://host:port" */
static void origin_of(const char *url, struct kr_str *out)
{
	struct kr_str bare;
	struct kr_url u;

	kr_str_init(&bare);
	kr_str_addz(&bare, url);
	kr_redact_url(&bare);
	kr_url_split(bare.data, bare.len, &u);
	kr_str_clear(out);
	kr_str_add(out, bare.data,
	        bare.len - u.path.len - (u.query.data ? u.query.len + 1 : 0) -
	                (u.fragment.data ? u.fragment.len + 1 : 0));
	kr_str_fini(&bare);
}

static struct kr_login *find(const struct kr_net *net, const char *url)
{
	struct kr_login *l = net->logins;
	struct kr_str origin;

	kr_str_init(&origin);
	origin_of(url, &origin);
	while (l && !kr_str_eq(l->origin.data, origin.data))
		l = l->next;
	kr_str_fini(&origin);
	return l;
}

static struct kr_login *add(struct kr_net *net, const char *url)
{
	struct kr_login *l = kr_mem_zalloc(1, sizeof *l);

	kr_str_init(&l->origin);
	kr_str_init(&l->user);
	kr_str_init(&l->password);
	origin_of(url, &l->origin);
	l->next = net->logins;
	net->logins = l;
	return l;
}

void kr_login_take(struct kr_net *net, struct kr_str *url)
{
	struct kr_slice name, password = {0};
	struct kr_login *l;
	struct kr_url u;
	const char *colon;

	kr_url_split(url->data, url->len, &u);
	if (!u.host.data || u.host.data == u.authority.data)
		return;
	name = (struct kr_slice){u.authority.data, (size_t)(u.host.data - u.authority.data) - 1};
	colon = memchr(name.data, ':', name.len);
	if (colon) {
		password = (struct kr_slice){colon + 1, name.len - (size_t)(colon + 1 - name.data)};
		name.len = (size_t)(colon - name.data);
	}
	l = find(net, url->data);
	if (!l)
		l = add(net, url->data);
	kr_str_clear(&l->user);
	kr_str_clear(&l->password);
	kr_url_decode(name, &l->user);
	if (password.len)
		kr_url_decode(password, &l->password);
	kr_redact_url(url);
}

void kr_login_apply(struct kr_fetch *f)
{
	const struct kr_login *l = find(f->net, f->url.data);
	const struct kr_curl *curl = f->net->curl;

	curl->easy_setopt(f->easy, CURLOPT_USERNAME, l ? l->user.data : NULL);
	curl->easy_setopt(f->easy, CURLOPT_PASSWORD, l ? l->password.data : NULL);
}

static void remove_at(struct kr_login **at)
{
	struct kr_login *l = *at;

	*at = l->next;
	kr_str_fini(&l->origin);
	kr_str_fini(&l->user);
	kr_str_fini(&l->password);
	free(l);
}

size_t kr_login_forget(struct kr_net *net, const char *host)
{
	size_t n = 0;

	for (struct kr_login **at = &net->logins; *at;) {
		struct kr_str ascii;
		struct kr_cookie c = {0};

		kr_str_init(&ascii);
		if (kr_host_ascii((*at)->origin.data, &ascii))
			c.domain = (struct kr_slice){ascii.data, ascii.len};
		if (c.domain.len && kr_cookie_belongs(&c, kr_slice_of(host))) {
			remove_at(at);
			n++;
		} else {
			at = &(*at)->next;
		}
		kr_str_fini(&ascii);
	}
	return n;
}

void kr_login_free_all(struct kr_net *net)
{
	while (net->logins)
		remove_at(&net->logins);
}
