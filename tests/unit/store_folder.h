/* A folder of its own for each test of the library. Include it after cmocka.h. */
#ifndef KREAD_TESTS_UNIT_STORE_FOLDER_H
#define KREAD_TESTS_UNIT_STORE_FOLDER_H

#include <ftw.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "kread/store/store.h"

static char top[64], folder[96], path[128];

static inline int make_top(void **state)
{
	(void)state;
	strcpy(top, "/tmp/kread-store-XXXXXX");
	if (!mkdtemp(top))
		return -1;
	snprintf(folder, sizeof folder, "%s/data/kread", top);
	snprintf(path, sizeof path, "%s/library.db", folder);
	return 0;
}

static inline int remove_entry(const char *name, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(name);
}

static inline int remove_top(void **state)
{
	(void)state;
	return nftw(top, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static inline struct kr_store *open_store(void)
{
	struct kr_store *s = NULL;
	struct kr_err err = {0};

	if (kr_store_open(path, &s, &err) < 0)
		fail_msg("%s", err.msg);
	return s;
}

/* Run SQL as another program would. */
static inline sqlite3 *other(const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	return db;
}

static inline void make_other(const char *sql)
{
	char data[96];

	snprintf(data, sizeof data, "%s/data", top);
	mkdir(data, 0700);
	mkdir(folder, 0700);
	sqlite3_close(other(sql));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_top, remove_top)

#endif
