/* Whether a text can be a name. */
#include "extract/meta/byline_priv.h"

#include <string.h>

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
	        "：", "|", "｜", "/", "·", "•", "-", "—", "(", ")", "（", "）", "[", "]", "【",
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
