/* The name of a list of links, as readers should see it. */
#ifndef KREAD_EXTRACT_LISTS_LIST_NAME_PRIV_H
#define KREAD_EXTRACT_LISTS_LIST_NAME_PRIV_H

#include "extract/lists/link_lists_priv.h"

/* Returns the heading of a list, without tabs and "more" links next to it, in the arena of the
 * document. NULL if there is none, or if what is above the list does not name it: the last sentence
 * of an article or a heading in it, a headline, a time, "Share this", "Previous". The result is
 * kept in list->group. */
const char *kr_list_name(struct kr_page *page, struct kr_link_list *list);

/* Whether a name says that a list is of advertisements, vacancies, goods or other things. */
bool kr_list_name_is_other(struct kr_slice name);

/* The same of the heading of a list. */
bool kr_list_name_excludes(const struct kr_page *page, const struct kr_link_list *list);

#endif
