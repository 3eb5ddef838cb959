/* Databases that are damaged, and other reasons why a statement fails. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store_priv.h"
#include "kread/base/str.h"

static void move(const char *from, const char *to, const char *end)
{
	struct kr_str a, b;

	kr_str_init(&a);
	kr_str_init(&b);
	kr_str_addf(&a, "%s%s", from, end);
	kr_str_addf(&b, "%s%s", to, end);
	(void)!rename(a.data, b.data);
	kr_str_fini(&a);
	kr_str_fini(&b);
}

int kr_damage_set_aside(const char *path, struct kr_str *to, struct kr_err *err)
{
	time_t now = time(NULL);
	char stamp[32] = "";
	struct tm tm;

	if (gmtime_r(&now, &tm))
		strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &tm);
	for (int i = 1; i < 100; i++) {
		kr_str_clear(to);
		kr_str_addf(to, "%s.damaged-%s", path, stamp);
		if (i > 1)
			kr_str_addf(to, "-%d", i);
		if (access(to->data, F_OK) < 0)
			break;
	}
	/* first, because SQLite would take them for those of a new database */
	move(path, to->data, "-wal");
	move(path, to->data, "-shm");
	if (rename(path, to->data) < 0)
		return kr_err_sys(err, errno, "%s is damaged and cannot be renamed", path);
	return 0;
}

const char *kr_damage_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The tables are not those that they should be, or their content is not. */
static bool is_damage(int code)
{
	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_ERROR;
}

int kr_damage_check(struct kr_store *s, int code, struct kr_err *err)
{
	struct kr_str to;
	int rc;

	code &= 0xff;
	if (code == SQLITE_OK)
		return 0;
	if (code == SQLITE_BUSY)
		return kr_err_set(err, KR_E_RETRY, "%s: another program is writing", s->path);
	if (!is_damage(code))
		return kr_err_set(err, KR_E_SYS, "%s: %s", s->path, s->sqlite.errstr(code));
	kr_str_init(&to);
	kr_statements_disconnect(s);
	rc = kr_damage_set_aside(s->path, &to, err);
	if (rc == 0)
		rc = kr_err_set(err, KR_E_FORMAT, "%s is damaged; it is kept as %s", s->path,
		        kr_damage_name(to.data));
	kr_str_fini(&to);
	return rc;
}
