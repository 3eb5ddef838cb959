/* Recognises labels such as "Source:". */
#include "extract/meta/byline_priv.h"

#include <string.h>

#include "extract/words/phrases_priv.h"

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

/* Length of a label whose words take the first n bytes of s, with the sign after them, or 0 if it
 * is none. Without a sign it is a label if nothing follows ("来源" in an element of its own), or if
 * it ends with "by". */
static size_t with_sign(struct kr_slice s, size_t n)
{
	static const char *const signs[] = {":", "：", "/", "／", "丨", "|"};
	const size_t at = n + blanks((struct kr_slice){s.data + n, s.len - n});
	const bool is_by = (s.data[n - 2] | 0x20) == 'b' && (s.data[n - 1] | 0x20) == 'y';

	for (size_t g = 0; g < sizeof signs / sizeof *signs; g++)
		if (s.len - at >= strlen(signs[g]) &&
		        !memcmp(s.data + at, signs[g], strlen(signs[g])))
			return at + strlen(signs[g]);
	if (at == s.len && (is_by || (n > 3 && (unsigned char)s.data[0] >= 0x80)))
		return at;
	return at > n && is_by ? at : 0;
}

enum kr_byline_field kr_byline_label_at(struct kr_slice s, size_t *ret_len)
{
	static const struct {
		uint64_t phrases;
		enum kr_byline_field field;
	} labels[] = {{KR_PHRASE(SOURCE_LABEL), KR_BYLINE_SOURCE},
	        {KR_PHRASE(EDITOR_LABEL), KR_BYLINE_EDITOR},
	        {KR_PHRASE(AUTHOR_LABEL), KR_BYLINE_AUTHOR}};

	/* most texts end here */
	if (!kr_phrases_starts(s, labels[0].phrases | labels[1].phrases | labels[2].phrases))
		return KR_BYLINE_NONE;
	for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
		const size_t n = kr_phrases_starts(s, labels[k].phrases);

		*ret_len = n ? with_sign(s, n) : 0;
		if (*ret_len)
			return labels[k].field;
	}
	return KR_BYLINE_NONE;
}

size_t kr_byline_label_by(struct kr_slice s)
{
	const size_t n = kr_phrases_starts(s, KR_PHRASE(BY));
	const size_t at = n ? n + blanks((struct kr_slice){s.data + n, s.len - n}) : 0;

	return at > n && at < s.len ? at : 0;
}

/* Whether a word starts at s[i]: in alphabets, after a space. */
static bool starts_word(struct kr_slice s, size_t i)
{
	return (unsigned char)s.data[i] >= 0xe3 ||
	       ((unsigned char)s.data[i] >= 0xc0 && s.data[i - 1] == ' ');
}

size_t kr_byline_label_next(struct kr_slice s)
{
	for (size_t i = 1, n; i < s.len; i++)
		if (starts_word(s, i) &&
		        kr_byline_label_at((struct kr_slice){s.data + i, s.len - i}, &n) !=
		                KR_BYLINE_NONE)
			return i;
	return s.len;
}
