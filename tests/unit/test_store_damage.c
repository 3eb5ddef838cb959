/* A hundred damaged libraries, of which everything is used: nothing crashes or goes on for ever,
 *what is damaged is set aside as it was, and a new library is begun.
 *
 *	STORE_SEED   the first one is damaged by this number; 1 if it is not set */
#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#include "fault_vfs.h"
#include "store_folder.h"
#include "store_use.h"

enum { LIBRARIES = 100, PAGE = 4096, LONGEST_S = 20 };

static unsigned seed;

static unsigned below(size_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (unsigned)((seed >> 8) % n);
}

/* --- damage ---------------------------------------------------------------------------------- */

static void flip_bits(struct kr_str *b)
{
	for (unsigned n = 1 + below(200); n-- > 0;)
		b->data[below(b->len)] ^= (char)(1 << below(8));
}

/* Where it hurts: the header and the first bytes of pages. */
static void flip_heads(struct kr_str *b)
{
	for (unsigned n = 1 + below(8); n-- > 0;) {
		size_t page = below(b->len / PAGE);

		b->data[page * PAGE + below(page ? 64 : 200)] = (char)below(256);
	}
}

static void cut_off(struct kr_str *b)
{
	b->len = below(b->len);
}

static void swap_pages(struct kr_str *b)
{
	for (unsigned n = 1 + below(4); n-- > 0;) {
		char *p = b->data + PAGE * (size_t)below(b->len / PAGE),
		     *q = b->data + PAGE * (size_t)below(b->len / PAGE), page[PAGE];

		memcpy(page, p, PAGE);
		memcpy(p, q, PAGE);
		memcpy(q, page, PAGE);
	}
}

static void clear_pages(struct kr_str *b)
{
	for (unsigned n = 1 + below(3); n-- > 0;)
		memset(b->data + PAGE * (size_t)(1 + below(b->len / PAGE - 1)),
		        below(2) ? 0 : (int)below(256), PAGE);
}

static void repeat_bytes(struct kr_str *b)
{
	size_t n = 1 + below(1000), from = below(b->len - n), to = below(b->len - n);

	memmove(b->data + to, b->data + from, n);
}

static void (*const kinds[])(struct kr_str *) = {
        flip_bits, flip_heads, cut_off, swap_pages, clear_pages, repeat_bytes};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* --- use ------------------------------------------------------------------------------------- */

/* The only file of the folder whose name contains a text; false: there is none. */
static bool find_file(const char *text, char *ret, size_t size)
{
	DIR *d = opendir(folder);
	bool found = false;

	for (struct dirent *e; (e = readdir(d));) {
		const size_t len = strlen(e->d_name);

		if (!strstr(e->d_name, text) || (len > 4 && !strcmp(e->d_name + len - 4, "-wal")))
			continue;
		assert_false(found);
		found = true;
		snprintf(ret, size, "%s/%s", folder, e->d_name);
	}
	closedir(d);
	return found;
}

/* All calls, those that read first. How many spoke of damage is added to. */
static void use_all(struct kr_store *s, int number, bool reads, int *said)
{
	for (int i = reads ? USE_FIRST_READ : 0; i < (reads ? USE_COUNT : USE_FIRST_READ); i++) {
		struct kr_err err = {.msg = ""};
		int rc = use_run(s, (enum use)i, &err);

		if (rc < 0 && (rc != KR_E_FORMAT && rc != KR_E_SYS && rc != KR_E_RETRY))
			fail_msg("%d, %s: %d %s", number, use_names[i], rc, err.msg);
		if (rc < 0 && !strstr(err.msg, "library"))
			fail_msg("%d, %s: %s", number, use_names[i], err.msg);
		*said += rc == KR_E_FORMAT;
	}
}

