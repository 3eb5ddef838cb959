#include "extract/dom/entities_priv.h"

#include <ctype.h>
#include <string.h>

#include "kread/base/entity.h"
#include "kread/base/utf8.h"

enum { LONGEST = 31 }; /* CounterClockwiseContourIntegral */

/* The character of the reference at s, whose length with the semicolon is *ret_len; 0 if it is
 * not one. */
static uint32_t reference(struct kr_slice s, size_t *ret_len)
{
	size_t n = 1;

	while (n < s.len && n <= LONGEST && isalnum((unsigned char)s.data[n]))
		n++;
	if (n == s.len || s.data[n] != ';')
		return 0;
	*ret_len = n + 1;
	return kr_entity_find_new(s.data + 1, n - 1);
}

struct kr_slice kr_entities_resolve(struct kr_slice s, struct kr_arena *a)
{
	const char *const end = s.data + s.len, *copied = s.data, *p = s.data;
	struct kr_str out;

	kr_str_init(&out);
	while (p < end && (p = memchr(p, '&', (size_t)(end - p)))) {
		size_t len;
		const uint32_t c = reference((struct kr_slice){p, (size_t)(end - p)}, &len);

		if (!c) {
			p++;
			continue;
		}
		kr_str_add(&out, copied, (size_t)(p - copied));
		kr_utf8_add(&out, c);
		copied = p += len;
	}
	if (out.len) {
		kr_str_add(&out, copied, (size_t)(end - copied));
		s = (struct kr_slice){kr_arena_dup(a, out.data, out.len), out.len};
	}
	kr_str_fini(&out);
	return s;
}
