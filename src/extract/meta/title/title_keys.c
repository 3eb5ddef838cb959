/* Compares titles, ignoring case, punctuation and white space. */
#include "extract/meta/title/title_names_priv.h"

#include <string.h>

struct kr_slice kr_title_keys_get(struct kr_title_names *a, struct kr_slice s)
{
	kr_str_clear(&a->key);
	if (s.data)
		kr_title_text_key(s.data, s.len, &a->key);
	return (struct kr_slice){a->key.data, a->key.len};
}

struct kr_slice kr_title_keys_keep(struct kr_title_names *a, struct kr_slice s)
{
	const struct kr_slice key = kr_title_keys_get(a, s);

	return (struct kr_slice){kr_arena_dup(&a->page->arena, key.data, key.len), key.len};
}

bool kr_title_keys_same(struct kr_slice a, struct kr_slice b)
{
	return a.len && a.len == b.len && !memcmp(a.data, b.data, a.len);
}

bool kr_title_keys_contains(struct kr_slice hay, struct kr_slice needle)
{
	return hay.data && needle.data &&
	       memmem(hay.data, hay.len, needle.data, needle.len) != NULL;
}
