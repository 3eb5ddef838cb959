#include "kread/app/message.h"

#include <stdarg.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/redact.h"

static void set(struct kr_app *a, enum kr_severity severity, const char *fmt, va_list ap)
{
	a->severity = severity;
	a->dirty = true;
	kr_str_clear(&a->message);
	kr_str_addv(&a->message, gettext(fmt), ap);
	kr_redact_logins(&a->message);
	if (a->rows == 1) /* the message replaces the text */
		kr_areas_update(a);
}

void kr_message_info(struct kr_app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(a, KR_SEVERITY_INFO, fmt, ap);
	va_end(ap);
}

void kr_message_error(struct kr_app *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(a, KR_SEVERITY_ERROR, fmt, ap);
	va_end(ap);
}

void kr_message_clear(struct kr_app *a)
{
	if (a->severity != KR_SEVERITY_NONE)
		a->dirty = true;
	a->severity = KR_SEVERITY_NONE;
	kr_str_clear(&a->message);
	if (a->rows == 1)
		kr_areas_update(a);
}
