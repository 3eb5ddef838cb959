#include "kread/app/keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"

static const struct {
	const char *name;
	uint32_t key;
} names[] = {
        {"Space", ' '}, {"Tab", KR_KEY_TAB}, {"S-Tab", KR_KEY_BACKTAB}, {"Enter", KR_KEY_ENTER},
        {"Esc", KR_KEY_ESC}, {"Backspace", KR_KEY_BACKSPACE}, {"Up", KR_KEY_UP},
        {"Down", KR_KEY_DOWN}, {"Left", KR_KEY_LEFT}, {"Right", KR_KEY_RIGHT},
        {"PgUp", KR_KEY_PGUP}, {"PgDn", KR_KEY_PGDN}, {"Home", KR_KEY_HOME}, {"End", KR_KEY_END},
        {"Del", KR_KEY_DEL}, {"Ins", KR_KEY_INS},
        {"Semicolon", ';'}, /* it begins a comment in the configuration file */
};

enum { NAMES = sizeof names / sizeof *names };

static uint32_t named(const char *s, size_t len)
{
	int f = 0;

	for (size_t i = 0; i < NAMES; i++)
		if (strlen(names[i].name) == len && !memcmp(names[i].name, s, len))
			return names[i].key;
	if (len < 2 || len > 3 || s[0] != 'F')
		return 0;
	for (size_t i = 1; i < len; i++)
		f = s[i] >= '0' && s[i] <= '9' ? f * 10 + (s[i] - '0') : 99;
	return f >= 1 && f <= 12 ? (uint32_t)(KR_KEY_F1 + f - 1) : 0;
}

