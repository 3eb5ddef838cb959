#include "kread/app/clipboard.h"

#include <stdint.h>

/* Base64, RFC 4648. */
static void encode(const char *data, size_t len, struct kr_str *out)
{
	static const char digits[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		uint32_t v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (i + k < len ? (unsigned char)data[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			kr_str_addc(out, i + k > len ? '=' : digits[v >> (18 - 6 * k) & 63]);
	}
}

int kr_clipboard_sequence(const char *text, size_t len, struct kr_str *out, struct kr_err *err)
{
	kr_str_clear(out);
	if (len > KR_CLIPBOARD_MAX)
		return kr_err_set(err, KR_E_LIMIT,
		        "too long to copy: %zu KB, the clipboard takes %d", len >> 10,
		        KR_CLIPBOARD_MAX >> 10);
	kr_str_addz(out, "\033]52;c;");
	encode(text, len, out);
	kr_str_addz(out, "\a");
	return 0;
}
