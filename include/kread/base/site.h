/* Sites: hosts under one registrable domain, such as "bbc.co.uk", by the Public Suffix List
 * (publicsuffix.org) compiled into libpsl; no file is read. */
#ifndef KREAD_BASE_SITE_H
#define KREAD_BASE_SITE_H

#include <stdbool.h>

#include "kread/base/slice.h"

/* Whether two hosts are equal or belong to the same site. An IP address or a name of one label is a
 * site of its own. ASCII case and a dot at the end are ignored; a host in punycode differs from the
 * same host in Unicode. */
bool kr_site_same_host(struct kr_slice a, struct kr_slice b);

/* The same for the hosts of two absolute addresses. */
bool kr_site_same(const char *url_a, const char *url_b);

/* Whether the subdomains of a host belong to its site: not those of a public suffix ("co.uk"), of a
 * name of one label, or of an IP address. */
bool kr_site_has_subdomains(struct kr_slice host);

#endif