/* Parse the key at the start of s. Returns its length. *ret is 0 or U+FFFD if it is none. */
static size_t parse_key(const char *s, size_t len, uint32_t *ret)
{
	const char *end = s[0] == '<' ? memchr(s, '>', len) : NULL;

	if (end && end > s + 1 && named(s + 1, (size_t)(end - s - 1))) {
		*ret = named(s + 1, (size_t)(end - s - 1));
		return (size_t)(end - s + 1);
	}
	if (s[0] == '^' && len > 1 &&
	        ((s[1] >= '@' && s[1] <= '_') || (s[1] >= 'a' && s[1] <= 'z'))) {
		*ret = (uint32_t)s[1] & 0x1f;
		return 2;
	}
	return kr_utf8_decode(s, len, ret);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The name that was meant by s, if it is written in another case: "tab", "<home>". */
static const char *meant(const char *s, size_t len)
{
	const bool bracket = len > 2 && s[0] == '<' && s[len - 1] == '>';

	for (size_t i = 0; i < NAMES; i++)
		if (strlen(names[i].name) == len - 2 * bracket &&
		        !strncasecmp(names[i].name, s + bracket, len - 2 * bracket))
			return names[i].name;
	return NULL;
}

/* Whether s is written like a name, although no key is called so: Foo, F13, C-x, <Foo>. Sequences
 * of characters look otherwise: gg, gT, ZZ. */
static bool is_misnamed(const char *s, size_t len)
{
	size_t lower = 0, digits = 0;

	if (len > 3 && s[0] == '<' && s[len - 1] == '>' && is_letter(s[1]))
		return !named(s + 1, len - 2);
	if (len == 3 && strchr("CMAS", s[0]) && s[1] == '-')
		return true;
	for (size_t i = 1; i < len; i++) {
		lower += s[i] >= 'a' && s[i] <= 'z';
		digits += s[i] >= '0' && s[i] <= '9';
	}
	if (len > 1 && s[0] == 'F' && digits == len - 1)
		return true;
	return (len > 2 && s[0] >= 'A' && s[0] <= 'Z' && lower == len - 1) || meant(s, len);
}

/* Parse a sequence. False: it is too long, or something in it is not a key. */
static bool parse(const char *s, size_t len, struct kr_binding *b)
{
	b->n = 0;
	if (named(s, len)) {
		b->keys[b->n++] = named(s, len);
		return true;
	}
	if (is_misnamed(s, len))
		return false;
	while (len) {
		size_t n;

		if (b->n == KR_KEYS_MAX)
			return false;
		n = parse_key(s, len, &b->keys[b->n]);
		if (!b->keys[b->n] || b->keys[b->n] == 0xfffd)
			return false;
		b->n++;
		s += n;
		len -= n;
	}
	return b->n > 0;
}

static unsigned where_of(int command)
{
	return command < KR_COMMANDS ? kr_commands_get(command)->where : KR_IN_ARTICLE | KR_IN_LIST;
}

static bool clashes(const struct kr_binding *a, const struct kr_binding *b)
{
	int n = a->n < b->n ? a->n : b->n;

	return (where_of(a->command) & where_of(b->command) & ~(unsigned)KR_NO_KEYS) &&
	       !memcmp(a->keys, b->keys, (size_t)n * sizeof *a->keys);
}

static void drop(struct kr_keymap *m, size_t i)
{
	memmove(m->v + i, m->v + i + 1, (m->n - i - 1) * sizeof *m->v);
	m->n--;
}

static void add(struct kr_keymap *m, const struct kr_binding *b)
{
	for (size_t i = m->n; i--;)
		if (clashes(&m->v[i], b))
			drop(m, i);
	m->v = kr_mem_grow(m->v, m->n, &m->cap, sizeof *m->v);
	m->v[m->n++] = *b;
}

static int not_a_key(const char *s, size_t len, struct kr_err *err)
{
	const char *near = meant(s, len);

	return kr_err_set(err, KR_E_USAGE, "'%.*s' is not a key%s%s%s", (int)(len < 80 ? len : 80),
	        s, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

/* Add all keys of a list. m NULL: only check them, so that an error changes nothing. */
static int each(const char *keys, struct kr_keymap *m, int command, struct kr_err *err)
{
	struct kr_binding b = {.command = command};

	for (const char *p = keys; *p;) {
		size_t len = strcspn(p, " ");

		if (len && !parse(p, len, &b))
			return not_a_key(p, len, err);
		if (len && m)
			add(m, &b);
		p += len;
		p += strspn(p, " ");
	}
	return 0;
}

const char *kr_keymap_name(const struct kr_keymap *m, int command)
{
	return command < KR_COMMANDS ? kr_commands_get(command)->name
	                             : m->commands.v[command - KR_COMMANDS].name;
}

int kr_keymap_command(const struct kr_keymap *m, const char *name)
{
	const int id = kr_commands_find(name),
	          own = id < 0 ? kr_programs_find(&m->commands, name) : -1;

	return own < 0 ? id : KR_COMMANDS + own;
}

int kr_keymap_add(struct kr_keymap *m, const char *name, const char *line, struct kr_err *err)
{
	const size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_");

	if (kr_commands_find(name) >= 0)
		return kr_err_set(err, KR_E_USAGE, "%.80s: kread has a command of that name", name);
	if (name[len] || name[0] == '-')
		return kr_err_set(err, KR_E_USAGE,
		        "%.80s: names of commands are of a to z, 0 to 9, - and _", name);
	return kr_programs_add(&m->commands, name, line, err);
}

int kr_keymap_bind(struct kr_keymap *m, const char *command, const char *keys, struct kr_err *err)
{
	int id = kr_keymap_command(m, command);
	const char *near;

	if (id < 0) {
		near = kr_commands_suggest(command);
		return kr_err_set(err, KR_E_USAGE, "%.80s: unknown command%s%s%s", command,
		        near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
	}
	if (*keys && (where_of(id) & KR_NO_KEYS))
		return kr_err_set(err, KR_E_USAGE, "%s: has no key; type :%s", command, command);
	if (each(keys, NULL, id, err) < 0)
		return KR_E_USAGE;
	for (size_t i = m->n; i--;)
		if (m->v[i].command == id)
			drop(m, i);
	return each(keys, m, id, err);
}

void kr_keymap_init(struct kr_keymap *m)
{
	*m = (struct kr_keymap){0};
	for (int i = 0; i < KR_COMMANDS; i++)
		kr_keymap_bind(m, kr_commands_get(i)->name, kr_commands_get(i)->keys, NULL);
}

void kr_keymap_fini(struct kr_keymap *m)
{
	free(m->v);
	kr_programs_fini(&m->commands);
	kr_programs_fini(&m->media);
	*m = (struct kr_keymap){0};
}

static const struct {
	const char *preset, *command, *keys;
} presets[] = {
#define KR_PRESET(preset, command, keys) {preset, command, keys},
#include "kread/app/presets.def"
#undef KR_PRESET
};

int kr_keymap_preset(struct kr_keymap *m, const char *name, struct kr_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < sizeof presets / sizeof *presets && rc == 0; i++)
		if (kr_str_eq(presets[i].preset, name))
			rc = kr_keymap_bind(m, presets[i].command, presets[i].keys, err);
	return rc;
}

int kr_keymap_find(const struct kr_keymap *m, const uint32_t *keys, int n, unsigned where)
{
	int elsewhere = KR_KEYMAP_NONE;

	for (size_t i = 0; i < m->n; i++) {
		const struct kr_binding *b = &m->v[i];
		const int found = b->n == n ? b->command : KR_KEYMAP_PREFIX;

		if (b->n < n || memcmp(b->keys, keys, (size_t)n * sizeof *keys))
			continue;
		if (where_of(b->command) & where)
			return found;
		if (elsewhere == KR_KEYMAP_NONE)
			elsewhere = found;
	}
	return elsewhere;
}

bool kr_keymap_is_bound(const struct kr_keymap *m, uint32_t key, unsigned where)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].keys[0] == key && (where_of(m->v[i].command) & where))
			return true;
	return false;
}

