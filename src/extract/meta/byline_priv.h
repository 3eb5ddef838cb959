/* Reads the visible byline: outlet, section, editor and authors around the title and
 * after the body, mostly of Chinese pages. byline_area.c splits the text into tokens,
 * byline_labelled.c reads values with a label ("来源：..."), byline_outlet.c the outlet next to the
 * time, which has no label. Private to byline*.c. */
#ifndef KREAD_EXTRACT_META_BYLINE_PRIV_H
#define KREAD_EXTRACT_META_BYLINE_PRIV_H

#include "extract/dom/page_priv.h"

enum {
	KR_BYLINE_TOKENS = 200, /* most tokens in an area */
	KR_BYLINE_SECTION = 24, /* longest section name, in bytes */
};

/* A text between two tags, or the part of it between labels or wide gaps. */
struct kr_byline_token {
	struct kr_slice s;
	int32_t node;
};

struct kr_byline_area {
	const struct kr_page *page;
	struct kr_byline_token t[KR_BYLINE_TOKENS];
	int n;
	int date;                   /* token with the publication time, or -1 */
	struct kr_slice after_date; /* text in that token after the time */
};

enum kr_byline_field { KR_BYLINE_NONE, KR_BYLINE_SOURCE, KR_BYLINE_AUTHOR, KR_BYLINE_EDITOR };

/* Adds the tokens of up to `max` text nodes in [from, end); stops where the body starts if
 * stop_at_body is set. */
void kr_byline_area_read(
        struct kr_byline_area *a, int32_t from, int32_t end, int max, bool stop_at_body);

/* Sets a->date and a->after_date. */
void kr_byline_area_find_date(struct kr_byline_area *a);

/* Whether a node is a visible text outside recommendations and comments. */
bool kr_byline_area_has(const struct kr_page *page, int32_t node);

/* Reads the label at the start of s, with its colon or the like; *ret_len is its length. A word
 * without a colon is a label if nothing follows ("来源" in an element of its own). */
enum kr_byline_field kr_byline_label_at(struct kr_slice s, size_t *ret_len);

/* The length of words such as "Von" and of the space after them at the start of s, which say
 * without a sign that the name of the author follows, or 0. */
size_t kr_byline_label_by(struct kr_slice s);

/* Where the next label within s starts; the length of s if there is none. */
size_t kr_byline_label_next(struct kr_slice s);

/* Reads the labelled values. After the body (tail) only ideographic labels count: English sentences
 * may start with "By". */
void kr_byline_labelled_read(struct kr_page *page, const struct kr_byline_area *a, bool tail);

/* Reads the authors that the markup names: rel="author", itemprop="author", a class such as
 * "byline-name". (byline_marked.c) */
void kr_byline_marked_read(struct kr_page *page, const struct kr_byline_area *a);

/* Reads the outlet next to the time, usually after it, as Chinese sites place it; a link before the
 * time is the section. If no time was recognised, reads the account next to the headline. */
void kr_byline_outlet_read(struct kr_page *page, const struct kr_byline_area *a);

/* Trims white space and decoration around names. A closing bracket whose opening one is in the name
 * stays. */
struct kr_slice kr_byline_name_trim(struct kr_slice s);

/* Whether s has the length and the characters of a name; contains ideographs; has more than `max`
 * digits; is or contains a word such as "share" that is often next to a time but is no name. */
bool kr_byline_name_fits(struct kr_slice s);
bool kr_byline_name_is_wide(struct kr_slice s);
bool kr_byline_name_has_digits(struct kr_slice s, int max);
bool kr_byline_name_is_control(struct kr_slice s);

/* Whether s looks like the name of a person or of several: a few words in capital letters. */
bool kr_byline_name_is_person(struct kr_slice s);

/* The part of s before a dash, a dot in the middle of the line, or a date. */
struct kr_slice kr_byline_name_cut(struct kr_slice s);

#endif
