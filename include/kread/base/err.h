/* Errors: a negative code and one sentence, in memory of the caller. Messages are in lower case,
 * without a full stop, and start with what failed. */
#ifndef KREAD_BASE_ERR_H
#define KREAD_BASE_ERR_H

enum {
	KR_E_SYS = -1,      /* a system call failed */
	KR_E_USAGE = -2,    /* wrong option, key, command or address */
	KR_E_NET = -3,      /* could not fetch */
	KR_E_LIMIT = -4,    /* too large, too slow or nested too deeply */
	KR_E_FORMAT = -5,   /* invalid data */
	KR_E_CRASH = -6,    /* the worker crashed or hung */
	KR_E_TYPE = -7,     /* a type of content that kread does not read */
	KR_E_CERT = -8,     /* could not fetch: the certificate was refused */
	KR_E_RETRY = -9,    /* could not fetch, but a later attempt may succeed */
	KR_E_REFUSED = -10, /* could not fetch: the server refused, but may let a browser in */
};

struct kr_err {
	int code;
	char msg[480];
};

/* Fill err (may be NULL) with the translation of fmt (base/intl.h) and return code, so that callers
 * can `return kr_err_set(...)`. Control characters in the message are replaced: it may quote
 * servers and pages. Users and passwords in addresses are removed (kr_redact_logins). A message
 * that is too long is cut at a character. */
int kr_err_set(struct kr_err *err, int code, const char *fmt, ...)
        __attribute__((format(printf, 3, 4)));

/* The same with ": " and strerror(errnum) appended. The code is KR_E_SYS. */
int kr_err_sys(struct kr_err *err, int errnum, const char *fmt, ...)
        __attribute__((format(printf, 3, 4)));

/* Insert "what: " before the message. err may be NULL. */
void kr_err_prefix(struct kr_err *err, const char *what);

#endif
