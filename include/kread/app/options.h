/* What can be set on the command line, in the configuration file and with :set. The table is
 * options.def. */
#ifndef KREAD_APP_OPTIONS_H
#define KREAD_APP_OPTIONS_H

#include <stdbool.h>

#include "kread/base/err.h"
#include "kread/base/str.h"
#include "kread/app/render.h"
#include "kread/net/net.h"
#include "kread/text/layout.h"

enum kr_option_id {
#define KR_OPTION(id, name, letter, kind, values, fallback, where, help) KR_OPT_##id,
#include "kread/app/options.def"
#undef KR_OPTION
	KR_OPTS
};

enum kr_option_kind {
	KR_OPT_FLAG,
	KR_OPT_NUMBER,
	KR_OPT_WORD,
	KR_OPT_TEXT,
	KR_OPT_ENCODING,
	KR_OPT_CHOICE,
	KR_OPT_ACTION
};
/* Values of WORD options, in the order of options.def. */
enum { KR_COLOUR_AUTO, KR_COLOUR_ALWAYS, KR_COLOUR_NEVER };
enum { KR_AMBIGUOUS_NARROW, KR_AMBIGUOUS_WIDE };
enum { KR_PICTURES_AUTO, KR_PICTURES_ON, KR_PICTURES_CAPTIONS, KR_PICTURES_OFF };
enum { KR_HYPERLINKS_AUTO, KR_HYPERLINKS_ALWAYS, KR_HYPERLINKS_NEVER };
enum { KR_BROWSER_DETACHED, KR_BROWSER_TERMINAL };

enum kr_option_where { KR_OPT_BOTH, KR_OPT_START, KR_OPT_LINE };

struct kr_option {
	const char *name;
	char letter; /* 0: none */
	enum kr_option_kind kind;
	const char *values, *fallback;
	enum kr_option_where where;
	const char *help;
};

const struct kr_option *kr_options_get(int id); /* NULL: no such id */
int kr_options_find(const char *name);          /* -1: none */

enum { KR_OPTION_AMBIGUOUS = -2 };
/* Find by name or by the beginning of a name; options of the command line only by name. */
int kr_options_complete(const char *name);
/* The first few names that begin with it; appended. */
void kr_options_matches(const char *name, struct kr_str *out);

struct kr_options {
	struct {
		long number;  /* FLAG 0 or 1; WORD and CHOICE: which one; ACTION: given */
		char *text;   /* TEXT and ENCODING, or NULL */
		bool given;   /* on the command line */
		bool changed; /* while the program runs */
	} v[KR_OPTS];
};

void kr_options_init(struct kr_options *o); /* the defaults */
void kr_options_fini(struct kr_options *o);

/* KR_E_USAGE with a message for the reader; for an unknown name it suggests another. */
int kr_options_set(struct kr_options *o, const char *name, const char *value, struct kr_err *err);

/* The same, and it was changed by the reader: kr_config_save() writes it. */
int kr_options_change(
        struct kr_options *o, const char *name, const char *value, struct kr_err *err);

long kr_options_number(const struct kr_options *o, int id);
const char *kr_options_text(const struct kr_options *o, int id); /* NULL: empty */
const char *kr_options_word(const struct kr_options *o, int id, struct kr_str *scratch);

/* The value as it is written in the configuration file, or "(not set)"; appended to out. */
void kr_options_write(const struct kr_options *o, int id, struct kr_str *out);

/* Parse the command line. Options may follow sources; "--" ends them. Sources are moved to argv[1]
 * and on; returns how many there are, or KR_E_USAGE. */
int kr_options_parse(struct kr_options *o, int argc, char **argv, struct kr_err *err);

void kr_options_net(const struct kr_options *o, struct kr_net_opts *ret); /* borrowed from o */
/* Without boxes for pictures, which not all screens can show. */
void kr_options_layout(const struct kr_options *o, struct kr_layout_opts *ret);
void kr_options_render(const struct kr_options *o, struct kr_render_opts *ret);

/* --help, and the section [options] of --print-config; appended to out. */
void kr_options_usage(struct kr_str *out);
void kr_options_print(struct kr_str *out);

#endif
