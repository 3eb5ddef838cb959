/* Sites: hosts under one registrable domain, such as "bbc.co.uk", by the Public Suffix List
 * (publicsuffix.org) that is compiled into libpsl; no file is read. */
#ifndef KREAD_BASE_SITE_H
#define KREAD_BASE_SITE_H

#include <stdbool.h>

#include "kread/base/slice.h"

/* True if both hosts are equal or belong to one site. IP addresses, and names of one label, belong
 * to no other site than themselves. ASCII case is ignored, and so is a dot at the end; a host in
 * punycode is another than the same host in Unicode. */
bool kr_site_same_host(struct kr_slice a, struct kr_slice b);

/* The same for the hosts of two absolute addresses. */
bool kr_site_same(const char *url_a, const char *url_b);

#endif
