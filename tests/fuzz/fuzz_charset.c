/* Bytes in any encoding; the first line is the Content-Type. */
#include <string.h>

#include "extract/dom/charset_priv.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kr_str type, out;
	struct kr_charset_hints hints = {.html = size % 2};
	bool same = false;
	size_t bad = 0;

	take_line(&data, &size, &type);
	if (memchr(type.data, '\0', type.len))
		kr_str_clear(&type);
	hints.content_type = type.data;
	kr_str_init(&out);
	HOLDS(kr_charset_decode((const char *)data, size, &hints, &out, &same, &bad) != NULL);
	if (same) {
		HOLDS(kr_utf8_valid((const char *)data, size));
	} else {
		HOLDS(kr_utf8_valid(out.data, out.len));
		HOLDS(!memchr(out.data, '\0', out.len));
		HOLDS(bad <= out.len);
	}
	kr_str_fini(&out);
	kr_str_fini(&type);
	return 0;
}
