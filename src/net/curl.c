#include "curl_priv.h"

#include <stdbool.h>
#include <stdlib.h>

#include "kread/base/mem.h"

#ifdef KR_LAZY_CURL
#include <dlfcn.h>
#include <string.h>

/* Copies a function pointer from dlsym(): POSIX guarantees the conversion, C does not. */
static bool find(void *library, const char *name, void *function, size_t size)
{
	void *p = dlsym(library, name);

	memcpy(function, &p, size);
	return p != NULL;
}

static bool find_all(struct kr_curl *c, void *libcurl, void *zlib, void *brotli)
{
#define F(name) &&find(libcurl, "curl_" #name, &c->name, sizeof c->name)
	bool found = 1 KR_CURL_FUNCTIONS(F);
#undef F
#define F(name) &&find(zlib, #name, &c->name, sizeof c->name)
	found = found KR_ZLIB_FUNCTIONS(F);
#undef F
#define F(name) &&find(brotli, #name, &c->name, sizeof c->name)
	return found KR_BROTLI_FUNCTIONS(F);
#undef F
}

int kr_curl_load(struct kr_curl **ret, struct kr_err *err)
{
	static const char *const names[] = {KR_LAZY_CURL, "libz.so.1", "libbrotlidec.so.1"};
	void *libraries[3];
	struct kr_curl *c;

	for (int i = 0; i < 3; i++) {
		libraries[i] = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
		if (!libraries[i])
			return kr_err_set(err, KR_E_NET, "cannot load %s: %s", names[i], dlerror());
	}
	c = kr_mem_zalloc(1, sizeof *c);
	if (!find_all(c, libraries[0], libraries[1], libraries[2])) {
		free(c);
		return kr_err_set(err, KR_E_NET,
		        "cannot load %s: it, libz or libbrotlidec lacks functions that kread needs",
		        KR_LAZY_CURL);
	}
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
#define F(name) c->name = name;
	KR_ZLIB_FUNCTIONS(F)
	KR_BROTLI_FUNCTIONS(F)
#undef F
	*ret = c;
	return 0;
}
#endif
