/* A configuration file: any text is taken or refused with a clean message, and the keys that it
 * leaves, written down and read, are the same keys. */
#include <string.h>

#include "cost.h"
#include "fuzz.h"
#include "kread/app/config.h"
#include "kread/base/mem.h"
#include "mutate.h"

/* The lines that set keys are printed as comments, "#quit = Q"; add them as they are to be used. */
static void add_used(const struct kr_str *printed, struct kr_str *out)
{
	for (size_t i = 0; i < printed->len; i++)
		if (printed->data[i] != '#' || printed->data[i + 1] == ' ' ||
		        (i && printed->data[i - 1] != '\n'))
			kr_str_addc(out, printed->data[i]);
}

static void check_keys(const struct kr_keymap *m)
{
	struct kr_options o;
	struct kr_keymap again;
	struct kr_str one, two, text;
	struct kr_err err;
	int rc;

	kr_str_init(&one);
	kr_str_init(&two);
	kr_str_init(&text);
	kr_options_init(&o);
	kr_keymap_init(&again);
	kr_keymap_print(m, &one);
	HOLDS(is_clean(one.data, one.len));
	add_used(&one, &text);
	rc = kr_config_parse("again", text.data, &o, &again, &err);
	if (rc < 0)
		fprintf(stderr, "%s\n%s\n", err.msg, text.data);
	HOLDS(rc == 0);
	kr_keymap_print(&again, &two);
	if (!kr_str_eq(one.data, two.data))
		fprintf(stderr, "printed: %s\nagain: %s\n", one.data, two.data);
	HOLDS(kr_str_eq(one.data, two.data));
	kr_str_clear(&one);
	kr_keymap_list(m, &one);
	HOLDS(is_clean(one.data, one.len));
	kr_keymap_fini(&again);
	kr_options_fini(&o);
	kr_str_fini(&one);
	kr_str_fini(&two);
	kr_str_fini(&text);
}

/* What messages say of an option, apart from "(not set)", is a value of it. */
static void check_option(const struct kr_options *o, int id)
{
	const struct kr_option *option = kr_options_get(id);
	const bool text = option->kind == KR_OPT_TEXT || option->kind == KR_OPT_ENCODING;
	struct kr_options again;
	struct kr_err err;
	struct kr_str s;
	int rc;

	if (option->kind == KR_OPT_ACTION || option->where == KR_OPT_LINE ||
	        (text && !kr_options_text(o, id)))
		return;
	kr_str_init(&s);
	kr_options_init(&again);
	kr_options_write(o, id, &s);
	HOLDS(is_clean(s.data, s.len));
	rc = kr_options_set(&again, option->name, s.data, &err);
	if (rc < 0)
		fprintf(stderr, "%s\n", err.msg);
	HOLDS(rc == 0);
	HOLDS(kr_options_number(&again, id) == kr_options_number(o, id));
	HOLDS(!text || kr_str_eq(kr_options_text(&again, id), kr_options_text(o, id)));
	kr_options_fini(&again);
	kr_str_fini(&s);
}

static void configure(const uint8_t *data, size_t size)
{
	char *text = kr_mem_strndup((const char *)data, size);
	struct kr_options o;
	struct kr_keymap m;
	struct kr_err err;

	kr_options_init(&o);
	kr_keymap_init(&m);
	if (kr_config_parse("file", text, &o, &m, &err) < 0)
		HOLDS(*err.msg && is_clean(err.msg, strlen(err.msg)));
	for (int i = 0; i < KR_OPTS; i++)
		check_option(&o, i);
	check_keys(&m);
	kr_keymap_fini(&m);
	kr_options_fini(&o);
	free(text);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	static const char *const words[] = {"[options]\n", "[keys]\n", "[commands]\n", "[media]\n",
#define KR_OPTION(id, name, letter, kind, values, fallback, where, help) name " = ",
#include "kread/app/options.def"
#undef KR_OPTION
	        "yes\n", "no\n", "on\n", "0\n", "80\n", "-1\n", "99999999999\n", "auto\n",
	        "never\n", "newsboat\n", "down = ", "quit = ", "open = ", "^D ", "M-x ", "F12 ",
	        "S-Tab ", "g g ", "gg ", "<space> ", "Esc ", "video/* = ", "mpv %u\n", "%t %f %%\n",
	        "\"", "'", "\\", "#", ";", "\xff", "\x1b", "\xe4\xb8\xad"};

	return mutate_words(data, size, max, seed, words, sizeof words / sizeof *words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct cost most = {100, 100, 1 << 20, 200};

	cost_check(&most, configure, data, size);
	return 0;
}
