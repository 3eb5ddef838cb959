#include "zip_priv.h"

#ifdef KR_LAZY_MINIZIP
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

int kr_zip_load(struct kr_zip *ret, struct kr_err *err)
{
	void *library = dlopen(KR_LAZY_MINIZIP, RTLD_LAZY | RTLD_LOCAL);

	if (!library)
		return kr_err_set(err, KR_E_SYS, "cannot load %s: %s", KR_LAZY_MINIZIP, dlerror());
#define F(name) &&find(library, #name, &ret->name, sizeof ret->name)
	if (!(1 KR_ZIP_FUNCTIONS(F)))
		return kr_err_set(err, KR_E_SYS,
		        "cannot load %s: it lacks functions that kread needs", KR_LAZY_MINIZIP);
#undef F
	return 0;
}
#else
int kr_zip_load(struct kr_zip *ret, struct kr_err *err)
{
	(void)err;
#define F(name) ret->name = name;
	KR_ZIP_FUNCTIONS(F)
#undef F
	return 0;
}
#endif
