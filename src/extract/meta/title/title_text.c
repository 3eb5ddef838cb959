/* Titles as texts: what makes two of them equal, and where one is parted. */
#include "extract/meta/title/title_text_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

static bool is_mark(uint32_t c) /* punctuation and symbols outside ASCII */
{
	return (c >= 0x80 && c < 0xc0 && c != 0xaa && c != 0xb5 && c != 0xba) || c == 0xd7 ||
	       c == 0xf7 || (c >= 0x2000 && c < 0x2070) || (c >= 0x2190 && c < 0x2c00) ||
	       (c >= 0x3000 && c < 0x3005) || (c >= 0x3008 && c < 0x3021) || c == 0x30fb ||
	       c == 0x2e3a || c == 0xfe0f || c >= 0x1f000;
}

void kr_title_text_key(const char *s, size_t len, struct kr_str *out)
{
	for (size_t i = 0; i < len;) {
		uint32_t c = (unsigned char)s[i];

		i += c < 0x80 ? 1 : kr_utf8_decode(s + i, len - i, &c);
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (c < 0x80) {
			if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
				kr_str_addc(out, (char)c);
			else if (c >= 'A' && c <= 'Z')
				kr_str_addc(out, (char)(c + 32));
		} else if (!is_mark(c)) {
			if ((c >= 0xc0 && c <= 0xde) || (c >= 0x391 && c <= 0x3a9) ||
			        (c >= 0x410 && c <= 0x42f))
				c += 32;
			kr_utf8_add(out, c);
		}
	}
}

/* The length of a separator at s[i], with the blanks around it; 0 if none is there. ASCII ones need
 * blanks (but "_" and
 * "|" do not); a colon none before it. */
size_t kr_title_text_separator(const char *s, size_t len, size_t i, uint8_t *ret_kind)
{
	static const struct {
		const char *mark;
		uint8_t kind;
		bool bare; /* needs no blanks */
	} marks[] = {{"|", 1, true}, {"_", 2, true}, {"-", 3, false}, {"–", 4, false},
	        {"—", 4, false}, {"·", 5, false}, {"•", 5, false}, {"»", 6, false}, {"«", 6, false},
	        {"›", 6, false}, {"|", 1, true}, {"｜", 1, true}, {"/", 7, false}, {"~", 8, false},
	        {"::", 8, false}, {"<", 6, false}, {">", 6, false}, {"‹", 6, false},
	        {"－", 4, true}, {"——", 4, true}, {"+", 8, false}, {"：", 9, true},
	        {": ", 10, true}, {"丨", 1, true}, {"@", 8, false}, {"…", 11, false},
	        {"by ", 12, false}, {"(", 13, false}, {"- ", 14, true}, {"-", 15, true},
	        {", ", 16, true}};
	bool before = i > 0 && s[i - 1] == ' ';

	for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
		size_t n = strlen(marks[m].mark);

		if (s[i] != marks[m].mark[0] || len - i < n || memcmp(s + i, marks[m].mark, n) != 0)
			continue;
		if (marks[m].kind == 14 && (before || !(i > 0 && (unsigned char)s[i - 1] > ' ')))
			continue; /* "Foo- Site": the blank only behind */
		if (marks[m].kind == 15 && (i == 0 || (unsigned char)s[i - 1] < 0x80 ||
		                                   (unsigned char)s[i + 1] < 0x80))
			continue; /* between ideographs */
		if (!marks[m].bare &&
		        !(before && (marks[m].kind == 12 || marks[m].kind == 13 ||
		                            (i + n < len && s[i + n] == ' '))) &&
		        !(marks[m].kind == 4 && i + n < len && s[i + n] == ' '))
			continue;
		*ret_kind = marks[m].kind;
		return n;
	}
	return 0;
}
