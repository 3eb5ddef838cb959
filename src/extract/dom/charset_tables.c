/* The encodings of the web: names, and the characters of the single-byte ones. */
#include "extract/dom/charset_priv.h"

#include <stdint.h>

#include "kread/base/encoding.h"

static const struct {
	const char *name;
	uint16_t high[128];
} singles[] = {
#define CHARSET(name, ...) {name, {__VA_ARGS__}},
#include "extract/dom/charset.def"
#undef CHARSET
};

enum { NSINGLES = sizeof singles / sizeof *singles };

/* The multi-byte encodings, with the iconv name of the largest superset of each. */
static const struct {
	const char *name, *iconv;
} multis[KR_CS_SINGLE] = {
        [KR_CS_UTF8] = {"UTF-8", NULL},
        [KR_CS_UTF16LE] = {"UTF-16LE", NULL},
        [KR_CS_UTF16BE] = {"UTF-16BE", NULL},
        [KR_CS_UTF32LE] = {"UTF-32LE", NULL},
        [KR_CS_UTF32BE] = {"UTF-32BE", NULL},
        [KR_CS_GB18030] = {"GB18030", "GB18030"},
        [KR_CS_BIG5] = {"Big5", "BIG5-HKSCS"},
        [KR_CS_SHIFT_JIS] = {"Shift_JIS", "CP932"},
        [KR_CS_EUC_JP] = {"EUC-JP", "EUC-JP-MS"},
        [KR_CS_ISO2022JP] = {"ISO-2022-JP", "ISO-2022-JP"},
        [KR_CS_EUC_KR] = {"EUC-KR", "CP949"},
};

static int by_name(struct kr_slice s)
{
	for (int i = 0; i < KR_CS_SINGLE; i++)
		if (kr_slice_ieq(s, multis[i].name))
			return i;
	for (int i = 0; i < NSINGLES; i++)
		if (kr_slice_ieq(s, singles[i].name))
			return KR_CS_SINGLE + i;
	return KR_CS_UNKNOWN;
}

int kr_charset_tables_find(struct kr_slice label)
{
	const char *name = kr_encoding_name(label);

	return name ? by_name(kr_slice_of(name)) : KR_CS_UNKNOWN;
}

const char *kr_charset_tables_name(int cs)
{
	if (cs == KR_CS_UNKNOWN)
		return "";
	return cs < KR_CS_SINGLE ? multis[cs].name : singles[cs - KR_CS_SINGLE].name;
}

const char *kr_charset_tables_iconv(int cs)
{
	return multis[cs].iconv;
}

const uint16_t *kr_charset_tables_high(int cs)
{
	return singles[cs - KR_CS_SINGLE].high;
}
