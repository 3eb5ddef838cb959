/* Which keys start which command.
 *
 * A key is written as its character, as ^X (control), or as a name: Space Tab S-Tab Enter Esc
 * Backspace Up Down Left Right PgUp PgDn Home End Del Ins Semicolon F1...F12. Several keys in a row
 * make a sequence, gg or yu; inside a sequence names are in angle brackets, g<Home>. A word that is
 * written like a name (Foo, F13, C-x) is none. */
#ifndef KREAD_APP_KEYMAP_H
#define KREAD_APP_KEYMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "kread/app/commands.h"
#include "kread/app/programs.h"
#include "kread/base/budgets.h"
#include "kread/base/err.h"

enum { /* keys; all others are Unicode characters, including control characters */
	KR_KEY_TAB = 9,
	KR_KEY_ENTER = 13,
	KR_KEY_ESC = 27,
	KR_KEY_BACKSPACE = 127,
	KR_KEY_BASE = 0x110000,
	KR_KEY_BACKTAB = KR_KEY_BASE,
	KR_KEY_UP,
	KR_KEY_DOWN,
	KR_KEY_LEFT,
	KR_KEY_RIGHT,
	KR_KEY_PGUP,
	KR_KEY_PGDN,
	KR_KEY_HOME,
	KR_KEY_END,
	KR_KEY_DEL,
	KR_KEY_INS,
	KR_KEY_F1,
	KR_KEY_F12 = KR_KEY_F1 + 11,
	/* added to a key; only prompts know such keys */
	KR_KEY_ALT = 0x1000000,
	KR_KEY_CTRL = 0x2000000,
};

struct kr_binding {
	uint32_t keys[KR_KEYS_MAX];
	int n;
	int command;
};

struct kr_keymap {
	struct kr_binding *v;
	size_t n, cap;
	/* the reader's own commands; number i has the id KR_COMMANDS + i */
	struct kr_programs commands;
	struct kr_programs media; /* what plays what; no key is bound to these */
};

void kr_keymap_init(struct kr_keymap *m); /* the default keys */
void kr_keymap_fini(struct kr_keymap *m);

/* Replace the keys of a command ("": none), a list separated by blanks. Another command that can be
 * run at the same places loses its key if that is the same, the beginning of a new sequence, or a
 * longer sequence that begins with a new one. KR_E_USAGE: unknown command or key; then nothing is
 * changed. */
int kr_keymap_bind(struct kr_keymap *m, const char *command, const char *keys, struct kr_err *err);

/* Bind the keys of a preset; "kread" has none of its own. KR_E_USAGE. */
int kr_keymap_preset(struct kr_keymap *m, const char *name, struct kr_err *err);

/* Adds a command of the reader. KR_E_USAGE: it cannot be run, or has the name of another one. */
int kr_keymap_add(struct kr_keymap *m, const char *name, const char *line, struct kr_err *err);

/* The name of any command, and its id by name, or -1. */
const char *kr_keymap_name(const struct kr_keymap *m, int command);
int kr_keymap_command(const struct kr_keymap *m, const char *name);

enum { KR_KEYMAP_NONE = -1, KR_KEYMAP_PREFIX = -2 };
/* The command of a sequence, or _PREFIX if it is the beginning of one, or _NONE. Commands of these
 * places (KR_IN_*) come before others, which cannot be run there. */
int kr_keymap_find(const struct kr_keymap *m, const uint32_t *keys, int n, unsigned where);

/* Whether a command of one of these places (KR_IN_*) is bound to the key, or to a sequence that
 * begins with it. */
bool kr_keymap_is_bound(const struct kr_keymap *m, uint32_t key, unsigned where);

/* Text for people; all append. */
void kr_keymap_write(const uint32_t *keys, int n, struct kr_str *out);            /* a sequence */
void kr_keymap_keys(const struct kr_keymap *m, int command, struct kr_str *out);  /* all its keys */
void kr_keymap_first(const struct kr_keymap *m, int command, struct kr_str *out); /* its first */
/* Append "; KEY words", or nothing if no key is bound to the command. */
void kr_keymap_hint(const struct kr_keymap *m, int command, const char *words, struct kr_str *out);
void kr_keymap_print(const struct kr_keymap *m, struct kr_str *out); /* [keys] of a config file */
void kr_keymap_list(const struct kr_keymap *m, struct kr_str *out);  /* --list-commands */

#endif
