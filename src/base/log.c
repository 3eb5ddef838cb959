#include "kread/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "kread/base/redact.h"
#include "kread/base/str.h"
#include "kread/base/utf8.h"

static FILE *log_file;

int kr_log_open(const char *path, struct kr_err *err)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
	struct stat st;
	FILE *f;

	/* a file of the reader's that was there before may be open to others */
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid())
		fchmod(fd, S_IRUSR | S_IWUSR);
	f = fd < 0 ? NULL : fdopen(fd, "a");
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
	struct kr_str raw, clean;
	va_list ap;

	if (!log_file)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &tm);
	fprintf(log_file, "%02d:%02d:%02d.%03ld ", tm.tm_hour, tm.tm_min, tm.tm_sec,
	        now.tv_nsec / 1000000);
	va_start(ap, fmt);
	kr_str_init(&raw);
	kr_str_init(&clean);
	kr_str_addv(&raw, fmt, ap);
	kr_utf8_clean(&clean, raw.data, raw.len, KR_UTF8_LINE);
	kr_redact_logins(&clean);
	kr_redact_queries(&clean);
	fprintf(log_file, "%s\n", clean.data);
	kr_str_fini(&clean);
	kr_str_fini(&raw);
	va_end(ap);
	fflush(log_file);
}
