/* Man page and shell completions from the tables of options and commands.
 *
 * usage: gen_docs man TEMPLATE [LANGUAGE CATALOGUES] | bash | zsh | fish
 *
 * LANGUAGE: of the template, with its catalogue below the folder CATALOGUES. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/intl.h"

enum kind { FLAG, NUMBER, WORD, TEXT, ENCODING, CHOICE, ACTION };
enum where { BOTH, START, LINE };

static const struct option {
	const char *name;
	char letter;
	enum kind kind;
	const char *values, *fallback;
	enum where where;
	const char *help;
} options[] = {
#define KR_OPTION(id, name, letter, kind, values, fallback, where, help)                           \
	{name, letter, kind, values, fallback, where, help},
#include "kread/app/options.def"
#undef KR_OPTION
};

static const struct command {
	const char *group; /* a row that opens a group has only this */
	const char *name, *keys, *count, *help;
} commands[] = {
#define KR_GROUP(title)                                {title, NULL, NULL, NULL, NULL},
#define KR_COMMAND(id, name, keys, where, count, help) {NULL, name, keys, count, help},
#include "kread/app/commands.def"
#undef KR_COMMAND
#undef KR_GROUP
};

enum {
	NOPTIONS = sizeof options / sizeof *options,
	NCOMMANDS = sizeof commands / sizeof *commands
};

/* --- man page ----------------------------------------------------------------------------- */

/* Text for mdoc: backslashes and hyphens escaped, no line begins with a control character. */
static void roff(const char *s)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", stdout);
	for (; *s; s++) {
		if (*s == '\\')
			fputs("\\e", stdout);
		else if (*s == '-')
			fputs("\\-", stdout);
		else
			putchar(*s);
	}
}

/* A help text, which begins without a capital and ends without a full stop. */
static void sentence(const char *help)
{
	if (*help >= 'a' && *help <= 'z') {
		putchar(*help - 'a' + 'A');
		help++;
	}
	roff(help);
	puts(_("."));
}

/* A word of an argument: names of macros would be taken for calls, punctuation would be set apart.
 */
static void roff_word(const char *s, size_t len)
{
	char word[256];

	snprintf(word, sizeof word, "%.*s", (int)len, s);
	fputs("\\&", stdout);
	if (!strcmp(word, "\""))
		fputs("\\(dq", stdout);
	else
		roff(word);
}

static void man_options(void)
{
	puts(".Bl -tag -width Ds");
	for (int i = 0; i < NOPTIONS; i++) {
		const struct option *o = &options[i];

		printf(".It ");
		if (o->letter)
			printf("Fl %c , ", o->letter);
		printf("Cm \\-\\-%s", o->name);
		if (o->kind == CHOICE)
			printf(" Ns Op = Ns Ar %s", o->values);
		else if (o->kind != FLAG && o->kind != ACTION)
			printf(" Ns = Ns Ar %s", o->values);
		putchar('\n');
		sentence(_(o->help));
		if (*o->fallback && o->kind != CHOICE)
			printf(_("The default is\n.Ql %s .\n"), o->fallback);
		if (o->where == LINE)
			puts(_("Command line only."));
	}
	puts(".El");
	puts(_(".Pp\nTurn a yes/no option on with its name alone or\n.Ql =yes ,\nand off with\n.Ql "
	       "=no ."));
}

static void man_keys(const char *keys)
{
	const char *comma = "";

	while (*keys) {
		size_t n = strcspn(keys, " ");

		if (n) {
			printf("%s", *comma ? " , " : "");
			fputs("Ic ", stdout);
			roff_word(keys, n);
			comma = ",";
		}
		keys += n + (keys[n] == ' ');
	}
}

static void man_commands(void)
{
	for (int i = 0; i < NCOMMANDS; i++) {
		const struct command *c = &commands[i];

		if (c->group) {
			printf("%s.Ss %s\n.Bl -tag -width Ds\n", i ? ".El\n" : "", _(c->group));
			continue;
		}
		fputs(".It ", stdout);
		if (*c->keys) {
			man_keys(c->keys);
			printf(" Pq Cm %s", c->name);
		} else {
			printf("Cm :%s", c->name);
		}
		putchar('\n');
		sentence(_(c->help));
		if (*c->count)
			printf(_("Count: %s.\n"), _(c->count));
	}
	puts(".El");
}

static int man(const char *template)
{
	FILE *f = fopen(template, "r");
	char line[4096];

	if (!f) {
		perror(template);
		return 1;
	}
	while (fgets(line, sizeof line, f)) {
		if (!strcmp(line, "@OPTIONS@\n"))
			man_options();
		else if (!strcmp(line, "@COMMANDS@\n"))
			man_commands();
		else
			fputs(line, stdout);
	}
	fclose(f);
	return 0;
}

/* --- completions -------------------------------------------------------------------------- */

static void blanks_for_bars(const char *values)
{
	for (; *values; values++)
		putchar(*values == '|' ? ' ' : *values);
}

static int is_file(const struct option *o)
{
	return o->kind == TEXT && !strcmp(o->values, "FILE");
}

