/* The reader's side of sessions: options, commands, messages. */
#include "kread/app/session.h"

#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/url.h"
#include "kread/base/xdg.h"
#include "kread/load/source.h"
#include "kread/net/cookies.h"
#include "kread/net/host.h"

/* --- opening ------------------------------------------------------------------------------ */

void kr_session_options(const struct kr_options *o, struct kr_session_opts *ret)
{
	*ret = (struct kr_session_opts){
	        .file = kr_options_text(o, KR_OPT_COOKIES),
	        .hosts = kr_options_text(o, KR_OPT_KEEP_COOKIES),
	        .private = kr_options_number(o, KR_OPT_PRIVATE) != 0,
	};
}

static int read_file(
        struct kr_net *net, const char *file, struct kr_str *notice, struct kr_err *err)
{
	struct kr_str path;
	int rc;

	kr_str_init(&path);
	if (!kr_str_starts(file, "~/") || !kr_source_is_path(file, &path)) {
		kr_str_clear(&path);
		kr_str_addz(&path, file);
	}
	rc = kr_cookies_read(net, path.data, notice, err);
	kr_str_fini(&path);
	return rc;
}

static int open_jar(
        struct kr_net *net, const char *hosts, struct kr_str *notice, struct kr_err *err)
{
	struct kr_str path;
	int rc = 0;

	kr_str_init(&path);
	if (kr_xdg_path(KR_XDG_STATE, "cookies.txt", &path))
		rc = kr_jar_open(net, path.data, hosts, notice, err);
	else if (hosts)
		kr_str_addf(notice, _("%sHOME is not set: no cookies are kept"),
		        notice->len ? "; " : "");
	if (rc < 0)
		kr_err_prefix(err, "keep-cookies");
	kr_str_fini(&path);
	return rc;
}

int kr_session_open(struct kr_net *net, const struct kr_session_opts *opts, struct kr_str *notice,
        struct kr_err *err)
{
	int rc = opts->file ? read_file(net, opts->file, notice, err) : 0;

	return rc < 0 || opts->private ? rc : open_jar(net, opts->hosts, notice, err);
}

void kr_session_pump(struct kr_app *a)
{
	const char *notice = kr_jar_notice(a->net);

	if (notice) {
		kr_message_error(a, "%s; no cookies are kept", notice);
		a->dirty = true;
	}
}

/* --- commands ----------------------------------------------------------------------------- */

/* The host that the command names, or the one of the page; without a page, of the one that could
 * not be loaded. False: there was a message. */
static bool find_host(
        struct kr_app *a, const char *command, const struct kr_call *c, struct kr_str *out)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const char *url = p ? p->url : a->failure.url;
	struct kr_err err;

	if (c->arg && kr_jar_hosts_parse(c->arg, out, &err) < 0)
		kr_message_error(a, "%s: %s", command, err.msg);
	else if (!c->arg && (!url || !kr_url_is_web(url) || !kr_host_ascii(url, out)))
		kr_message_error(
		        a, "%s: which host? For example :%s news.example", command, command);
	else
		return true;
	return false;
}

/* As shown to the reader. */
static void show_host(const char *host, struct kr_str *out)
{
	struct kr_str url;

	kr_str_init(&url);
	kr_str_addf(&url, "https://%s/", host);
	kr_host_show(url.data, out);
	kr_str_fini(&url);
}

void kr_session_keep(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str host, shown;
	struct kr_err err;
	int rc;

	kr_str_init(&host);
	kr_str_init(&shown);
	if (find_host(a, "keep-cookies", c, &host)) {
		show_host(host.data, &shown);
		rc = kr_jar_allow(a->net, host.data, &err);
		if (rc < 0)
			kr_message_error(a, "keep-cookies: %s", err.msg);
		else
			kr_message_info(a, "the cookies of %s are kept%s", shown.data,
			        rc ? " already" : " from now on");
	}
	kr_str_fini(&shown);
	kr_str_fini(&host);
}

static void report_forgotten(struct kr_app *a, const char *host, size_t n)
{
	if (n)
		kr_message_info(a,
		        ngettext("logged out of %s: %zu cookie forgotten",
		                "logged out of %s: %zu cookies forgotten", (unsigned long)n),
		        host, n);
	else
		kr_message_info(a, "no cookies of %s", host);
}

void kr_session_logout(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str host, shown;
	struct kr_err err;
	size_t n = 0;

	kr_str_init(&host);
	kr_str_init(&shown);
	if (find_host(a, "logout", c, &host)) {
		show_host(host.data, &shown);
		if (kr_cookies_forget(a->net, host.data, &n, &err) < 0)
			kr_message_error(a, "logout: %s", err.msg);
		else
			report_forgotten(a, shown.data, n);
	}
	kr_str_fini(&shown);
	kr_str_fini(&host);
}

void kr_session_insecure(struct kr_app *a, const struct kr_call *c)
{
	const char *text = c->arg ? c->arg : kr_failure_url(a, KR_E_CERT);
	struct kr_str url;
	struct kr_err err;

	kr_str_init(&url);
	if (!text)
		kr_message_error(a, "insecure: no certificate was refused; use :insecure ADDRESS");
	else if (kr_paste_url(text, strlen(text), &url, &err) < 0)
		kr_message_error(a, "%s", err.msg);
	else
		kr_job_open_unchecked(a, url.data);
	kr_str_fini(&url);
}
