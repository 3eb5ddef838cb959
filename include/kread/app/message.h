/* The message in the status line. It stays until the next key. fmt is translated (base/intl.h). */
#ifndef KREAD_APP_MESSAGE_H
#define KREAD_APP_MESSAGE_H

enum kr_severity { KR_SEVERITY_NONE, KR_SEVERITY_INFO, KR_SEVERITY_ERROR };

struct kr_app;

void kr_message_info(struct kr_app *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void kr_message_error(struct kr_app *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void kr_message_clear(struct kr_app *a);

#endif
