/* The help: the keys as they are bound, the most needed ones first. */
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/text/width.h"

enum { TWO_FROM = 100, BETWEEN = 3, LINES = 12, CODE = 2 /* columns before code */ };

/* Keys with what they do, which is broken into lines here, because layout does not break code. */
struct cell {
	const char *keys;
	struct kr_slice lines[LINES];
	int n;
};

struct table { /* rows of one or two cells */
	struct kr_doc *doc;
	struct kr_block *block;
	int width;            /* of a cell */
	struct kr_strings at; /* keys and help of the cells, in pairs */
};

static int gutter(int width)
{
	return width >= 60 ? 20 : width >= 44 ? 16 : 14;
}

static void break_cell(struct cell *c, const char *keys, const char *help, int width)
{
	const int room = width - gutter(width) < 8 ? 8 : width - gutter(width);
	const size_t len = strlen(help);

	c->keys = keys;
	c->n = 0;
	for (size_t at = 0; at < len && c->n < LINES;) {
		int cols;
		size_t n = kr_width_fit(help + at, len - at, room, &cols), cut = n;

		while (at + n < len && cut && help[at + cut] != ' ')
			cut--;
		n = cut ? cut : n ? n : len - at;
		c->lines[c->n++] = (struct kr_slice){help + at, n};
		at += n;
		while (at < len && help[at] == ' ')
			at++;
	}
}

static void put(struct table *t, const char *text, size_t len, uint32_t style)
{
	kr_doc_add_span(t->doc, &t->block->spans, text, len, style, NULL);
}

static void pad(struct table *t, int cols)
{
	static const char blanks[] = "                                                            "
	                             "                                                            ";

	for (; cols > 0; cols -= (int)sizeof blanks - 1)
		put(t, blanks, cols < (int)sizeof blanks ? (size_t)cols : sizeof blanks - 1, 0);
}

/* Line i of a cell. Returns how wide it is. */
static int put_line(struct table *t, const struct cell *c, int i)
{
	const int used = i ? 0 : kr_width_text(c->keys, strlen(c->keys)), to = gutter(t->width);
	const int gap = used < to ? to - used : 2;

	if (i >= c->n)
		return 0;
	if (!i)
		put(t, c->keys, strlen(c->keys), KR_STYLE_STRONG);
	pad(t, gap);
	put(t, c->lines[i].data, c->lines[i].len, 0);
	return used + gap + kr_width_text(c->lines[i].data, c->lines[i].len);
}

static void put_row(struct table *t, const struct cell *left, const struct cell *right)
{
	const int n = right && right->n > left->n ? right->n : left->n;

	for (int i = 0; i < n; i++) {
		const int used = put_line(t, left, i);

		if (right && i < right->n) {
			pad(t, t->width + BETWEEN - used);
			put_line(t, right, i);
		}
		put(t, "\n", 1, 0);
	}
}

static void table_add(struct table *t, const char *keys, const char *help)
{
	struct kr_strings *s = &t->at;

	s->v = kr_arena_grow(&t->doc->arena, s->v, s->n, &s->cap, sizeof *s->v);
	s->v[s->n++] = kr_arena_strdup(&t->doc->arena, keys);
	s->v = kr_arena_grow(&t->doc->arena, s->v, s->n, &s->cap, sizeof *s->v);
	s->v[s->n++] = help;
}

/* What was added becomes a block; on a wide screen the second half stands beside the first. */
static void table_end(struct table *t, bool two)
{
	const size_t n = t->at.n / 2, rows = two ? (n + 1) / 2 : n;

	t->block = kr_doc_add_block(t->doc, KR_BLOCK_CODE);
	for (size_t i = 0; i < rows; i++) {
		const char **l = &t->at.v[2 * i], **r = &t->at.v[2 * (rows + i)];
		const bool has_right = rows + i < n;
		struct cell left, right;

		break_cell(&left, l[0], l[1], t->width);
		if (has_right)
			break_cell(&right, r[0], r[1], t->width);
		put_row(t, &left, has_right ? &right : NULL);
	}
	t->at.n = 0;
}

static void add_text(struct kr_doc *doc, enum kr_block_type type, const char *text)
{
	struct kr_block *b = kr_doc_add_block(doc, type);

	b->level = 2;
	kr_doc_add_span(doc, &b->spans, text, strlen(text), 0, NULL);
}

/* --- what it says ------------------------------------------------------------------------- */

