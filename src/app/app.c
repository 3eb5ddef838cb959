#include "kread/app/app.h"
#include "kread/load/source.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

enum { TITLE_FROM_ROWS = 5, MARGIN_FROM_COLS = 20, TALL = 40, COUNT_MAX = 99999 };

void kr_app_init(struct kr_app *a)
{
	memset(a, 0, sizeof *a);
	kr_options_init(&a->opts);
	kr_keymap_init(&a->keys);
	kr_stack_init(&a->stack);
	kr_prompt_init(&a->prompt);
	kr_str_init(&a->message);
	kr_str_init(&a->clipboard);
	a->seen = kr_doc_new();
	a->areas.rule = -1;
	a->dirty = true;
}

void kr_app_fini(struct kr_app *a)
{
	kr_job_cancel(a);
	kr_overlay_close(a);
	kr_load_close(a->loader);
	kr_net_close(a->net);
	kr_stack_fini(&a->stack);
	kr_prompt_fini(&a->prompt);
	kr_keymap_fini(&a->keys);
	kr_options_fini(&a->opts);
	kr_str_fini(&a->message);
	kr_str_fini(&a->clipboard);
	kr_doc_free(a->seen);
	free(a->search);
	free(a->refused);
	kr_launch_drop(&a->run);
}

/* --- what there is ------------------------------------------------------------------------ */

struct kr_stack_page *kr_app_page(const struct kr_app *a)
{
	return kr_stack_now(&a->stack);
}

unsigned kr_app_where(const struct kr_app *a)
{
	const struct kr_stack_page *p = kr_app_page(a);

	if (a->sheet.doc)
		return KR_IN_SHEET;
	if (!p)
		return KR_IN_START;
	return p->focus == KR_FOCUS_LIST ? KR_IN_LIST : KR_IN_ARTICLE;
}

struct kr_pane_reader *kr_app_reader(struct kr_app *a)
{
	unsigned where = kr_app_where(a);

	if (where == KR_IN_SHEET)
		return &a->sheet.reader;
	return where == KR_IN_ARTICLE ? &kr_app_page(a)->reader : NULL;
}

struct kr_pane_list *kr_app_list(struct kr_app *a)
{
	return kr_app_where(a) == KR_IN_LIST ? &kr_app_page(a)->list : NULL;
}

static bool is_seen(const struct kr_app *a, const char *url)
{
	struct kr_str shown;
	bool seen = false;

	kr_str_init(&shown);
	kr_host_address(url ? url : "", &shown);
	for (size_t i = 0; url && i < a->visited.n && !seen; i++)
		seen = kr_url_same_page(a->visited.v[i], shown.data);
	kr_str_fini(&shown);
	return seen;
}

/* --- messages ----------------------------------------------------------------------------- */

void kr_app_message(struct kr_app *a, enum kr_severity severity, const char *fmt, ...)
{
	va_list ap;

	a->severity = severity;
	a->dirty = true;
	kr_str_clear(&a->message);
	va_start(ap, fmt);
	kr_str_addv(&a->message, fmt, ap);
	va_end(ap);
	if (a->rows == 1) /* the message takes the place of the text */
		kr_app_layout(a);
}

static void clear_message(struct kr_app *a)
{
	if (a->severity != KR_SEVERITY_NONE)
		a->dirty = true;
	a->severity = KR_SEVERITY_NONE;
	kr_str_clear(&a->message);
	if (a->rows == 1)
		kr_app_layout(a);
}

/* --- where things stand
 * --------------------------------------------------------------------------------------------- */

static bool wants_list(const struct kr_app *a, const struct kr_stack_page *p)
{
	return p->doc->nrecs && !kr_options_number(&a->opts, KR_OPT_TEXT_ONLY) &&
	       !kr_stack_page_is_list(p);
}

/* The list of a front page is its text, and as wide. */
static void centre_list(const struct kr_app *a, struct kr_area *r)
{
	long want = kr_options_number(&a->opts, KR_OPT_WIDTH) + KR_LIST_GUTTER;
	int cols = r->cols;

	if (want >= cols)
		return;
	r->cols = (int)want;
	r->col += (cols - r->cols) / 2;
}

