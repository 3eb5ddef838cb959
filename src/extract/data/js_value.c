#include "extract/data/js_value_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/str.h"
#include "kread/base/utf8.h"

struct js_reader {
	struct kr_arena *arena;
	const char *s, *end;
	size_t values;
	struct kr_str buf; /* scratch for strings */
	struct {
		struct kr_js_value *container, *last;
	} stack[KR_JS_VALUE_DEPTH];
	int depth;
};

static bool is_name_char(char c)
{
	unsigned char u = (unsigned char)c;

	return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') ||
	       u == '_' || u == '$' || u >= 0x80;
}

static bool starts(const struct js_reader *r, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(r->end - r->s) >= n && !memcmp(r->s, word, n);
}

static void skip_past(struct js_reader *r, const char *mark)
{
	const char *p = memmem(r->s, (size_t)(r->end - r->s), mark, strlen(mark));

	r->s = p ? p + strlen(mark) : r->end;
}

/* Blanks, comments of JavaScript, and the marks of HTML comments and CDATA (not what is between
 * them). */
static void skip_blank(struct js_reader *r)
{
	static const char *const marks[] = {
	        "<!--", "-->", "<![CDATA[", "]]>", "\xef\xbb\xbf", "\xc2\xa0"};

	while (r->s < r->end) {
		bool marked = false;

		if (strchr(" \t\r\n\f\v", *r->s)) { /* NUL counts as a blank, too */
			r->s++;
			continue;
		}
		if (!strchr("<-]/\xef\xc2", *r->s))
			return;
		for (size_t i = 0; i < sizeof marks / sizeof *marks && !marked; i++)
			if (starts(r, marks[i])) {
				r->s += strlen(marks[i]);
				marked = true;
			}
		if (marked)
			continue;
		if (starts(r, "//<!") || starts(r, "//]]") || starts(r, "//--"))
			r->s += 2;
		else if (starts(r, "//"))
			skip_past(r, "\n");
		else if (starts(r, "/*"))
			skip_past(r, "*/");
		else
			break;
	}
}

static struct kr_js_value *new_lit(struct js_reader *r, enum kr_js_value_type type)
{
	struct kr_js_value *v = kr_arena_alloc(r->arena, sizeof *v);

	v->type = type;
	r->values++;
	return v;
}

static struct kr_js_value *new_text(
        struct js_reader *r, enum kr_js_value_type type, const char *s, size_t n)
{
	struct kr_js_value *v = new_lit(r, type);

	v->u.str = kr_arena_dup(r->arena, s, n);
	v->n = (uint32_t)n;
	return v;
}

/* --- strings ------------------------------------------------------------------------------ */

static bool hex(struct js_reader *r, int digits, uint32_t *ret)
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

static void read_code_point(struct js_reader *r)
{
	uint32_t c = 0xfffd, low;

	if (r->s < r->end && *r->s == '{') {
		r->s++;
		for (c = 0; r->s < r->end && *r->s != '}'; r->s++) {
			uint32_t d = 0;
			struct js_reader one = {.s = r->s, .end = r->s + 1};

			if (!hex(&one, 1, &d) || c > 0x10ffff)
				return;
			c = c * 16 + d;
		}
		r->s += r->s < r->end;
	} else if (!hex(r, 4, &c)) {
		return;
	}
	if (c >= 0xd800 && c < 0xdc00 && starts(r, "\\u")) {
		const char *back = r->s;

		r->s += 2;
		if (hex(r, 4, &low) && low >= 0xdc00 && low < 0xe000)
			c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
		else
			r->s = back;
	}
	kr_utf8_add(&r->buf, c);
}

