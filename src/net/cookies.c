/* The cookies in memory. libcurl has those of the hosts that were asked in this run. A file of a
 * browser may have thousands, with which libcurl is slow; each host gets its own when it is asked.
 */
#include "kread/base/intl.h"
#include "kread/net/cookies.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cookie_priv.h"
#include "kread/base/mem.h"
#include "kread/net/host.h"

/* --- the reader's file -------------------------------------------------------------------- */

static void add_notice(const char *path, const struct kr_cookie_list *l, struct kr_str *notice)
{
	if (l->bad || (!l->n && l->expired))
		kr_str_addz(notice, notice->len ? "; " : "");
	if (l->bad)
		kr_str_addf(notice,
		        ngettext("%s: skipped %zu line that is no cookie",
		                "%s: skipped %zu lines that are no cookies", (unsigned long)l->bad),
		        path, l->bad);
	if (!l->n && l->expired && l->bad)
		kr_str_addz(notice, _("; its cookies have expired"));
	else if (!l->n && l->expired)
		kr_str_addf(notice, _("%s: all cookies have expired"), path);
}

int kr_cookies_read(struct kr_net *net, const char *path, struct kr_str *notice, struct kr_err *err)
{
	struct kr_cookies_brought *b;
	struct stat st = {0};
	struct kr_str text;
	int rc;

	kr_str_init(&text);
	rc = kr_cookie_file_read(path, &text, &st, NULL, err);
	if (rc < 0)
		goto out;
	kr_cookies_free(net);
	net->brought = b = kr_mem_zalloc(1, sizeof *b);
	b->time = S_ISREG(st.st_mode) ? st.st_mtime : time(NULL);
	kr_cookie_list_parse(&b->list, &text, time(NULL));
	if (b->list.bad && !b->list.n && !b->list.expired)
		rc = kr_err_set(err, KR_E_FORMAT,
		        "%s: not a cookie file in Netscape's format (cookies.txt)", path);
	else
		add_notice(path, &b->list, notice);
out:
	kr_str_fini(&text);
	return rc;
}

static void bring_domain(struct kr_fetch *f, struct kr_slice domain, bool subdomains)
{
	struct kr_net *net = f->net;
	struct kr_cookie *c;
	size_t n = kr_cookie_list_of(&net->brought->list, domain, &c);

	for (; n; n--, c++) {
		if (c->given || (subdomains && !c->subdomains))
			continue;
		c->given = true;
		if (!kr_jar_overrides(net, c, net->brought->time))
			kr_cookie_memory_give(net, f->easy, c);
		if (kr_jar_keeps(net, c))
			kr_jar_note(net);
	}
}

void kr_cookies_bring(struct kr_fetch *f)
{
	struct kr_str host;

	if (!f->net->brought || f->insecure_host)
		return;
	kr_str_init(&host);
	if (kr_host_ascii(f->chain[f->redirects], &host)) {
		struct kr_slice rest = {host.data, host.len};
		const char *dot;

		bring_domain(f, rest, false);
		while ((dot = memchr(rest.data, '.', rest.len))) {
			rest.len -= (size_t)(dot + 1 - rest.data);
			rest.data = dot + 1;
			bring_domain(f, rest, true);
		}
	}
	kr_str_fini(&host);
}

void kr_cookies_free(struct kr_net *net)
{
	if (net->brought)
		kr_cookie_list_fini(&net->brought->list);
	free(net->brought);
	net->brought = NULL;
}

/* --- forgetting --------------------------------------------------------------------------- */

static size_t forget_brought(struct kr_net *net, struct kr_slice host)
{
	struct kr_cookie_list none = {0}, *l = net->brought ? &net->brought->list : &none;
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct kr_cookie *c = &l->v[i];

		if (!c->given && kr_cookie_belongs(c, host)) {
			c->given = true;
			n++;
		}
	}
	return n;
}

int kr_cookies_forget(struct kr_net *net, const char *host, size_t *ret_n, struct kr_err *err)
{
	const struct kr_slice h = kr_slice_of(host);
	struct kr_cookie_list memory = {0};
	CURL *handle = kr_cookie_memory_open(net);
	size_t n = kr_login_forget(net, host) + forget_brought(net, h), in_jar = 0;
	int rc;

	if (handle)
		kr_cookie_memory_list(net, handle, &memory);
	for (size_t i = 0; i < memory.n; i++)
		if (kr_cookie_belongs(&memory.v[i], h)) {
			kr_cookie_memory_remove(net, handle, &memory.v[i]);
			n++;
		}
	rc = kr_jar_forget(net, host, &memory, &in_jar, err);
	if (rc == 0)
		*ret_n = n + in_jar;
	if (handle)
		net->curl->easy_cleanup(handle);
	kr_cookie_list_fini(&memory);
	return rc;
}
