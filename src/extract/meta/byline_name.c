/* Whether a text can be a name. */
#include "extract/meta/byline_priv.h"

#include <string.h>

#include "extract/meta/date/date_priv.h"
#include "extract/words/phrases_priv.h"
#include "kread/base/utf8.h"

enum { NAME_MAX_BYTES = 90 };

bool kr_byline_name_is_wide(struct kr_slice s)
{
	for (size_t i = 0; i < s.len;) {
		uint32_t c;

		i += kr_utf8_decode(s.data + i, s.len - i, &c);
		if (kr_utf8_is_cjk(c) && c >= 0x3400)
			return true;
	}
	return false;
}

static bool contains(struct kr_slice s, const char *word)
{
	return memmem(s.data, s.len, word, strlen(word)) != NULL;
}

struct kr_slice kr_byline_name_trim(struct kr_slice s)
{
	static const char *const decoration[] = {" ", "\t", "\n", "\r", "\u00a0", "\u3000", ":",
	        "：", "|", "｜", "/", "·", "•", "-", "–", "—", "(", ")", "（", "）", "[", "]", "【",
	        "】", ",", "，", ";", "；", "。", "、", "“", "”", "《", "》"};
	bool more = true;

	while (more && s.len) {
		more = false;
		for (size_t k = 0; k < sizeof decoration / sizeof *decoration; k++) {
			const size_t n = strlen(decoration[k]);

			if (s.len >= n && !memcmp(s.data, decoration[k], n)) {
				s.data += n;
				s.len -= n;
				more = true;
			}
			if (s.len >= n && !memcmp(s.data + s.len - n, decoration[k], n) &&
			        !(strstr(")）]】”》", decoration[k]) &&
			                contains(s, decoration[k - 1]))) {
				s.len -= n;
				more = true;
			}
		}
	}
	return s;
}

bool kr_byline_name_has_digits(struct kr_slice s, int max)
{
	int n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.data[i] >= '0' && s.data[i] <= '9';
	return n > max;
}

bool kr_byline_name_fits(struct kr_slice s)
{
	if (s.len < 2 || s.len > NAME_MAX_BYTES || memmem(s.data, s.len, "://", 3) ||
	        kr_byline_name_has_digits(s, 4))
		return false;
	return true;
}

bool kr_byline_name_is_control(struct kr_slice s)
{
	return kr_phrases_find(s, KR_PHRASE(NO_NAME));
}

/* Whether a letter is a capital one, or of an alphabet without them. */
static bool is_capital(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) ||
	       (c >= 0x100 && c < 0x180 && !(c & 1) && c < 0x139) ||
	       (c >= 0x139 && c < 0x149 && (c & 1)) || (c >= 0x14a && c < 0x178 && !(c & 1)) ||
	       (c >= 0x179 && c < 0x17e && (c & 1)) || (c >= 0x386 && c <= 0x3ab) ||
	       (c >= 0x400 && c <= 0x42f) || (c >= 0x5d0 && c < 0x1e00) ||
	       (c >= 0x1ea0 && c <= 0x1ef9 && !(c & 1)) || c >= 0x3041;
}

bool kr_byline_name_is_person(struct kr_slice s)
{
	enum { WORDS = 8, SMALL_WORD = 4 };
	int words = 0, capitals = 0;

	if (kr_byline_name_has_digits(s, 0) || !kr_byline_name_fits(s))
		return false;
	for (size_t i = 0, end; i < s.len; i = end + 1) {
		const char *space = memchr(s.data + i, ' ', s.len - i);
		uint32_t c;

		end = space ? (size_t)(space - s.data) : s.len;
		if (end == i)
			continue;
		kr_utf8_decode(s.data + i, s.len - i, &c);
		words++;
		capitals += is_capital(c);
		/* particles and "and" are short; a sentence has an end */
		if ((!is_capital(c) && end - i > SMALL_WORD) || memchr("?!;:", s.data[end - 1], 4))
			return false;
	}
	return capitals > 0 && words <= WORDS && capitals * 2 >= words &&
	       (words > 1 || kr_byline_name_is_wide(s));
}

struct kr_slice kr_byline_name_cut(struct kr_slice s)
{
	static const char *const ends[] = {" – ", " — ", " - ", " · ", " • ", " | ", " / ", "\n"};
	static const struct kr_date_hints hints = {0};
	struct kr_date d;
	size_t from, end;

	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		const char *p = memmem(s.data, s.len, ends[k], strlen(ends[k]));

		if (p)
			s.len = (size_t)(p - s.data);
	}
	if (kr_date_parse_find(s.data, s.len, &hints, &d, &from, &end) && from)
		s.len = from;
	return kr_byline_name_trim(s);
}
