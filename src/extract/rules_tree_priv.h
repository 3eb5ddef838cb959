/* The page as a tree of libxml2, for XPath. It is made from kr_dom and not parsed again, so that
 * both have the same nodes and the repairs of kr_dom_parse(). */
#ifndef KREAD_EXTRACT_RULES_TREE_PRIV_H
#define KREAD_EXTRACT_RULES_TREE_PRIV_H

#include <libxml/tree.h>

#include "extract/dom/dom_priv.h"

/* Returns the tree, to be freed with xmlFreeDoc(), or NULL if libxml2 runs out of memory. */
xmlDocPtr kr_rules_tree_make(const struct kr_dom *dom);

/* Returns the index in kr_dom of an element or text of the tree; -1 for other nodes. */
int32_t kr_rules_tree_node(const xmlNode *n);

#endif
