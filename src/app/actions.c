/* The commands, but for moving (move.c) and sharing (share.c). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/load/source.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

typedef void action(struct kr_app *a, const struct kr_call *c);

/* --- panes and links ---------------------------------------------------------------------- */

static void focus(struct kr_app *a, enum kr_focus to)
{
	struct kr_stack_page *p = kr_current_page(a);

	if (to == KR_FOCUS_LIST && !p->doc->nrecs)
		kr_message_info(a, "no recommendations on this page");
	else if (!kr_stack_page_is_list(p))
		p->focus = to;
	p->reader.link = -1;
	kr_areas_update(a);
}

static void link_step(struct kr_app *a, int direction)
{
	struct kr_pane_reader *r = kr_current_reader(a);

	if (!r)
		return;
	if (!kr_pane_reader_tab(r, direction))
		kr_message_info(
		        a, kr_layout_links(r->layout) ? N_("no more links") : N_("no links"));
}

static void pane(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);
	const struct kr_pane_reader *r = kr_current_reader(a);

	(void)c;
	if (a->overlay.pick)
		return;
	if (r && (r->link >= 0 || a->overlay.doc || !p->doc->nrecs))
		link_step(a, 1);
	else
		focus(a, r ? KR_FOCUS_LIST : KR_FOCUS_ARTICLE);
}

static void pane_back(struct kr_app *a, const struct kr_call *c)
{
	const struct kr_pane_reader *r = kr_current_reader(a);

	(void)c;
	if (a->overlay.pick)
		return;
	if (r)
		link_step(a, r->link >= 0 ? -1 : 1);
	else
		focus(a, KR_FOCUS_ARTICLE);
}

static void pane_left(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	if (!kr_comments_fold(a, KR_FOLD) && !a->overlay.doc)
		focus(a, KR_FOCUS_ARTICLE);
}

static void pane_right(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	if (!kr_comments_fold(a, KR_UNFOLD) && !a->overlay.doc)
		focus(a, KR_FOCUS_LIST);
}

static void link_next(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	link_step(a, 1);
}

static void link_previous(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	link_step(a, -1);
}

/* --- opening ------------------------------------------------------------------------------ */

static void open_address(struct kr_app *a, const char *text)
{
	struct kr_str url;
	struct kr_err err;

	kr_str_init(&url);
	kr_prompt_offer(&a->prompt, KR_PROMPT_ADDRESS, text);
	if (kr_source_is_path(text, &url)) {
		kr_job_open_source(a, url.data, NULL);
	} else if (kr_paste_url(text, strlen(text), &url, &err) < 0) {
		kr_message_error(a, "%s", err.msg);
		kr_failure_keep_address(a);
	} else {
		kr_job_open(a, url.data, NULL);
	}
	kr_str_fini(&url);
}

/* Item i of the start screen. */
static void open_recent(struct kr_app *a, uint32_t i)
{
	const struct kr_doc *doc = a->start.recent;

	if (!doc || i >= doc->nrecs)
		kr_message_info(a, "no such article in this list");
	else
		kr_job_open(a, doc->recs[i].url, NULL);
}

static void open_selected(struct kr_app *a, const struct kr_call *c)
{
	const struct kr_stack_page *p = kr_current_page(a);
	uint32_t n = c->count > 0 ? (uint32_t)c->count - 1 : 0;

	if (c->arg) {
		open_address(a, c->arg);
	} else if (kr_media_choose(a, c->count) || kr_comments_fold(a, KR_FOLD_TOGGLE)) {
		;
	} else if (a->overlay.pick) {
		kr_pick_open(a, c->count ? (long)n : -1);
	} else if (a->overlay.figure) {
		kr_figure_view_launch(a);
	} else if (a->overlay.doc) {
		kr_message_info(a, "%s: not available here", kr_commands_get(KR_CMD_OPEN)->name);
	} else if (!p && a->start.focus) {
		open_recent(a, c->count ? n : a->start.selected);
	} else if (!p) {
		kr_prompt_open(&a->prompt, KR_PROMPT_ADDRESS, NULL);
	} else if (kr_current_list(a)) {
		kr_move_open(a, c->count ? (long)n : p->list.selected);
	} else if (c->count) {
		kr_follow_number(a, c->count);
	} else {
		kr_follow_link(a);
	}
}

static void back(struct kr_app *a, const struct kr_call *c)
{
	if (a->overlay.doc) {
		kr_overlay_close(a);
		kr_areas_update(a);
	} else if (!kr_follow_back(a)) {
		kr_job_step(a, -c->n);
	}
}

static void forward(struct kr_app *a, const struct kr_call *c)
{
	kr_job_step(a, c->n);
}