static void read_escape(struct js_reader *r) /* behind the backslash */
{
	static const char from[] = "nrtbfv0", to[] = "\n\r\t\b\f\v ";
	char c = r->s < r->end ? *r->s++ : '\n'; /* nothing */
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

static struct kr_js_value *read_string(struct js_reader *r)
{
	char quote = *r->s++;
	const char *from = r->s;

	while (r->s < r->end && *r->s != quote && *r->s != '\\')
		r->s++;
	if (r->s >= r->end || *r->s == quote) {
		struct kr_js_value *v =
		        new_text(r, KR_JS_VALUE_STRING, from, (size_t)(r->s - from));

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
	return new_text(r, KR_JS_VALUE_STRING, r->buf.data, r->buf.len);
}

static void skip_string(struct js_reader *r)
{
	char quote = *r->s++;

	while (r->s < r->end && *r->s != quote)
		r->s += *r->s == '\\' && r->end - r->s > 1 ? 2 : 1;
	r->s += r->s < r->end;
}

/* Behind a bracket that is open: up to behind the one that closes it. */
static void skip_brackets(struct js_reader *r)
{
	for (int open = 1; r->s < r->end && open > 0;) {
		char c = *r->s;

		if (c == '"' || c == '\'' || c == '`') {
			skip_string(r);
			continue;
		}
		open += c == '(' || c == '[' || c == '{';
		open -= c == ')' || c == ']' || c == '}';
		r->s++;
	}
}

/* Whatever follows a value up to the next comma or closing bracket: operators, calls, function
 * bodies. */
static void skip_rest(struct js_reader *r)
{
	while (r->s < r->end && !strchr(",}])", *r->s)) {
		char c = *r->s;

		if (c == '"' || c == '\'' || c == '`') {
			skip_string(r);
		} else {
			r->s++;
			if (c == '(' || c == '[' || c == '{')
				skip_brackets(r);
		}
	}
}

/* --- scalars ------------------------------------------------------------------------------ */

static struct kr_js_value *read_number(struct js_reader *r)
{
	struct kr_js_value *v = new_lit(r, KR_JS_VALUE_NUMBER);
	char text[64], *stop;
	size_t n = (size_t)(r->end - r->s) < sizeof text - 1 ? (size_t)(r->end - r->s)
	                                                     : sizeof text - 1;

	memcpy(text, r->s, n);
	text[n] = '\0';
	v->u.num = strtod(text, &stop);
	r->s += stop > text ? stop - text : 1;
	while (r->s < r->end && is_name_char(*r->s)) /* 10n, 12px */
		r->s++;
	return v;
}

static struct kr_slice read_path(struct js_reader *r) /* an identifier with dots in it */
{
	const char *from = r->s;

	while (r->s < r->end && (is_name_char(*r->s) || *r->s == '.'))
		r->s++;
	return (struct kr_slice){from, (size_t)(r->s - from)};
}

static bool skip_call_open(struct js_reader *r)
{
	skip_blank(r);
	if (r->s >= r->end || *r->s != '(')
		return false;
	r->s++;
	skip_blank(r);
	return true;
}

/* f("x") counts as "x" when it is a call that only unwraps or converts. */
static bool is_wrapper(struct kr_slice name)
{
	static const char *const names[] = {"JSON.parse", "decodeURIComponent", "decodeURI",
	        "unescape", "escape", "atob", "window.atob", "String", "Number", "Date"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr_slice_eq(name, names[i]))
			return true;
	return false;
}

static struct kr_js_value *read_word(struct js_reader *r)
{
	struct kr_slice name = read_path(r);
	struct kr_js_value *v;
	int open = 0;

	while (kr_slice_eq(name, "new") || (is_wrapper(name) && skip_call_open(r))) {
		open += !kr_slice_eq(name, "new");
		skip_blank(r);
		if (open && r->s < r->end && strchr("\"'`0123456789-", *r->s)) {
			v = strchr("\"'`", *r->s) ? read_string(r) : read_number(r);
			for (; open; open--)
				skip_brackets(r);
			return v;
		}
		name = read_path(r);
	}
	for (; open; open--)
		skip_brackets(r);
	if (kr_slice_eq(name, "true") || kr_slice_eq(name, "false")) {
		v = new_lit(r, KR_JS_VALUE_BOOL);
		v->u.num = name.len == 4;
		return v;
	}
	skip_blank(r);
	if (kr_slice_eq(name, "Array") && r->s < r->end && *r->s == '(') {
		r->s++;
		skip_brackets(r);
		return new_lit(r, KR_JS_VALUE_ARRAY);
	}
	if (!name.len || (r->s < r->end && !strchr(",;}])", *r->s)) || kr_slice_eq(name, "null") ||
	        kr_slice_eq(name, "undefined") || kr_slice_eq(name, "NaN"))
		return new_lit(r, KR_JS_VALUE_NULL); /* of "void 0", "function () {}" and "a + b"
		                                        read_all() skips the rest */
	return new_text(r, KR_JS_VALUE_NAME, name.data, name.len);
}

static struct kr_js_value *read_scalar(struct js_reader *r)
{
	struct kr_js_value *v;
	char c = *r->s;

	if (c == '"' || c == '\'' || c == '`')
		return read_string(r);
	if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.')
		return read_number(r);
	if (c == '!' && r->end - r->s > 1 && (r->s[1] == '0' || r->s[1] == '1')) {
		v = new_lit(r, KR_JS_VALUE_BOOL);
		v->u.num = r->s[1] == '0';
		r->s += 2;
		return v;
	}
	return read_word(r);
}

/* --- containers --------------------------------------------------------------------------- */

static void attach(struct js_reader *r, struct kr_js_value *v, const char *key)
{
	struct kr_js_value *in = r->stack[r->depth - 1].container,
	                   **last = &r->stack[r->depth - 1].last;

	v->key = key;
	if (*last)
		(*last)->next = v;
	else
		in->u.first = v;
	*last = v;
	in->n++;
}

static void push(struct js_reader *r, struct kr_js_value *container)
{
	r->stack[r->depth].container = container;
	r->stack[r->depth].last = NULL;
	r->depth++;
	r->s++;
}

/* The name of the member that begins here, with the colon behind it; NULL if there is none. */
static const char *read_key(struct js_reader *r)
{
	const char *key;

	if (*r->s == '"' || *r->s == '\'' || *r->s == '`') {
		key = read_string(r)->u.str;
	} else {
		struct kr_slice name = read_path(r);

		if (!name.len)
			return NULL;
		key = kr_arena_dup(r->arena, name.data, name.len);
	}
	skip_blank(r);
	if (r->s >= r->end || *r->s != ':')
		return NULL;
	r->s++;
	skip_blank(r);
	return key;
}

/* A string or name directly behind a value in an object is a member whose comma was forgotten. */
static bool forgot_comma(const struct js_reader *r)
{
	return r->stack[r->depth - 1].container->type == KR_JS_VALUE_OBJECT &&
	       (*r->s == '"' || *r->s == '\'');
}

/* All between the brackets of the container on the stack, level by level. */
static void read_all(struct js_reader *r)
{
	while (r->depth > 0 && r->values < KR_JS_VALUE_VALUES) {
		struct kr_js_value *in = r->stack[r->depth - 1].container, *v;
		const char *key = NULL;

		skip_blank(r);
		while (r->s < r->end && *r->s == ',') {
			r->s++;
			skip_blank(r);
		}
		if (r->s >= r->end)
			return;
		if (strchr("}])", *r->s)) {
			r->s++;
			r->depth--;
		} else if (in->type == KR_JS_VALUE_OBJECT && !(key = read_key(r))) {
			skip_rest(r); /* a method, a spread, or nothing that makes sense */
		} else if (r->s < r->end && (*r->s == '{' || *r->s == '[')) {
			v = new_lit(r, *r->s == '{' ? KR_JS_VALUE_OBJECT : KR_JS_VALUE_ARRAY);
			attach(r, v, key);
			if (r->depth == KR_JS_VALUE_DEPTH) {
				r->s++;
				skip_brackets(r);
			} else {
				push(r, v);
				continue;
			}
		} else if (r->s < r->end && !strchr(",}])", *r->s)) {
			attach(r, read_scalar(r), key);
		}
		skip_blank(r);
		if (r->depth > 0 && r->s < r->end && !strchr(",}])", *r->s) && !forgot_comma(r))
			skip_rest(r);
	}
}

struct kr_js_value *kr_js_value_parse_list(
        struct kr_arena *arena, const char *s, size_t len, size_t *ret_used)
{
	struct js_reader r = {.arena = arena, .s = s, .end = s + len};
	struct kr_js_value *v = new_lit(&r, KR_JS_VALUE_ARRAY);

	kr_str_init(&r.buf);
	push(&r, v);
	read_all(&r);
	*ret_used = (size_t)(r.s - s);
	kr_str_fini(&r.buf);
	return v;
}

struct kr_js_value *kr_js_value_parse(
        struct kr_arena *arena, const char *s, size_t len, size_t *ret_used)
{
	struct js_reader r = {.arena = arena, .s = s, .end = s + len};
	struct kr_js_value *v = NULL;

	kr_str_init(&r.buf);
	skip_blank(&r);
	if (r.s >= r.end || strchr(",:;)]}", *r.s))
		goto out;
	if (*r.s == '{' || *r.s == '[') {
		v = new_lit(&r, *r.s == '{' ? KR_JS_VALUE_OBJECT : KR_JS_VALUE_ARRAY);
		push(&r, v);
		read_all(&r);
	} else {
		v = read_scalar(&r);
	}
	if (ret_used)
		*ret_used = (size_t)(r.s - s);
out:
	kr_str_fini(&r.buf);
	return v;
}

/* --- reading values ----------------------------------------------------------------------- */

bool kr_js_value_enter(struct kr_js_value_walk *w, const struct kr_js_value *v)
{
	if (v->type < KR_JS_VALUE_ARRAY || !v->u.first || v->u.first->seen & w->seen ||
	        w->depth == KR_JS_VALUE_WALK)
		return false;
	v->u.first->seen = (v->u.first->seen | w->seen) & 0xffu;
	w->next[w->depth] = v->u.first;
	w->in[w->depth++] = v;
	return true;
}

const struct kr_js_value *kr_js_value_around(const struct kr_js_value_walk *w)
{
	const struct kr_js_value *around = w->depth > 1 ? w->in[w->depth - 2] : NULL;

	return around && around->type == KR_JS_VALUE_OBJECT ? around : NULL;
}

struct kr_js_value *kr_js_value_next(struct kr_js_value_walk *w)
{
	struct kr_js_value *v;

	while (w->depth && !w->next[w->depth - 1])
		w->depth--;
	if (!w->depth)
		return NULL;
	v = w->next[w->depth - 1];
	w->next[w->depth - 1] = v->next;
	return v;
}

const struct kr_js_value *kr_js_value_get(const struct kr_js_value *object, const char *key)
{
	if (!object || object->type != KR_JS_VALUE_OBJECT)
		return NULL;
	for (const struct kr_js_value *v = object->u.first; v; v = v->next)
		if (v->key && !strcmp(v->key, key))
			return v;
	return NULL;
}

const char *kr_js_value_str(const struct kr_js_value *v)
{
	return v && v->type == KR_JS_VALUE_STRING && v->n ? v->u.str : NULL;
}

double kr_js_value_num(const struct kr_js_value *v, double otherwise)
{
	char *stop;
	double d;

	if (v && v->type == KR_JS_VALUE_NUMBER)
		return v->u.num;
	if (!kr_js_value_str(v) || strchr(" \t\n", v->u.str[0]))
		return otherwise;
	d = strtod(v->u.str, &stop);
	return *stop || !isfinite(d) ? otherwise : d;
}
