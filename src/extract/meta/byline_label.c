#include "extract/meta/byline_priv.h"

#include <string.h>

static const struct {
	const char *word;
	enum kr_byline_field label;
} labels[] = {
        {"文章来源", KR_BYLINE_SOURCE},
        {"信息来源", KR_BYLINE_SOURCE},
        {"稿件来源", KR_BYLINE_SOURCE},
        {"内容来源", KR_BYLINE_SOURCE},
        {"新闻来源", KR_BYLINE_SOURCE},
        {"本文来源", KR_BYLINE_SOURCE},
        {"来源", KR_BYLINE_SOURCE},
        {"來源", KR_BYLINE_SOURCE},
        {"稿源", KR_BYLINE_SOURCE},
        {"出处", KR_BYLINE_SOURCE},
        {"转自", KR_BYLINE_SOURCE},
        {"source", KR_BYLINE_SOURCE},
        {"quelle", KR_BYLINE_SOURCE},
        {"fuente", KR_BYLINE_SOURCE},
        {"出典", KR_BYLINE_SOURCE},
        {"출처", KR_BYLINE_SOURCE},
        {"责任编辑", KR_BYLINE_EDITOR},
        {"責任編輯", KR_BYLINE_EDITOR},
        {"本文编辑", KR_BYLINE_EDITOR},
        {"责编", KR_BYLINE_EDITOR},
        {"編輯", KR_BYLINE_EDITOR},
        {"编辑", KR_BYLINE_EDITOR},
        {"editor", KR_BYLINE_EDITOR},
        {"edited by", KR_BYLINE_EDITOR},
        {"文章作者", KR_BYLINE_AUTHOR},
        {"記者", KR_BYLINE_AUTHOR},
        {"本报记者", KR_BYLINE_AUTHOR},
        {"作者", KR_BYLINE_AUTHOR},
        {"记者", KR_BYLINE_AUTHOR},
        {"撰文", KR_BYLINE_AUTHOR},
        {"文", KR_BYLINE_AUTHOR},
        {"author", KR_BYLINE_AUTHOR},
        {"written by", KR_BYLINE_AUTHOR},
        {"by", KR_BYLINE_AUTHOR},
        {"von", KR_BYLINE_AUTHOR},
        {"autor", KR_BYLINE_AUTHOR},
};

/* Length of the white space at the start of s, including ideographic spaces. */
static size_t blanks(struct kr_slice s)
{
	static const char wide[] = "\u3000";
	const size_t n = sizeof wide - 1;
	size_t at = 0;

	while (at < s.len &&
	        (s.data[at] == ' ' || (s.len - at >= n && !memcmp(s.data + at, wide, n))))
		at += s.data[at] == ' ' ? 1 : n;
	return at;
}

enum kr_byline_field kr_byline_label_at(struct kr_slice s, size_t *ret_len)
{
	static const char *const signs[] = {":", "：", "/", "／", "丨", "|"};

	for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
		size_t n, at;
		bool is_by;

		if (!s.len || (s.data[0] | 0x20) != (labels[k].word[0] | 0x20))
			continue; /* rejects most words */
		n = at = strlen(labels[k].word);
		is_by = kr_str_ends(labels[k].word, "by");

		if (s.len < n || !kr_slice_ieq((struct kr_slice){s.data, n}, labels[k].word))
			continue;
		at += blanks((struct kr_slice){s.data + at, s.len - at});
		for (size_t g = 0; g < sizeof signs / sizeof *signs; g++)
			if (s.len - at >= strlen(signs[g]) &&
			        !memcmp(s.data + at, signs[g], strlen(signs[g]))) {
				*ret_len = at + strlen(signs[g]);
				return labels[k].label;
			}
		if (at == s.len && (is_by || (n > 3 && (unsigned char)s.data[0] >= 0x80))) {
			*ret_len = at;
			return labels[k].label;
		}
		if (at > n && is_by) {
			*ret_len = at;
			return labels[k].label;
		}
	}
	return KR_BYLINE_NONE;
}

size_t kr_byline_label_next(struct kr_slice s)
{
	for (size_t i = 1, n; i < s.len; i++)
		if ((unsigned char)s.data[i] >= 0xc0 &&
		        kr_byline_label_at((struct kr_slice){s.data + i, s.len - i}, &n) !=
		                KR_BYLINE_NONE)
			return i;
	return s.len;
}
