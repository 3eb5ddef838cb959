/* Rows are "ID:VALUE
 * ", or "ID:Tn,TEXT" with n bytes of text, n in hexadecimal. A string "$ID" within a value
 * refers to the row with that id. See packages/react-client/src/ReactFlightClient.js in React. */
#include "extract/data/rsc_payload_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"
#include "kread/base/utf8.h"

enum { ROWS = 20000 };

struct row {
	struct kr_slice id;
	struct kr_js_value *v;
};

static size_t hex_digits(const char *s, size_t len, size_t *ret_value)
{
	size_t n = 0;

	for (*ret_value = 0; n < len && n < 8; n++) {
		const char c = s[n];

		if (c >= '0' && c <= '9')
			*ret_value = *ret_value * 16 + (size_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*ret_value = *ret_value * 16 + (size_t)(c - 'a' + 10);
		else
			break;
	}
	return n;
}

static struct kr_js_value *text_row(struct kr_arena *arena, const char *s, size_t len)
{
	struct kr_js_value *v = kr_arena_alloc(arena, sizeof *v);

	v->type = KR_JS_VALUE_STRING;
	v->u.str = kr_arena_dup(arena, s, len);
	v->n = (uint32_t)len;
	return v;
}

/* Reads the row at s. Returns its length; ret->v stays NULL if it is not a value or text. */
static size_t read_row(struct kr_arena *arena, const char *s, size_t len, struct row *ret)
{
	const char *end = memchr(s, '\n', len);
	const size_t line = end ? (size_t)(end - s) + 1 : len;
	size_t value, id = hex_digits(s, len, &value), digits;

	*ret = (struct row){{s, id}, NULL};
	if (!id || id + 2 >= len || s[id] != ':')
		return line;
	s += id + 1;
	if (*s == 'T') {
		digits = hex_digits(s + 1, len - id - 2, &value);
		if (!digits || id + 3 + digits > len || s[1 + digits] != ',')
			return line;
		len -= id + 3 + digits;
		value = kr_utf8_floor(s + 2 + digits, len, value);
		ret->v = text_row(arena, s + 2 + digits, value);
		return id + 3 + digits + value;
	}
	if (*s == '[' || *s == '{')
		ret->v = kr_js_value_parse(arena, s, line - id - 1, NULL);
	return line;
}

static int by_id(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	const size_t n = x->id.len < y->id.len ? x->id.len : y->id.len;
	const int order = memcmp(x->id.data, y->id.data, n);

	return order ? order : (x->id.len > y->id.len) - (x->id.len < y->id.len);
}

/* Resolves "$undefined", "$D2024-03-02T08:15:00.000Z" and "$$", an escaped dollar. Returns false
 * for other strings. */
static bool resolve_special(struct kr_js_value *v)
{
	if (!strcmp(v->u.str, "$undefined"))
		v->type = KR_JS_VALUE_NULL;
	else if (v->u.str[1] == 'D' || v->u.str[1] == '$')
		v->u.str += v->u.str[1] == 'D' ? 2 : 1;
	else
		return false;
	v->n = v->type == KR_JS_VALUE_NULL ? 0 : (uint32_t)strlen(v->u.str);
	return true;
}

/* Resolves a reference to a row: "$1f", or "$L1f" and "$@1f" for rows that arrive late. */
static void resolve(struct kr_js_value *v, const struct row *rows, size_t n)
{
	struct row key = {{v->u.str + 1, v->n - 1}, NULL}, *row;

	if (v->u.str[0] != '$' || resolve_special(v) || v->n < 2 || v->n > 12)
		return;
	if (strchr("L@", *key.id.data)) {
		key.id.data++;
		key.id.len--;
	}
	row = bsearch(&key, rows, n, sizeof *rows, by_id);
	if (row)
		kr_js_value_assign(v, row->v);
}

/* Resolves all references below a parsed root, without walking what replaces them. */
static void resolve_all(struct kr_js_value *root, const struct row *rows, size_t n)
{
	struct kr_js_value_walk w = {0};

	for (struct kr_js_value *v = root; v; v = kr_js_value_next(&w))
		if (!kr_js_value_enter(&w, v) && v->type == KR_JS_VALUE_STRING && v->n)
			resolve(v, rows, n);
}

struct kr_js_value *kr_rsc_payload_parse(struct kr_arena *arena, const char *s, size_t len)
{
	struct kr_js_value *all = kr_arena_alloc(arena, sizeof *all), **last = &all->u.first;
	struct row *rows = NULL;
	size_t n = 0, cap = 0;

	all->type = KR_JS_VALUE_ARRAY;
	for (size_t at = 0; at < len && n < ROWS;) {
		rows = kr_mem_grow(rows, n, &cap, sizeof *rows);
		at += read_row(arena, s + at, len - at, &rows[n]);
		n += rows[n].v != NULL;
	}
	for (size_t i = 0; i < n; i++)
		if (rows[i].v->type >= KR_JS_VALUE_ARRAY) {
			*last = rows[i].v;
			last = &rows[i].v->next;
			all->n++;
		}
	if (n)
		qsort(rows, n, sizeof *rows, by_id);
	for (size_t i = 0; i < n; i++)
		if (rows[i].v->type >= KR_JS_VALUE_ARRAY)
			resolve_all(rows[i].v, rows, n);
	free(rows);
	return all;
}
