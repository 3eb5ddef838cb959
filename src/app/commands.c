#include "kread/app/commands.h"

#include "kread/app/suggest.h"

enum {
	S = KR_IN_START,
	A = KR_IN_ARTICLE,
	L = KR_IN_LIST,
	O = KR_IN_OVERLAY,
	C = KR_IN_COMMENTS,
	N = KR_NO_KEYS,
	P = KR_IN_PICK
};

static const struct kr_command table[KR_COMMANDS] = {
#define KR_GROUP(title)
#define KR_COMMAND(id, name, keys, where, count, help)                                             \
	[KR_CMD_##id] = {name, keys, where, count, help},
#include "kread/app/commands.def"
#undef KR_COMMAND
#undef KR_GROUP
};

const struct kr_command *kr_commands_get(int id)
{
	return id >= 0 && id < KR_COMMANDS ? &table[id] : NULL;
}

/* Groups and commands in the order of the table. */
static const struct {
	const char *title; /* or NULL */
	int command;
} order[] = {
#define KR_GROUP(title)                                {title, -1},
#define KR_COMMAND(id, name, keys, where, count, help) {NULL, KR_CMD_##id},
#include "kread/app/commands.def"
#undef KR_COMMAND
#undef KR_GROUP
};

const char *kr_commands_group_name(int id)
{
	for (size_t i = 1; i < sizeof order / sizeof *order; i++)
		if (order[i].command == id)
			return order[i - 1].title;
	return NULL;
}

int kr_commands_find(const char *name)
{
	for (int i = 0; i < KR_COMMANDS; i++)
		if (kr_str_eq(table[i].name, name))
			return i;
	return -1;
}

static bool is_abbreviated(int id, const char *name)
{
	return kr_str_starts(table[id].name, name) && !(table[id].where & KR_NO_KEYS);
}

int kr_commands_complete(const char *name)
{
	int id = kr_commands_find(name);

	if (id >= 0 || !*name)
		return id;
	for (int i = 0; i < KR_COMMANDS; i++)
		if (is_abbreviated(i, name))
			id = id == -1 ? i : KR_COMMAND_AMBIGUOUS;
	return id;
}

void kr_commands_matches(const char *name, struct kr_str *out)
{
	int n = 0;

	for (int i = 0; i < KR_COMMANDS; i++)
		if (is_abbreviated(i, name))
			kr_suggest_list(out, n++, table[i].name);
}

const char *kr_commands_suggest(const char *name)
{
	struct kr_suggest s;

	kr_suggest_init(&s, name);
	for (int i = 0; i < KR_COMMANDS; i++)
		kr_suggest_offer(&s, table[i].name);
	return s.best;
}
