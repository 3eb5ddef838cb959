/* Writes options into the reader's configuration file; see config.h. Only the lines of these
 * options are changed or added: comments, order and what else is there stay. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kread/app/config.h"
#include "kread/base/file.h"
#include "kread/base/mem.h"
#include "kread/base/xdg.h"
#include "kread/load/source.h"

/* --- the text ----------------------------------------------------------------------------- */

struct config_line {
	const char *text;
	size_t len; /* without its newline */
};

static struct config_line line_at(const struct kr_str *file, size_t at)
{
	const char *from = file->data + at, *end = memchr(from, '\n', file->len - at);

	return (struct config_line){from, end ? (size_t)(end - from) : file->len - at};
}

static struct kr_slice trim(const char *text, size_t len)
{
	while (len && (*text == ' ' || *text == '\t')) {
		text++;
		len--;
	}
	while (len && strchr(" \t\r", text[len - 1]))
		len--;
	return (struct kr_slice){text, len};
}

/* Whether a line is NAME = ..., and what comes before its value. comment: of a line that a # keeps
 * from being obeyed, as --print-config writes them. */
static bool is_entry(struct config_line l, const char *name, bool comment, size_t *ret_value)
{
	const char *end;
	struct kr_slice key;

	if (comment && (!l.len || *l.text != '#'))
		return false;
	end = memchr(l.text, '=', l.len);
	if (!end)
		return false;
	key = trim(l.text + comment, (size_t)(end - l.text) - comment);
	*ret_value = (size_t)(end - l.text) + 1;
	while (*ret_value < l.len && l.text[*ret_value] == ' ')
		++*ret_value;
	return key.len == strlen(name) && !memcmp(key.data, name, key.len);
}

/* Where an option stands in a file, or is to be added. */
struct spot {
	bool found;         /* else it is added: */
	size_t from, to;    /* the value to be replaced; or both where the line is to be added */
	bool section;       /* and a section before it */
	size_t after_entry; /* of the section, 0: there is none */
};

/* A comment behind a value begins with a semicolon after a blank. */
static size_t value_end(struct config_line l, size_t value)
{
	for (size_t i = value; i + 1 < l.len; i++)
		if ((l.text[i] == ' ' || l.text[i] == '\t') && l.text[i + 1] == ';') {
			l.len = i;
			break;
		}
	while (l.len > value && strchr(" \t\r", l.text[l.len - 1]))
		l.len--;
	return l.len;
}

/* The last one counts, as for the parser. A line that is indented goes on with the value of the one
 * before it, so that such an option is added again behind it. */
static struct spot find(const struct kr_str *file, const char *name)
{
	struct spot s = {.section = true};
	bool inside = false, own = false;
	size_t after = 0, comment = 0;

	for (size_t at = 0, next; at < file->len; at = next) {
		const size_t mark = !at && kr_str_starts(file->data, "\xef\xbb\xbf") ? 3 : 0;
		const struct config_line l = line_at(file, at += mark);
		const struct kr_slice t = trim(l.text, l.len);
		size_t value;

		next = at + l.len + 1;
		if (t.len && *t.data == '[') {
			inside = t.len == 9 && !memcmp(t.data, "[options]", 9);
			s.section &= !inside;
			after = inside ? next : after;
		} else if (inside && t.len && *l.text != ' ' && *l.text != '\t') {
			after = next;
			own = is_entry(l, name, false, &value);
			if (own)
				s = (struct spot){true, at + value, at + value_end(l, value), 0, 0};
			else if (is_entry(l, name, true, &value))
				comment = next;
		} else if (inside && own && t.len && *t.data != '#' && *t.data != ';') {
			after = comment = next;
			s.found = false;
		}
	}
	if (!s.found)
		s.from = s.to = comment ? comment : s.section ? file->len : after;
	if (s.from > file->len)
		s.from = s.to = file->len;
	return s;
}

static void add(struct kr_str *file, const char *name, const char *value)
{
	const struct spot s = find(file, name);
	struct kr_str out;

	kr_str_init(&out);
	kr_str_add(&out, file->data, s.from);
	if (s.found) {
		kr_str_addf(&out, "%s%s", s.from == s.to && out.data[s.from - 1] == '=' ? " " : "",
		        value);
	} else {
		if (out.len && out.data[out.len - 1] != '\n')
			kr_str_addc(&out, '\n');
		if (s.section)
			kr_str_addf(&out, "%s[options]\n", out.len ? "\n" : "");
		kr_str_addf(&out, "%s = %s\n", name, value);
	}
	kr_str_add(&out, file->data + s.to, file->len - s.to);
	kr_str_fini(file);
	*file = out;
}

static void value_of(const struct kr_options *o, int id, struct kr_str *out)
{
	const enum kr_option_kind kind = kr_options_get(id)->kind;
	const char *text = kr_options_text(o, id);

	kr_str_clear(out);
	if (kind == KR_OPT_TEXT || kind == KR_OPT_ENCODING)
		kr_str_addz(out, text ? text : "");
	else
		kr_options_write(o, id, out);
}

/* Whether the file says what was written: it may have faults of its own, and a value a semicolon.
 */
static int check(
        const char *name, const struct kr_str *file, const struct kr_options *o, struct kr_err *err)
{
	struct kr_options read;
	struct kr_keymap keys;
	struct kr_str a, b;
	int rc;

	kr_str_init(&a);
	kr_str_init(&b);
	kr_options_init(&read);
	kr_keymap_init(&keys);
	rc = kr_config_parse(name, file->data, &read, &keys, err);
	for (int i = 0; rc == 0 && i < KR_OPTS; i++) {
		if (!o->v[i].changed)
			continue;
		value_of(o, i, &a);
		value_of(&read, i, &b);
		if (!kr_str_eq(a.data, b.data))
			rc = kr_err_set(err, KR_E_USAGE,
			        "%s: a configuration file cannot have this value",
			        kr_options_get(i)->name);
	}
	kr_keymap_fini(&keys);
	kr_options_fini(&read);
	kr_str_fini(&a);
	kr_str_fini(&b);
	return rc;
}

/* --- the file ----------------------------------------------------------------------------- */

/* A link to a file elsewhere stays one. */
static void follow(struct kr_str *path)
{
	char *to = realpath(path->data, NULL);

	if (!to)
		return;
	kr_str_clear(path);
	kr_str_addz(path, to);
	free(to);
}

int kr_config_save(
        const char *path, const struct kr_options *o, struct kr_str *ret_path, struct kr_err *err)
{
	struct kr_str file, value;
	int rc = 0;

	if (path)
		kr_str_addz(ret_path, path);
	else if (!kr_xdg_path(KR_XDG_CONFIG, "config", ret_path))
		return kr_err_set(err, KR_E_USAGE, "HOME is not set: there is no place to save to");
	kr_str_init(&file);
	kr_str_init(&value);
	follow(ret_path);
	if (access(ret_path->data, F_OK) == 0)
		rc = kr_source_read(ret_path->data, KR_CONFIG_MAX, &file, err);
	else
		rc = kr_xdg_make_folders(ret_path->data, err);
	for (int i = 0; rc == 0 && i < KR_OPTS; i++) {
		if (!o->v[i].changed)
			continue;
		value_of(o, i, &value);
		add(&file, kr_options_get(i)->name, value.data);
	}
	if (rc == 0)
		rc = check(ret_path->data, &file, o, err);
	if (rc == 0)
		rc = kr_file_write(ret_path->data, file.data, file.len, err);
	kr_str_fini(&file);
	kr_str_fini(&value);
	return rc;
}
