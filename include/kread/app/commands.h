/* What the reader can do. The table is commands.def; keys, help, man page and completions come from
 * it. */
#ifndef KREAD_APP_COMMANDS_H
#define KREAD_APP_COMMANDS_H

#include "kread/base/str.h"

enum kr_command_id {
#define KR_GROUP(title)
#define KR_COMMAND(id, name, keys, where, count, help) KR_CMD_##id,
#include "kread/app/commands.def"
#undef KR_COMMAND
#undef KR_GROUP
	KR_COMMANDS
};

enum { KR_IN_START = 1, KR_IN_ARTICLE = 2, KR_IN_LIST = 4, KR_IN_SHEET = 8, KR_NO_KEYS = 16 };

struct kr_command {
	const char *name, *keys;
	unsigned where; /* KR_IN_*, KR_NO_KEYS */
	const char *count, *help;
};

const struct kr_command *kr_commands_get(int id); /* NULL: no such id */
const char *kr_commands_group_name(
        int id);                        /* the title of the group that begins with it, or NULL */
int kr_commands_find(const char *name); /* -1: none */

/* The same, also by the beginning of its name if no other command begins so; those that no key may
 * be bound to must be written in full. */
enum { KR_COMMAND_SEVERAL = -2 };
int kr_commands_complete(const char *name);
const char *kr_commands_suggest(const char *name); /* the nearest name or NULL */

#endif
