#include "kread/base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

static FILE *log_file;

int kr_log_open(const char *path, struct kr_err *err)
{
	FILE *f = fopen(path, "ae");

	if (!f)
		return kr_err_sys(err, errno, "cannot open log file '%s'", path);
	kr_log_close();
	log_file = f;
	return 0;
}

void kr_log_close(void)
{
	if (log_file)
		fclose(log_file);
	log_file = NULL;
}

void kr_log_write(const char *fmt, ...)
{
	struct timespec now;
	struct tm tm;
	va_list ap;

	if (!log_file)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	fprintf(log_file, "%02d:%02d:%02d.%03ld ", tm.tm_hour, tm.tm_min, tm.tm_sec, now.tv_nsec / 1000000);
	va_start(ap, fmt);
	vfprintf(log_file, fmt, ap);
	va_end(ap);
	fputc('\n', log_file);
	fflush(log_file);
}
