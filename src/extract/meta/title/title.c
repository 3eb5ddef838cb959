/* Chooses the title. */
#include "extract/meta/title/title_candidates_priv.h"

#include <string.h>

#include "extract/meta/date/date_priv.h"
#include "extract/meta/title/title_text_priv.h"
#include "extract/words/phrases_priv.h"
#include "kread/base/utf8.h"

/* The element that shows the title: that of the candidate, or else a heading that contains it. */
static int32_t node_of(const struct kr_title_candidates *all, const struct kr_title *best)
{
	int32_t node = best->node;

	/* An h1 with more ("Title - Part 1") or less text shows it as well. */
	for (size_t i = 0; i < all->n && node < 0; i++) {
		const struct kr_title *t = &all->v[i];

		if (t->node < 0 || t->key.len < 6 || best->key.len < 6 ||
		        !(t->sources & (1u << KR_TS_H1 | 1u << KR_TS_H2 | 1u << KR_TS_CLASS)))
			continue;
		if (memmem(t->key.data, t->key.len, best->key.data, best->key.len) ||
		        (memmem(best->key.data, best->key.len, t->key.data, t->key.len) &&
		                t->key.len * 3 > best->key.len))
			node = t->node;
	}
	return node;
}

/* If the best candidate is the whole title element, which nothing on the page shows, takes the
 * part of it that a heading shows: the rest is the name of the site. */
static const struct kr_title *shown_part(
        const struct kr_title_candidates *all, const struct kr_title *best)
{
	const uint32_t head = 1u << KR_TS_TITLE | 1u << KR_TS_OG | 1u << KR_TS_TWITTER;

	if (best->node >= 0 || (best->sources & ~head) || !(best->sources & 1u << KR_TS_TITLE))
		return best;
	for (size_t i = 0; i < all->n; i++) {
		const struct kr_title *t = &all->v[i];

		if (t->node >= 0 && t->key.len >= 6 &&
		        t->sources & (1u << KR_TS_CLASS | 1u << KR_TS_H1 | 1u << KR_TS_H2) &&
		        t->sources & (1u << KR_TS_TITLE_LEFT | 1u << KR_TS_TITLE_RIGHT) &&
		        t->key.len * 2 > best->key.len)
			return t;
	}
	return best;
}

/* If only the title element has the best candidate, takes the headline that JSON-LD states. */
static const struct kr_title *stated(
        const struct kr_title_candidates *all, const struct kr_title *best)
{
	enum { LEAST = 12 }; /* bytes of the key; shorter ones may be names */
	const uint32_t element = 1u << KR_TS_TITLE | 1u << KR_TS_TITLE_LEFT |
	                         1u << KR_TS_TITLE_RIGHT | 1u << KR_TS_TITLE_MID |
	                         1u << KR_TS_STRIPPED;
	const struct kr_title *ret = best;

	if (best->sources & ~element)
		return best;
	for (size_t i = 0; i < all->n; i++) {
		const struct kr_title *t = &all->v[i];

		if (t->sources & 1u << KR_TS_JSON_LD_ARTICLE && t->key.len >= LEAST &&
		        !t->name_kind && (ret == best || t->score > ret->score))
			ret = t;
	}
	return ret;
}

/* A title in a meta tag that ends where a quotation mark ended the attribute: takes what a heading
 * and the title element have, which goes on there. */
static const struct kr_title *unquoted(
        const struct kr_title_candidates *all, const struct kr_title *best)
{
	const uint32_t headings = 1u << KR_TS_H1 | 1u << KR_TS_H2 | 1u << KR_TS_CLASS,
	               element = 1u << KR_TS_TITLE | 1u << KR_TS_TITLE_LEFT | 1u << KR_TS_STRIPPED;

	for (size_t i = 0; i < all->n && best->node < 0; i++) {
		const struct kr_title *t = &all->v[i];
		const char *rest;

		if (!(t->sources & headings) || !(t->sources & element) ||
		        !kr_str_starts(t->text, best->text))
			continue;
		rest = t->text + strlen(best->text);
		if (rest[strspn(rest, " ")] == '"')
			return t;
	}
	return best;
}

static bool ends_with(struct kr_slice whole, struct kr_slice part)
{
	return part.len < whole.len &&
	       !memcmp(whole.data + whole.len - part.len, part.data, part.len);
}

/* Whether a heading without its first words is the headline: another element shows only what is
 * behind a colon, or metadata have only what is behind the first element of the heading. */
