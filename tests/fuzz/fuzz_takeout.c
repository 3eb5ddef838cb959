/* A library as text: any lines are read or refused, and what was read, written and read into an
 * empty library, is written the same way. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "kread/base/mem.h"
#include "kread/store/store.h"
#include "kread/store/takeout.h"
#include "mutate.h"

static char folder[] = "/tmp/kread-fuzz-XXXXXX";
static char path[sizeof folder + sizeof "/library.db-journal"];

static void remove_library(void)
{
	static const char *const ends[] = {"-wal", "-shm", "-journal", ""};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(path, sizeof path, "%s/library.db%s", folder, ends[i]);
		unlink(path);
	}
}

static void remove_folder(void)
{
	remove_library();
	rmdir(folder);
}

static struct kr_store *empty_library(void)
{
	static bool made;
	struct kr_store *s = NULL;

	if (!made) {
		HOLDS(mkdtemp(folder));
		atexit(remove_folder);
		made = true;
	}
	remove_library();
	HOLDS(kr_store_open(path, &s, NULL) == 0);
	return s;
}

static char *key(const char *url)
{
	return kr_mem_strdup(url);
}

static int add(void *user, const struct kr_str *line)
{
	HOLDS(line->len && line->data[line->len - 1] == '\n');
	HOLDS(is_clean(line->data, line->len - 1));
	kr_str_add(user, line->data, line->len);
	return 0;
}

/* The library after it was read from lines. False: they were refused. */
static bool pass(const char *lines, size_t len, bool must, struct kr_str *out)
{
	struct kr_takeout_counts counts = {0};
	struct kr_store *s = empty_library();
	const bool good = kr_takeout_read(s, lines, len, key, 1710724000, &counts, NULL) == 0;

	HOLDS(good || !must);
	if (good)
		HOLDS(kr_takeout_write(s, true, add, out, NULL) == 0);
	kr_store_close(s);
	return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kr_str text, one, two;

	kr_str_init(&text);
	kr_str_init(&one);
	kr_str_init(&two);
	kr_str_add(&text, (const char *)data, size);
	kr_str_addc(&text, '\n');
	if (pass(text.data, text.len, false, &one)) {
		pass(one.data, one.len, true, &two);
		if (!kr_str_eq(one.data, two.data))
			fprintf(stderr, "written: %s\nagain:   %s\n", one.data, two.data);
		HOLDS(kr_str_eq(one.data, two.data));
	}
	kr_str_fini(&text);
	kr_str_fini(&one);
	kr_str_fini(&two);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	static const char *const words[] = {"{\"kind\":\"", "article", "subscription", "read",
	        "library", "\"url\":\"https://news.example/", "\"title\":", "\"tags\":[\"a\"]",
	        "\"keys\":[", "\"later\":1", "\"favourite\":true", "\"content\":{}",
	        "\"blocks\":[]", "\"feed\":", "\"added\":", "\"position\":", "}\n", "{", "}", "[",
	        "]", ",", ":", "\"", "null", "true", "-1", "1e99", "1710724000", "\\u0000",
	        "\\ud800", "\xe2\x80\xae", "\xff", "\n"};

	return mutate_words(data, size, max, seed, words, sizeof words / sizeof *words);
}
