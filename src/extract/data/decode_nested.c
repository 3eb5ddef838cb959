#include "extract/data/decode_nested_priv.h"

#include <string.h>

#include "kread/base/base64.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"

/* A decoder's result in the arena; empty if it is not UTF-8. */
static struct kr_slice decode_with(void (*decode)(struct kr_slice s, struct kr_str *out),
        struct kr_arena *arena, struct kr_slice s)
{
	struct kr_str out;

	kr_str_init(&out);
	decode(s, &out);
	s = (struct kr_slice){kr_arena_dup(arena, out.data, out.len),
	        kr_utf8_valid(out.data, out.len) ? out.len : 0};
	kr_str_fini(&out);
	return s;
}

struct kr_js_value *kr_decode_nested(struct kr_arena *arena, const struct kr_js_value *v)
{
	static const char *const percent[] = {"%7B", "%7b", "%5B", "%5b"}, *const base64[] = {
	                                                                           "eyJ", "W3si"};
	struct kr_slice s = {v->u.str, v->n};

	if (v->type != KR_JS_VALUE_STRING)
		return NULL;
	if (kr_slice_starts_any(s, percent, 4))
		s = decode_with(kr_url_decode, arena, s);
	else if (kr_slice_starts_any(s, base64, 2))
		s = decode_with(kr_base64_decode, arena, s);
	s = kr_slice_trim(s);
	if (s.len < 2 || !strchr("{[", s.data[0]) || !strchr("}]", s.data[s.len - 1]))
		return NULL;
	return kr_js_value_parse(arena, s.data, s.len, NULL);
}

static const struct {
	const char *name;
	char mark;
} references[] = {{"&quot;", '"'}, {"&#34;", '"'}, {"&#x22;", '"'}, {"&#39;", '\''},
        {"&#x27;", '\''}, {"&apos;", '\''}, {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'},
        {"&q;", '"'}, {"&a;", '&'}, {"&s;", '\''}, {"&g;", '>'},
        {"&l;", '<'}}; /* the last five are Angular's */

static size_t reference_at(struct kr_slice s, char *ret)
{
	for (size_t i = 0; i < sizeof references / sizeof *references; i++)
		if (kr_slice_starts(s, references[i].name)) {
			*ret = references[i].mark;
			return strlen(references[i].name);
		}
	return 0;
}

/* Scripts have no character references. If the first quotation mark is one, all are. */
static bool is_escaped(struct kr_slice s)
{
	char mark = 0;

	while (s.len && strchr("{[ \t\r\n", *s.data)) {
		s.data++;
		s.len--;
	}
	return reference_at(s, &mark) && (mark == '"' || mark == '\'');
}

struct kr_slice kr_decode_nested_escapes(struct kr_arena *arena, struct kr_slice s)
{
	char *out;
	size_t n = 0;

	s = kr_slice_trim(s);
	if (!is_escaped(s))
		return s;
	out = kr_arena_bytes(arena, s.len);
	while (s.len) {
		size_t used = *s.data == '&' ? reference_at(s, &out[n]) : 0;

		if (!used) {
			out[n] = *s.data;
			used = 1;
		}
		n++;
		s.data += used;
		s.len -= used;
	}
	return (struct kr_slice){out, n};
}
