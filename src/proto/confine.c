#include "kread/proto/confine.h"

#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

enum { ASK_VERSION = 1 }; /* LANDLOCK_CREATE_RULESET_VERSION */

int kr_confine_landlock(void)
{
#ifdef SYS_landlock_create_ruleset
	const long version = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);

	return version > 0 ? (int)version : 0;
#else
	return 0;
#endif
}

void kr_confine_describe(struct kr_str *out)
{
	const int landlock = kr_confine_landlock();

#ifdef KR_HAVE_SECCOMP
	kr_str_addz(out, "seccomp, ");
#endif
#ifdef __OpenBSD__
	kr_str_addz(out, "pledge, unveil, ");
#endif
	if (landlock)
		kr_str_addf(out, "Landlock %d, ", landlock);
	kr_str_addz(out, "limits");
}
