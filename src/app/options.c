#include "kread/app/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kread/app/suggest.h"
#include "kread/base/encoding.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"

static const struct kr_option table[KR_OPTS] = {
#define KR_OPTION(id, name, letter, kind, values, fallback, where, help)                           \
	{name, letter, KR_OPT_##kind, values, fallback, KR_OPT_##where, help},
#include "kread/app/options.def"
#undef KR_OPTION
};

const struct kr_option *kr_options_get(int id)
{
	return id >= 0 && id < KR_OPTS ? &table[id] : NULL;
}

int kr_options_find(const char *name)
{
	for (int i = 0; i < KR_OPTS; i++)
		if (kr_str_eq(table[i].name, name))
			return i;
	return -1;
}

static bool is_abbreviated(int id, const char *name)
{
	return kr_str_starts(table[id].name, name) && table[id].where != KR_OPT_LINE;
}

int kr_options_complete(const char *name)
{
	int id = kr_options_find(name);

	if (id >= 0 || !*name)
		return id;
	for (int i = 0; i < KR_OPTS; i++)
		if (is_abbreviated(i, name))
			id = id == -1 ? i : KR_OPTION_AMBIGUOUS;
	return id;
}

void kr_options_matches(const char *name, struct kr_str *out)
{
	int n = 0;

	for (int i = 0; i < KR_OPTS; i++)
		if (is_abbreviated(i, name))
			kr_suggest_list(out, n++, table[i].name);
}

/* --- values ------------------------------------------------------------------------------- */

static int find_value(const char *values, const char *value)
{
	size_t len = strlen(value);
	int i = 0;

	for (const char *p = values; len; i++) {
		const char *end = strchrnul(p, '|');

		if ((size_t)(end - p) == len && !memcmp(p, value, len))
			return i;
		if (!*end)
			break;
		p = end + 1;
	}
	return -1;
}

static int set_number(const struct kr_option *opt, const char *value, long *ret, struct kr_err *err)
{
	long low = 0, high = 0, n;
	char *end;

	sscanf(opt->values, "%ld-%ld", &low, &high);
	errno = 0;
	n = strtol(value, &end, 10);
	if (errno || end == value || *end || n < low || n > high)
		return kr_err_set(err, KR_E_USAGE, "%s: '%.80s' is not a number from %ld to %ld",
		        opt->name, value, low, high);
	*ret = n;
	return 0;
}

static int set_flag(const struct kr_option *opt, const char *value, long *ret, struct kr_err *err)
{
	int yes = find_value("yes|true|on|1", value), no = find_value("no|false|off|0", value);

	if (yes < 0 && no < 0)
		return kr_err_set(
		        err, KR_E_USAGE, "%s: '%.80s' is neither yes nor no", opt->name, value);
	*ret = yes >= 0;
	return 0;
}

static int set_word(const struct kr_option *opt, const char *value, long *ret, struct kr_err *err)
{
	int i = find_value(opt->values, value);

	/* it was yes or no once */
	if (i < 0 && opt == &table[KR_OPT_PICTURES] && kr_str_eq(value, "yes"))
		i = KR_PICTURES_ON;
	if (i < 0 && opt == &table[KR_OPT_PICTURES] && kr_str_eq(value, "no"))
		i = KR_PICTURES_CAPTIONS;
	if (i < 0)
		return kr_err_set(err, KR_E_USAGE, "%s: '%.80s' is not one of %s", opt->name, value,
		        opt->values);
	*ret = i;
	return 0;
}

static int set(struct kr_options *o, int id, const char *value, struct kr_err *err)
{
	const struct kr_option *opt = &table[id];

	switch (opt->kind) {
	case KR_OPT_NUMBER:
		return set_number(opt, value, &o->v[id].number, err);
	case KR_OPT_FLAG:
		return set_flag(opt, value, &o->v[id].number, err);
	case KR_OPT_WORD:
	case KR_OPT_CHOICE:
		return set_word(opt, value, &o->v[id].number, err);
	case KR_OPT_ENCODING:
		if (*value && !kr_encoding_name(kr_slice_of(value)))
			return kr_err_set(
			        err, KR_E_USAGE, "%s: unknown encoding '%.80s'", opt->name, value);
		/* fall through */
	case KR_OPT_TEXT:
		free(o->v[id].text);
		o->v[id].text = kr_mem_strdup(value);
		return 0;
	default:
		return 0;
	}
}

void kr_options_init(struct kr_options *o)
{
	memset(o, 0, sizeof *o);
	for (int i = 0; i < KR_OPTS; i++)
		set(o, i, table[i].fallback, NULL);
}

void kr_options_fini(struct kr_options *o)
{
	for (int i = 0; i < KR_OPTS; i++) {
		free(o->v[i].text);
		o->v[i].text = NULL;
	}
}

static int unknown(const char *what, const char *name, bool line, struct kr_err *err)
{
	struct kr_suggest s;

	kr_suggest_init(&s, name);
	for (int i = 0; i < KR_OPTS; i++)
		if (line || table[i].where != KR_OPT_LINE)
			kr_suggest_offer(&s, table[i].name);
	if (s.best)
		return kr_err_set(err, KR_E_USAGE, "%s%.80s: unknown option; did you mean %s%s?",
		        what, name, what, s.best);
	return kr_err_set(err, KR_E_USAGE, "%s%.80s: unknown option", what, name);
}

int kr_options_set(struct kr_options *o, const char *name, const char *value, struct kr_err *err)
{
	int id = kr_options_find(name);

	if (id < 0 || table[id].where == KR_OPT_LINE)
		return unknown("", name, false, err);
	return set(o, id, value, err);
}

int kr_options_change(struct kr_options *o, const char *name, const char *value, struct kr_err *err)
{
	const int rc = kr_options_set(o, name, value, err);

	if (rc == 0)
		o->v[kr_options_find(name)].changed = true;
	return rc;
}

long kr_options_number(const struct kr_options *o, int id)
{
	return o->v[id].number;
}

const char *kr_options_text(const struct kr_options *o, int id)
{
	return kr_str_empty(o->v[id].text) ? NULL : o->v[id].text;
}

const char *kr_options_word(const struct kr_options *o, int id, struct kr_str *scratch)
{
	const char *p = table[id].values;

	for (long i = o->v[id].number; i > 0; i--)
		p = strchr(p, '|') + 1;
	kr_str_clear(scratch);
	kr_str_add(scratch, p, (size_t)(strchrnul(p, '|') - p));
	return scratch->data;
}

void kr_options_write(const struct kr_options *o, int id, struct kr_str *out)
{
	struct kr_str word;

	kr_str_init(&word);
	switch (table[id].kind) {
	case KR_OPT_NUMBER:
		kr_str_addf(out, "%ld", o->v[id].number);
		break;
	case KR_OPT_FLAG:
		kr_str_addz(out, o->v[id].number ? "yes" : "no");
		break;
	case KR_OPT_WORD:
		kr_str_addz(out, kr_options_word(o, id, &word));
		break;
	default:
		kr_str_addz(out, kr_str_empty(o->v[id].text) ? _("(not set)") : o->v[id].text);
	}
	kr_str_fini(&word);
}

/* --- the command line --------------------------------------------------------------------- */

static bool needs_value(const struct kr_option *opt)
{
	return opt->kind == KR_OPT_NUMBER || opt->kind == KR_OPT_WORD || opt->kind == KR_OPT_TEXT ||
	       opt->kind == KR_OPT_ENCODING;
}

/* value: after "=", or NULL. */
static int give(struct kr_options *o, int id, const char *value, struct kr_err *err)
{
	const struct kr_option *opt = &table[id];
	int rc = 0;

	if (opt->kind == KR_OPT_ACTION && value)
		return kr_err_set(err, KR_E_USAGE, "--%s takes no value", opt->name);
	if (opt->kind == KR_OPT_FLAG || opt->kind == KR_OPT_ACTION)
		value = value ? value : "yes";
	if (value)
		rc = set(o, id, value, err);
	if (opt->kind == KR_OPT_ACTION)
		o->v[id].number = 1;
	o->v[id].given = true;
	return rc;
}

static int find_letter(char letter)
{
	for (int i = 0; i < KR_OPTS; i++)
		if (table[i].letter && table[i].letter == letter)
			return i;
	return -1;
}

/* Parse the option at argv[*i]; advances *i past a separate value. */
static int parse_one(struct kr_options *o, int argc, char **argv, int *i, struct kr_err *err)
{
	const char *arg = argv[*i], *value = NULL;
	char name[64];
	int id;

	if (arg[1] != '-') {
		id = find_letter(arg[1]);
		value = arg[2] ? arg + 2 : NULL;
		if (id < 0)
			return kr_err_set(err, KR_E_USAGE, "-%c: unknown option",
			        arg[1] > ' ' && arg[1] < 127 ? arg[1] : '?');
	} else {
		size_t len = strcspn(arg + 2, "=");

		snprintf(name, sizeof name, "%.*s",
		        (int)(len < sizeof name ? len : sizeof name - 1), arg + 2);
		id = kr_options_find(name);
		value = arg[2 + len] ? arg + 3 + len : NULL;
		if (id < 0)
			return unknown("--", name, true, err);
	}
	if (!value && needs_value(&table[id])) {
		if (*i + 1 >= argc)
			return kr_err_set(err, KR_E_USAGE, "--%s needs a value", table[id].name);
		value = argv[++*i];
	}
	return give(o, id, value, err);
}

int kr_options_parse(struct kr_options *o, int argc, char **argv, struct kr_err *err)
{
	int n = 0, i;

	for (i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--"))
			break;
		if (argv[i][0] != '-' || !argv[i][1])
			argv[1 + n++] = argv[i];
		else if (parse_one(o, argc, argv, &i, err) < 0)
			return KR_E_USAGE;
	}
	for (i++; i < argc; i++)
		argv[1 + n++] = argv[i];
	return n;
}

void kr_options_net(const struct kr_options *o, struct kr_net_opts *ret)
{
	*ret = (struct kr_net_opts){
	        .user_agent = kr_options_text(o, KR_OPT_USER_AGENT),
	        .accept_language = kr_options_text(o, KR_OPT_LANGUAGE),
	        .proxy = kr_options_text(o, KR_OPT_PROXY),
	        .ca_file = kr_options_text(o, KR_OPT_CA_FILE),
	        .connect_timeout_s = (int)o->v[KR_OPT_CONNECT_TIMEOUT].number,
	        .stall_timeout_s = (int)o->v[KR_OPT_STALL_TIMEOUT].number,
	        .total_timeout_s = (int)o->v[KR_OPT_TOTAL_TIMEOUT].number,
	        .max_bytes = (int64_t)o->v[KR_OPT_MAX_SIZE].number << 20,
	};
}

void kr_options_layout(const struct kr_options *o, struct kr_layout_opts *ret)
{
	static const enum kr_layout_pictures pictures[] = {
	        [KR_PICTURES_AUTO] = KR_LAYOUT_CAPTIONS,
	        [KR_PICTURES_ON] = KR_LAYOUT_LINES,
	        [KR_PICTURES_CAPTIONS] = KR_LAYOUT_CAPTIONS,
	        [KR_PICTURES_OFF] = KR_LAYOUT_NONE,
	};

	*ret = (struct kr_layout_opts){
	        .width = (int)kr_options_number(o, KR_OPT_WIDTH),
	        .ambiguous_wide = kr_options_number(o, KR_OPT_AMBIGUOUS) == KR_AMBIGUOUS_WIDE,
	        .ascii = kr_options_number(o, KR_OPT_ASCII) != 0,
	        .pictures = pictures[kr_options_number(o, KR_OPT_PICTURES)],
	        .indent = (int)kr_options_number(o, KR_OPT_INDENT),
	};
}

void kr_options_render(const struct kr_options *o, struct kr_render_opts *ret)
{
	kr_options_layout(o, &ret->layout);
	ret->comments = kr_options_number(o, KR_OPT_COMMENTS) != 0;
}

enum { USAGE_INDENT = 32, USAGE_COLS = 80 - USAGE_INDENT };

/* --- printing ----------------------------------------------------------------------------- */

/* After the name, in lines of 80 columns. */
static void add_help(struct kr_str *out, const char *help)
{
	while (*help) {
		size_t len = strlen(help), n = len;

		if (n > USAGE_COLS) {
			n = USAGE_COLS;
			while (n > 1 && help[n] != ' ')
				n--;
		}
		kr_str_add(out, help, n);
		kr_str_addc(out, '\n');
		help += n + (n < len);
		if (*help)
			kr_str_addf(out, "%*s", USAGE_INDENT, "");
	}
}

static void add_usage(const struct kr_option *opt, struct kr_str *out)
{
	size_t start = out->len;
	struct kr_str help;

	if (opt->letter)
		kr_str_addf(out, "  -%c, --%s", opt->letter, opt->name);
	else
		kr_str_addf(out, "      --%s", opt->name);
	if (opt->kind == KR_OPT_CHOICE)
		kr_str_addz(out, _("[=FORMAT]"));
	else if (opt->kind == KR_OPT_NUMBER)
		kr_str_addz(out, "=N");
	else if (needs_value(opt))
		kr_str_addf(out, "=%s", opt->values);
	if (out->len - start > USAGE_INDENT - 2)
		kr_str_addf(out, "\n%*s", USAGE_INDENT, "");
	else
		kr_str_addf(out, "%*s", (int)(USAGE_INDENT - (out->len - start)), "");
	kr_str_init(&help);
	kr_str_addz(&help, _(opt->help));
	if (opt->kind == KR_OPT_NUMBER || opt->kind == KR_OPT_WORD || opt->kind == KR_OPT_FLAG)
		kr_str_addf(&help, " (%s)", opt->fallback);
	add_help(out, help.data);
	kr_str_fini(&help);
}

void kr_options_usage(struct kr_str *out)
{
	kr_str_addz(out,
	        _("usage: kread [OPTION...] [ADDRESS | FILE | -]\n"
	          "       kread --dump[=text|markdown|html|json|epub] [OPTION...] SOURCE...\n\n"
	          "Read a news article in the terminal. Without a source, kread asks for "
	          "one.\n\n"));
	for (int i = 0; i < KR_OPTS; i++)
		add_usage(&table[i], out);
	kr_str_addz(out,
	        _("\nDefaults are in parentheses. Turn a yes/no option off with --NAME=no.\n"));
}

void kr_options_print(struct kr_str *out)
{
	kr_str_addz(out, "[options]\n");
	for (int i = 0; i < KR_OPTS; i++) {
		const struct kr_option *opt = &table[i];

		if (opt->where == KR_OPT_LINE)
			continue;
		kr_str_addf(out, "# %s", _(opt->help));
		if (opt->kind == KR_OPT_NUMBER || opt->kind == KR_OPT_WORD)
			kr_str_addf(out, " (%s)", opt->values);
		kr_str_addf(out, "\n#%s = %s\n\n", opt->name, opt->fallback);
	}
}
