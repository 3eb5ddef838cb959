/* The parts of paste.c that know in what an address can be wrapped. */
#ifndef KREAD_BASE_PASTE_PRIV_H
#define KREAD_BASE_PASTE_PRIV_H

#include "kread/base/slice.h"
#include "kread/base/str.h"

/* Drops whitespace, quotes, brackets and punctuation copied along with an address. A closing
 * bracket stays if the opening one is inside, as in addresses of wikis. */
struct kr_slice kr_paste_find_unwrap(struct kr_slice s);

/* The first address in a text: in the links of HTML and Markdown, in what share buttons make
 * ("title https://... copied from"), before a title. s itself if there is none to be told from the
 * text around it. */
struct kr_slice kr_paste_find_address(struct kr_slice s);

/* Appends s with what programs do to addresses undone: escapes of JSON and HTML, encoding as a
 * whole (https%3A%2F%2F), full-width letters and signs in scheme and host, invisible characters. */
void kr_paste_plain_add(struct kr_slice s, struct kr_str *out);

#endif
