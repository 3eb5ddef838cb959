/* The jar: which cookies it keeps, and when it is read and written. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "jar_priv.h"
#include "kread/base/clock.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/base/xdg.h"
#include "kread/net/cookies.h"

enum {
	EVERY_MS = 1000,    /* between two writings, at least */
	WAIT_MS = 200,      /* for another program, when the reader wants something */
	LAST_WAIT_MS = 1000 /* and at the end */
};

/* --- hosts -------------------------------------------------------------------------------- */

bool kr_jar_keeps(const struct kr_net *net, const struct kr_cookie *c)
{
	const struct kr_jar *j = net->jar;

	return j && (kr_jar_hosts_cover(&j->named, c) || kr_jar_hosts_cover(&j->kept, c) ||
	                    kr_jar_hosts_cover(&j->added, c));
}

/* --- opening ------------------------------------------------------------------------------ */

static void add_notice(struct kr_str *notice, const char *text)
{
	kr_str_addf(notice, "%s%s", notice->len ? "; " : "", text);
}

static void read_jar(struct kr_jar *j, struct kr_str *notice)
{
	struct stat st = {.st_mode = S_IFREG};
	struct kr_str text, bad;
	struct kr_err err = {0};
	bool missing = false;

	kr_str_init(&text);
	kr_str_init(&bad);
	if (stat(j->path, &st) == 0 && !S_ISREG(st.st_mode))
		kr_err_set(&err, KR_E_TYPE, "%s: not a regular file", j->path);
	else
		kr_cookie_file_read(j->path, &text, &st, &missing, &err);
	if (err.code) {
		j->unusable = true;
		kr_str_addf(&bad, "%s; no cookies are kept", err.msg);
	} else if (!missing) {
		j->opened_time = st.st_mtime;
		kr_jar_hosts_read(text.data, &j->kept);
		kr_cookie_list_parse(&j->file, &text, time(NULL));
		if (j->file.bad)
			kr_str_addf(&bad, "%s: skipped %zu line%s that cannot be read", j->path,
			        j->file.bad, j->file.bad == 1 ? "" : "s");
	}
	if (bad.len)
		add_notice(notice, bad.data);
	kr_str_fini(&bad);
	kr_str_fini(&text);
}

int kr_jar_open(struct kr_net *net, const char *path, const char *hosts, struct kr_str *notice,
        struct kr_err *err)
{
	struct kr_jar *j = kr_mem_zalloc(1, sizeof *j);

	/* what a link leads to is replaced, not the link */
	j->path = realpath(path, NULL);
	if (!j->path)
		j->path = kr_mem_strdup(path);
	net->jar = j;
	if (hosts && kr_jar_hosts_add_all(&j->named, hosts, err) < 0)
		return err ? err->code : KR_E_USAGE;
	read_jar(j, notice);
	return 0;
}

/* What is known of the file: the cookies in memory that are in it as they are. */
static void set_base(struct kr_jar *j, struct kr_cookie_list *memory)
{
	size_t n = 0;

	for (size_t i = 0; i < memory->n; i++) {
		const struct kr_cookie *there = kr_cookie_list_find(&j->file, &memory->v[i]);

		if (there && there->value.len == memory->v[i].value.len &&
		        !memcmp(there->value.data, memory->v[i].value.data, there->value.len))
			memory->v[n++] = memory->v[i];
	}
	memory->n = n;
	kr_cookie_list_fini(&j->base);
	j->base = *memory;
	*memory = (struct kr_cookie_list){0};
}

void kr_jar_start(struct kr_net *net)
{
	struct kr_jar *j = net->jar;
	struct kr_cookie_list memory = {0};
	CURL *handle = j ? kr_cookie_memory_open(net) : NULL;

	if (!handle)
		return;
	for (size_t i = 0; i < j->file.n; i++)
		if (kr_jar_keeps(net, &j->file.v[i]))
			kr_cookie_memory_give(net, handle, &j->file.v[i]);
	kr_cookie_memory_list(net, handle, &memory);
	set_base(j, &memory);
	net->curl->easy_cleanup(handle);
}

bool kr_jar_overrides(const struct kr_net *net, const struct kr_cookie *c, int64_t time)
{
	const struct kr_jar *j = net->jar;

	return j && j->opened_time >= time && kr_jar_keeps(net, c) &&
	       kr_cookie_list_find(&j->file, c);
}

/* --- writing ------------------------------------------------------------------------------ */

/* Those of memory that are kept. */
static void list_kept(struct kr_net *net, CURL *handle, struct kr_cookie_list *ret)
{
	size_t n = 0;

	kr_cookie_memory_list(net, handle, ret);
	for (size_t i = 0; i < ret->n; i++)
		if (kr_jar_keeps(net, &ret->v[i]))
			ret->v[n++] = ret->v[i];
	ret->n = n;
}

