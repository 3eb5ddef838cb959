/* Named character references that HTML5 added to those of HTML 4, which are all that libxml2 knows
 * before 2.14: "&comma;", "&mldr;". */
#ifndef KREAD_EXTRACT_DOM_ENTITIES_PRIV_H
#define KREAD_EXTRACT_DOM_ENTITIES_PRIV_H

#include "kread/base/arena.h"
#include "kread/base/str.h"

/* Replaces such references in s. Returns s itself if there are none, else a copy in a. */
struct kr_slice kr_entities_resolve(struct kr_slice s, struct kr_arena *a);

#endif
