/* Completion of what is typed after ":" with Tab: names of commands, names and values of options.
 * Tab goes through all that fit, S-Tab back. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/mem.h"
#include "kread/load/locate.h"

struct fitting { /* candidates for a word */
	const char *word;
	size_t len;
	struct kr_str names; /* each ends in a newline */
	int n;
};

static void offer(struct fitting *f, const char *name, size_t len)
{
	if (len < f->len || memcmp(name, f->word, f->len))
		return;
	kr_str_add(&f->names, name, len);
	kr_str_addc(&f->names, '\n');
	f->n++;
}

static void offer_commands(struct fitting *f)
{
	for (int i = 0; i < KR_COMMANDS; i++)
		offer(f, kr_commands_get(i)->name, strlen(kr_commands_get(i)->name));
}

static void offer_options(struct fitting *f)
{
	for (int i = 0; i < KR_OPTS; i++)
		if (kr_options_get(i)->where == KR_OPT_BOTH)
			offer(f, kr_options_get(i)->name, strlen(kr_options_get(i)->name));
}

static void offer_themes(struct fitting *f)
{
	struct kr_str names;

	kr_str_init(&names);
	kr_locate_names("themes", ".theme", &names);
	for (const char *p = names.data; *p; p += strcspn(p, "\n") + 1)
		offer(f, p, strcspn(p, "\n"));
	kr_str_fini(&names);
}

static void offer_values(struct fitting *f, const char *option)
{
	const int id = kr_options_complete(option);
	const struct kr_option *o = id >= 0 ? kr_options_get(id) : NULL;

	if (id == KR_OPT_THEME)
		offer_themes(f);
	if (!o || (o->kind != KR_OPT_FLAG && o->kind != KR_OPT_WORD))
		return;
	for (const char *p = o->kind == KR_OPT_FLAG ? "yes|no" : o->values; *p;) {
		const size_t n = strcspn(p, "|");

		offer(f, p, n);
		p += n + (p[n] != '\0');
	}
}

/* Where the word begins that ends at byte len of a line, and what fits. */
static size_t find(const char *line, size_t len, struct fitting *f)
{
	const size_t lead = strspn(line, " :"), name = lead + strcspn(line + lead, " ");
	size_t at = len;
	char *command, *option;

	while (at > lead && line[at - 1] != ' ' && line[at - 1] != '=')
		at--;
	f->word = line + at;
	f->len = len - at;
	if (at <= lead) {
		offer_commands(f);
		return at;
	}
	command = kr_mem_strndup(line + lead, name - lead);
	if (kr_commands_complete(command) == KR_CMD_SET) {
		const size_t start = name + strspn(line + name, " "),
		             end = start + strcspn(line + start, " =");

		option = kr_mem_strndup(line + start, end - start);
		if (at <= start)
			offer_options(f);
		else if (at == end + strspn(line + end, " ="))
			offer_values(f, option);
		free(option);
	}
	free(command);
	return at;
}

static struct kr_slice nth(const struct kr_str *names, int i)
{
	const char *p = names->data;

	while (i-- > 0)
		p += strcspn(p, "\n") + 1;
	return (struct kr_slice){p, strcspn(p, "\n")};
}

void kr_complete_end(struct kr_app *a)
{
	free(a->complete.line);
	a->complete = (struct kr_complete){0};
}

void kr_complete_step(struct kr_app *a, int direction)
{
	struct kr_complete *c = &a->complete;
	struct fitting f = {0};
	size_t at;

	if (a->prompt.kind != KR_PROMPT_COMMAND || a->prompt.cursor < a->prompt.text.len)
		return;
	if (!c->line) {
		c->line = kr_mem_strdup(a->prompt.text.data);
		c->at = -1;
	}
	kr_str_init(&f.names);
	at = find(c->line, strlen(c->line), &f);
	if (f.n) {
		struct kr_slice name;

		c->at = c->at < 0 && direction < 0 ? f.n - 1 : (c->at + direction + f.n) % f.n;
		name = nth(&f.names, c->at);
		kr_prompt_replace(&a->prompt, c->line, at, name.data, name.len);
		if (f.n == 1) { /* what comes next is another word */
			kr_prompt_insert(&a->prompt, " ", 1);
			kr_complete_end(a);
		}
	}
	kr_str_fini(&f.names);
}