static const struct {
	int command, other; /* -1: none */
	const char *help;
} needed[] = {
        {KR_CMD_PAGE_DOWN, KR_CMD_PAGE_UP, N_("one screen down, up")},
        {KR_CMD_DOWN, KR_CMD_UP, N_("one line or list item down, up")},
        {KR_CMD_NEXT, KR_CMD_PREVIOUS, N_("next, previous article")},
        {KR_CMD_PANE, KR_CMD_PANE_BACK, N_("to the list and back; to the links")},
        {KR_CMD_OPEN, -1, N_("open the selected article or link")},
        {KR_CMD_BACK, KR_CMD_FORWARD, N_("back, forward")},
        {KR_CMD_ADDRESS, KR_CMD_BROWSER, N_("enter an address; open in your browser")},
        {KR_CMD_SEARCH, KR_CMD_SEARCH_NEXT, N_("search; next match")},
        {KR_CMD_LATER, KR_CMD_FAVOURITE, N_("read it later; make it a favourite")},
        {KR_CMD_CLOSE, KR_CMD_QUIT, N_("close or go back; quit")},
};

static void add_needed(const struct kr_app *a, struct table *t, bool two)
{
	struct kr_str keys;

	kr_str_init(&keys);
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		kr_str_clear(&keys);
		kr_keymap_first(a->keys, needed[i].command, &keys);
		if (keys.len && needed[i].other >= 0)
			kr_str_addz(&keys, " ");
		if (needed[i].other >= 0)
			kr_keymap_first(a->keys, needed[i].other, &keys);
		if (keys.len)
			table_add(t, keys.data, _(needed[i].help));
	}
	table_end(t, two);
	kr_str_fini(&keys);
}

static void add_commands(const struct kr_app *a, struct table *t, bool two)
{
	struct kr_str keys;

	kr_str_init(&keys);
	for (int i = 0; i < KR_COMMANDS; i++) {
		const struct kr_command *c = kr_commands_get(i);
		const char *group = kr_commands_group_name(i);

		if (group && t->at.n)
			table_end(t, two);
		if (group)
			add_text(t->doc, KR_BLOCK_HEADING, _(group));
		kr_str_clear(&keys);
		kr_keymap_keys(a->keys, i, &keys);
		if (!keys.len)
			kr_str_addf(&keys, ":%s", c->name);
		table_add(t, keys.data, _(c->help));
	}
	table_end(t, two);
	kr_str_fini(&keys);
}

/* Those of the configuration file. */
static void add_own(const struct kr_app *a, struct table *t, bool two)
{
	struct kr_str keys;

	kr_str_init(&keys);
	for (size_t i = 0; i < a->keys->commands.n; i++) {
		const struct kr_program *p = &a->keys->commands.v[i];

		kr_str_clear(&keys);
		kr_keymap_keys(a->keys, KR_COMMANDS + (int)i, &keys);
		kr_str_addf(&keys, "%s:%s", keys.len ? "  " : "", p->name);
		if (!t->at.n)
			add_text(t->doc, KR_BLOCK_HEADING, _("Your own commands"));
		table_add(t, keys.data, p->line);
	}
	if (t->at.n)
		table_end(t, two);
	kr_str_fini(&keys);
}

static void add_prompts(struct table *t, bool two)
{
	static const char *const rows[][2] = {
	        {"Enter", N_("accept")},
	        {"Esc ^C", N_("cancel")},
	        {"Left Right ^A ^E", N_("move")},
	        {"^W ^U ^K", N_("delete the word, all before, all after the cursor")},
	        {"Up Down", N_("earlier input")},
	        {"Tab S-Tab", N_("after : complete the word; again: another one")},
	};

	add_text(t->doc, KR_BLOCK_HEADING, _("In prompts"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		table_add(t, rows[i][0], _(rows[i][1]));
	table_end(t, two);
}

/* Explain counts, with the keys as they are bound; leave out those that are not. */
static void add_counts(const struct kr_app *a, struct kr_doc *doc)
{
	struct kr_str text, next, open;

	kr_str_init(&text);
	kr_str_init(&next);
	kr_str_init(&open);
	kr_keymap_first(a->keys, KR_CMD_NEXT, &next);
	kr_keymap_first(a->keys, KR_CMD_OPEN, &open);
	kr_str_addz(&text, _("A number before a movement repeats it"));
	if (next.len)
		kr_str_addf(&text, _("; 3%s opens the third article from here"), next.data);
	if (open.len)
		kr_str_addf(&text,
		        _("; 3 %s opens the third item of the list, or the third link on the "
		          "screen"),
		        open.data);
	kr_str_addz(&text, _("."));
	add_text(doc, KR_BLOCK_PARAGRAPH, text.data);
	kr_str_fini(&text);
	kr_str_fini(&next);
	kr_str_fini(&open);
}

void kr_help_open(struct kr_app *a)
{
	const bool two = a->cols >= TWO_FROM;
	const int width = kr_areas_own_width(a) - CODE;
	struct table t = {.doc = kr_doc_new(), .width = two ? (width - BETWEEN) / 2 : width};

	t.doc->title = _("Keys");
	add_needed(a, &t, two);
	add_counts(a, t.doc);
	add_commands(a, &t, two);
	add_own(a, &t, two);
	add_prompts(&t, two);
	kr_overlay_open(a, t.doc, kr_help_open);
}
