/* Literals of scripts: every reader accepts any input, and the length of a text is what
 * is written. */
#include <string.h>

#include "extract/data/decode_nested_priv.h"
#include "extract/data/devalue_priv.h"
#include "extract/data/js_call_priv.h"
#include "extract/data/rsc_payload_priv.h"
#include "extract/data/markdown_priv.h"
#include "extract/state/state_html_priv.h"
#include "fuzz.h"

static void check(struct kr_arena *arena, struct kr_js_value *v)
{
	const struct kr_page page = {0};
	size_t budget = 100000, again = 100000;
	struct kr_str html;

	if (!v)
		return;
	kr_str_init(&html);
	HOLDS(kr_state_html(&page, v, NULL, &budget) == kr_state_html(&page, v, &html, &again));
	HOLDS(budget == again);
	HOLDS(kr_utf8_valid(html.data, html.len));
	kr_str_fini(&html);
	v = kr_decode_nested(arena, v);
	HOLDS(!v || v->type >= KR_JS_VALUE_ARRAY);
}

/* A byte of input makes at most one element. */
static void check_markdown(const struct kr_str *s)
{
	struct kr_str html;

	kr_str_init(&html);
	kr_markdown_is(s->data, s->len);
	kr_markdown_html(s->data, s->len, &html);
	HOLDS(kr_utf8_valid(html.data, html.len));
	HOLDS(html.len <= 30 * s->len + 30);
	kr_str_fini(&html);
}

static void check_unescape(struct kr_arena *arena, const struct kr_str *s)
{
	const struct kr_slice plain =
	        kr_decode_nested_escapes(arena, (struct kr_slice){s->data, s->len});

	HOLDS(plain.len <= s->len);
	HOLDS(kr_utf8_valid(plain.data, plain.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kr_arena arena;
	struct kr_js_value *v;
	struct kr_str s;
	size_t used = 0;

	kr_arena_init(&arena);
	kr_str_init(&s);
	kr_utf8_clean(&s, (const char *)data, size, 0);
	v = kr_js_value_parse(&arena, s.data, s.len, &used);
	HOLDS(used <= s.len);
	check(&arena, v);
	if (v && v->type == KR_JS_VALUE_ARRAY)
		check(&arena, kr_devalue_unflatten(&arena, v));
	check(&arena, kr_js_call_parse(&arena, s.data, s.len));
	check(&arena, kr_rsc_payload_parse(&arena, s.data, s.len));
	check_markdown(&s);
	check_unescape(&arena, &s);
	kr_str_fini(&s);
	kr_arena_fini(&arena);
	return 0;
}
