#include "kread/app/site_rules.h"

#include <string.h>
#include <unistd.h>

#include "kread/app/source.h"
#include "kread/base/url.h"
#include "kread/base/xdg.h"

enum {
	HOST_MAX = 253,
	LEVELS = 6, /* names tried for a host in a folder */
};

void kr_site_rules_init(struct kr_site_rules *r)
{
	kr_str_init(&r->text);
	kr_str_init(&r->name);
}

void kr_site_rules_fini(struct kr_site_rules *r)
{
	kr_str_fini(&r->text);
	kr_str_fini(&r->name);
}

/* In lower case, without a dot at its end. It becomes the name of a file, so it must be one of DNS. */
static bool host_of(const char *url, char out[HOST_MAX + 1])
{
	struct kr_url u;
	char before = '.';

	kr_url_split(url, strlen(url), &u);
	while (u.host.len && u.host.data[u.host.len - 1] == '.')
		u.host.len--;
	if (!u.host.len || u.host.len > HOST_MAX)
		return false;
	for (size_t i = 0; i < u.host.len; i++) {
		char c = u.host.data[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (c == '.' && before != '.')))
			return false;
		out[i] = before = c;
	}
	out[u.host.len] = '\0';
	return true;
}

static int check(struct kr_site_rules *r, int rc, struct kr_err *err)
{
	if (rc == KR_E_LIMIT)
		kr_err_set(err, KR_E_LIMIT, "larger than %d KB", KR_SITE_RULES_MAX >> 10);
	else if (rc == 0 && memchr(r->text.data, '\0', r->text.len))
		rc = kr_err_set(err, KR_E_FORMAT, "not a text");
	if (rc < 0) {
		kr_err_prefix(err, r->name.data);
		kr_str_clear(&r->text);
		kr_str_clear(&r->name);
	}
	return rc;
}

/* 1: there is a file for the host, and it was read. r->name holds the folder and ends as the file. */
static int look_in_folder(struct kr_site_rules *r, const char *host, struct kr_err *err)
{
	const size_t folder = r->name.len;
	const char *name = host;

	if (access(r->name.data, X_OK) < 0)
		return 0;
	for (int i = 0; i < LEVELS && name && (i == 0 || strchr(name, '.')); i++) {
		int rc;

		kr_str_cut(&r->name, folder);
		kr_str_addf(&r->name, "/%s.rules", name);
		if (access(r->name.data, F_OK) == 0) {
			rc = check(r, kr_source_read(r->name.data, KR_SITE_RULES_MAX, &r->text, err), err);
			return rc < 0 ? rc : 1;
		}
		name = strchr(name, '.');
		name = name ? name + 1 : NULL;
	}
	return 0;
}

int kr_site_rules_find(struct kr_site_rules *r, const char *url, struct kr_err *err)
{
	char host[HOST_MAX + 1];
	int rc = 0;

	kr_str_clear(&r->text);
	kr_str_clear(&r->name);
	if (!url || !host_of(url, host))
		return 0;
	if (kr_xdg_path(KR_XDG_CONFIG, "rules", &r->name))
		rc = look_in_folder(r, host, err);
	if (rc == 0 && kr_site_rules_folder(&r->name))
		rc = look_in_folder(r, host, err);
	if (rc == 0)
		kr_str_clear(&r->name);
	return rc < 0 ? rc : 0;
}