/* What the file has now goes to memory, and becomes the base. */
static void adopt(struct kr_net *net, CURL *handle, struct kr_cookie_list *ours)
{
	struct kr_jar *j = net->jar;

	for (size_t i = 0; i < ours->n; i++)
		if (!kr_cookie_list_find(&j->file, &ours->v[i]))
			kr_cookie_memory_remove(net, handle, &ours->v[i]);
	for (size_t i = 0; i < j->file.n; i++) {
		const struct kr_cookie *c = &j->file.v[i];

		if (kr_jar_keeps(net, c) && !kr_cookie_same(c, kr_cookie_list_find(ours, c)))
			kr_cookie_memory_give(net, handle, c);
	}
	kr_cookie_list_fini(ours);
	list_kept(net, handle, ours);
	set_base(j, ours);
}

/* Read the file again, change in it what has changed here, and write it. forget: see
 * kr_jar_forget; NULL: nothing. */
static int save(struct kr_net *net, const char *forget, int wait_ms, bool sync, struct kr_err *err)
{
	struct kr_jar *j = net->jar;
	struct kr_cookie_list ours = {0};
	CURL *handle = kr_cookie_memory_open(net);
	int lock = -1, rc;

	rc = kr_xdg_make_folders(j->path, err);
	if (rc == 0)
		rc = kr_cookie_file_lock(j->path, wait_ms, &lock, err);
	if (rc < 0)
		goto out;
	if (handle)
		list_kept(net, handle, &ours);
	rc = kr_jar_merge(j, &ours, forget, sync, err);
	if (rc < 0)
		goto out;
	if (handle)
		adopt(net, handle, &ours);
	j->due = false;
out:
	j->saved_ms = kr_clock_ms();
	if (lock >= 0)
		close(lock);
	if (handle)
		net->curl->easy_cleanup(handle);
	kr_cookie_list_fini(&ours);
	return rc;
}

void kr_jar_mark(struct kr_net *net)
{
	struct kr_jar *j = net->jar;

	if (j && !j->unusable && (j->named.n || j->kept.n || j->added.n))
		j->due = true;
}

void kr_jar_note(struct kr_net *net)
{
	struct kr_jar *j = net->jar;
	struct kr_err err;

	kr_jar_mark(net);
	if (!j || !j->due)
		return;
	if (j->saved_ms && kr_clock_ms() - j->saved_ms < EVERY_MS)
		return;
	/* without waiting for the disk: what would be lost is a login */
	if (save(net, NULL, 0, false, &err) == 0 || err.code == KR_E_RETRY || j->told)
		return;
	kr_log_write("%s", err.msg);
	j->told = true;
	j->notice = kr_mem_strdup(err.msg);
}

const char *kr_jar_notice(struct kr_net *net)
{
	struct kr_jar *j = net->jar;

	if (!j || !j->notice)
		return NULL;
	free(j->shown);
	j->shown = j->notice;
	j->notice = NULL;
	return j->shown;
}

static int check_usable(const struct kr_jar *j, struct kr_err *err)
{
	if (!j)
		return kr_err_set(err, KR_E_USAGE, "no cookies are kept in this run");
	if (j->unusable)
		return kr_err_set(
		        err, KR_E_USAGE, "%s cannot be used: no cookies are kept", j->path);
	return 0;
}

int kr_jar_allow(struct kr_net *net, const char *host, struct kr_err *err)
{
	struct kr_jar *j = net->jar;
	int rc = check_usable(j, err);

	if (rc < 0)
		return rc;
	if (kr_jar_hosts_has(&j->named, host) || kr_jar_hosts_has(&j->kept, host))
		return 1;
	kr_jar_hosts_add(&j->added, host);
	j->due = true;
	return save(net, NULL, WAIT_MS, false, err);
}

int kr_jar_forget(struct kr_net *net, const char *host, const struct kr_cookie_list *memory,
        size_t *ret_n, struct kr_err *err)
{
	struct kr_jar *j = net->jar;
	size_t n = 0;
	int rc;

	if (!j || j->unusable)
		return 0;
	kr_jar_hosts_drop(&j->added, host);
	rc = save(net, host, WAIT_MS, true, err);
	if (rc < 0)
		return rc;
	for (size_t i = 0; i < j->forgotten.n; i++)
		n += !kr_cookie_list_find(memory, &j->forgotten.v[i]);
	*ret_n = n;
	return 0;
}

void kr_jar_free(struct kr_net *net)
{
	struct kr_jar *j = net->jar;
	struct kr_err err;

	if (!j)
		return;
	if (j->due && !j->unusable && save(net, NULL, LAST_WAIT_MS, true, &err) < 0)
		kr_log_write("%s", err.msg);
	kr_jar_hosts_free(&j->named);
	kr_jar_hosts_free(&j->kept);
	kr_jar_hosts_free(&j->added);
	kr_cookie_list_fini(&j->file);
	kr_cookie_list_fini(&j->base);
	kr_cookie_list_fini(&j->forgotten);
	free(j->notice);
	free(j->shown);
	free(j->path);
	free(j);
	net->jar = NULL;
}
