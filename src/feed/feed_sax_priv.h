/* XML as a stream of elements (SAX2 of libxml2). No tree is built. The parser never sees a
 * declaration or a reference to an entity: there is nothing to expand and nothing to fetch. */
#ifndef FEED_FEED_SAX_PRIV_H
#define FEED_FEED_SAX_PRIV_H

#include <libxml/parser.h>
#include <stdbool.h>
#include <stddef.h>

#include "kread/base/slice.h"

/* Calls the functions of sax with user. *ret_ctxt is set before and valid meanwhile. */
void kr_feed_sax_read(const char *data, size_t size, const xmlSAXHandler *sax, void *user,
        xmlParserCtxtPtr *ret_ctxt);

/* An attribute of a started element. prefix: NULL, or "" for any or none; data is NULL if there is
 * no such attribute. Case counts. */
struct kr_slice kr_feed_sax_attribute(
        int n, const xmlChar **attributes, const char *prefix, const char *name);

#endif
