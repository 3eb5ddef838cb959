/* Reads strings, numbers and names of JavaScript. */
#include "extract/data/js_reader_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/utf8.h"

static bool hex(struct kr_js_reader *r, int digits, uint32_t *ret)
{
	uint32_t v = 0;

	if (r->end - r->s < digits)
		return false;
	for (int i = 0; i < digits; i++) {
		char c = r->s[i];

		if (c >= '0' && c <= '9')
			v = v * 16 + (uint32_t)(c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			v = v * 16 + (uint32_t)((c | 32) - 'a' + 10);
		else
			return false;
	}
	r->s += digits;
	*ret = v;
	return true;
}

static void read_code_point(struct kr_js_reader *r)
{
	uint32_t c = 0xfffd, low;

	if (r->s < r->end && *r->s == '{') {
		r->s++;
		for (c = 0; r->s < r->end && *r->s != '}'; r->s++) {
			uint32_t d = 0;
			struct kr_js_reader one = {.s = r->s, .end = r->s + 1};

			if (!hex(&one, 1, &d) || c > 0x10ffff)
				return;
			c = c * 16 + d;
		}
		r->s += r->s < r->end;
	} else if (!hex(r, 4, &c)) {
		return;
	}
	if (c >= 0xd800 && c < 0xdc00 && kr_js_reader_starts(r, "\\u")) {
		const char *back = r->s;

		r->s += 2;
		if (hex(r, 4, &low) && low >= 0xdc00 && low < 0xe000)
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
		else
			r->s = back;
	}
	kr_utf8_add(&r->buf, c);
}

/* Reads what follows a backslash. */
static void read_escape(struct kr_js_reader *r)
{
	static const char from[] = "nrtbfv0", to[] = "\n\r\t\b\f\v ";
	char c = r->s < r->end ? *r->s++ : '\n'; /* adds nothing */
	const char *p = c ? strchr(from, c) : NULL;
	uint32_t v;

	if (p)
		kr_str_addc(&r->buf, to[p - from]);
	else if (c == 'u')
		read_code_point(r);
	else if (c == 'x' && hex(r, 2, &v))
		kr_utf8_add(&r->buf, v);
	else if (c != '\n' && c != '\r')
		kr_str_addc(&r->buf, c);
}

struct kr_js_value *kr_js_scalar_string(struct kr_js_reader *r)
{
	char quote = *r->s++;
	const char *from = r->s;

	while (r->s < r->end && *r->s != quote && *r->s != '\\')
		r->s++;
	if (r->s >= r->end || *r->s == quote) {
		struct kr_js_value *v =
		        kr_js_reader_new_text(r, KR_JS_VALUE_STRING, from, (size_t)(r->s - from));

		r->s += r->s < r->end;
		return v;
	}
	kr_str_clear(&r->buf);
	for (;;) {
		kr_str_add(&r->buf, from, (size_t)(r->s - from));
		if (r->s >= r->end || *r->s++ == quote)
			break;
		read_escape(r);
		from = r->s;
		while (r->s < r->end && *r->s != quote && *r->s != '\\')
			r->s++;
	}
	return kr_js_reader_new_text(r, KR_JS_VALUE_STRING, r->buf.data, r->buf.len);
}

static struct kr_js_value *read_number(struct kr_js_reader *r)
{
	struct kr_js_value *v = kr_js_reader_new(r, KR_JS_VALUE_NUMBER);
	char text[64], *stop;
	size_t n = (size_t)(r->end - r->s) < sizeof text - 1 ? (size_t)(r->end - r->s)
	                                                     : sizeof text - 1;

	memcpy(text, r->s, n);
	text[n] = '\0';
	v->u.num = strtod(text, &stop);
	r->s += stop > text ? stop - text : 1;
	while (r->s < r->end && kr_js_is_name_char(*r->s)) /* suffix of 10n or 12px */
		r->s++;
	return v;
}

static bool skip_call_open(struct kr_js_reader *r)
{
	kr_js_reader_skip_blank(r);
	if (r->s >= r->end || *r->s != '(')
		return false;
	r->s++;
	kr_js_reader_skip_blank(r);
	return true;
}

/* Whether f("x") counts as "x": the call only unwraps or converts. */
static bool is_wrapper(struct kr_slice name)
{
	static const char *const names[] = {"JSON.parse", "decodeURIComponent", "decodeURI",
	        "unescape", "escape", "atob", "window.atob", "String", "Number", "Date"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr_slice_eq(name, names[i]))
			return true;
	return false;
}

static struct kr_js_value *read_word(struct kr_js_reader *r)
{
	struct kr_slice name = kr_js_reader_path(r);
	struct kr_js_value *v;
	int open = 0;

	while (kr_slice_eq(name, "new") || (is_wrapper(name) && skip_call_open(r))) {
		open += !kr_slice_eq(name, "new");
		kr_js_reader_skip_blank(r);
		if (open && r->s < r->end && strchr("\"'`0123456789-", *r->s)) {
			v = strchr("\"'`", *r->s) ? kr_js_scalar_string(r) : read_number(r);
			for (; open; open--)
				kr_js_reader_skip_brackets(r);
			return v;
		}
		name = kr_js_reader_path(r);
	}
	for (; open; open--)
		kr_js_reader_skip_brackets(r);
	if (kr_slice_eq(name, "true") || kr_slice_eq(name, "false")) {
		v = kr_js_reader_new(r, KR_JS_VALUE_BOOL);
		v->u.num = name.len == 4;
		return v;
	}
	kr_js_reader_skip_blank(r);
	if (kr_slice_eq(name, "Array") && r->s < r->end && *r->s == '(') {
		r->s++;
		kr_js_reader_skip_brackets(r);
		return kr_js_reader_new(r, KR_JS_VALUE_ARRAY);
	}
	if (!name.len || (r->s < r->end && !strchr(",;}])", *r->s)) || kr_slice_eq(name, "null") ||
	        kr_slice_eq(name, "undefined") || kr_slice_eq(name, "NaN"))
		/* read_all() skips the rest of "void 0", "function () {}" and "a + b" */
		return kr_js_reader_new(r, KR_JS_VALUE_NULL);
	return kr_js_reader_new_text(r, KR_JS_VALUE_NAME, name.data, name.len);
}

struct kr_js_value *kr_js_scalar_read(struct kr_js_reader *r)
{
	struct kr_js_value *v;
	char c = *r->s;

	if (c == '"' || c == '\'' || c == '`')
		return kr_js_scalar_string(r);
	if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.')
		return read_number(r);
	if (c == '!' && r->end - r->s > 1 && (r->s[1] == '0' || r->s[1] == '1')) {
		v = kr_js_reader_new(r, KR_JS_VALUE_BOOL);
		v->u.num = r->s[1] == '0';
		r->s += 2;
		return v;
	}
	return read_word(r);
}
