/* Which authorities to trust. Reading the system's bundle takes OpenSSL 20 to 40 ms for each
 * connection (libcurl keeps it only where no directory is set as well, which Debian's has); from a
 * directory of hashed names it reads only what it needs. */
#include "net_priv.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "kread/base/mem.h"
#include "kread/net/host.h"

/* 5ad8a5d6.0, as openssl-rehash(1) names them */
static bool hashed_name(const char *name)
{
	return strspn(name, "0123456789abcdef") == 8 && !strcmp(name + 8, ".0");
}

static bool is_hashed_dir(const char *path)
{
	DIR *dir = path ? opendir(path) : NULL;
	bool hashed = false;

	if (!dir)
		return false;
	for (struct dirent *e; !hashed && (e = readdir(dir));)
		hashed = hashed_name(e->d_name);
	closedir(dir);
	return hashed;
}

void kr_insecure_host_init(struct kr_net *net)
{
	const curl_version_info_data *v = net->curl->version_info(CURLVERSION_NOW);
	struct stat st;

	if (net->ca_file)
		net->ca_is_dir = stat(net->ca_file, &st) == 0 && S_ISDIR(st.st_mode);
	else if (v->age >= CURLVERSION_SEVENTH && is_hashed_dir(v->capath))
		net->ca_dir = kr_mem_strdup(v->capath);
}

static bool is_trusted(const struct kr_fetch *f)
{
	struct kr_str host;
	bool is;

	if (!f->trust || !kr_str_istarts(f->seen[f->hops], "https:"))
		return false;
	kr_str_init(&host);
	is = kr_host_ascii(f->seen[f->hops], &host) && kr_str_eq(host.data, f->trust);
	kr_str_fini(&host);
	return is;
}

/* A connection of its own, which no other transfer uses. */
static void set_checks(struct kr_fetch *f)
{
	const struct kr_net *net = f->net;
	bool trusted = is_trusted(f);

	f->unchecked |= trusted;
	net->curl->easy_setopt(f->easy, CURLOPT_SSL_VERIFYPEER, trusted ? 0L : 1L);
	net->curl->easy_setopt(f->easy, CURLOPT_SSL_VERIFYHOST, trusted ? 0L : 2L);
	net->curl->easy_setopt(f->easy, CURLOPT_FRESH_CONNECT, (long)trusted);
	net->curl->easy_setopt(f->easy, CURLOPT_FORBID_REUSE, (long)trusted);
}

void kr_insecure_host_apply(struct kr_fetch *f)
{
	const struct kr_net *net = f->net;
	const char *bundle = net->curl->version_info(CURLVERSION_NOW)->cainfo;

	set_checks(f);
	if (net->ca_file) {
		net->curl->easy_setopt(
		        f->easy, CURLOPT_CAINFO, net->ca_is_dir ? NULL : net->ca_file);
		net->curl->easy_setopt(
		        f->easy, CURLOPT_CAPATH, net->ca_is_dir ? net->ca_file : NULL);
	} else if (net->ca_dir) {
		net->curl->easy_setopt(f->easy, CURLOPT_CAINFO, f->whole_bundle ? bundle : NULL);
		net->curl->easy_setopt(f->easy, CURLOPT_CAPATH, net->ca_dir);
	}
}
