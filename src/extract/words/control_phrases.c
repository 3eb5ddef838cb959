#include "extract/words/control_phrases_priv.h"

#include "kread/base/utf8.h"

#define KR_MATCHER_TABLE "extract/words/control_phrases.def"
#include "extract/words/matcher_table_priv.h"

bool kr_control_phrases_is(struct kr_slice text, uint64_t meanings)
{
	return kr_matcher_equal(&table, meanings, text) != 0;
}

size_t kr_control_phrases_starts(struct kr_slice text, uint64_t meanings)
{
	return kr_matcher_affix(&table, meanings, text, false);
}

/* Whether a character is a letter of a script that separates words. */
static bool is_letter(uint32_t c)
{
	return (c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xc0 && c < 0x2000);
}

static bool is_capital(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) || (c >= 0x391 && c <= 0x3a9) ||
	       (c >= 0x410 && c <= 0x42f);
}

/* Whether a word ends before a character: elements beside each other have no blank between them. */
static bool ends_before(uint32_t c)
{
	return !is_letter(c) || is_capital(c);
}

static bool is_mark(uint32_t c)
{
	return !is_letter(c) && (c < 0x3041 || c >= 0xff00);
}

/* The bytes of a phrase, letter A, number or mark at the start of a text, or 0. */
static size_t take(struct kr_slice s, uint64_t meanings, struct kr_control_parts *ret)
{
	uint32_t c, next = 0;
	const size_t n = kr_utf8_decode(s.data, s.len, &c),
	             phrase = kr_matcher_affix(&table, meanings, s, false);

	if (phrase && phrase < s.len)
		kr_utf8_decode(s.data + phrase, s.len - phrase, &next);
	if (phrase && ends_before(next)) {
		ret->meanings |=
		        kr_matcher_equal(&table, meanings, (struct kr_slice){s.data, phrase});
		return phrase;
	}
	if ((c | 0x20) == 'a') {
		next = 0;
		if (s.len > n)
			kr_utf8_decode(s.data + n, s.len - n, &next);
		ret->letters += next == '+' || next == '-' || next == 0x2212 ? 2 : 1;
		return ends_before(next) ? n : 0;
	}
	ret->digits += c >= '0' && c <= '9';
	return is_mark(c) ? n : 0;
}

bool kr_control_phrases_split(struct kr_slice text, uint64_t meanings, struct kr_control_parts *ret)
{
	*ret = (struct kr_control_parts){0};
	while (text.len) {
		const size_t n = take(text, meanings, ret);

		if (!n)
			return false;
		text.data += n;
		text.len -= n;
	}
	return ret->meanings || ret->letters || ret->digits;
}
