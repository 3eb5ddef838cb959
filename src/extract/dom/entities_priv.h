/* Named character references that HTML5 added to those of HTML 4, which are all that libxml2
 * knows: "&comma;", "&mldr;". From the table in section 13.5 of the HTML standard, without names
 * that stand for two characters. */
#ifndef KREAD_EXTRACT_DOM_ENTITIES_PRIV_H
#define KREAD_EXTRACT_DOM_ENTITIES_PRIV_H

#include <stdint.h>

#include "kread/base/arena.h"
#include "kread/base/str.h"

/* Returns the character for a name; 0 if it is unknown or part of HTML 4. */
uint32_t kr_entities_find(const char *name, size_t len);

/* Replaces such references in s. Returns s itself if there are none, else a copy in a. */
struct kr_slice kr_entities_resolve(struct kr_slice s, struct kr_arena *a);

#endif