static void address(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	kr_prompt_open(&a->prompt, KR_PROMPT_ADDRESS, NULL);
	kr_areas_update(a);
}

static void reload(struct kr_app *a, const struct kr_call *c)
{
	char *failed = kr_mem_strdup(a->failure.url);

	(void)c;
	if (failed)
		kr_job_retry(a, failed);
	else if (kr_current_page(a) && kr_current_page(a)->is_shelf)
		kr_lists_again(a);
	else if (kr_current_page(a))
		kr_job_reload(a, kr_current_page(a)->mode);
	else
		kr_message_info(a, "no page to load again");
	free(failed);
}

static void raw(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	if (kr_current_page(a)->is_shelf)
		kr_lists_again(a);
	else
		kr_job_reload(
		        a, kr_current_page(a)->mode == KR_MODE_RAW ? KR_MODE_ARTICLE : KR_MODE_RAW);
}

static void cancel(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);

	(void)c;
	if (kr_job_is_loading(a)) {
		kr_job_cancel(a);
		kr_message_info(a, "loading cancelled");
	} else if (kr_hunt_cancel(a) || kr_finder_cancel(a)) {
		kr_message_info(a, "search cancelled");
	} else if (a->overlay.doc) {
		kr_overlay_close(a);
	} else if (p && p->reader.link >= 0) {
		p->reader.link = -1;
	} else if (p && p->focus == KR_FOCUS_LIST && !kr_stack_page_is_list(p)) {
		p->focus = KR_FOCUS_ARTICLE;
	} else if (kr_job_is_busy(a)) {
		p->joined = true;
		kr_message_info(a,
		        kr_job_is_joining(a)
		                ? "loading cancelled: this article has further pages"
		                : "loading cancelled: only the beginning of this page was loaded");
		kr_job_cancel(a);
	} else if (kr_feed_refresh_cancel(a)) {
		/* it says so */
	} else if (!p) {
		a->quit = true;
	} else if (a->search) {
		kr_hunt_clear(a);
	} else {
		kr_failure_set(a, NULL, 0);
	}
	kr_areas_update(a);
}

/* --- display ------------------------------------------------------------------------------ */

static void info(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	kr_overlay_info(a);
}

static void help(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	if (a->overlay.doc)
		back(a, c);
	else
		kr_help_open(a);
}

static void redraw(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	a->redraw = true;
}

/* --- program ------------------------------------------------------------------------------ */

static void command(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	kr_prompt_open(&a->prompt, KR_PROMPT_COMMAND, NULL);
	kr_areas_update(a);
}

static void quit(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	a->quit = true;
}

static void close_top(struct kr_app *a, const struct kr_call *c)
{
	if (a->overlay.doc)
		back(a, c);
	else if (kr_job_is_loading(a))
		cancel(a, c);
	else if (kr_follow_back(a))
		;
	else if (kr_job_has_earlier(a))
		kr_job_step(a, -1);
	else
		a->quit = true;
}

static void suspend(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	a->suspend = true;
}

