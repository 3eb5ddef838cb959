#include "extract/state/prose_priv.h"

#include <string.h>

#include "extract/words/phrases_priv.h"

bool kr_prose_is_notice(struct kr_slice text)
{
	return kr_phrases_find(text, KR_PHRASE(COOKIES) | KR_PHRASE(NOTICE));
}

bool kr_prose_is(const struct kr_js_value *string, size_t min_sentences)
{
	enum { SAMPLE = 4000 };
	static const char *const stops[] = {"。", "！", "？", ". ", ".\n", ".<", "? ", "! ", "”"};
	const struct kr_slice s = {string->u.str, string->n < SAMPLE ? string->n : SAMPLE};
	size_t sentences = 0, code = 0;
	bool tag = false;

	for (size_t i = 0; i < s.len; i++) {
		tag = s.data[i] == '<' || (tag && s.data[i] != '>');
		sentences +=
		        strchr(".?!\xe2\xe3\xef", s.data[i]) &&
		        kr_slice_starts_any((struct kr_slice){s.data + i, s.len - i}, stops, 9);
		code += !tag && strchr("{}=|\\", s.data[i]) != NULL;
	}
	sentences += s.len == string->n && s.len && strchr(".!?", s.data[s.len - 1]);
	return sentences >= min_sentences && code * 2 < sentences && !kr_prose_is_notice(s);
}
