#include "kread/app/launch.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/str.h"

struct words {
	char **v;
	size_t n, cap;
	bool placed; /* the address is in one of them */
};

static void add(struct words *w, char *word_take)
{
	w->v = kr_mem_grow(w->v, w->n, &w->cap, sizeof *w->v);
	w->v[w->n++] = word_take;
}

/* One word at s; where it ends. */
static const char *add_word(struct words *w, const char *s, const char *end, const char *url)
{
	struct kr_str word;
	bool quoted = false;

	kr_str_init(&word);
	for (; s < end && (quoted || (*s != ' ' && *s != '\t')); s++) {
		if (*s == '"') {
			quoted = !quoted;
		} else if (s[0] == '%' && s + 1 < end && s[1] == 's') {
			kr_str_addz(&word, url);
			w->placed = true;
			s++;
		} else {
			kr_str_addc(&word, *s);
		}
	}
	add(w, kr_str_take(&word));
	return s;
}

static void free_words(char **v)
{
	for (char **p = v; p && *p; p++)
		free(*p);
	free(v);
}

/* NULL: the command is empty, or "". */
static char **split(const char *s, const char *end, const char *url)
{
	struct words w = {0};

	while (s < end)
		if (*s == ' ' || *s == '\t')
			s++;
		else
			s = add_word(&w, s, end, url);
	if (w.n && !w.placed)
		add(&w, kr_mem_strdup(url));
	add(&w, NULL);
	if (kr_str_empty(w.v[0])) {
		free_words(w.v);
		return NULL;
	}
	return w.v;
}

bool kr_launch_next(struct kr_launch *l)
{
	char *rest = l->others, *at = rest;
	char **argv = NULL;

	while (at && *at && !argv) {
		const size_t n = strcspn(at, ":");

		argv = split(at, at + n, l->url);
		at += n + (at[n] == ':');
	}
	l->others = kr_mem_strdup(at);
	free(rest);
	if (!argv)
		return false;
	free_words(l->argv);
	l->argv = argv;
	return true;
}

bool kr_launch_set(struct kr_launch *l, const char *commands, bool list, const char *url)
{
	kr_launch_drop(l);
	if (!commands)
		return false;
	l->url = kr_mem_strdup(url);
	if (list) {
		l->others = kr_mem_strdup(commands);
		return kr_launch_next(l);
	}
	l->argv = split(commands, commands + strlen(commands), url);
	return l->argv != NULL;
}

void kr_launch_drop(struct kr_launch *l)
{
	free_words(l->argv);
	free(l->url);
	free(l->others);
	*l = (struct kr_launch){0};
}