static action *const actions[KR_COMMANDS] = {
        [KR_CMD_DOWN] = kr_move_down,
        [KR_CMD_UP] = kr_move_up,
        [KR_CMD_HALF_DOWN] = kr_move_half_down,
        [KR_CMD_HALF_UP] = kr_move_half_up,
        [KR_CMD_PAGE_DOWN] = kr_move_page_down,
        [KR_CMD_PAGE_UP] = kr_move_page_up,
        [KR_CMD_TOP] = kr_move_top,
        [KR_CMD_BOTTOM] = kr_move_bottom,
        [KR_CMD_PERCENT] = kr_move_percent,
        [KR_CMD_HEADING_NEXT] = kr_trail_heading_next,
        [KR_CMD_HEADING_PREVIOUS] = kr_trail_heading_previous,
        [KR_CMD_CONTENTS] = kr_pick_contents,
        [KR_CMD_MARK] = kr_trail_mark,
        [KR_CMD_JUMP] = kr_trail_go,
        [KR_CMD_LINKS] = kr_pick_links,
        [KR_CMD_LEFT] = kr_move_left,
        [KR_CMD_RIGHT] = kr_move_right,
        [KR_CMD_PANE] = pane,
        [KR_CMD_PANE_BACK] = pane_back,
        [KR_CMD_PANE_LEFT] = pane_left,
        [KR_CMD_PANE_RIGHT] = pane_right,
        [KR_CMD_LINK_NEXT] = link_next,
        [KR_CMD_LINK_PREVIOUS] = link_previous,
        [KR_CMD_OPEN] = open_selected,
        [KR_CMD_NEXT] = kr_move_next,
        [KR_CMD_PREVIOUS] = kr_move_previous,
        [KR_CMD_BACK] = back,
        [KR_CMD_FORWARD] = forward,
        [KR_CMD_ADDRESS] = address,
        [KR_CMD_RELOAD] = reload,
        [KR_CMD_RAW] = raw,
        [KR_CMD_INSECURE] = kr_session_insecure,
        [KR_CMD_KEEP_COOKIES] = kr_session_keep,
        [KR_CMD_LOGOUT] = kr_session_logout,
        [KR_CMD_CANCEL] = cancel,
        [KR_CMD_HISTORY] = kr_lists_history,
        [KR_CMD_FAVOURITES] = kr_lists_favourites,
        [KR_CMD_LIKED] = kr_lists_liked,
        [KR_CMD_LIBRARY_SEARCH] = kr_seek_library,
        [KR_CMD_QUEUE] = kr_lists_queue,
        [KR_CMD_SUBSCRIBE] = kr_feeds_subscribe,
        [KR_CMD_SUBSCRIPTIONS] = kr_feeds_list,
        [KR_CMD_UNREAD] = kr_feeds_unread,
        [KR_CMD_REFRESH] = kr_feed_refresh_all,
        [KR_CMD_MARK_READ] = kr_feed_edit_mark_read,
        [KR_CMD_MARK_ALL_READ] = kr_feed_edit_mark_all_read,
        [KR_CMD_RENAME] = kr_feed_edit_rename,
        [KR_CMD_HIDE] = kr_feed_edit_hide,
        [KR_CMD_SORT] = kr_lists_sort,
        [KR_CMD_FAVOURITE] = kr_marks_favourite,
        [KR_CMD_LIKE] = kr_marks_like,
        [KR_CMD_LATER] = kr_marks_later,
        [KR_CMD_TAG] = kr_marks_tag,
        [KR_CMD_CLEAR_HISTORY] = kr_forget_range,
        [KR_CMD_REMOVE] = kr_forget_remove,
        [KR_CMD_UNDO] = kr_undo_run,
        [KR_CMD_BROWSER] = kr_share_browser,
        [KR_CMD_SEARCH] = kr_hunt_search,
        [KR_CMD_SEARCH_NEXT] = kr_hunt_next,
        [KR_CMD_SEARCH_PREVIOUS] = kr_hunt_previous,
        [KR_CMD_COPY_URL] = kr_share_copy_url,
        [KR_CMD_COPY_TITLE] = kr_share_copy_title,
        [KR_CMD_COPY_PARAGRAPH] = kr_share_copy_paragraph,
        [KR_CMD_COPY_ALL] = kr_share_copy_all,
        [KR_CMD_COPY_MARKDOWN] = kr_share_copy_markdown,
        [KR_CMD_PICTURES] = kr_figure_view_toggle,
        [KR_CMD_SAVE_AS] = kr_save_run,
        [KR_CMD_PHONE] = kr_phone_show,
        [KR_CMD_PLAY] = kr_media_play,
        [KR_CMD_PIPE] = kr_handover_pipe,
        [KR_CMD_TEXT_ONLY] = kr_settings_text_only,
        [KR_CMD_NARROWER] = kr_settings_narrower,
        [KR_CMD_WIDER] = kr_settings_wider,
        [KR_CMD_COMMENTS] = kr_comments_show,
        [KR_CMD_INFO] = info,
        [KR_CMD_HELP] = help,
        [KR_CMD_REDRAW] = redraw,
        [KR_CMD_COMMAND] = command,
        [KR_CMD_SET] = kr_settings_set,
        [KR_CMD_SAVE] = kr_settings_save,
        [KR_CMD_CLOSE] = close_top,
        [KR_CMD_QUIT] = quit,
        [KR_CMD_SUSPEND] = suspend,
};

void kr_actions_run(struct kr_app *a, int id, long count, const char *arg)
{
	struct kr_call c = {.count = count, .n = count ? count : 1, .arg = arg};

	a->dirty = true;
	a->failure.commands++;
	if (id >= KR_COMMANDS && (kr_current_place(a) & (KR_IN_ARTICLE | KR_IN_LIST))) {
		kr_handover_own(a, id - KR_COMMANDS);
		return;
	}
	if (id >= KR_COMMANDS) {
		kr_message_info(a, "%s: not available here", kr_keymap_name(a->keys, id));
		return;
	}
	/* an address can be opened anywhere */
	if ((kr_commands_get(id)->where & kr_current_place(a)) || (id == KR_CMD_OPEN && arg))
		actions[id](a, &c);
	else
		kr_message_info(a, "%s: not available here", kr_commands_get(id)->name);
}
