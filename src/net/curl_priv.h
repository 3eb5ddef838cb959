/* The functions of libcurl, and of zlib and brotli, which it depends on, called through a table.
 * With the Meson option lazy-curl, the libraries are loaded by the first fetch: the dynamic linker
 * needs longer for libcurl and the thirty libraries it depends on than for everything else until
 * the first screen. */
#ifndef KREAD_NET_CURL_PRIV_H
#define KREAD_NET_CURL_PRIV_H

#define CURL_DISABLE_TYPECHECK /* its macros need the functions by name */
#include <brotli/decode.h>
#include <curl/curl.h>
#include <zlib.h>

#include "kread/base/err.h"

/* clang-format off */
#define KR_CURL_FUNCTIONS(F) \
	F(easy_cleanup) F(easy_getinfo) F(easy_init) F(easy_pause) F(easy_setopt) \
	F(easy_strerror) F(getdate) F(global_init) F(multi_add_handle) F(multi_cleanup) \
	F(multi_info_read) F(multi_init) F(multi_perform) F(multi_poll) F(multi_remove_handle) \
	F(multi_setopt) F(multi_strerror) F(share_cleanup) F(share_init) F(share_setopt) \
	F(slist_append) F(slist_free_all) F(version_info)
#define KR_ZLIB_FUNCTIONS(F) \
	F(inflate) F(inflateEnd) F(inflateInit2_) F(inflateReset) F(inflateValidate)
#define KR_BROTLI_FUNCTIONS(F) \
	F(BrotliDecoderCreateInstance) F(BrotliDecoderDecompressStream) \
	F(BrotliDecoderDestroyInstance)
/* clang-format on */

struct kr_curl {
#define F(name) __typeof__(curl_##name) *name;
	KR_CURL_FUNCTIONS(F)
#undef F
#define F(name) __typeof__(name) *name;
	KR_ZLIB_FUNCTIONS(F)
	KR_BROTLI_FUNCTIONS(F)
#undef F
};

/* Fill the table. With lazy-curl, load the libraries, which stay until the process ends; KR_E_NET
 * if one is missing or too old. The table is freed with free(). */
int kr_curl_load(struct kr_curl **ret, struct kr_err *err);

#endif
