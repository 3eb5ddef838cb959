#include "extract/dom/emoji_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

enum { LONGEST = 32 }; /* bytes of the alternative text */

/* Signs, emoji, and what joins and varies them. */
static bool is_emoji(uint32_t c)
{
	return (c >= 0x2190 && c <= 0x2bff) || (c >= 0x1f000 && c <= 0x1fbff) || c == 0xfe0f ||
	       c == 0x200d || c == 0x20e3 || c == 0x3030 || c == 0x303d || c == 0x3297 ||
	       c == 0x3299 || c == 0xa9 || c == 0xae || c == 0x2122 ||
	       (c >= 0xe0020 && c <= 0xe007f);
}

static bool is_all_emoji(const char *s)
{
	const size_t len = strlen(s);
	const bool keycap = strstr(s, "\xe2\x83\xa3") != NULL;
	uint32_t c;

	for (size_t i = 0; i < len;) {
		i += kr_utf8_decode(s + i, len - i, &c);
		if (!is_emoji(c) && !(keycap && c < 0x80 && strchr("0123456789#*", (int)c)))
			return false;
	}
	return true;
}

/* Whether class or address of the picture call it so. */
static bool is_named(const struct kr_dom *dom, int32_t img)
{
	static const char *const words[] = {"emoji", "emotic", "smiley", "smilies", "biaoqing"};
	const char *values[] = {kr_dom_attr(dom, img, "class"), kr_dom_attr(dom, img, "src")};

	for (size_t i = 0; i < 2; i++)
		if (values[i] && kr_slice_ihas_any(kr_slice_of(values[i]), words,
		                         sizeof words / sizeof *words))
			return true;
	return false;
}

const char *kr_emoji_text(
        const struct kr_dom *dom, int32_t img, const char **ret_left, const char **ret_right)
{
	const char *alt = kr_dom_attr(dom, img, "alt");

	*ret_left = *ret_right = "";
	if (kr_str_empty(alt) || strlen(alt) > LONGEST)
		return NULL;
	if (is_all_emoji(alt))
		return alt;
	if (!is_named(dom, img))
		return NULL;
	if ((*alt | 0x20) >= 'a' && (*alt | 0x20) <= 'z' && strlen(alt) > 2) {
		*ret_left = "["; /* a name, not a smiley such as "XD" */
		*ret_right = "]";
	}
	return alt;
}
