/* Shared by the fuzz targets. A target defines the function that libFuzzer calls; without
 * libFuzzer, driver.c calls it for the files of a corpus and for changed copies of them. */
#ifndef KREAD_TESTS_FUZZ_H
#define KREAD_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "kread/base/str.h"
#include "kread/base/utf8.h"
#include "kread/doc/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An oracle: a condition that holds for every input. */
#define HOLDS(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__,          \
			        #condition);                                                       \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

/* Text that is safe for a terminal. */
static inline bool is_clean(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = kr_utf8_decode(s + i, len - i, &c);

		if (kr_utf8_is_unsafe(c) || (c == 0xfffd && n != 3))
			return false;
		i += n;
	}
	return true;
}

/* The article as JSON is clean, and reading and writing it gives the same bytes. */
static inline void check_round_trip(const struct kr_doc *doc)
{
	struct kr_doc *again = NULL;
	struct kr_str one, two;

	kr_str_init(&one);
	kr_str_init(&two);
	kr_json_write(doc, 0, &one);
	HOLDS(is_clean(one.data, one.len));
	HOLDS(kr_json_read(one.data, one.len, &again, NULL) == 0);
	kr_json_write(again, 0, &two);
	if (!kr_str_eq(one.data, two.data))
		fprintf(stderr, "written: %.3000s\nagain:   %.3000s\n", one.data, two.data);
	HOLDS(kr_str_eq(one.data, two.data));
	kr_doc_free(again);
	kr_str_fini(&one);
	kr_str_fini(&two);
}

/* The input up to the first newline, as a string; *data and *size become the rest. */
static inline void take_line(const uint8_t **data, size_t *size, struct kr_str *out)
{
	size_t n = 0;

	while (n < *size && (*data)[n] != '\n')
		n++;
	kr_str_init(out);
	kr_str_add(out, (const char *)*data, n);
	n += n < *size;
	*data += n;
	*size -= n;
}

#endif