static bool is_without_kicker(const struct kr_title *t, const struct kr_title *best)
{
	const uint32_t shown = 1u << KR_TS_H2 | 1u << KR_TS_CLASS | 1u << KR_TS_ITEMPROP,
	               stated = 1u << KR_TS_OG | 1u << KR_TS_TWITTER | 1u << KR_TS_TITLE |
	                        1u << KR_TS_JSON_LD_ARTICLE;

	if (!ends_with(best->key, t->key))
		return false;
	if (t->fragment == KR_TITLE_WITHOUT_FIRST && t->sources & stated)
		return true;
	return t->sources & 1u << KR_TS_H1_RIGHT && t->sources & shown &&
	       (t->separator == KR_TITLE_SEP_COLON || t->separator == KR_TITLE_SEP_COLON_WIDE) &&
	       t->key.len * 2 >= best->key.len;
}

/* The headline if best is a heading that begins with a kicker: "Rivers: Steps found". */
static const struct kr_title *without_kicker(
        const struct kr_title_candidates *all, const struct kr_title *best)
{
	const uint32_t headings = 1u << KR_TS_H1 | 1u << KR_TS_H2;
	const struct kr_title *ret = best;

	for (size_t i = 0; i < all->n && best->sources & headings; i++)
		if (is_without_kicker(&all->v[i], best) &&
		        (ret == best || all->v[i].score > ret->score))
			ret = &all->v[i];
	return ret;
}

/* Whether one key begins or ends with the other, which is in ideographs and most of it. */
static bool is_most_of(struct kr_slice part, struct kr_slice whole)
{
	enum { LEAST = 18 }; /* bytes, six ideographs */
	uint32_t c;

	if (part.len < LEAST || part.len >= whole.len || part.len * 2 <= whole.len)
		return false;
	kr_utf8_decode(part.data, part.len, &c);
	return kr_utf8_is_cjk(c) &&
	       (!memcmp(whole.data, part.data, part.len) || ends_with(whole, part));
}

/* If nothing on the page shows the best candidate, takes what a heading shows of it: in Chinese a
 * blank or two hyphens may be all that is between a headline and the name of a section. */
static const struct kr_title *shown_ideographs(
        const struct kr_title_candidates *all, const struct kr_title *best)
{
	const uint32_t headings = 1u << KR_TS_H1 | 1u << KR_TS_H2 | 1u << KR_TS_CLASS;

	for (size_t i = 0; i < all->n && best->node < 0; i++)
		if (all->v[i].node >= 0 && all->v[i].sources & headings &&
		        is_most_of(all->v[i].key, best->key))
			return &all->v[i];
	return best;
}

/* Whether a title ends, from byte `from` on, with a separator and the number of a part: "Part 2".
 */
static bool ends_with_part_number(const char *title, size_t from)
{
	const size_t len = strlen(title);
	size_t n;
	bool colon;

	while (title[from] == ' ')
		from++;
	from += kr_title_text_break(title, len, from, &colon);
	n = kr_phrases_starts((struct kr_slice){title + from, len - from}, KR_PHRASE(PART));
	return n && len - from <= n + 4 && from + n + strspn(title + from + n, "0123456789") == len;
}

/* The whole title if best is the part of it before "Part 2" or the like. */
static const struct kr_title *numbered(
        const struct kr_title_candidates *all, const struct kr_title *best)
{
	for (size_t i = 0; i < all->n && best->sources & 1u << KR_TS_TITLE_LEFT; i++) {
		const struct kr_title *t = &all->v[i];

		if (t->sources & 1u << KR_TS_TITLE && kr_str_starts(t->text, best->text) &&
		        ends_with_part_number(t->text, strlen(best->text)))
			return t;
	}
	return best;
}

/* A title without the date, and the separator, that it begins with: "14.3.2026 | Steps found".
 */
static const char *undated(const char *title)
{
	enum { LEAST = 16 }; /* bytes: "2026-03-14 - Minutes" keeps its date */
	const struct kr_date_hints hints = {.now = 0};
	const size_t len = strlen(title);
	struct kr_date d;
	size_t from, end, width;
	bool colon;

	if (!kr_date_parse_find(title, len, &hints, &d, &from, &end) || from || !d.year || !d.day)
		return title;
	end += strspn(title + end, " ");
	width = kr_title_text_break(title, len, end, &colon);
	end += width + strspn(title + end + width, " ");
	return width && len - end >= LEAST ? title + end : title;
}

void kr_title_run(struct kr_page *page)
{
	const struct kr_title *best = NULL;
	struct kr_title_candidates all;

	kr_title_candidates_find(page, &all);
	kr_title_names_find(page, &all);
	kr_title_features_describe(page, &all);
	kr_title_features_score(page, &all);
	for (size_t i = 0; i < all.n; i++)
		if (!best || all.v[i].score > best->score)
			best = &all.v[i];
	if (!best)
		return;
	best = shown_part(&all, unquoted(&all, stated(&all, without_kicker(&all, best))));
	best = numbered(&all, shown_ideographs(&all, best));
	page->doc->title = undated(best->text);
	page->title_node = node_of(&all, best);
}
