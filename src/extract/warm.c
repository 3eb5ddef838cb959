#include "kread/extract/extract.h"

#include <iconv.h>

/* glibc's names for the encodings of the web (WHATWG Encoding Standard); other libraries know most of them. */
static const char *const names[] = {"GB18030", "BIG5-HKSCS", "CP932", "EUC-JP", "EUC-JP-MS", "ISO-2022-JP", "CP949",
        "EUC-KR", "CP1250", "CP1251", "CP1252", "CP1253", "CP1254", "CP1255", "CP1256", "CP1257", "CP1258", "CP866",
        "CP874", "KOI8-R", "KOI8-U", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7",
        "ISO-8859-8", "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "MACINTOSH",
        "MAC-CYRILLIC"};

/* The converters stay open on purpose: glibc unloads the module of a converter some time after it was closed. */
void kr_extract_warm(void)
{
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		iconv_open("UTF-8", names[i]);
}
