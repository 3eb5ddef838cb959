#include "palette_priv.h"

#include <stdlib.h>

#include "kread/base/str.h"

bool kr_palette_has_true_colour(void)
{
	const char *name = getenv("COLORTERM");

	return kr_str_eq(name, "truecolor") || kr_str_eq(name, "24bit");
}

int32_t kr_palette_direct(int32_t colour, int colours)
{
	const int32_t c = colour - 16, grey = 8 + 10 * (colour - 232);
	const int32_t v[] = {c / 36, c / 6 % 6, c % 6};
	int32_t rgb = 0;

	if (colours <= 256 || colour < 8 || colour >= 256)
		return colour;
	if (colour < 16) /* the bright ones */
		return (colour & 1 ? 0xff0000 : 0x550000) | (colour & 2 ? 0xff00 : 0x5500) |
		       (colour & 4 ? 0xff : 0x55);
	if (colour >= 232)
		return grey << 16 | grey << 8 | grey;
	for (int i = 0; i < 3; i++)
		rgb = rgb << 8 | (v[i] ? 55 + 40 * v[i] : 0);
	return rgb < 8 ? 8 : rgb;
}
