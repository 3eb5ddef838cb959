#include "kread/app/keeper_run.h"

#include "kread/app/headless.h"
#include "kread/base/intl.h"
#include "kread/base/str.h"
#include "kread/base/xdg.h"
#include "kread/store/upkeep.h"

int kr_keeper_run(bool private)
{
	struct kr_str path;
	struct kr_err err;
	int rc;

	if (private)
		return kr_headless_complain("--upkeep", _("a private run has no library"));
	kr_str_init(&path);
	if (!kr_xdg_path(KR_XDG_DATA, "library.db", &path))
		rc = kr_err_set(&err, KR_E_SYS, "HOME is not set: there is no library");
	else
		rc = kr_upkeep_run(path.data, &err);
	kr_str_fini(&path);
	return rc < 0 ? kr_headless_complain(NULL, err.msg) : 0;
}
