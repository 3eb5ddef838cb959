/* Lines of a library are written and read with jansson. */
#include "takeout_priv.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/doc/json.h"

/* --- writing --------------------------------------------------------------------------------- */

struct kr_takeout_line {
	json_t *top, *now; /* now: borrowed; where members are set */
};

struct kr_takeout_line *kr_takeout_line_new(void)
{
	struct kr_takeout_line *l = kr_mem_zalloc(1, sizeof *l);

	l->top = l->now = json_object();
	return l;
}

void kr_takeout_line_text(struct kr_takeout_line *l, const char *name, const char *text)
{
	if (text)
		json_object_set_new(l->now, name, json_string(text));
}

void kr_takeout_line_number(struct kr_takeout_line *l, const char *name, int64_t n)
{
	if (n)
		json_object_set_new(l->now, name, json_integer(n));
}

static json_t *array_of(struct kr_takeout_line *l, const char *name)
{
	if (!json_object_get(l->top, name))
		json_object_set_new(l->top, name, json_array());
	return json_object_get(l->top, name);
}

void kr_takeout_line_item(struct kr_takeout_line *l, const char *name, const char *text)
{
	if (text)
		json_array_append_new(array_of(l, name), json_string(text));
}

void kr_takeout_line_down(struct kr_takeout_line *l, const char *name)
{
	json_t *array = array_of(l, name);

	json_array_append_new(array, json_object());
	l->now = json_array_get(array, json_array_size(array) - 1);
}

void kr_takeout_line_up(struct kr_takeout_line *l)
{
	l->now = l->top;
}

void kr_takeout_line_end(
        struct kr_takeout_line *l, const char *kind, const char *content, struct kr_str *out)
{
	char *text = json_dumps(l->top, JSON_COMPACT);
	size_t n = text ? strlen(text) : 0;

	kr_str_clear(out);
	kr_str_addf(out, "{\"%s\":", kind);
	if (n && content) {
		kr_str_add(out, text, n - 1);
		kr_str_addz(out, ",\"content\":");
		kr_str_addz(out, content);
		kr_str_addz(out, "}");
	} else {
		kr_str_addz(out, n ? text : "{}"); /* text that is not UTF-8 */
	}
	kr_str_addz(out, "}\n");
	free(text);
	json_decref(l->top);
	free(l);
}

/* --- reading ---------------------------------------------------------------------------------- */

static const json_t *json(const struct kr_takeout_value *v)
{
	return (const json_t *)(const void *)v;
}

static const struct kr_takeout_value *object(const json_t *j)
{
	return json_is_object(j) ? (const struct kr_takeout_value *)(const void *)j : NULL;
}

struct kr_takeout_value *kr_takeout_line_parse(const char *text, size_t len)
{
	json_t *root = json_loadb(text, len, 0, NULL);

	if (json_is_object(root))
		return (struct kr_takeout_value *)(void *)root;
	json_decref(root);
	return NULL;
}

void kr_takeout_line_free(struct kr_takeout_value *root)
{
	json_decref((json_t *)(void *)root);
}

const struct kr_takeout_value *kr_takeout_line_get(
        const struct kr_takeout_value *v, const char *name)
{
	return object(json_object_get(json(v), name));
}

const struct kr_takeout_value *kr_takeout_line_at(
        const struct kr_takeout_value *v, const char *name, size_t i)
{
	return object(json_array_get(json_object_get(json(v), name), i));
}

size_t kr_takeout_line_count(const struct kr_takeout_value *v, const char *name)
{
	return json_array_size(json_object_get(json(v), name));
}

const char *kr_takeout_line_string(const struct kr_takeout_value *v, const char *name, size_t i)
{
	return json_string_value(json_array_get(json_object_get(json(v), name), i));
}

const char *kr_takeout_line_get_text(const struct kr_takeout_value *v, const char *name)
{
	return json_string_value(json_object_get(json(v), name));
}

int64_t kr_takeout_line_get_number(const struct kr_takeout_value *v, const char *name, int64_t or)
{
	const json_t *j = json_object_get(json(v), name);

	if (json_is_true(j))
		return or ;
	return json_is_integer(j) && json_integer_value(j) > 0 ? json_integer_value(j) : 0;
}

bool kr_takeout_line_content(const struct kr_takeout_value *v, const char *name, struct kr_str *out)
{
	const json_t *j = json_object_get(json(v), name);
	struct kr_doc *doc = NULL;
	char *text = json_is_object(j) ? json_dumps(j, JSON_COMPACT) : NULL;
	bool ok = text && kr_json_read(text, strlen(text), &doc, NULL) == 0 && doc->nblocks;

	if (ok)
		kr_json_write(doc, 0, out);
	kr_doc_free(doc);
	free(text);
	return ok;
}