/* It was set aside with these bytes in it. */
static void is_kept(int number, const char *name, const struct kr_str *bytes)
{
	struct kr_str now;

	kr_str_init(&now);
	use_read_file(name, &now);
	if (now.len != bytes->len || memcmp(now.data, bytes->data, now.len) != 0)
		fail_msg("%d: %s was changed", number, name);
	kr_str_fini(&now);
}

/* How it went with one; true: something was found to be damaged. */
static bool is_survived(int number, const struct kr_str *bytes)
{
	struct kr_store *s = NULL;
	struct kr_err err = {.msg = ""};
	char aside[300];
	int rc, said = 0;
	bool found;

	use_put_back(bytes);
	alarm(LONGEST_S);
	rc = kr_store_open(path, &s, &err);
	if (rc < 0) { /* its version is one of the things that may be damaged */
		if (!strstr(err.msg, "written by a newer kread"))
			fail_msg("%d: %s", number, err.msg);
		is_kept(number, path, bytes);
		return true;
	}
	found = find_file("damaged", aside, sizeof aside);
	assert_int_equal(kr_store_notice(s) != NULL, found);
	if (found)
		is_kept(number, aside, bytes);
	use_all(s, number, true, &said);
	use_all(s, number, false, &said);
	use_all(s, number, true, &said);
	kr_store_close(s);
	assert_int_equal(said, !found && find_file("damaged", aside, sizeof aside));
	/* a new one is begun, or this one is used on */
	s = open_store();
	assert_int_equal(use_visit(s, "new", NULL, 3000, &err), 0);
	assert_int_equal(kr_history_find(s, "new", NULL, &err), 1);
	kr_store_close(s);
	found = find_file("damaged", aside, sizeof aside);
	if (found)
		unlink(aside);
	return found;
}

static void damaged_libraries_are_survived(void **state)
{
	const char *first = getenv("STORE_SEED");
	const unsigned from = first ? (unsigned)strtoul(first, NULL, 10) : 1;
	struct kr_str bytes, damaged;
	int found = 0;

	(void)state;
	kr_str_init(&bytes);
	kr_str_init(&damaged);
	use_make(&bytes);
	for (unsigned i = from; i < from + LIBRARIES; i++) {
		seed = i;
		kr_str_clear(&damaged);
		kr_str_add(&damaged, bytes.data, bytes.len);
		kinds[i % KINDS](&damaged);
		found += is_survived((int)i, &damaged);
	}
	alarm(0);
	print_message("%d of %d were found to be damaged\n", found, LIBRARIES);
	assert_true(found > LIBRARIES / 3);
	kr_str_fini(&bytes);
	kr_str_fini(&damaged);
}

/* What was written last is not in it yet; and it stays as it is. */
static void what_is_in_the_log_goes_along(void **state)
{
	char aside[300], wal[310], junk[PAGE];
	struct kr_str bytes, log;
	struct kr_store *s;
	int said = 0;

	(void)state;
	kr_str_init(&bytes);
	kr_str_init(&log);
	use_make(&bytes);
	s = open_store();
	assert_int_equal(use_visit(s, "late", NULL, 3000, NULL), 0);
	snprintf(wal, sizeof wal, "%s-wal", path);
	use_read_file(wal, &log);
	assert_true(log.len > 0);
	memset(junk, 'x', sizeof junk);
	for (size_t page = 4; page * PAGE < bytes.len; page++)
		memcpy(bytes.data + page * PAGE, junk, PAGE);
	use_write_file(path, &bytes);
	use_all(s, 0, true, &said);
	assert_int_equal(said, 1);
	kr_store_close(s);
	assert_true(find_file("damaged", aside, sizeof aside));
	is_kept(0, aside, &bytes);
	snprintf(wal, sizeof wal, "%s-wal", aside);
	is_kept(0, wal, &log);
	kr_str_fini(&bytes);
	kr_str_fini(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(damaged_libraries_are_survived),
	        TEST(what_is_in_the_log_goes_along),
	};

	fault_register();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
