/* Turns keys and pasted text into commands. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/mem.h"
#include "kread/base/slice.h"
#include "kread/base/utf8.h"
#include "kread/base/url.h"
#include "kread/load/source.h"
#include "kread/net/host.h"

enum { COUNT_MOST = 99999 };

static void add_digit(struct kr_app *a, uint32_t key)
{
	a->count = a->count * 10 + (long)(key - '0');
	if (a->count > COUNT_MOST)
		a->count = COUNT_MOST;
}

/* The command of the keys so far and this one. Control keys work in the middle of a sequence, too;
 * they end it. */
static int find_command(struct kr_app *a, uint32_t key)
{
	int id;

	a->pending[a->npending++] = key;
	id = kr_keymap_find(a->keys, a->pending, a->npending, kr_current_place(a));
	if (id == KR_KEYMAP_NONE && a->npending > 1 && key < ' ' && key != KR_KEY_ESC) {
		a->pending[0] = key;
		a->npending = 1;
		a->count = 0;
		id = kr_keymap_find(a->keys, a->pending, a->npending, kr_current_place(a));
	}
	return id;
}

static void report_unbound(struct kr_app *a)
{
	struct kr_str name, help;

	kr_str_init(&name);
	kr_str_init(&help);
	kr_keymap_write(a->pending, a->npending, &name);
	kr_keymap_first(a->keys, KR_CMD_HELP, &help);
	if (help.len)
		kr_message_info(a, "%s is not bound here; %s lists the keys", name.data, help.data);
	else
		kr_message_info(a, "%s is not bound here", name.data);
	kr_str_fini(&help);
	kr_str_fini(&name);
}

/* The key that a command waits for. Esc drops what was typed. */
static void take_letter(struct kr_app *a, uint32_t key)
{
	const int id = a->letter_for - 1;
	struct kr_str text;

	a->letter_for = a->npending = 0;
	a->count = 0;
	if (id < 0 || key < ' ' || key >= KR_KEY_BASE || key == KR_KEY_BACKSPACE)
		return;
	kr_str_init(&text);
	kr_utf8_add(&text, key);
	kr_actions_run(a, id, 0, text.data);
	kr_str_fini(&text);
}

static void normal_key(struct kr_app *a, uint32_t key)
{
	int id;
	long count;

	if (a->letter_for || (key == KR_KEY_ESC && (a->count || a->npending))) {
		take_letter(a, key);
		return;
	}
	if (!a->npending && ((key >= '1' && key <= '9') || (key == '0' && a->count))) {
		add_digit(a, key);
		return;
	}
	id = find_command(a, key);
	if (id == KR_KEYMAP_PREFIX)
		return;
	if (id == KR_KEYMAP_NONE)
		report_unbound(a);
	count = a->count;
	a->npending = 0;
	a->count = 0;
	if (id >= 0)
		kr_actions_run(a, id, count, NULL);
}

static void search_for(struct kr_app *a, const char *pattern)
{
	/* an empty pattern repeats the last one, as in vi and less */
	kr_actions_run(a, KR_CMD_SEARCH, 0, *pattern ? pattern : a->search ? a->search : "");
}

static void report_ambiguous(struct kr_app *a, const char *name)
{
	struct kr_str names;

	kr_str_init(&names);
	kr_commands_matches(name, &names);
	kr_message_error(a, "%s: ambiguous (%s)", name, names.data);
	kr_str_fini(&names);
}

static void run_line(struct kr_app *a, const char *line)
{
	char *name = kr_mem_strdup(line + strspn(line, " :")), *arg;
	const char *near;
	int id;

	arg = name + strcspn(name, " ");
	if (*arg)
		*arg++ = '\0';
	arg += strspn(arg, " ");
	id = kr_keymap_command(a->keys, name);
	if (id < 0)
		id = kr_commands_complete(name);
	near = id < 0 ? kr_commands_suggest(name) : NULL;
	if (id >= 0)
		kr_actions_run(a, id, 0, *arg ? arg : NULL);
	else if (id == KR_COMMAND_AMBIGUOUS)
		report_ambiguous(a, name);
	else if (near)
		kr_message_error(a, "%s: unknown command; did you mean %s?", name, near);
	else if (*name)
		kr_message_error(a, "%s: unknown command", name);
	free(name);
}

static void accept(struct kr_app *a)
{
	enum kr_prompt_kind kind = a->prompt.kind;
	char *text = kr_mem_strdup(a->prompt.text.data);

	kr_prompt_remember(&a->prompt);
	a->recall_due = true;
	kr_hunt_leave(a, *text != '\0');
	kr_prompt_close(&a->prompt);
	kr_areas_update(a);
	if (kind == KR_PROMPT_SEARCH)
		search_for(a, text);
	else if (kind == KR_PROMPT_COMMAND)
		run_line(a, text);
	else if (kind == KR_PROMPT_PIPE)
		kr_handover_pipe_to(a, text);
	else if (kind == KR_PROMPT_SAVE)
		kr_save_to(a, text, false);
	else if (kind == KR_PROMPT_LIBRARY)
		kr_actions_run(a, KR_CMD_LIBRARY_SEARCH, 0, text);
	else if (text[strspn(text, " ")])
		kr_actions_run(a, KR_CMD_OPEN, 0, text);
	free(text);
}

