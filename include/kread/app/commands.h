/* The commands. Keys, help, man page and completions are made from the table in commands.def. */
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

/* Where a command can be run; NO_KEYS: no key can be bound to it. A list over the article is an
 * overlay, too. */
enum {
	KR_IN_START = 1,
	KR_IN_ARTICLE = 2,
	KR_IN_LIST = 4,
	KR_IN_OVERLAY = 8,
	KR_IN_COMMENTS = 64,
	KR_NO_KEYS = 16,
	KR_IN_PICK = 32
};

struct kr_command {
	const char *name, *keys;
	unsigned where; /* KR_IN_*, KR_NO_KEYS */
	const char *count, *help;
};

const struct kr_command *kr_commands_get(int id); /* NULL: no such id */
const char *kr_commands_group_name(int id); /* title of the group that begins with it, or NULL */
int kr_commands_find(const char *name);     /* -1: none */

enum { KR_COMMAND_AMBIGUOUS = -2 };
/* Find by name or by the beginning of a name, except for commands without keys, whose names must be
 * complete. */
int kr_commands_complete(const char *name);
/* The first few names that begin with it; appended. */
void kr_commands_matches(const char *name, struct kr_str *out);
const char *kr_commands_suggest(const char *name); /* the nearest name, or NULL */

#endif
