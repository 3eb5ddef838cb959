/* Hosts as readers see them. International host names are shown in their own script unless they
 * could be confused with others; then they are shown in punycode. The rules follow browsers and the
 * "highly restrictive" level of Unicode Technical Standard 39: each label in one script, or in
 * Latin with Chinese, Japanese or Korean; only scripts in general use (UAX 31, table 5); no
 * symbols; under a Latin top-level domain, no label whose letters all look Latin. */
#ifndef KREAD_NET_HOST_H
#define KREAD_NET_HOST_H

#include <stdbool.h>

#include "kread/base/str.h"

/* Append the host of an address, without user and port, as shown to readers. Nothing if it has
 * none. */
void kr_host_show(const char *url, struct kr_str *out);

/* Append an address with its host as shown to readers. It can still be opened: hosts in their own
 * script and in punycode are equivalent. */
void kr_host_address(const char *url, struct kr_str *out);

/* Append kr_url_display() of an address with its host as shown to readers. url may be NULL. */
void kr_host_display(const char *url, bool short_form, struct kr_str *out);

/* kr_url_same_page(), whichever form the hosts are written in. */
bool kr_host_same_page(const char *a, const char *b);

/* The same of addresses that are equal but for their fragments: those with and without "www.", or
 * of http and https, differ. */
bool kr_host_same_address(const char *a, const char *b);

/* Set out to the host of an address as it is sent: punycode, lower case. False, and out is empty or
 * meaningless, if the address has no valid host. */
bool kr_host_ascii(const char *url, struct kr_str *out);

/* Whether an address leads to this machine, as far as its host says so. */
bool kr_host_is_loopback(const char *url);

#endif
