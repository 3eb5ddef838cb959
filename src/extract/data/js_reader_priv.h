/* Position and output of the reader of literals. js_reader.c skips, js_scalar.c reads strings,
 * numbers and words, js_value_parse.c arrays and objects. Private to these files. */
#ifndef KREAD_EXTRACT_DATA_JS_READER_PRIV_H
#define KREAD_EXTRACT_DATA_JS_READER_PRIV_H

#include "extract/data/js_value_priv.h"
#include "kread/base/str.h"

struct kr_js_reader {
	struct kr_arena *arena;
	const char *s, *end;
	size_t values;
	struct kr_str buf; /* scratch for strings */
	struct {
		struct kr_js_value *container, *last;
	} stack[KR_JS_VALUE_DEPTH];
	int depth;
};

/* Skips white space, JavaScript comments, and the marks of HTML comments and CDATA (not their
 * content). */
void kr_js_reader_skip_blank(struct kr_js_reader *r);

/* Skips to the bracket that closes the one before r->s. */
void kr_js_reader_skip_brackets(struct kr_js_reader *r);

/* Skips everything up to the next comma or closing bracket: operators, calls, function bodies. */
void kr_js_reader_skip_rest(struct kr_js_reader *r);

/* Whether the text at r->s starts with word. */
bool kr_js_reader_starts(const struct kr_js_reader *r, const char *word);

/* Reads an identifier that may contain dots. */
struct kr_slice kr_js_reader_path(struct kr_js_reader *r);

/* A new value in the arena; a new string or name. */
struct kr_js_value *kr_js_reader_new(struct kr_js_reader *r, enum kr_js_value_type type);
struct kr_js_value *kr_js_reader_new_text(
        struct kr_js_reader *r, enum kr_js_value_type type, const char *s, size_t n);

/* Reads a value that is neither array nor object. (js_scalar.c) */
struct kr_js_value *kr_js_scalar_read(struct kr_js_reader *r);

/* r->s is at a quotation mark: reads the string. */
struct kr_js_value *kr_js_scalar_string(struct kr_js_reader *r);

static inline bool kr_js_is_name_char(char c)
{
	unsigned char u = (unsigned char)c;

	return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') ||
	       u == '_' || u == '$' || u >= 0x80;
}

#endif