static void edit_prompt(struct kr_app *a, uint32_t key)
{
	enum kr_prompt_result r;

	if (key == KR_KEY_TAB || key == KR_KEY_BACKTAB) {
		kr_complete_step(a, key == KR_KEY_TAB ? 1 : -1);
		return;
	}
	kr_complete_end(a);
	r = kr_prompt_key(&a->prompt, key);
	if (r == KR_PROMPT_ACCEPT) {
		accept(a);
	} else if (r == KR_PROMPT_STAY) {
		kr_hunt_typed(a);
	} else if (r == KR_PROMPT_CANCEL) {
		kr_hunt_leave(a, false);
		kr_prompt_close(&a->prompt);
		kr_areas_update(a);
	}
}

/* Any key but y is a no. */
static void answer(struct kr_app *a, uint32_t key)
{
	char *path = kr_mem_strdup(a->prompt.text.data);

	kr_prompt_close(&a->prompt);
	kr_areas_update(a);
	if (key == 'y' || key == 'Y')
		kr_save_to(a, path, true);
	else
		kr_message_info(a, "not saved");
	free(path);
}

static void prompt_key(struct kr_app *a, uint32_t key)
{
	if (a->prompt.kind == KR_PROMPT_OVERWRITE) {
		answer(a, key);
		return;
	}
	edit_prompt(a, key);
}

/* On the start screen, with nothing in its field. */
static bool awaits_address(const struct kr_app *a)
{
	return kr_current_place(a) == KR_IN_START && !a->npending &&
	       (!a->prompt.kind || (a->prompt.kind == KR_PROMPT_ADDRESS && !a->prompt.text.len));
}

/* The lists of the start screen have the focus, or come to have it. */
static bool lists_key(struct kr_app *a, uint32_t key)
{
	const int id = kr_keymap_find(a->keys, &key, 1, KR_IN_START);

	if (a->start.focus && kr_start_key(a, key))
		return true;
	if (!a->start.focus && kr_start_has_lists(a) && (key == KR_KEY_DOWN || id == KR_CMD_PANE) &&
	        a->prompt.at == a->prompt.history[KR_PROMPT_ADDRESS].n) {
		kr_prompt_close(&a->prompt);
		a->start.focus = true;
		return true;
	}
	return false;
}

/* The field has the focus: characters begin an address, whatever they are bound to, but for ? and
 * :, which begin none. */
static void start_key(struct kr_app *a, uint32_t key)
{
	const bool types = key >= ' ' && key < KR_KEY_BASE && key != KR_KEY_BACKSPACE &&
	                   key != '?' && key != ':';

	if (!types && kr_keymap_is_bound(a->keys, key, KR_IN_START)) {
		kr_prompt_close(&a->prompt);
		normal_key(a, key);
	} else if (key == ('D' & 0x1f)) {
		a->quit = true;
	} else {
		if (!a->prompt.kind)
			kr_prompt_open(&a->prompt, KR_PROMPT_ADDRESS, NULL);
		prompt_key(a, key);
	}
}

void kr_keys_press(struct kr_app *a, uint32_t key)
{

	if (!a->prompt.kind && key >= KR_KEY_ALT)
		return; /* nothing is bound to it */
	a->dirty = true;
	if (key != ('Z' & 0x1f) && key != ('L' & 0x1f))
		kr_message_clear(a);
	if (awaits_address(a)) {
		if (lists_key(a, key))
			return;
		if (a->start.focus)
			normal_key(a, key);
		else
			start_key(a, key);
		return;
	}
	if (!a->prompt.kind) {
		normal_key(a, key);
		return;
	}
	if (key == ('Z' & 0x1f)) {
		a->suspend = true;
		return;
	}
	if (key == ('L' & 0x1f)) {
		a->redraw = true;
		return;
	}
	prompt_key(a, key);
}

/* An address is shown as it will be opened, other text as it is. A whole address takes the place of
 * one that failed or was recalled. */
static void paste_address(struct kr_app *a, const char *text, size_t len)
{
	struct kr_prompt *p = &a->prompt;
	struct kr_str url, shown;
	bool whole;

	kr_str_init(&url);
	kr_str_init(&shown);
	whole = !kr_source_is_path(text, &shown) && kr_paste_url(text, len, &url, NULL) == 0;
	if (!p->kind || !p->text.len ||
	        (whole && kr_slice_ifind((struct kr_slice){text, len}, "http") &&
	                kr_prompt_is_recalled(p)))
		kr_prompt_open(p, KR_PROMPT_ADDRESS, NULL);
	if (whole && !p->text.len) {
		kr_str_clear(&shown);
		kr_host_address(url.data, &shown);
		kr_prompt_insert(p, shown.data, shown.len);
	} else {
		kr_prompt_insert(p, text, len);
	}
	kr_str_fini(&shown);
	kr_str_fini(&url);
}

static void paste_text(struct kr_app *a, const char *text, size_t len)
{
	kr_complete_end(a);
	kr_prompt_insert(&a->prompt, text, len);
	kr_hunt_typed(a);
}

void kr_keys_paste(struct kr_app *a, const char *text, size_t len)
{
	kr_message_clear(a);
	a->npending = a->letter_for = 0;
	a->count = 0;
	if (a->prompt.kind == KR_PROMPT_OVERWRITE)
		return; /* it is no answer */
	if (a->prompt.kind && a->prompt.kind != KR_PROMPT_ADDRESS)
		paste_text(a, text, len);
	else
		paste_address(a, text, len);
	kr_areas_update(a);
}
