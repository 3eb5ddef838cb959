/* Character references by name that HTML5 has added to those of HTML 4, which are all that libxml2
 * knows: "&comma;", "&mldr;". Programs that escape everything they can write them. From the table
 * of the HTML standard (section 13.5), without names of two characters. */
#ifndef KREAD_EXTRACT_DOM_ENTITIES_PRIV_H
#define KREAD_EXTRACT_DOM_ENTITIES_PRIV_H

#include <stdint.h>

#include "kread/base/arena.h"
#include "kread/base/str.h"

/* The character; 0: there is none of this name, or it is older. */
uint32_t kr_entities_find(const char *name, size_t len);

/* s with the characters in place of such references: s itself if there are none, or a copy in a. */
struct kr_slice kr_entities_resolve(struct kr_slice s, struct kr_arena *a);

#endif
