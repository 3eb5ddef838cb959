/* What the files of the room share: feed_xml.c and feed_json.c read raw fields, feed_items.c makes
 * them items. */
#ifndef FEED_FEED_PRIV_H
#define FEED_FEED_PRIV_H

#include "kread/base/budgets.h"
#include "kread/base/str.h"
#include "kread/feed/feed.h"

enum kr_feed_field {
	KR_FEED_ID,
	KR_FEED_LINK,
	KR_FEED_PERMALINK, /* of RSS: an id that may be a link */
	KR_FEED_ENCLOSURE, /* the address of sound or video */
	KR_FEED_TITLE,
	KR_FEED_PUBLISHED,
	KR_FEED_UPDATED,
	KR_FEED_SUMMARY,
	KR_FEED_CONTENT,
	KR_FEED_AUTHOR,
	KR_FEED_LANG,
	KR_FEED_FIELDS
};

/* A feed or an item as it is read: of each field, the first that is not empty. */
struct kr_feed_raw {
	struct kr_str v[KR_FEED_FIELDS];
};

/* What both readers fill. */
struct kr_feed_reader {
	struct kr_feed_list *list;
	const char *base;         /* that links are relative to, or NULL */
	struct kr_str own_base;   /* if the feed names it */
	struct kr_str item_base;  /* if the item names another */
	struct kr_feed_raw about; /* the feed itself */
	struct kr_feed_raw item;
};

void kr_feed_items_init(struct kr_feed_raw *raw);
void kr_feed_items_fini(struct kr_feed_raw *raw); /* it is empty afterwards */

/* Sets a field of raw, unless it has a value or s is blank. */
void kr_feed_items_set(
        struct kr_feed_raw *raw, enum kr_feed_field field, const char *s, size_t len);

/* Adds r->item, if it says anything, and clears it. False: the list is full. */
bool kr_feed_items_add(struct kr_feed_reader *r);

/* Sets what r->about says about the list itself. */
void kr_feed_items_finish(struct kr_feed_reader *r);

/* A clean line of at most max characters, with a mark if more was there; NULL: nothing is left. */
const char *kr_feed_items_clip(struct kr_arena *arena, const char *s, size_t len, size_t max);

/* Read a feed of their kind. False: it is none. */
bool kr_feed_xml_read(struct kr_feed_reader *r, const char *text, size_t len);
bool kr_feed_json_read(struct kr_feed_reader *r, const char *text, size_t len);

/* Whether reading JSON would make too many values: each takes a hundred bytes and more, whatever it
 * says. */
bool kr_feed_json_is_huge(const char *text, size_t len);

/* Appends XML without what a hostile feed could use against the parser: declarations, references to
 * entities (those of HTML become numbers), and attributes beyond the first hundred of an element.
 * Comments, instructions and references to control characters go too: where they are not allowed,
 * the feed is fine without them. */
void kr_feed_reduce_xml(const char *data, size_t len, struct kr_str *out);

/* Append HTML, or text that may be HTML, as plain text. In a title, only what titles have is
 * markup. */
void kr_feed_text_add(struct kr_str *out, const char *s, size_t len);
void kr_feed_text_add_title(struct kr_str *out, const char *s, size_t len);

/* The character that the name or number in a reference of HTML means ("eacute", "#233"); 0: none.
 */
unsigned kr_feed_text_character(const char *name, size_t len);

/* Whether an element of HTML is within a line. */
bool kr_feed_text_is_inline(const char *name);

/* A date as RSS (RFC 822) or Atom (RFC 3339) have it, or in another form that is common, as ISO
 * 8601. lang: of the feed, or NULL. False: it is none. */
bool kr_feed_date_read(const char *s, const char *lang, struct kr_str *out);

#endif