/* Beside the article on a wide screen, below it on a tall one, instead of it on others. */
static void split(const struct kr_app *a, const struct kr_stack_page *p, struct kr_areas *r)
{
	int list = (int)kr_options_number(&a->opts, KR_OPT_LIST_WIDTH);

	if (a->cols >= kr_options_number(&a->opts, KR_OPT_SPLIT_FROM) && list < a->cols / 2 &&
	        wants_list(a, p)) {
		r->list = r->article;
		r->list.cols = list;
		r->list.col = a->cols - list;
		r->article.cols = a->cols - list - 1;
		r->rule = r->article.cols;
	} else if (r->article.rows >= TALL && wants_list(a, p)) {
		r->list = r->article;
		r->list.rows = r->article.rows / 3;
		r->article.rows -= r->list.rows;
		r->list.row += r->article.rows;
	} else if (p->focus == KR_FOCUS_LIST) {
		r->list = r->article;
		r->article.rows = 0;
	}
	if (kr_stack_page_is_list(p))
		centre_list(a, &r->list);
}

static void find_areas(struct kr_app *a)
{
	const struct kr_stack_page *p = kr_app_page(a);
	bool bare = p && kr_options_number(&a->opts, KR_OPT_TEXT_ONLY) && !a->sheet.doc;
	struct kr_areas r = {.rule = -1, .article = {0, 0, a->rows, a->cols}};

	if (a->rows >= 2) {
		r.article.rows--;
		r.status = (struct kr_area){a->rows - 1, 0, 1, a->cols};
	} else if (a->prompt.kind || a->severity == KR_SEVERITY_ERROR) {
		r.status = r.article;
		r.article.rows = 0;
	}
	if (a->rows >= TITLE_FROM_ROWS && !bare) {
		r.title = (struct kr_area){0, 0, 1, a->cols};
		r.article.row++;
		r.article.rows--;
	}
	if (p && p->doc && !a->sheet.doc)
		split(a, p, &r);
	a->areas = r;
}

static void set_up(const struct kr_app *a, struct kr_area area, struct kr_pane_reader *r)
{
	int room = area.cols >= MARGIN_FROM_COLS ? area.cols - 2 : area.cols;
	struct kr_layout_opts o;

	kr_options_layout(&a->opts, &o);
	o.own = r == &a->sheet.reader;
	if (o.width > room)
		o.width = room < 1 ? 1 : room;
	kr_pane_reader_resize(r, &o, area.rows);
}

static void mark_read(const struct kr_app *a, struct kr_stack_page *p)
{
	for (size_t i = 0; i < p->doc->nrecs; i++)
		p->read[i] = is_seen(a, p->doc->recs[i].url);
}

/* The title line has the name of the site. */
static const char *front_title(const struct kr_doc *doc)
{
	return doc->site && kr_str_eq(doc->site, doc->title) ? "Front page" : doc->title;
}

void kr_app_layout(struct kr_app *a)
{
	struct kr_stack_page *p = kr_app_page(a);

	a->dirty = true;
	find_areas(a);
	if (a->sheet.doc)
		set_up(a, a->areas.article, &a->sheet.reader);
	if (!p || !p->doc)
		return;
	if (!p->reader.layout || (a->areas.article.rows && !a->sheet.doc))
		set_up(a, a->areas.article, &p->reader);
	p->list.ambiguous_wide = kr_options_number(&a->opts, KR_OPT_AMBIGUOUS) == KR_AMBIGUOUS_WIDE;
	p->list.title = kr_stack_page_is_list(p) ? front_title(p->doc) : NULL;
	p->list.ascii = kr_options_number(&a->opts, KR_OPT_ASCII) != 0;
	if (a->areas.list.rows)
		kr_pane_list_resize(&p->list,
		        a->areas.list.cols - (a->areas.list.cols >= MARGIN_FROM_COLS),
		        a->areas.list.rows - 1);
	mark_read(a, p);
}

void kr_app_resize(struct kr_app *a, int rows, int cols)
{
	bool wider = cols != a->cols;

	a->rows = rows < 1 ? 1 : rows;
	a->cols = cols < 1 ? 1 : cols;
	kr_app_layout(a);
	if (wider)
		kr_overlay_refit(a);
}

/* --- keys --------------------------------------------------------------------------------- */

static void add_digit(struct kr_app *a, uint32_t key)
{
	a->count = a->count * 10 + (long)(key - '0');
	if (a->count > COUNT_MAX)
		a->count = COUNT_MAX;
}

/* On the start screen a character that is no command there begins an address: h of http, w of www.
 */
static bool begins_address(const struct kr_app *a, uint32_t key)
{
	return kr_app_where(a) == KR_IN_START && key > ' ' && key < KR_KEY_BASE &&
	       key != KR_KEY_BACKSPACE && !kr_keymap_is_bound(&a->keys, key, KR_IN_START);
}

/* Of the keys so far and this one. ^Z and the like are themselves also behind the beginning of a
 * sequence. */
