#include "kread/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "kread/base/intl.h"
#include "kread/base/redact.h"
#include "kread/base/str.h"
#include "kread/base/utf8.h"

static void store(struct kr_err *err, int code, struct kr_str *raw)
{
	struct kr_str clean;
	size_t n;

	kr_str_init(&clean);
	kr_utf8_clean(&clean, raw->data, raw->len, KR_UTF8_LINE);
	kr_redact_logins(&clean);
	n = clean.len < sizeof err->msg ? clean.len : sizeof err->msg - 1;
	n = kr_utf8_floor(clean.data, clean.len, n);
	err->code = code;
	memcpy(err->msg, clean.data, n);
	err->msg[n] = '\0';
	kr_str_fini(&clean);
}

int kr_err_set(struct kr_err *err, int code, const char *fmt, ...)
{
	struct kr_str raw;
	va_list ap;

	if (!err)
		return code;
	kr_str_init(&raw);
	va_start(ap, fmt);
	kr_str_addv(&raw, gettext(fmt), ap);
	va_end(ap);
	store(err, code, &raw);
	kr_str_fini(&raw);
	return code;
}

int kr_err_sys(struct kr_err *err, int errnum, const char *fmt, ...)
{
	struct kr_str raw;
	va_list ap;

	if (!err)
		return KR_E_SYS;
	kr_str_init(&raw);
	va_start(ap, fmt);
	kr_str_addv(&raw, gettext(fmt), ap);
	va_end(ap);
	kr_str_addf(&raw, ": %s", strerror(errnum));
	store(err, KR_E_SYS, &raw);
	kr_str_fini(&raw);
	return KR_E_SYS;
}

void kr_err_prefix(struct kr_err *err, const char *what)
{
	struct kr_str raw;

	if (!err)
		return;
	kr_str_init(&raw);
	kr_str_addf(&raw, _("%s: %s"), gettext(what), err->msg);
	store(err, err->code, &raw);
	kr_str_fini(&raw);
}
