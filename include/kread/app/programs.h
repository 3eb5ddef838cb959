/* Programs that the reader names in the configuration: commands of his own ([commands]), and what
 * plays media ([media]).
 *
 * Each is a line such as "terminal mutt -s {title}": words as in words.h, split when the line is
 * read, before anything of a page is put in. The first one may say that the program gets the
 * terminal, or that it is detached, as it is otherwise. Of the others, {url} and {title} stand for
 * those of the page; {file}, {file.md}, {file.html}, {file.json} and {file.epub} for the path of a
 * file with the article, as text or in that format. What stands for them is always part of one
 * argument, and never begins an option. In a word that begins as an address (https://, mailto:) it
 * is percent-encoded. */
#ifndef KREAD_APP_PROGRAMS_H
#define KREAD_APP_PROGRAMS_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/app/render.h"
#include "kread/base/err.h"

struct kr_program {
	char *name;   /* of the command; or which media */
	char *line;   /* as it was written */
	char **words; /* NULL-ended, at least one */
	bool terminal;
};

struct kr_programs { /* all zero: none */
	struct kr_program *v;
	size_t n, cap;
};

struct kr_program_values {
	const char *url, *title; /* or NULL */
	const char *files[KR_FORMATS];
};

void kr_programs_fini(struct kr_programs *p);

/* Adds one, in the place of another with that name. KR_E_USAGE: it names no program, or a
 * placeholder that does not exist. */
int kr_programs_add(struct kr_programs *p, const char *name, const char *line, struct kr_err *err);

int kr_programs_find(const struct kr_programs *p, const char *name); /* -1: none */

/* Of [media], the first one that is for an address. A name is "video", "audio" or "picture", or a
 * pattern as in file names (* and ?) for the host, one above it, the name of the file, or the whole
 * address without its scheme. kind: one of those words; NULL: only patterns count. -1: none. */
int kr_programs_match(const struct kr_programs *p, const char *url, const char *kind);

/* Whether a word has the placeholder of a file in that format. */
bool kr_programs_wants(const struct kr_program *p, enum kr_format format);

/* Its arguments, to be freed with kr_words_free. append: where no word has {url}, it is the last
 * one. NULL with KR_E_USAGE: it needs an address, and there is none of the web. */
char **kr_programs_argv(const struct kr_program *p, const struct kr_program_values *v, bool append,
        struct kr_err *err);

#endif
