#include "curl_priv.h"

#include <stdlib.h>

#include "kread/base/mem.h"

#ifdef KR_LAZY_CURL
#include <dlfcn.h>
#include <string.h>

/* Copies a function pointer from dlsym(): POSIX guarantees the conversion, C does not. */
static int find(void *library, const char *name, void *function, size_t size)
{
	void *p = dlsym(library, name);

	memcpy(function, &p, size);
	return p != NULL;
}

int kr_curl_load(struct kr_curl **ret, struct kr_err *err)
{
	void *library = dlopen(KR_LAZY_CURL, RTLD_LAZY | RTLD_LOCAL);
	struct kr_curl *c;

	if (!library)
		return kr_err_set(err, KR_E_NET, "cannot load libcurl: %s", dlerror());
	c = kr_mem_zalloc(1, sizeof *c);
#define F(name) &&find(library, "curl_" #name, &c->name, sizeof c->name)
	if (!(1 KR_CURL_FUNCTIONS(F))) {
		free(c);
		return kr_err_set(err, KR_E_NET,
		        "cannot load libcurl: %s lacks functions that kread needs", KR_LAZY_CURL);
	}
#undef F
	*ret = c;
	return 0;
}
#else
int kr_curl_load(struct kr_curl **ret, struct kr_err *err)
{
	struct kr_curl *c = kr_mem_zalloc(1, sizeof *c);

	(void)err;
#define F(name) c->name = curl_##name;
	KR_CURL_FUNCTIONS(F)
#undef F
	*ret = c;
	return 0;
}
#endif
