/* Errors: a negative code and one sentence, in memory of the caller. Messages are in lower case,
 * without a full stop, and say first what failed. */
#ifndef KREAD_BASE_ERR_H
#define KREAD_BASE_ERR_H

enum {
	KR_E_SYS = -1,    /* the operating system said no */
	KR_E_USAGE = -2,  /* wrong option, key, command, address */
	KR_E_NET = -3,    /* could not fetch */
	KR_E_LIMIT = -4,  /* too large, too slow, too deep */
	KR_E_FORMAT = -5, /* cannot be understood */
	KR_E_CRASH = -6,  /* the worker died or hung */
	KR_E_CANCEL = -7, /* cancelled by the reader */
	KR_E_TYPE = -8,   /* not a kind of content that kread reads */
	KR_E_CERT = -9,   /* could not fetch: the certificate was refused */
};

struct kr_err {
	int code;
	char msg[480];
};

/* Fill err (may be NULL) and return code, so that callers can `return kr_err_set(...)`. Control
 * characters in the message are replaced, so that what a server or page said can be put into it. */
int kr_err_set(struct kr_err *err, int code, const char *fmt, ...)
        __attribute__((format(printf, 3, 4)));

/* The same with ": " and strerror(errnum) behind it, code KR_E_SYS. */
int kr_err_sys(struct kr_err *err, int errnum, const char *fmt, ...)
        __attribute__((format(printf, 3, 4)));

/* Put "what: " before the message that is there. */
void kr_err_prefix(struct kr_err *err, const char *what);

#endif
