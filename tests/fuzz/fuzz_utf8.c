/* Cleaning foreign text: the result is clean, and cleaning it again changes nothing. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	for (unsigned flags = 0; flags < 4; flags++) {
		struct kr_str one, two;

		kr_str_init(&one);
		kr_str_init(&two);
		kr_utf8_clean(&one, (const char *)data, size, flags);
		HOLDS(is_clean(one.data, one.len));
		kr_utf8_clean(&two, one.data, one.len, flags);
		HOLDS(kr_str_eq(one.data, two.data));
		for (size_t i = 0; i <= one.len; i++)
			HOLDS(kr_utf8_valid(one.data, kr_utf8_floor(one.data, one.len, i)));
		kr_str_fini(&one);
		kr_str_fini(&two);
	}
	return 0;
}
