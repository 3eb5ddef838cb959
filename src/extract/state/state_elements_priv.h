/* The HTML elements for the block types of editors and content systems: state_elements.def. */
#ifndef KREAD_EXTRACT_STATE_STATE_ELEMENTS_PRIV_H
#define KREAD_EXTRACT_STATE_STATE_ELEMENTS_PRIV_H

#include "extract/data/js_value_priv.h"

struct kr_state_element {
	const char *type; /* name of the block type, or part of it */
	const char *tag;  /* NULL: the block is not part of the article and is left out */
};

/* Returns the element for a block, by its members "type", "nodeType" and the like; NULL if it has
 * no type or an unknown one. */
const struct kr_state_element *kr_state_elements_find(const struct kr_js_value *object);

#endif
