/* Splits a title at separators and classifies the parts: headline, site, section. */
#include "extract/meta/title/title_names_priv.h"

#include <string.h>

#include "extract/words/phrases_priv.h"

enum { NAME_BYTES = 40 }; /* longest name recognised by its words */

bool kr_title_parts_first(struct kr_slice s, struct kr_title_cut *ret)
{
	for (size_t i = 1; i < s.len; i++) {
		const size_t n = kr_title_text_break(s.data, s.len, i, &ret->colon);

		if (!n || i + n >= s.len)
			continue;
		ret->part = kr_slice_trim((struct kr_slice){s.data, i});
		ret->rest = kr_slice_trim((struct kr_slice){s.data + i + n, s.len - i - n});
		ret->spaced = s.data[i - 1] == ' ';
		return ret->part.len && ret->rest.len;
	}
	return false;
}

bool kr_title_parts_last(struct kr_slice s, struct kr_title_cut *ret)
{
	bool found = false, colon;

	for (size_t i = 1; i < s.len; i++) {
		const size_t n = kr_title_text_break(s.data, s.len, i, &colon);

		if (!n || i + n >= s.len)
			continue;
		ret->rest = kr_slice_trim((struct kr_slice){s.data, i});
		ret->part = kr_slice_trim((struct kr_slice){s.data + i + n, s.len - i - n});
		ret->colon = colon;
		ret->spaced = s.data[i - 1] == ' ';
		found = ret->part.len && ret->rest.len;
		i += n - 1;
	}
	return found;
}

static bool ends_as_site(struct kr_slice part)
{
	const size_t n = kr_phrases_ends(part, KR_PHRASE(SITE_END));

	if (!n)
		return false;
	return (unsigned char)part.data[part.len - n] >= 0x80
	               ? part.len > n
	               : part.len == n || part.data[part.len - n - 1] == ' ';
}

static bool is_section_word(struct kr_slice part)
{
	const size_t n = kr_phrases_ends(part, KR_PHRASE(SECTION_END));

	return kr_phrases_is(part, KR_PHRASE(SECTION)) ||
	       (n && kr_phrases_is((struct kr_slice){part.data, part.len - n}, KR_PHRASE(SECTION)));
}

static bool is_domain(struct kr_slice part)
{
	const char *dot = memrchr(part.data, '.', part.len);
	const size_t suffix_len = dot ? (size_t)(part.data + part.len - dot - 1) : 0;

	return suffix_len >= 2 && suffix_len <= 4 && dot > part.data && (dot[1] | 0x20) >= 'a' &&
	       !memchr(part.data, ' ', part.len);
}

size_t kr_title_parts_words(struct kr_slice part)
{
	size_t n = 1;

	for (size_t i = 0; i < part.len; i++)
		n += part.data[i] == ' ';
	return n;
}

/* "The Gazette" equals "Gazette". */
static struct kr_slice without_the(struct kr_slice key)
{
	return kr_slice_starts(key, "the") && key.len > 6
	               ? (struct kr_slice){key.data + 3, key.len - 3}
	               : key;
}

static bool is_similar(struct kr_slice a, struct kr_slice b)
{
	a = without_the(a);
	b = without_the(b);
	if (a.len < KR_TITLE_KEY_MIN || b.len < KR_TITLE_KEY_MIN || a.len * 4 < b.len * 3 ||
	        b.len * 4 < a.len * 3)
		return false;
	return kr_title_keys_contains(a, b) || kr_title_keys_contains(b, a);
}

/* "江岸新聞 RIVER.COM": the name and the domain. */
static bool ends_with_domain(struct kr_slice part)
{
	const char *blank = memrchr(part.data, ' ', part.len);

	return blank && part.len <= NAME_BYTES && kr_title_parts_words(part) <= 4 &&
	       is_domain((struct kr_slice){blank + 1, (size_t)(part.data + part.len - blank - 1)});
}

/* The length of the mark between two keywords at s[i], or 0. */
static size_t keyword_end(struct kr_slice s, size_t i)
{
	static const char *const ends[] = {",", "，", "、"};

	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
		if (s.len - i >= strlen(ends[k]) && !memcmp(s.data + i, ends[k], strlen(ends[k])))
			return strlen(ends[k]);
	return 0;
}

/* "mills,rivers,floods" behind a headline: short words without a sentence. */
static bool is_keywords(struct kr_slice part)
{
	enum { LEAST = 3, WORD_BYTES = 24 };
	size_t count = 1, from = 0;

	for (size_t i = 0, n; i < part.len; i += n ? n : 1) {
		n = keyword_end(part, i);
		if (n && (i == from || i - from > WORD_BYTES || part.data[i + n] == ' '))
			return false;
		from = n ? i + n : from;
		count += n > 0;
	}
	return count >= LEAST && part.len > from && part.len - from <= WORD_BYTES;
}

/* A short name that ends like the names of sites. */
static bool is_worded(struct kr_slice part)
{
	struct kr_title_cut c;

	return part.len <= NAME_BYTES && kr_title_parts_words(part) <= 5 &&
	       !kr_title_parts_first(part, &c) && ends_as_site(part);
}

enum kr_title_part kr_title_parts_classify(struct kr_title_names *a, struct kr_slice part)
{
	const struct kr_slice key = kr_title_keys_get(a, part);
	enum kr_title_part is = is_section_word(part) ? KR_TITLE_PART_SECTION : KR_TITLE_PART_OTHER;

	for (size_t i = 0; i < a->n && is < KR_TITLE_PART_SITE; i++) {
		const struct kr_title_name *name = &a->v[i];

		if (name->part > is && kr_title_keys_same(key, name->key) &&
		        (name->part == KR_TITLE_PART_SITE || !kr_title_keys_same(key, a->og)))
			is = name->part;
		else if (name->part == KR_TITLE_PART_SITE && is < KR_TITLE_PART_LIKE_SITE &&
		         is_similar(key, name->key))
			is = KR_TITLE_PART_LIKE_SITE;
	}
	if (is)
		return is;
	for (size_t i = 0; i < a->ncopyright && key.len >= KR_TITLE_KEY_MIN; i++)
		if (kr_title_keys_contains(a->copyright[i], key))
			return KR_TITLE_PART_WORDED;
	if (is_domain(part) || ends_with_domain(part))
		return KR_TITLE_PART_LIKE_SITE;
	return is_worded(part) || is_keywords(part) ? KR_TITLE_PART_WORDED : KR_TITLE_PART_OTHER;
}

/* A short part that begins with the name of a section: "Sports Extra". */
static bool begins_as_section(struct kr_slice part)
{
	enum { MOST_WORDS = 2 };
	const char *blank = memchr(part.data, ' ', part.len);

	return blank && kr_title_parts_words(part) <= MOST_WORDS &&
	       is_section_word((struct kr_slice){part.data, (size_t)(blank - part.data)});
}

bool kr_title_parts_all_names(struct kr_title_names *a, struct kr_slice line)
{
	struct kr_title_cut c;
	bool named = false;

	while (kr_title_parts_last(line, &c)) {
		if (!kr_title_parts_classify(a, c.part) && !begins_as_section(c.part))
			return false;
		named = true;
		line = c.rest;
	}
	return kr_title_parts_classify(a, line) >=
	       (named ? KR_TITLE_PART_SECTION : KR_TITLE_PART_WORDED);
}
