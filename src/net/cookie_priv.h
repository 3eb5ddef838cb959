/* Cookies in Netscape's format: a line each, with seven fields between tabs: domain, whether it
 * covers subdomains, path, whether for https only, when it expires (seconds since 1970; 0: with the
 * session), name, value. "#HttpOnly_" before the domain is part of the format, too. libcurl reads
 * and writes it, but says nothing about what it cannot read, and takes cookies for all of "co.uk".
 */
#ifndef KREAD_NET_COOKIE_PRIV_H
#define KREAD_NET_COOKIE_PRIV_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"
#include "net_priv.h"

/* --- cookie.c: one of them ---------------------------------------------------------------- */

struct kr_cookie {              /* slices of its line */
	struct kr_slice domain; /* without dots before it */
	struct kr_slice path, name, value;
	int64_t expires; /* 0: with the session */
	bool subdomains, secure, http_only;
	bool given;   /* to libcurl, or not to be */
	size_t order; /* in a list: where it stood in the text */
};

enum kr_cookie_kind { KR_COOKIE_NONE /* a comment */, KR_COOKIE_GOOD, KR_COOKIE_BAD };

/* line: with or without its ending; no bytes of it are changed. *ret is set if it is GOOD. */
enum kr_cookie_kind kr_cookie_read(struct kr_slice line, struct kr_cookie *ret);
void kr_cookie_write(const struct kr_cookie *c, struct kr_str *out); /* appends; no line ending */

/* By domain, path and name, which make a cookie what it is. */
int kr_cookie_compare(const struct kr_cookie *a, const struct kr_cookie *b);
bool kr_cookie_same(const struct kr_cookie *a, const struct kr_cookie *b); /* either may be NULL */

/* Whether a host (kr_host_ascii) or a subdomain of it is sent the cookie. */
bool kr_cookie_belongs(const struct kr_cookie *c, struct kr_slice host);

/* --- cookie_list.c: many ------------------------------------------------------------------ */

struct kr_cookie_list { /* all zero: empty */
	char *text;
	struct kr_cookie *v; /* in the order of kr_cookie_compare, each once: the last one */
	size_t n, cap;
	size_t bad, expired; /* lines that were skipped */
};

/* Read a text, which is taken. now: seconds since 1970. */
void kr_cookie_list_parse(struct kr_cookie_list *l, struct kr_str *text_take, int64_t now);
void kr_cookie_list_fini(struct kr_cookie_list *l); /* it is empty afterwards */
struct kr_cookie *kr_cookie_list_find(
        const struct kr_cookie_list *l, const struct kr_cookie *like); /* NULL: none */

/* Those of a domain: returns how many, and the first one in *ret. */
size_t kr_cookie_list_of(
        const struct kr_cookie_list *l, struct kr_slice domain, struct kr_cookie **ret);

/* --- cookie_file.c ------------------------------------------------------------------------ */

/* Append the file to out. ret may be NULL. KR_E_SYS, KR_E_LIMIT, with the path in the message. If
 * there is none, *ret_missing is set instead; ret_missing NULL: that is an error, too. */
int kr_cookie_file_read(const char *path, struct kr_str *out, struct stat *ret, bool *ret_missing,
        struct kr_err *err);

/* Lock the file against other programs that replace it, until *ret_fd is closed; -1: the file
 * system has no locks. KR_E_RETRY: another one had the lock for wait_ms; KR_E_SYS. */
int kr_cookie_file_lock(const char *path, int wait_ms, int *ret_fd, struct kr_err *err);

/* Replace the file, readable by its owner alone. sync: wait for the disk. KR_E_SYS. */
int kr_cookie_file_write(
        const char *path, const struct kr_str *text, bool sync, struct kr_err *err);

/* --- cookie_memory.c: what libcurl has ---------------------------------------------------- */

/* For the calls below: a handle that shares the cookies. NULL: no memory. */
CURL *kr_cookie_memory_open(struct kr_net *net);
void kr_cookie_memory_give(const struct kr_net *net, CURL *handle, const struct kr_cookie *c);
void kr_cookie_memory_remove(const struct kr_net *net, CURL *handle, const struct kr_cookie *c);
void kr_cookie_memory_list(const struct kr_net *net, CURL *handle, struct kr_cookie_list *ret);

/* --- cookies.c: what the reader brings, and forgetting ------------------------------------ */

struct kr_cookies_brought { /* by the reader */
	struct kr_cookie_list list;
	int64_t time; /* when the file had last changed, seconds since 1970 */
};

/* Give the current request the cookies of the reader's file. */
void kr_cookies_bring(struct kr_fetch *f);

void kr_cookies_free(struct kr_net *net);

/* --- jar.c: the cookies that are kept ----------------------------------------------------- */

void kr_jar_start(struct kr_net *net); /* libcurl is there */
void kr_jar_mark(struct kr_net *net);  /* a response set a cookie: to be written */
void kr_jar_note(struct kr_net *net);  /* the same, now if it is time */
void kr_jar_free(struct kr_net *net);  /* after the last writing */
bool kr_jar_keeps(const struct kr_net *net, const struct kr_cookie *c);

/* Whether the jar has it and is newer than a file of that time. */
bool kr_jar_overrides(const struct kr_net *net, const struct kr_cookie *c, int64_t time);

/* Forget what belongs to a host, and keep no more of it. *ret_n: how many of the cookies were not
 * in memory. What the options name stays allowed. */
int kr_jar_forget(struct kr_net *net, const char *host, const struct kr_cookie_list *memory,
        size_t *ret_n, struct kr_err *err);

#endif
