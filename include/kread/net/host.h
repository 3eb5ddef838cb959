/* Hosts for the eyes. International ones are shown in their own letters, unless these could be
 * taken for others: then in punycode. The rules are those of browsers, after Unicode Technical
 * Standard 39, "highly restrictive": letters of one script in each label, or those of Chinese,
 * Japanese or Korean with Latin ones; no signs; no Cyrillic, Greek or Armenian label that looks
 * wholly Latin. */
#ifndef KREAD_NET_HOST_H
#define KREAD_NET_HOST_H

#include <stdbool.h>

#include "kread/base/str.h"

/* The host of an address, without user and port. Clean text, appended. */
void kr_host_show(const char *url, struct kr_str *out);

/* An address with its host as it is shown, else as it is: it can still be opened. Whether the host
 * was written in letters or in punycode makes no difference to it. Appended. */
void kr_host_address(const char *url, struct kr_str *out);

/* kr_url_display with its host as it is shown. */
void kr_host_display(const char *url, bool short_form, struct kr_str *out);

/* kr_url_same_page, whatever form the hosts are written in. */
bool kr_host_same_page(const char *a, const char *b);

/* The host as it is asked for: punycode, lower case. False: the address has none. out is cleared
 * first. */
bool kr_host_ascii(const char *url, struct kr_str *out);

#endif
