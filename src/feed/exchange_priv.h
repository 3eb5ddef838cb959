/* What the readers of other programs' files share. Each takes clean text without NUL and fills the
 * list. */
#ifndef FEED_EXCHANGE_PRIV_H
#define FEED_EXCHANGE_PRIV_H

#include "kread/base/slice.h"
#include "kread/feed/exchange.h"

/* A clean line or text of at most max characters; NULL: nothing is left. */
const char *kr_exchange_items_line(struct kr_exchange_list *l, struct kr_slice s);
const char *kr_exchange_items_text(struct kr_exchange_list *l, struct kr_slice s);

/* HTML, unless it or all that came before it is too long. */
const char *kr_exchange_items_html(struct kr_exchange_list *l, struct kr_slice s);

/* An address on the web, normalised ("feed://" and "feed:https://" are addresses too); NULL: it is
 * none. */
const char *kr_exchange_items_address(struct kr_exchange_list *l, struct kr_slice s);

/* Whether an address stands for something to run, as newsboat has it: "exec:", "filter:", "query:",
 * "|". */
bool kr_exchange_items_is_command(struct kr_slice s);

/* The tags of a list that separators part. */
void kr_exchange_items_tags(struct kr_exchange_list *l, struct kr_exchange_item *it,
        struct kr_slice s, const char *separators);

/* A time in seconds, milliseconds or microseconds since 1970, or in one of the forms of feeds, as
 * milliseconds; without a zone it is UTC. 0: it is none. */
int64_t kr_exchange_items_time(struct kr_slice s);

/* Adds the item if it has an address, and counts it as skipped if not. False: the list is full. */
bool kr_exchange_items_keep(struct kr_exchange_list *l, struct kr_exchange_item *it);

/* Read a file of their format, or of the format in l. */
void kr_exchange_opml_read(struct kr_exchange_list *l, const char *text, size_t len);
void kr_exchange_urls_read(struct kr_exchange_list *l, const char *text, size_t len);
void kr_exchange_bookmarks_read(struct kr_exchange_list *l, const char *text, size_t len);
void kr_exchange_csv_read(struct kr_exchange_list *l, const char *text, size_t len);
void kr_exchange_json_read(struct kr_exchange_list *l, const char *text, size_t len);

/* What a text is, if it is one for them; else KR_EXCHANGE_UNKNOWN. */
enum kr_exchange_format kr_exchange_urls_find(const char *text, size_t len);
enum kr_exchange_format kr_exchange_csv_find(const char *text, size_t len);
enum kr_exchange_format kr_exchange_json_find(const char *text, size_t len);

#endif
