/* A file of cookies. */
#include <string.h>

#include "fuzz.h"
#include "net/cookie_priv.h"

/* What is written is one line, and reads as the same cookie. */
static void check(const struct kr_cookie *c)
{
	struct kr_cookie again;
	struct kr_str line;

	kr_str_init(&line);
	kr_cookie_write(c, &line);
	HOLDS(strlen(line.data) == line.len && !strpbrk(line.data, "\r\n;"));
	HOLDS(kr_cookie_read((struct kr_slice){line.data, line.len}, &again) == KR_COOKIE_GOOD);
	HOLDS(kr_cookie_same(c, &again));
	HOLDS(kr_cookie_belongs(c, c->domain));
	kr_str_fini(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kr_cookie_list l;
	struct kr_cookie *first;
	struct kr_str text;

	kr_str_init(&text);
	kr_str_add(&text, (const char *)data, size);
	kr_cookie_list_parse(&l, &text, 1800000000);
	for (size_t i = 0; i < l.n; i++) {
		check(&l.v[i]);
		HOLDS(i == 0 || kr_cookie_compare(&l.v[i - 1], &l.v[i]) < 0);
		HOLDS(kr_cookie_list_find(&l, &l.v[i]) == &l.v[i]);
		HOLDS(kr_cookie_list_of(&l, l.v[i].domain, &first) > 0 && first <= &l.v[i]);
	}
	kr_cookie_list_fini(&l);
	kr_str_fini(&text);
	return 0;
}
