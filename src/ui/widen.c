#include "widen_priv.h"

#include <stddef.h>

static const struct {
	wchar_t narrow, wide, more; /* more: a second character, or 0 */
} replacements[] = {
        {0xb1, L'+', L'-'},
        {0xb7, 0x30fb, 0},
        {0xd7, 0xff38, 0},
        {0x2010, 0xff0d, 0},
        {0x2013, 0xff0d, 0},
        {0x2014, L'-', L'-'},
        {0x2015, L'-', L'-'},
        {0x2018, 0xff07, 0},
        {0x2019, 0xff07, 0},
        {0x201c, 0xff02, 0},
        {0x201d, 0xff02, 0},
        {0x2022, 0x30fb, 0},
        {0x2026, L'.', L'.'},
        {0x203b, 0xff0a, 0},
        {0x2190, L'<', L'-'},
        {0x2192, L'-', L'>'},
        {0x25cb, 0x3007, 0},
        {0x25cf, 0x3007, 0},
        {0x2605, 0xff0a, 0},
        {0x2606, 0xff0a, 0},
};

void kr_widen_char(wchar_t c, wchar_t *ret, wchar_t *ret_more)
{
	*ret = wcwidth(c) == 1 ? c : L'?';
	*ret_more = L' ';
	for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
		if (replacements[i].narrow == c &&
		        wcwidth(replacements[i].wide) + (replacements[i].more != 0) == 2) {
			*ret = replacements[i].wide;
			*ret_more = replacements[i].more;
		}
}