static void bash(void)
{
	puts("# Completion of kread for bash; generated from the table of options.\n"
	     "_kread()\n{\n"
	     "\tlocal cur prev\n"
	     "\tcur=${COMP_WORDS[COMP_CWORD]}\n"
	     "\tprev=${COMP_WORDS[COMP_CWORD - 1]}\n"
	     "\tif [[ $cur == = ]]; then\n\t\tcur=\n"
	     "\telif [[ $prev == = ]]; then\n\t\tprev=${COMP_WORDS[COMP_CWORD - 2]}\n\tfi\n"
	     "\tcase $prev in");
	for (int i = 0; i < NOPTIONS; i++) {
		const struct option *o = &options[i];

		if (o->kind == WORD || o->kind == CHOICE) {
			printf("\t--%s)\n\t\tmapfile -t COMPREPLY < <(compgen -W '", o->name);
			blanks_for_bars(o->values);
			puts("' -- \"$cur\")\n\t\treturn\n\t\t;;");
		} else if (is_file(o)) {
			printf("\t--%s%s%.1s)\n", o->name, o->letter ? " | -" : "", &o->letter);
			puts("\t\tmapfile -t COMPREPLY < <(compgen -f -- "
			     "\"$cur\")\n\t\treturn\n\t\t;;");
		}
	}
	fputs("\tesac\n\tif [[ $cur == -* ]]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W '",
	        stdout);
	for (int i = 0; i < NOPTIONS; i++)
		printf("%s--%s", i ? " " : "", options[i].name);
	puts("' -- \"$cur\")\n\telse\n\t\tmapfile -t COMPREPLY < <(compgen -f -- "
	     "\"$cur\")\n\tfi\n}\n"
	     "complete -o filenames -F _kread kread");
}

/* Quoted for zsh's _arguments: no brackets, colons or quotes in the explanation. */
static void plain(const char *s)
{
	for (; *s; s++)
		if (!strchr("[]:'\"\\$`", *s))
			putchar(*s);
}

static void zsh(void)
{
	puts("#compdef kread\n# Completion of kread for zsh; generated from the table of "
	     "options.\n_arguments \\");
	for (int i = 0; i < NOPTIONS; i++) {
		const struct option *o = &options[i];

		printf("\t'--%s%s[", o->name,
		        o->kind == CHOICE                      ? "=-"
		        : o->kind == FLAG || o->kind == ACTION ? ""
		                                               : "=");
		plain(o->help);
		putchar(']');
		if (o->kind == CHOICE)
			putchar(':');
		if (o->kind == WORD || o->kind == CHOICE) {
			printf(":%s:(", o->name);
			blanks_for_bars(o->values);
			putchar(')');
		} else if (is_file(o)) {
			printf(":file:_files");
		} else if (o->kind == TEXT || o->kind == ENCODING || o->kind == NUMBER) {
			printf(":%s: ", o->name);
		}
		puts("' \\");
	}
	puts("\t'*:address or file:_files'");
}

static void fish(void)
{
	puts("# Completion of kread for fish; generated from the table of options.");
	for (int i = 0; i < NOPTIONS; i++) {
		const struct option *o = &options[i];

		printf("complete -c kread -l %s", o->name);
		if (o->letter)
			printf(" -s %c", o->letter);
		if (o->kind == WORD || o->kind == CHOICE) {
			printf(" -%s -a '", o->kind == WORD ? "x" : "f");
			blanks_for_bars(o->values);
			putchar('\'');
		} else if (is_file(o)) {
			printf(" -r");
		} else if (o->kind == TEXT || o->kind == ENCODING || o->kind == NUMBER) {
			printf(" -x");
		}
		fputs(" -d '", stdout);
		plain(o->help);
		puts("'");
	}
}

/* A locale in which gettext translates, and the language. */
static void speak(const char *language, const char *catalogues)
{
#ifdef KR_NLS
	if (!setlocale(LC_ALL, "C.UTF-8") && !setlocale(LC_ALL, "en_US.UTF-8"))
		fprintf(stderr, "gen_docs: no locale with UTF-8: the tables stay in English\n");
	setenv("LANGUAGE", language, 1);
	bindtextdomain("kread", catalogues);
	bind_textdomain_codeset("kread", "UTF-8");
	textdomain("kread");
#else
	(void)language;
	(void)catalogues;
#endif
}

int main(int argc, char **argv)
{
	if (argc == 5 && !strcmp(argv[1], "man"))
		speak(argv[3], argv[4]);
	if ((argc == 3 || argc == 5) && !strcmp(argv[1], "man"))
		return man(argv[2]);
	if (argc == 2 && !strcmp(argv[1], "bash"))
		bash();
	else if (argc == 2 && !strcmp(argv[1], "zsh"))
		zsh();
	else if (argc == 2 && !strcmp(argv[1], "fish"))
		fish();
	else
		return fprintf(stderr, "usage: gen_docs man TEMPLATE [LANGUAGE CATALOGUES] | bash "
		                       "| zsh | fish\n"),
		       2;
	return 0;
}
