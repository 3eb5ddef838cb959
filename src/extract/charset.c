#include "charset_priv.h"

#include "kread/base/utf8.h"

const char *kr_charset_decode(const char *data, size_t len, const struct kr_charset_hints *hints, struct kr_str *out,
        bool *ret_same, size_t *ret_bad)
{
	(void)hints;
	*ret_bad = 0;
	*ret_same = false;
	kr_str_clear(out);
	kr_utf8_clean(out, data, len, 0);
	return "UTF-8";
}
