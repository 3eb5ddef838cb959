/* Which CA certificates to trust. OpenSSL needs 20 to 40 ms for each connection to read the
 * system's bundle (libcurl caches it only if no directory is set as well, as Debian's has); from a
 * directory of hashed names it reads only the certificates it needs. */
#include "net_priv.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "kread/base/mem.h"

/* 5ad8a5d6.0, the names that openssl-rehash(1) gives */
static bool is_hashed_name(const char *name)
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
		hashed = is_hashed_name(e->d_name);
	closedir(dir);
	return hashed;
}

void kr_authorities_init(struct kr_net *net)
{
	const curl_version_info_data *v = net->curl->version_info(CURLVERSION_NOW);
	struct stat st;

	if (net->ca_file)
		net->ca_is_dir = stat(net->ca_file, &st) == 0 && S_ISDIR(st.st_mode);
	else if (v->age >= CURLVERSION_SEVENTH && is_hashed_dir(v->capath))
		net->ca_dir = kr_mem_strdup(v->capath);
}

void kr_authorities_apply(struct kr_fetch *f)
{
	const struct kr_net *net = f->net;
	const char *bundle = NULL, *dir = NULL;

	if (net->ca_file && net->ca_is_dir) {
		dir = net->ca_file;
	} else if (net->ca_file) {
		bundle = net->ca_file;
	} else if (net->ca_dir) {
		dir = net->ca_dir;
		if (f->use_bundle)
			bundle = net->curl->version_info(CURLVERSION_NOW)->cainfo;
	} else {
		return; /* libcurl's default */
	}
	net->curl->easy_setopt(f->easy, CURLOPT_CAINFO, bundle);
	net->curl->easy_setopt(f->easy, CURLOPT_CAPATH, dir);
}
