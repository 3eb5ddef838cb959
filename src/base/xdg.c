#include "kread/base/xdg.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kread/base/mem.h"

bool kr_xdg_path(enum kr_xdg_dir dir, const char *name, struct kr_str *out)
{
	static const struct {
		const char *env, *fallback;
	} dirs[] = {
	        [KR_XDG_CONFIG] = {"XDG_CONFIG_HOME", ".config"},
	        [KR_XDG_DATA] = {"XDG_DATA_HOME", ".local/share"},
	        [KR_XDG_STATE] = {"XDG_STATE_HOME", ".local/state"},
	        [KR_XDG_CACHE] = {"XDG_CACHE_HOME", ".cache"},
	};
	const char *top = getenv(dirs[dir].env), *home = getenv("HOME");

	kr_str_clear(out);
	if (top && top[0] == '/')
		kr_str_addf(out, "%s/kread/%s", top, name);
	else if (home && home[0] == '/')
		kr_str_addf(out, "%s/%s/kread/%s", home, dirs[dir].fallback, name);
	return out->len > 0;
}

int kr_xdg_make_folders(const char *path, struct kr_err *err)
{
	char *copy = kr_mem_strdup(path);
	int errnum, rc = 0;

	for (char *p = copy + 1; rc == 0 && (p = strchr(p, '/')); p++) {
		*p = '\0';
		errnum = mkdir(copy, 0700) < 0 ? errno : 0;
		/* on a read-only file system, those that are there may be said not to be writable
		 */
		if (errnum && errnum != EEXIST && access(copy, X_OK) < 0)
			rc = kr_err_sys(err, errnum, "%s", copy);
		*p = '/';
	}
	free(copy);
	return rc;
}
