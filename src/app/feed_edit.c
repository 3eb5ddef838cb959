/* What is done with the subscription or the article that is selected in their lists. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/store/entry.h"
#include "kread/store/subscription.h"

static int64_t selected_id(const struct kr_app *a, enum kr_list_of of)
{
	const struct kr_stack_page *p = kr_current_page(a);

	return p && p->is_shelf && p->of == of && p->doc->nrecs ? p->ids[p->list.selected] : 0;
}

/* The subscription that is selected, or whose list this is; 0: none. */
static int64_t current_subscription(const struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);

	if (p && p->is_shelf && p->of == KR_LIST_OF_ENTRIES)
		return p->subscription;
	return selected_id(a, KR_LIST_OF_SUBSCRIPTIONS);
}

static void done(struct kr_app *a, int rc, const struct kr_err *err)
{
	if (rc < 0)
		kr_message_error(a, "%s", err->msg);
	kr_shelves_refill(a);
}

void kr_feed_edit_mark_read(struct kr_app *a, const struct kr_call *c)
{
	struct kr_stack_page *p = kr_current_page(a);
	int64_t id = selected_id(a, KR_LIST_OF_ENTRIES);
	struct kr_err err;
	bool read;

	(void)c;
	if (!id) {
		kr_message_info(a, "only articles of subscriptions can be marked as read");
		return;
	}
	read = p->marks[p->list.selected] & KR_MARK_READ;
	done(a, kr_entry_see(a->store, id, read ? 0 : kr_clock_time_ms(), &err), &err);
	kr_message_info(a, read ? "marked as unread" : "marked as read");
}

void kr_feed_edit_mark_all_read(struct kr_app *a, const struct kr_call *c)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const int64_t one = current_subscription(a);
	struct kr_undo u = {.kind = KR_UNDO_SEEN, .stamp = kr_undo_stamp(a)};
	struct kr_err err;
	int64_t n;

	(void)c;
	if (!a->store || !p->is_shelf || p->of == KR_LIST_OF_ARTICLES) {
		kr_message_info(a, "only articles of subscriptions can be marked as read");
		return;
	}
	n = one ? kr_entry_see_all(a->store, one, u.stamp, &err)
	        : kr_sweep_start(a, u.stamp, false, &err);
	if (n > 0)
		kr_undo_add(a, &u);
	if (one || n < 0)
		done(a, (int)n, &err);
	if (one && n >= 0)
		kr_sweep_report(a, false, n);
}

void kr_feed_edit_remove(struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);
	struct kr_undo u = {.kind = KR_UNDO_UNSUBSCRIBE, .stamp = kr_undo_stamp(a)};
	int64_t id = selected_id(a, KR_LIST_OF_SUBSCRIPTIONS);
	struct kr_str text;
	struct kr_err err;
	int n;

	if (p->of == KR_LIST_OF_ENTRIES) {
		kr_feed_edit_mark_read(a, NULL);
		return;
	}
	if (!id) {
		kr_message_info(a, "no subscription is selected");
		return;
	}
	u.title = kr_mem_strdup(p->doc->recs[p->list.selected].title);
	n = kr_subscription_remove(a->store, id, u.stamp, &err);
	done(a, n, &err);
	kr_str_init(&text);
	kr_str_addf(&text, _("unsubscribed from %s"), u.title ? u.title : _("it"));
	kr_keymap_hint(a->keys, KR_CMD_UNDO, "undoes this", &text);
	if (n > 0) {
		kr_undo_add(a, &u);
		kr_message_info(a, "%s", text.data);
	}
	kr_str_fini(&text);
	free(u.title);
}

void kr_feed_edit_rename(struct kr_app *a, const struct kr_call *c)
{
	int64_t id = current_subscription(a);
	struct kr_err err;

	if (!id) {
		kr_message_info(a, "no subscription is selected");
		return;
	}
	done(a, kr_subscription_rename(a->store, id, c->arg && *c->arg ? c->arg : NULL, &err),
	        &err);
}

/* --- words and tags ---------------------------------------------------------------- */

struct word_toggle { /* of a subscription, with one that is turned on or off */
	const char *word;
	struct kr_str rest; /* the others, a line each */
	bool found;
};

static void split(struct word_toggle *w, const char *lines)
{
	for (size_t n; *lines; lines += n + (lines[n] == '\n')) {
		n = strcspn(lines, "\n");
		if (n == strlen(w->word) && !memcmp(lines, w->word, n))
			w->found = true;
		else if (n)
			kr_str_addf(&w->rest, "%s%.*s", w->rest.len ? "\n" : "", (int)n, lines);
	}
}

static void split_hide(void *user, const struct kr_subscription *sub)
{
	split(user, sub->hide);
}

static void split_tags(void *user, const struct kr_subscription *sub)
{
	split(user, sub->tags);
}

static void comma(struct kr_str *s)
{
	for (size_t i = 0; i < s->len; i++)
		if (s->data[i] == '\n')
			s->data[i] = ',';
}

void kr_feed_edit_hide(struct kr_app *a, const struct kr_call *c)
{
	int64_t id = current_subscription(a);
	struct word_toggle w = {.word = c->arg ? c->arg : ""};
	struct kr_err err;

	if (!id) {
		kr_message_info(a, "no subscription is selected");
		return;
	}
	kr_str_init(&w.rest);
	kr_subscription_get(a->store, id, split_hide, &w, NULL);
	if (*w.word && !w.found)
		kr_str_addf(&w.rest, "%s%s", w.rest.len ? "\n" : "", w.word);
	if (*w.word)
		done(a, kr_subscription_hide(a->store, id, w.rest.data, &err), &err);
	comma(&w.rest);
	kr_message_info(
	        a, w.rest.len ? "hides: %s" : "hides nothing; :hide WORD does", w.rest.data);
	kr_str_fini(&w.rest);
}

bool kr_feed_edit_tag(struct kr_app *a, const char *tag)
{
	int64_t id = selected_id(a, KR_LIST_OF_SUBSCRIPTIONS);
	struct word_toggle w = {.word = tag};
	struct kr_err err;

	if (!id)
		return false;
	kr_str_init(&w.rest);
	kr_subscription_get(a->store, id, split_tags, &w, NULL);
	if (*tag)
		done(a, kr_subscription_tag(a->store, id, tag, !w.found, &err), &err);
	comma(&w.rest);
	if (*tag)
		kr_message_info(a, w.found ? "no longer tagged %s" : "tagged %s", tag);
	else
		kr_message_info(
		        a, w.rest.len ? "tags: %s" : "no tags; :tag NAME adds one", w.rest.data);
	kr_str_fini(&w.rest);
	return true;
}
