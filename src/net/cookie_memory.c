/* The cookies that libcurl has: those of the hosts that were asked in this run, and what the jar
 * has for hosts that are allowed. */
#include <time.h>

#include "cookie_priv.h"
#include "kread/base/site.h"

CURL *kr_cookie_memory_open(struct kr_net *net)
{
	CURL *handle = net->curl ? net->curl->easy_init() : NULL;

	if (handle)
		net->curl->easy_setopt(handle, CURLOPT_SHARE, net->share);
	return handle;
}

static void give_line(const struct kr_net *net, CURL *handle, const struct kr_cookie *c)
{
	struct kr_str line;

	kr_str_init(&line);
	kr_cookie_write(c, &line);
	net->curl->easy_setopt(handle, CURLOPT_COOKIELIST, line.data);
	kr_str_fini(&line);
}

void kr_cookie_memory_give(const struct kr_net *net, CURL *handle, const struct kr_cookie *c)
{
	struct kr_cookie given = *c;

	given.subdomains = c->subdomains && kr_site_has_subdomains(c->domain);
	give_line(net, handle, &given);
}

void kr_cookie_memory_remove(const struct kr_net *net, CURL *handle, const struct kr_cookie *c)
{
	struct kr_cookie gone = *c;

	gone.expires = 1; /* as servers do it */
	give_line(net, handle, &gone);
}

void kr_cookie_memory_list(const struct kr_net *net, CURL *handle, struct kr_cookie_list *ret)
{
	struct curl_slist *lines = NULL;
	struct kr_str text;

	kr_str_init(&text);
	net->curl->easy_getinfo(handle, CURLINFO_COOKIELIST, &lines);
	for (const struct curl_slist *l = lines; l; l = l->next) {
		kr_str_addz(&text, l->data);
		kr_str_addc(&text, '\n');
	}
	net->curl->slist_free_all(lines);
	kr_cookie_list_parse(ret, &text, time(NULL));
}
