/* The log: a file that the reader asked for, otherwise nothing. One of the few globals. */
#ifndef KREAD_BASE_LOG_H
#define KREAD_BASE_LOG_H

#include "kread/base/err.h"

int kr_log_open(const char *path, struct kr_err *err); /* appends; KR_E_SYS */
void kr_log_close(void);
void kr_log_write(const char *fmt, ...)
        __attribute__((format(printf, 1, 2))); /* one line with the time; no-op when closed */

#endif
