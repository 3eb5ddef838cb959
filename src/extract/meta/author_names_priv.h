/* Names of authors in the strings in which pages give them. */
#ifndef KREAD_EXTRACT_META_AUTHOR_NAMES_PRIV_H
#define KREAD_EXTRACT_META_AUTHOR_NAMES_PRIV_H

#include "extract/dom/page_priv.h"

/* Adds the names in s to the authors of the document: one, or several between commas, "and" and the
 * like. Leaves out what is no name: addresses, numbers, accounts such as "admin", the name of the
 * site, and what a name is followed by: a date, a job. */
void kr_author_names_add(struct kr_doc *doc, struct kr_slice s);

/* Adds s as one name, unless it is none. */
void kr_author_names_add_one(struct kr_doc *doc, struct kr_slice s);

/* Whether a word or mark may stand between two names: a comma, "and". */
bool kr_author_names_is_joint(struct kr_slice word);

/* Removes from the authors what turned out to be the name of the site or of the source. */
void kr_author_names_drop_outlets(struct kr_doc *doc);

#endif