static int find_command(struct kr_app *a, uint32_t key)
{
	int id;

	a->pending[a->npending++] = key;
	id = kr_keymap_find(&a->keys, a->pending, a->npending);
	if (id == KR_KEYMAP_NONE && a->npending > 1 && key < ' ' && key != KR_KEY_ESC) {
		a->pending[0] = key;
		a->npending = 1;
		a->count = 0;
		id = kr_keymap_find(&a->keys, a->pending, a->npending);
	}
	return id;
}

static void say_unknown(struct kr_app *a)
{
	struct kr_str name;

	kr_str_init(&name);
	kr_keymap_write(a->pending, a->npending, &name);
	kr_app_message(a, KR_SEVERITY_INFO, "%s is no command here: ? shows the keys", name.data);
	kr_str_fini(&name);
}

static void normal_key(struct kr_app *a, uint32_t key)
{
	int id;
	long count;

	if (!a->npending && begins_address(a, key)) {
		kr_prompt_open(&a->prompt, KR_PROMPT_ADDRESS, NULL);
		kr_prompt_key(&a->prompt, key);
		return;
	}
	if (!a->npending && ((key >= '1' && key <= '9') || (key == '0' && a->count))) {
		add_digit(a, key);
		return;
	}
	id = find_command(a, key);
	if (id == KR_KEYMAP_PREFIX)
		return;
	if (id == KR_KEYMAP_NONE && (a->npending == 1 || key != KR_KEY_ESC))
		say_unknown(a);
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

static void run_line(struct kr_app *a, const char *line)
{
	char *name = kr_mem_strdup(line + strspn(line, " :")), *arg;
	const char *near;
	int id;

	arg = name + strcspn(name, " ");
	if (*arg)
		*arg++ = '\0';
	arg += strspn(arg, " ");
	id = kr_commands_complete(name);
	near = id < 0 ? kr_commands_suggest(name) : NULL;
	if (id >= 0)
		kr_actions_run(a, id, 0, *arg ? arg : NULL);
	else if (id == KR_COMMAND_SEVERAL)
		kr_app_message(a, KR_SEVERITY_ERROR, "%s: several commands begin so", name);
	else if (near)
		kr_app_message(
		        a, KR_SEVERITY_ERROR, "%s: unknown command; did you mean %s?", name, near);
	else if (*name)
		kr_app_message(a, KR_SEVERITY_ERROR, "%s: unknown command", name);
	free(name);
}

static void accept(struct kr_app *a)
{
	enum kr_prompt_kind kind = a->prompt.kind;
	char *text = kr_mem_strdup(a->prompt.text.data);

	kr_prompt_remember(&a->prompt);
	kr_prompt_close(&a->prompt);
	kr_app_layout(a);
	if (kind == KR_PROMPT_SEARCH)
		search_for(a, text);
	else if (kind == KR_PROMPT_COMMAND)
		run_line(a, text);
	else if (text[strspn(text, " ")])
		kr_actions_run(a, KR_CMD_OPEN, 0, text);
	free(text);
}

void kr_app_key(struct kr_app *a, uint32_t key)
{
	enum kr_prompt_result r;

	a->dirty = true;
	if (key != ('Z' & 0x1f) && key != ('L' & 0x1f))
		clear_message(a);
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
	r = kr_prompt_key(&a->prompt, key);
	if (r == KR_PROMPT_ACCEPT) {
		accept(a);
	} else if (r == KR_PROMPT_CANCEL) {
		kr_prompt_close(&a->prompt);
		kr_app_layout(a);
	}
}

void kr_app_paste(struct kr_app *a, const char *text, size_t len)
{
	struct kr_str url, shown;

	clear_message(a);
	a->npending = 0;
	a->count = 0;
	if (a->prompt.kind && a->prompt.kind != KR_PROMPT_ADDRESS) {
		kr_prompt_insert(&a->prompt, text, len);
	} else {
		/* an address is shown as it will be opened; what is none is shown as it is */
		kr_str_init(&url);
		kr_str_init(&shown);
		if (!a->prompt.kind || !a->prompt.text.len)
			kr_prompt_open(&a->prompt, KR_PROMPT_ADDRESS, NULL);
		if (!a->prompt.text.len && !kr_source_is_path(text, &shown) &&
		        kr_paste_url(text, len, &url, NULL) == 0) {
			kr_str_clear(&shown);
			kr_host_address(url.data, &shown);
			kr_prompt_insert(&a->prompt, shown.data, shown.len);
		} else {
			kr_prompt_insert(&a->prompt, text, len);
		}
		kr_str_fini(&shown);
		kr_str_fini(&url);
	}
	kr_app_layout(a);
}
