#include <string.h>

#include "kread/text/width.h"
#include "ui_priv.h"

enum { BOX = 64, LINES = 9 };

static const struct {
	int command;
	const char *word;
} keys[] = {
        {KR_CMD_ADDRESS, "address"},
        {KR_CMD_HELP, "keys"},
        {KR_CMD_CLOSE, "quit"},
};

static void centre(struct kr_surface *s, struct kr_rect r, int row, const char *text, struct kr_pen pen)
{
	int spare = r.cols - kr_width_text(text, strlen(text));

	if (row < r.row + r.rows)
		kr_surface_text(s, r, row, r.col + (spare > 0 ? spare / 2 : 0), text, strlen(text), pen);
}

static void paint_keys(struct kr_surface *s, struct kr_rect r, int row, struct kr_app *a, const struct kr_theme *t)
{
	struct kr_str line;

	kr_str_init(&line);
	if (a->prompt.kind) {
		kr_str_addz(&line, "Enter read it    Esc other keys");
	} else {
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
			kr_str_addz(&line, i ? "    " : "");
			kr_keymap_first(&a->keys, keys[i].command, &line);
			kr_str_addf(&line, " %s", keys[i].word);
		}
	}
	centre(s, r, row, line.data, t->pens[KR_ROLE_HINT]);
	kr_str_fini(&line);
}

/* The line that is typed on, underlined so that it is seen without colour. */
static void paint_address(struct kr_surface *s, struct kr_rect line, struct kr_app *a, const struct kr_theme *t)
{
	static const char empty[] = "Paste the address of an article";
	struct kr_pen pen;

	if (a->prompt.kind == KR_PROMPT_ADDRESS)
		kr_view_prompt(s, line, &a->prompt, "", t);
	if (!a->prompt.text.len)
		kr_surface_text(s, line, line.row, line.col + (a->prompt.kind == KR_PROMPT_ADDRESS), empty,
		        sizeof empty - 1, t->pens[KR_ROLE_HINT]);
	for (int col = line.col; col < line.col + line.cols; col++) {
		pen = a->prompt.text.len ? t->pens[KR_ROLE_TEXT] : t->pens[KR_ROLE_HINT];
		pen.attrs |= KR_ATTR_UNDERLINE;
		kr_surface_pen(s, (struct kr_rect){line.row, col, 1, 1}, pen);
	}
}

void kr_view_start(struct kr_surface *s, struct kr_rect r, struct kr_app *a, const struct kr_theme *t)
{
	int row = r.row + (r.rows > LINES ? (r.rows - LINES) / 3 : 0), width = r.cols > BOX + 4 ? BOX : r.cols - 4;
	struct kr_rect line;

	if (r.rows < 1)
		return;
	kr_surface_clear(s, r, t->pens[KR_ROLE_TEXT]);
	if (width < 10)
		width = r.cols;
	line = (struct kr_rect){row, r.col + (r.cols - width) / 2, 1, width};
	if (r.rows >= LINES) {
		centre(s, r, row, "k r e a d", t->pens[KR_ROLE_TITLE]);
		centre(s, r, row + 1, "news, as text", t->pens[KR_ROLE_BYLINE]);
		line.row = row + 4;
		paint_keys(s, r, row + 7, a, t);
	} else if (r.rows >= 3) {
		centre(s, r, row, "kread", t->pens[KR_ROLE_TITLE]);
		line.row = row + 1;
		paint_keys(s, r, row + 2, a, t);
	}
	paint_address(s, line, a, t);
}
