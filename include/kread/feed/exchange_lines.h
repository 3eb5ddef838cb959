/* The same lists as kread exports its library: a JSON object a line. The man page describes them
 * under EXPORT. Of articles and subscriptions, they have what struct kr_exchange_item has. */
#ifndef KREAD_FEED_EXCHANGE_LINES_H
#define KREAD_FEED_EXCHANGE_LINES_H

#include "kread/feed/exchange.h"

/* Append the first line, with what there is to say about the list, and the line of an item.
 * content: the article as JSON on one line (doc/json.h), or NULL. */
void kr_exchange_lines_head(const struct kr_exchange_list *list, struct kr_str *out);
void kr_exchange_lines_item(
        const struct kr_exchange_item *it, const char *content, struct kr_str *out);

/* Read lines; those that are none are counted as skipped. Yours. */
struct kr_exchange_list *kr_exchange_lines_read(const char *text, size_t len);

#endif
