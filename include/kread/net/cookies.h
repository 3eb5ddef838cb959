/* Cookies that outlive a run: those of a file that the reader brings, and those that are kept.
 *
 * Both files have Netscape's format, as browsers' exporters, curl and yt-dlp read and write it.
 * Nothing else is written anywhere: no cookie is in a message or in the log.
 *
 * The jar has the cookies that the hosts are sent that the reader allowed, those of the session
 * too: it is there so that the reader need not log in again. It is readable by its owner alone. It
 * is read when it is opened and replaced at most once a second when responses set cookies, and when
 * kr_net is closed; what another program has changed meanwhile stays. If it cannot be written,
 * kr_jar_notice says so, and the run goes on with the cookies in memory. */
#ifndef KREAD_NET_COOKIES_H
#define KREAD_NET_COOKIES_H

#include <stddef.h>

#include "kread/net/net.h"

/* Take the cookies of a file; before the first fetch. Appends a sentence to notice if lines were
 * skipped, or if all cookies have expired. KR_E_SYS, KR_E_LIMIT, KR_E_FORMAT: it is no such file.
 */
int kr_cookies_read(
        struct kr_net *net, const char *path, struct kr_str *notice, struct kr_err *err);

/* Forget the cookies that a host or a subdomain of it is sent, in memory and in the jar, and the
 * users and passwords for it; the jar keeps no more of them, unless kr_jar_open named the host.
 * host: as kr_jar_hosts_parse sets it. *ret_n: how many cookies there were, and passwords.
 * KR_E_SYS, KR_E_RETRY: those in memory are forgotten, but not those in the jar. */
int kr_cookies_forget(struct kr_net *net, const char *host, size_t *ret_n, struct kr_err *err);

/* Set out to the host that text names: a host, with "*." before it or not, or an address.
 * KR_E_USAGE.
 */
int kr_jar_hosts_parse(const char *text, struct kr_str *out, struct kr_err *err);

/* Open the jar at path, which need not exist yet; before the first fetch. hosts: those whose
 * cookies are kept, as for kr_jar_hosts_parse, separated by commas or blanks; NULL: none. Appends a
 * sentence to notice if the jar cannot be used or if lines were skipped. KR_E_USAGE: hosts. */
int kr_jar_open(struct kr_net *net, const char *path, const char *hosts, struct kr_str *notice,
        struct kr_err *err);

/* Keep the cookies of a host from now on, in later runs too. 1: they are kept already; KR_E_USAGE:
 * there is no jar; KR_E_SYS, KR_E_RETRY: the jar cannot be written. */
int kr_jar_allow(struct kr_net *net, const char *host, struct kr_err *err);

/* Why the jar could not be written, once; later NULL. Borrowed until the next call. */
const char *kr_jar_notice(struct kr_net *net);

#endif