/* --- writing ------------------------------------------------------------------------------ */

static const char *name_of(uint32_t key)
{
	for (size_t i = 0; i < NAMES; i++)
		if (names[i].key == key && key != ';')
			return names[i].name;
	return NULL;
}

static void write_key(uint32_t key, bool alone, struct kr_str *out)
{
	const char *name = name_of(key);

	if (name)
		kr_str_addf(out, alone ? "%s" : "<%s>", name);
	else if (key >= KR_KEY_F1 && key <= KR_KEY_F12)
		kr_str_addf(out, alone ? "F%u" : "<F%u>", key - KR_KEY_F1 + 1);
	else if (key < ' ')
		kr_str_addf(out, "^%c", (char)(key + '@'));
	else
		kr_utf8_add(out, key);
}

void kr_keymap_write(const uint32_t *keys, int n, struct kr_str *out)
{
	for (int i = 0; i < n; i++)
		write_key(keys[i], n == 1, out);
}

static void write_keys(const struct kr_keymap *m, int command, size_t max, struct kr_str *out)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n && n < max; i++)
		if (m->v[i].command == command) {
			kr_str_addz(out, n++ ? " " : "");
			kr_keymap_write(m->v[i].keys, m->v[i].n, out);
		}
}

void kr_keymap_keys(const struct kr_keymap *m, int command, struct kr_str *out)
{
	write_keys(m, command, m->n, out);
}

void kr_keymap_first(const struct kr_keymap *m, int command, struct kr_str *out)
{
	write_keys(m, command, 1, out);
}

void kr_keymap_hint(const struct kr_keymap *m, int command, const char *words, struct kr_str *out)
{
	struct kr_str key;

	kr_str_init(&key);
	kr_keymap_first(m, command, &key);
	if (key.len)
		kr_str_addf(out, "; %s %s", key.data, gettext(words));
	kr_str_fini(&key);
}

void kr_keymap_print(const struct kr_keymap *m, struct kr_str *out)
{
	kr_str_addz(out, "[keys]\n");
	for (int i = 0; i < KR_COMMANDS; i++) {
		if (kr_commands_group_name(i))
			kr_str_addf(out, "# --- %s\n", _(kr_commands_group_name(i)));
		if (kr_commands_get(i)->where & KR_NO_KEYS)
			continue;
		kr_str_addf(
		        out, "# %s\n#%s = ", _(kr_commands_get(i)->help), kr_commands_get(i)->name);
		kr_keymap_keys(m, i, out);
		kr_str_addc(out, '\n');
	}
}

static void list_command(
        const struct kr_keymap *m, int command, const char *help, struct kr_str *out)
{
	const size_t start = out->len;

	kr_str_addf(out, "%-16s ", kr_keymap_name(m, command));
	kr_keymap_keys(m, command, out);
	kr_str_addf(out, "%*s  %s\n", (int)(start + 32 > out->len ? start + 32 - out->len : 0), "",
	        help);
}

void kr_keymap_list(const struct kr_keymap *m, struct kr_str *out)
{
	for (int i = 0; i < KR_COMMANDS; i++)
		list_command(m, i, _(kr_commands_get(i)->help), out);
	for (size_t i = 0; i < m->commands.n; i++)
		list_command(m, KR_COMMANDS + (int)i, m->commands.v[i].line, out);
}
