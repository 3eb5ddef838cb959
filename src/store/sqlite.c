#include "sqlite_priv.h"

#ifdef KR_LAZY_SQLITE
#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

/* Copies a function pointer from dlsym(): POSIX guarantees the conversion, C does not. */
static bool find(void *library, const char *name, void *function, size_t size)
{
	void *p = dlsym(library, name);

	memcpy(function, &p, size);
	return p != NULL;
}

int kr_sqlite_load(struct kr_sqlite *ret, struct kr_err *err)
{
	void *library = dlopen(KR_LAZY_SQLITE, RTLD_LAZY | RTLD_LOCAL);

	if (!library)
		return kr_err_set(err, KR_E_SYS, "cannot load %s: %s", KR_LAZY_SQLITE, dlerror());
#define F(name) &&find(library, "sqlite3_" #name, &ret->name, sizeof ret->name)
	if (!(1 KR_SQLITE_FUNCTIONS(F)))
		return kr_err_set(err, KR_E_SYS,
		        "cannot load %s: it lacks functions that kread needs", KR_LAZY_SQLITE);
#undef F
	return 0;
}
#else
int kr_sqlite_load(struct kr_sqlite *ret, struct kr_err *err)
{
	(void)err;
#define F(name) ret->name = sqlite3_##name;
	KR_SQLITE_FUNCTIONS(F)
#undef F
	return 0;
}
#endif
