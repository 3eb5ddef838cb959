#include "kread/base/xdg.h"

#include <stdlib.h>

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
