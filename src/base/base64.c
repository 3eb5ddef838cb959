#include "kread/base/base64.h"

#include <stdint.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void kr_base64_encode(struct kr_slice data, struct kr_str *out)
{
	kr_str_reserve(out, (data.len + 2) / 3 * 4);
	for (size_t i = 0; i < data.len; i += 3) {
		uint32_t v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (i + k < data.len ? (unsigned char)data.data[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			kr_str_addc(out, i + k > data.len ? '=' : alphabet[v >> (18 - 6 * k) & 63]);
	}
}

/* The six bits that c stands for, or -1. */
static int value_of(char c)
{
	const char *p = c ? strchr(alphabet, c) : NULL;

	return p ? (int)(p - alphabet) : c == '-' ? 62 : c == '_' ? 63 : -1;
}

void kr_base64_decode(struct kr_slice text, struct kr_str *out)
{
	unsigned bits = 0, have = 0;

	kr_str_reserve(out, text.len / 4 * 3 + 3);
	for (size_t i = 0; i < text.len; i++) {
		const int six = value_of(text.data[i]);

		if (six < 0)
			break;
		bits = (bits << 6 | (unsigned)six) & 0xffff;
		have += 6;
		if (have >= 8) {
			have -= 8;
			kr_str_addc(out, (char)(bits >> have & 0xff));
		}
	}
}
