#include "kread/load/site_rules.h"

#include <string.h>
#include <unistd.h>

#include "kread/base/budgets.h"
#include "kread/load/locate.h"
#include "kread/load/source.h"
#include "kread/base/xdg.h"
#include "kread/net/host.h"

enum {
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

/* The host in punycode, without a dot at its end. It becomes a file name, so only the characters of
 * DNS names are allowed. */
static bool host_of(const char *url, struct kr_str *out)
{
	char before = '.';

	if (!kr_host_ascii(url, out))
		return false;
	while (out->len && out->data[out->len - 1] == '.')
		kr_str_cut(out, out->len - 1);
	for (size_t i = 0; i < out->len; i++) {
		char c = out->data[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
		            (c == '.' && before != '.')))
			return false;
		before = c;
	}
	return out->len > 0 && out->len <= KR_HOST_MAX;
}

static int check(struct kr_site_rules *r, int rc, struct kr_err *err)
{
	if (rc == KR_E_LIMIT)
		kr_err_set(err, KR_E_LIMIT, "larger than %d KB", KR_SITE_RULES_MAX >> 10);
	else if (rc == 0 && memchr(r->text.data, '\0', r->text.len))
		rc = kr_err_set(err, KR_E_FORMAT, "not a text file");
	if (rc < 0) {
		kr_err_prefix(err, r->name.data);
		kr_str_clear(&r->text);
		kr_str_clear(&r->name);
	}
	return rc;
}

/* 1: there is a file for the host, and it was read. r->name: the folder; afterwards the file. */
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
			rc = check(r,
			        kr_source_read(r->name.data, KR_SITE_RULES_MAX, &r->text, err),
			        err);
			return rc < 0 ? rc : 1;
		}
		name = strchr(name, '.');
		name = name ? name + 1 : NULL;
	}
	return 0;
}

int kr_site_rules_find(struct kr_site_rules *r, const char *url, struct kr_err *err)
{
	struct kr_str host;
	int rc = 0;

	kr_str_clear(&r->text);
	kr_str_clear(&r->name);
	kr_str_init(&host);
	if (!url || !host_of(url, &host))
		goto out;
	if (kr_xdg_path(KR_XDG_CONFIG, "rules", &r->name))
		rc = look_in_folder(r, host.data, err);
	if (rc == 0 && kr_locate_data("rules", &r->name))
		rc = look_in_folder(r, host.data, err);
	if (rc == 0)
		kr_str_clear(&r->name);
out:
	kr_str_fini(&host);
	return rc < 0 ? rc : 0;
}
