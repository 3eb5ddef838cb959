#include "extract/dom/classes_priv.h"

#include <string.h>

struct word {
	const char *text;
	uint8_t len, class;
};

static const struct word words[] = {
#define WORD(word, meaning) {#word, sizeof #word - 1, KR_CLASS_##meaning},
#include "extract/dom/classes.def"
#undef WORD
};

enum { WORDS = sizeof words / sizeof words[0], WHOLE = 3 };

/* The two first letters as a number. */
static int two_letters(const char *s)
{
	return (s[0] - 'a') * 26 + s[1] - 'a';
}

static uint32_t letter_bit(char c)
{
	return UINT32_C(1) << (c - 'a');
}

/* Fills in which words begin with which letters. */
static void prepare(struct kr_class_cache *cache)
{
	int k = 0;

	for (int letters = 0; letters <= KR_CLASS_STARTS; letters++) {
		while (k < WORDS && two_letters(words[k].text) < letters)
			k++;
		cache->starts[letters] = (uint16_t)k;
	}
	for (k = 0; k < WORDS; k++)
		if (words[k].len > 2)
			cache->thirds[two_letters(words[k].text)] |= letter_bit(words[k].text[2]);
	cache->prepared = true;
}

/* The longest word that is a prefix of s. */
static const struct word *match(
        const struct kr_class_cache *cache, const char *s, size_t len, bool whole)
{
	const int letters = len < 2 ? 0 : two_letters(s);
	const uint16_t *range = &cache->starts[letters];
	const struct word *best = NULL;

	if (len < 2 || (len > 2 && !(cache->thirds[letters] & letter_bit(s[2]))))
		return NULL;
	for (int k = range[0]; k < range[1]; k++) {
		const struct word *w = &words[k];

		if (w->len > len || memcmp(w->text + 2, s + 2, w->len - 2u) != 0)
			continue;
		if ((w->len > WHOLE || (whole && w->len == len)) && (!best || w->len > best->len))
			best = w;
	}
	return best;
}

static uint64_t token(const struct kr_class_cache *cache, const char *s, size_t len)
{
	uint64_t mask = 0;

	for (size_t at = 0; at < len;) {
		const struct word *w = match(cache, s + at, len - at, at == 0);

		if (w)
			mask |= (uint64_t)1 << w->class;
		at += w ? w->len : 1;
	}
	return mask;
}

/* Splits a value into runs of letters; an upper case letter after a lower case one starts a new
 * run. */
static uint64_t value_mask(const struct kr_class_cache *cache, const char *value)
{
	char buf[32];
	size_t n = 0;
	uint64_t mask = 0;
	bool lower = false;

	for (const char *p = value;; p++) {
		const bool up = *p >= 'A' && *p <= 'Z', low = *p >= 'a' && *p <= 'z';

		if (n && ((!up && !low) || (up && lower) || n == sizeof buf)) {
			mask |= token(cache, buf, n);
			n = 0;
		}
		if (!*p)
			return mask;
		if (up || low)
			buf[n++] = (char)(*p | 0x20);
		lower = low;
	}
}

static uint64_t mask_of(struct kr_class_cache *cache, const char *value)
{
	uint64_t *mask;

	if (!cache->prepared)
		prepare(cache);
	if (!kr_attr_cache_has(&cache->masks, value, &mask))
		*mask = value_mask(cache, value);
	return *mask;
}

static uint64_t hash(const char *s)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3u;
	return h;
}

uint64_t kr_classes_of(
        const struct kr_dom *dom, int32_t i, struct kr_class_cache *cache, uint32_t *ret_hash)
{
	const struct kr_node *n = &dom->nodes[i];
	uint64_t mask = 0, shape = (0xcbf29ce484222325u ^ n->tag) * 0x100000001b3u;

	for (uint32_t k = 0; k < n->nattrs; k++) {
		const struct kr_attr *a = &dom->attrs[n->at + k];

		if (*a->name != 'c' && *a->name != 'i' && *a->name != 'p' && *a->name != 'r')
			continue;
		if (!strcmp(a->name, "class")) {
			mask |= mask_of(cache, a->value);
			if (*a->value)
				shape = (shape ^
				                kr_attr_cache_get(&cache->hashes, a->value, hash)) *
				        0x100000001b3u;
		} else if (!strcmp(a->name, "itemprop") || !strcmp(a->name, "property")) {
			mask |= mask_of(cache, a->value);
			if (strstr(a->value, "articleBody") || strstr(a->value, "content:encoded"))
				mask |= (uint64_t)1 << KR_CLASS_ITEMBODY;
		} else if (!strcmp(a->name, "id") || !strcmp(a->name, "role")) {
			mask |= mask_of(cache, a->value);
		}
	}
	*ret_hash = (uint32_t)(shape ^ shape >> 32);
	return mask;
}
