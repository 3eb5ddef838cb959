/* The log file, if the reader asked for one. One of the few globals. */
#ifndef KREAD_BASE_LOG_H
#define KREAD_BASE_LOG_H

#include "kread/base/err.h"

/* Open a file for appending, which only its owner may read; it replaces the log that is open, if
 * any. KR_E_SYS, and the old log
 * stays open. */
int kr_log_open(const char *path, struct kr_err *err);

void kr_log_close(void);

/* Write one line, preceded by the time of day in UTC, and flush it. Control characters are removed,
 * since lines may quote servers; so are users, passwords and queries of addresses. Does nothing if
 * no log is open. */
void kr_log_write(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
