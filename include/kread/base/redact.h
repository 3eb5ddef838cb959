/* Secrets in text that is shown or written: messages, the log. */
#ifndef KREAD_BASE_REDACT_H
#define KREAD_BASE_REDACT_H

#include "kread/base/str.h"

/* Remove users and passwords from the addresses in text: "http://me:pw@host/" becomes
 * "http://host/", and "me:pw@host" becomes "host". */
void kr_redact_logins(struct kr_str *text);

/* Cut the queries and fragments of the addresses in text, which may hold tokens: "http://host/a?b"
 * becomes "http://host/a?...". */
void kr_redact_queries(struct kr_str *text);

/* The same as kr_redact_logins for an address alone. */
void kr_redact_url(struct kr_str *url);

#endif
