#include "curl_priv.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"

/* A function pointer from dlsym(): POSIX promises that they are alike, C does not, hence the copy.
 */
static int find(void *library, const char *name, void *function, size_t size)
{
	void *p = dlsym(library, name);

	memcpy(function, &p, size);
	return p != NULL;
}

int kr_curl_load(struct kr_curl **ret, struct kr_err *err)
{
	void *library = dlopen(KREAD_LIBCURL, RTLD_LAZY | RTLD_LOCAL);
	struct kr_curl *c;

	if (!library)
		return kr_err_set(err, KR_E_NET, "cannot load libcurl: %s", dlerror());
	c = kr_mem_zalloc(1, sizeof *c);
#define F(name) &&find(library, "curl_" #name, &c->name, sizeof c->name)
	if (!(1 KR_CURL_FUNCTIONS(F))) {
		free(c);
		return kr_err_set(err, KR_E_NET, "cannot load libcurl: %s is not the one expected",
		        KREAD_LIBCURL);
	}
#undef F
	*ret = c;
	return 0;
}
