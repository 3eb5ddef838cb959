/* Named character references: "&eacute;", "&comma;". From the table in section 13.5 of the HTML
 * standard, without names that stand for two characters. Names are given without "&" and ";". */
#ifndef KREAD_BASE_ENTITY_H
#define KREAD_BASE_ENTITY_H

#include <stddef.h>
#include <stdint.h>

/* The character for a name; 0: it is none. */
uint32_t kr_entity_find(const char *name, size_t len);

/* The same for names that HTML5 added to those of HTML 4, */
uint32_t kr_entity_find_new(const char *name, size_t len);

/* and for those that need no semicolon, of the time of Latin-1. */
uint32_t kr_entity_find_open(const char *name, size_t len);

#endif
