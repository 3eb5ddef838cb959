/* What becomes of each call on the library if the disk is full, fails, or another program holds
 * the lock, at each place at which that can happen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault_vfs.h"
#include "store_folder.h"
#include "store_use.h"

static const struct kind {
	const char *name;
	unsigned calls;
	int code;
	bool goes_on;
} kinds[] = {
        {"full disk", FAULT_WRITE | FAULT_MAP, SQLITE_FULL, true},
        {"write", FAULT_WRITE, SQLITE_IOERR_WRITE, false},
        {"sync", FAULT_SYNC, SQLITE_IOERR_FSYNC, false},
        {"read", FAULT_READ, SQLITE_IOERR_READ, false},
        {"files", FAULT_OPEN | FAULT_MAP, SQLITE_IOERR, false},
        {"lock", FAULT_LOCK, SQLITE_BUSY, true},
        {"lock for a moment", FAULT_LOCK, SQLITE_BUSY, false},
        {"locks fail", FAULT_LOCK, SQLITE_IOERR_LOCK, false},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static struct kr_str bytes; /* of the library */
static struct kr_str before, after, now;

/* An error that the headers name, which says where. */
static void is_documented(const char *what, const char *kind, int rc, const struct kr_err *err)
{
	if (rc >= 0)
		return;
	if (rc != KR_E_SYS && rc != KR_E_RETRY)
		fail_msg("%s, %s: %d, %s", what, kind, rc, err->msg);
	if (!strstr(err->msg, "library.db: "))
		fail_msg("%s, %s: %s", what, kind, err->msg);
}

/* With the fault at the n-th place. False: there is no such place. */
static bool survives(enum use which, const struct kind *k, int n)
{
	struct kr_store *s;
	struct kr_err err = {.msg = ""};
	bool hit, is_before, is_after;
	int rc;

	use_put_back(&bytes);
	s = open_store();
	fault_arm(k->calls, k->code, n, k->goes_on);
	rc = use_run(s, which, &err);
	hit = fault_lift();
	is_documented(use_names[which], k->name, rc, &err);
	/* it works again, with the same connection */
	if (kr_history_find(s, "a1", NULL, &err) < 0)
		fail_msg("%s, %s %d: %s", use_names[which], k->name, n, err.msg);
	kr_store_close(s);
	use_contents(&now);
	is_before = now.len == before.len && !memcmp(now.data, before.data, now.len);
	is_after = now.len == after.len && !memcmp(now.data, after.data, now.len);
	if (which < USE_FIRST_READ && !(is_after || (rc < 0 && is_before)))
		fail_msg("%s, %s %d: %d, %s", use_names[which], k->name, n, rc,
		        is_before ? "not done" : "half done");
	if (n > 1)
		return hit;
	s = open_store();
	assert_null(kr_store_notice(s));
	if (use_run(s, which, &err) < 0)
		fail_msg("%s, %s %d: %s", use_names[which], k->name, n, err.msg);
	kr_store_close(s);
	return hit;
}

static void sets_off(enum use which)
{
	struct kr_store *s;

	use_put_back(&bytes);
	use_contents(&before);
	s = open_store();
	assert_true(use_run(s, which, NULL) >= 0);
	kr_store_close(s);
	use_contents(&after);
	if (which < USE_FIRST_READ && after.len == before.len &&
	        !memcmp(after.data, before.data, after.len))
		fail_msg("%s changes nothing", use_names[which]);
}

static void each_call_survives_each_fault(void **state)
{
	int places = 0;

	(void)state;
	use_make(&bytes);
	for (enum use which = 0; which < USE_COUNT; which++) {
		sets_off(which);
		for (int k = 0; k < KINDS; k++) {
			int n = 1;

			while (survives(which, &kinds[k], n))
				n += n < 20 ? 1 : n / 10;
			places += n - 1;
		}
	}
	print_message("%d places\n", places);
	assert_true(places > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(each_call_survives_each_fault),
	};

	fault_register();
	kr_str_init(&bytes);
	kr_str_init(&before);
	kr_str_init(&after);
	kr_str_init(&now);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
