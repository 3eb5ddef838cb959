#include "extract/data/js_reader_priv.h"

#include <string.h>

bool kr_js_reader_starts(const struct kr_js_reader *r, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(r->end - r->s) >= n && !memcmp(r->s, word, n);
}

static void skip_past(struct kr_js_reader *r, const char *mark)
{
	const char *p = memmem(r->s, (size_t)(r->end - r->s), mark, strlen(mark));

	r->s = p ? p + strlen(mark) : r->end;
}

void kr_js_reader_skip_blank(struct kr_js_reader *r)
{
	static const char *const marks[] = {
	        "<!--", "-->", "<![CDATA[", "]]>", "\xef\xbb\xbf", "\xc2\xa0"};

	while (r->s < r->end) {
		bool marked = false;

		if (*r->s == '"' || *r->s == ':' || *r->s == ',') /* nearly always */
			return;
		/* strchr() also matches NUL, which counts as white space */
		if (strchr(" \t\r\n\f\v", *r->s)) {
			r->s++;
			continue;
		}
		if (!strchr("<-]/\xef\xc2", *r->s))
			return;
		for (size_t i = 0; i < sizeof marks / sizeof *marks && !marked; i++)
			if (kr_js_reader_starts(r, marks[i])) {
				r->s += strlen(marks[i]);
				marked = true;
			}
		if (marked)
			continue;
		if (kr_js_reader_starts(r, "//<!") || kr_js_reader_starts(r, "//]]") ||
		        kr_js_reader_starts(r, "//--"))
			r->s += 2;
		else if (kr_js_reader_starts(r, "//"))
			skip_past(r, "\n");
		else if (kr_js_reader_starts(r, "/*"))
			skip_past(r, "*/");
		else
			break;
	}
}

struct kr_js_value *kr_js_reader_new(struct kr_js_reader *r, enum kr_js_value_type type)
{
	struct kr_js_value *v = kr_arena_alloc(r->arena, sizeof *v);

	v->type = type;
	r->values++;
	return v;
}

struct kr_js_value *kr_js_reader_new_text(
        struct kr_js_reader *r, enum kr_js_value_type type, const char *s, size_t n)
{
	struct kr_js_value *v = kr_js_reader_new(r, type);

	v->u.str = kr_arena_dup(r->arena, s, n);
	v->n = (uint32_t)n;
	return v;
}

static void skip_string(struct kr_js_reader *r)
{
	char quote = *r->s++;

	while (r->s < r->end && *r->s != quote)
		r->s += *r->s == '\\' && r->end - r->s > 1 ? 2 : 1;
	r->s += r->s < r->end;
}

void kr_js_reader_skip_brackets(struct kr_js_reader *r)
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

void kr_js_reader_skip_rest(struct kr_js_reader *r)
{
	while (r->s < r->end && !strchr(",}])", *r->s)) {
		char c = *r->s;

		if (c == '"' || c == '\'' || c == '`') {
			skip_string(r);
		} else {
			r->s++;
			if (c == '(' || c == '[' || c == '{')
				kr_js_reader_skip_brackets(r);
		}
	}
}

struct kr_slice kr_js_reader_path(struct kr_js_reader *r)
{
	const char *from = r->s;

	while (r->s < r->end && (kr_js_is_name_char(*r->s) || *r->s == '.'))
		r->s++;
	return (struct kr_slice){from, (size_t)(r->s - from)};
}
