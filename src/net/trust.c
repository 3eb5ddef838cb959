/* Which authorities to trust. Reading the system's bundle takes OpenSSL some 40 ms; from a directory of hashed names it reads
 * only those that it needs. */
#include "net_priv.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

#include "kread/base/mem.h"

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

void kr_trust_init(struct kr_net *net)
{
	const curl_version_info_data *v = curl_version_info(CURLVERSION_NOW);
	struct stat st;

	if (net->ca_file)
		net->ca_is_dir = stat(net->ca_file, &st) == 0 && S_ISDIR(st.st_mode);
	else if (v->age >= CURLVERSION_SEVENTH && is_hashed_dir(v->capath))
		net->ca_dir = kr_mem_strdup(v->capath);
}

void kr_trust_apply(const struct kr_net *net, CURL *easy)
{
	const char *dir = net->ca_is_dir ? net->ca_file : net->ca_dir;

	if (dir) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
		curl_easy_setopt(easy, CURLOPT_CAPATH, dir);
	} else if (net->ca_file) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, net->ca_file);
		curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
}
