/* Removes names of sites and sections from the ends of a title. */
#include "extract/meta/title/title_names_priv.h"

#include <string.h>

enum { GUESS_BYTES = 24 }; /* longest name that only its shape suggests */

/* 【site】headline */
static bool split_bracketed(struct kr_slice s, struct kr_title_cut *ret)
{
	static const char open[] = "【", close[] = "】";
	const char *end =
	        kr_slice_starts(s, open) ? memmem(s.data, s.len, close, strlen(close)) : NULL;

	if (!end)
		return false;
	ret->colon = false;
	ret->part = (struct kr_slice){s.data + strlen(open), (size_t)(end - s.data) - strlen(open)};
	end += strlen(close);
	ret->rest = kr_slice_trim((struct kr_slice){end, (size_t)(s.data + s.len - end)});
	return ret->rest.len > 0;
}

/* Whether an element shows exactly this text. */
static bool is_shown(struct kr_title_names *a, struct kr_slice s)
{
	const struct kr_slice key = kr_title_keys_get(a, s);

	for (size_t i = 0; i < a->all->n; i++)
		if (a->all->v[i].sources & KR_TITLE_SHOWN &&
		        kr_title_keys_same(a->all->v[i].key, key))
			return true;
	return false;
}

/* Whether a part is the kicker that a heading shows before the headline. */
static bool is_kicker(struct kr_title_names *a, const struct kr_title_cut *c)
{
	const struct kr_slice kicker =
	        kr_title_keys_keep(a, kr_slice_of(a->all->kicker ? a->all->kicker : ""));

	return kr_title_keys_same(kicker, kr_title_keys_get(a, c->part)) && is_shown(a, c->rest);
}

/* Whether a heading or og:title is the whole line. */
static bool is_whole(struct kr_title_names *a, struct kr_slice s)
{
	const struct kr_slice key = kr_title_keys_get(a, s);

	for (size_t i = 0; i < a->all->n; i++)
		if (a->all->v[i].sources & (KR_TITLE_WHOLE | KR_TITLE_SHOWN) &&
		        kr_title_keys_same(a->all->v[i].key, key))
			return true;
	return false;
}

/* Without other evidence the text after the last separator is a name if it is short, compared
 * with the rest, too: "Rivermark", but not "Part 2". */
static bool is_guessed(struct kr_title_names *a, struct kr_slice line, const struct kr_title_cut *c)
{
	const struct kr_slice part = c->part;
	const bool begins =
	        (unsigned char)*part.data >= 0x80 || (*part.data >= 'A' && *part.data <= 'Z');
	const char last = part.data[part.len - 1];

	if (c->colon || !begins || part.len > GUESS_BYTES || kr_title_parts_words(part) > 3 ||
	        part.len * 3 > c->rest.len * 2)
		return false;
	return !(last >= '0' && last <= '9' && memchr(part.data, ' ', part.len)) &&
	       !is_whole(a, line);
}

/* Whether a colon belongs to the headline: the part at its other side is not the site, nor a
 * section beside the site. */
static bool is_headline_colon(const struct kr_title_cut *c, enum kr_title_part is, bool beside_site)
{
	if (!c->colon || is == KR_TITLE_PART_SITE)
		return false;
	return !(c->spaced && is == KR_TITLE_PART_LIKE_SITE) &&
	       !(beside_site && is == KR_TITLE_PART_SECTION);
}

struct kr_slice kr_title_trim(struct kr_title_names *a, struct kr_slice s, struct kr_slice *removed,
        size_t *nremoved, size_t max)
{
	const struct kr_slice line = s;
	struct kr_title_cut c;
	bool site_first = false;

	while (*nremoved < max && kr_title_parts_last(s, &c)) {
		const enum kr_title_part is = kr_title_parts_classify(a, c.part);
		const bool guessed = is == KR_TITLE_PART_OTHER && !*nremoved &&
		                     kr_title_parts_classify(a, c.rest) == KR_TITLE_PART_OTHER &&
		                     is_guessed(a, line, &c);

		if (!guessed &&
		        (is == KR_TITLE_PART_OTHER || is_headline_colon(&c, is, *nremoved > 0) ||
		                kr_title_parts_classify(a, c.rest) >= is))
			break;
		removed[(*nremoved)++] = c.part;
		s = c.rest;
	}
	while (*nremoved < max && (split_bracketed(s, &c) || kr_title_parts_first(s, &c))) {
		const enum kr_title_part is = kr_title_parts_classify(a, c.part);

		if (is == KR_TITLE_PART_OTHER ||
		        (is_headline_colon(&c, is, site_first) && !is_kicker(a, &c)) ||
		        (is == KR_TITLE_PART_SECTION && !site_first && !is_shown(a, c.rest)) ||
		        (is <= KR_TITLE_PART_LIKE_SITE && c.rest.len <= c.part.len) ||
		        (is == KR_TITLE_PART_WORDED && (unsigned char)*c.part.data < 0x80) ||
		        kr_title_parts_classify(a, c.rest) >= is)
			break;
		removed[(*nremoved)++] = c.part;
		s = c.rest;
		site_first = true;
	}
	return s;
}
