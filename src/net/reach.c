/* What a page may make kread connect to without being asked; see net.h. */
#include "net_priv.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "kread/base/mem.h"
#include "kread/base/budgets.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

enum { PROXY_PORT = 1080 /* of libcurl, if the proxy's address has none */ };

/* --- hosts of this run ------------------------------------------------------------------------ */

static struct kr_reach_host *find(const struct kr_net *net, const char *name)
{
	for (size_t i = 0; i < net->nreached; i++)
		if (kr_str_eq(net->reached[i].name, name))
			return &net->reached[i];
	return NULL;
}

/* A name that leads to the internet once may not lead home later, whatever its name server says. */
static void note(struct kr_net *net, const char *url, enum kr_space space)
{
	struct kr_reach_host *h;
	struct kr_str name;

	kr_str_init(&name);
	if (kr_host_ascii(url, &name)) {
		h = find(net, name.data);
		if (h && space < h->space)
			h->space = space;
		if (!h && net->nreached < KR_REACH_HOSTS) {
			net->reached =
			        kr_mem_array(net->reached, net->nreached + 1, sizeof *net->reached);
			net->reached[net->nreached++] =
			        (struct kr_reach_host){kr_mem_strdup(name.data), space};
		}
	}
	kr_str_fini(&name);
}

static enum kr_space space_of_page(const struct kr_net *net, const char *url)
{
	const struct kr_reach_host *h = NULL;
	struct kr_str name;

	kr_str_init(&name);
	if (kr_url_is_web(url) && kr_host_ascii(url, &name))
		h = find(net, name.data);
	kr_str_fini(&name);
	return h ? h->space : kr_space_of_url(url);
}

void kr_reach_free(struct kr_net *net)
{
	for (size_t i = 0; i < net->nreached; i++)
		free(net->reached[i].name);
	free(net->reached);
}

/* --- one connection --------------------------------------------------------------------------- */

/* The host and port of a proxy, "http://host:port". */
static int proxy_port(const char *proxy, struct kr_str *ret_host)
{
	const char *at = strstr(proxy, "://"), *end;
	const int port = kr_str_istarts(proxy, "https:") ? 443 : PROXY_PORT;

	at = at ? at + 3 : proxy;
	end = *at == '[' ? at + strcspn(at, "]") : at + strcspn(at, ":/");
	at += *at == '[';
	kr_str_clear(ret_host);
	kr_str_add(ret_host, at, (size_t)(end - at));
	end += *end == ']';
	return *end == ':' ? atoi(end + 1) : port;
}

/* Whether this is the address of the proxy, as far as the settings say what that is: of a name,
 * only the port is known. */
static bool is_proxy(const struct kr_fetch *f, const char *ip, int port)
{
	struct kr_str proxy, host;
	enum kr_space space;
	bool is = false;

	kr_str_init(&proxy);
	kr_str_init(&host);
	if (kr_request_proxy(f, &proxy))
		is = proxy_port(proxy.data, &host) == port &&
		     (!kr_space_of_ip(host.data, &space) || kr_str_eq(host.data, ip));
	kr_str_fini(&host);
	kr_str_fini(&proxy);
	return is;
}

/* The space of what the request reaches at this address; a proxy says nothing but the host's name.
 */
static enum kr_space space_at(const struct kr_fetch *f, const char *ip, int port)
{
	enum kr_space space = KR_SPACE_HOST;

	if (is_proxy(f, ip, port))
		return kr_space_of_url(f->chain[f->redirects]);
	kr_space_of_ip(ip, &space);
	return space;
}

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct kr_fetch *f = user;
	char ip[INET6_ADDRSTRLEN + 16] = "", port[16] = "";
	int fd;

	(void)purpose;
	getnameinfo(&a->addr, a->addrlen, ip, sizeof ip, port, sizeof port,
	        NI_NUMERICHOST | NI_NUMERICSERV);
	ip[strcspn(ip, "%")] = '\0'; /* the zone */
	if (space_at(f, ip, atoi(port)) > f->allowed) {
		f->out_of_reach = true;
		return CURL_SOCKET_BAD;
	}
	fd = socket(a->family, a->socktype, a->protocol);
	if (fd >= 0) /* not for the programs that kread starts */
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}

/* Connections are used again: this one may be older than the request. */
static int before_request(void *user, char *peer, char *own, int peer_port, int own_port)
{
	struct kr_fetch *f = user;

	(void)own;
	(void)own_port;
	f->peer = space_at(f, peer, peer_port);
	if (f->peer > f->allowed) {
		f->out_of_reach = true;
		return CURL_PREREQFUNC_ABORT;
	}
	note(f->net, f->chain[f->redirects], f->peer);
	return CURL_PREREQFUNC_OK;
}

void kr_reach_init(struct kr_fetch *f, const char *for_page)
{
	const struct kr_curl *curl = f->net->curl;

	f->allowed = for_page ? space_of_page(f->net, for_page) : KR_SPACE_HOST;
	curl->easy_setopt(f->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl->easy_setopt(f->easy, CURLOPT_OPENSOCKETDATA, f);
	curl->easy_setopt(f->easy, CURLOPT_PREREQFUNCTION, before_request);
	curl->easy_setopt(f->easy, CURLOPT_PREREQDATA, f);
}

int kr_reach_check(struct kr_fetch *f, struct kr_err *err)
{
	f->out_of_reach = false;
	f->peer = KR_SPACE_PUBLIC;
	return kr_space_of_url(f->chain[f->redirects]) > f->allowed ? kr_reach_explain(f, err) : 0;
}

void kr_reach_narrow(struct kr_fetch *f)
{
	if (f->peer < f->allowed)
		f->allowed = f->peer;
}

int kr_reach_explain(const struct kr_fetch *f, struct kr_err *err)
{
	struct kr_str host;

	kr_str_init(&host);
	kr_host_show(f->url.data, &host);
	kr_err_set(err, KR_E_NET, "%s is not on the internet: it is opened only if you ask",
	        host.data);
	kr_str_fini(&host);
	return KR_E_NET;
}
