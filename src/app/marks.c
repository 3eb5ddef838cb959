/* The commands that mark articles: favourite, like, read later, tags. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/redact.h"
#include "kread/base/url.h"
#include "kread/store/mark.h"

/* --- what a command is about ------------------------------------------------------------------ */

struct marked {
	const char *url, *title, *site, *published;
	struct kr_stack_page *page; /* if it is the article on the screen */
	struct kr_str words;        /* of a link */
};

/* The selected item of the list, the selected link, or the article. */
static bool find_target(struct kr_app *a, struct marked *t)
{
	struct kr_stack_page *p = kr_current_page(a);
	const bool list = kr_current_list(a) != NULL;

	*t = (struct marked){0};
	kr_str_init(&t->words);
	if (list && p->doc->nrecs) {
		const struct kr_rec *rec = &p->doc->recs[p->list.selected];

		t->url = rec->url;
		t->title = rec->title;
		/* in a list of our own that is the site */
		t->site = p->is_shelf ? rec->section : kr_doc_site_name(p->doc);
		t->published = rec->published;
	} else if (!list && kr_pane_reader_link(&p->reader)) {
		t->url = kr_pane_reader_link(&p->reader);
		kr_pane_reader_link_words(&p->reader, &t->words);
		t->title = t->words.len ? t->words.data : NULL;
	} else if (!list && !p->is_shelf) {
		t->page = p;
		t->url = p->url;
		t->title = p->doc->title;
		t->site = kr_doc_site_name(p->doc);
		t->published = p->doc->published;
	}
	if (kr_url_is_web(t->url))
		return true;
	kr_message_info(
	        a, t->url ? N_("only for addresses of the web") : N_("no article is selected"));
	return false;
}

/* Its id in the library, to which it is added. False: a message says why not. */
static bool add_target(struct kr_app *a, const struct marked *t, int64_t *ret_id)
{
	struct kr_article article = {.title = t->title, .site = t->site, .published = t->published};
	char *key = kr_visited_key(t->url);
	struct kr_str url;
	struct kr_err err;
	int rc;

	kr_str_init(&url);
	kr_str_addz(&url, t->url);
	kr_redact_url(&url);
	article.url = url.data;
	rc = kr_article_add(a->store, key, &article, ret_id, &err);
	if (rc < 0)
		kr_message_error(a, "%s", err.msg);
	kr_str_fini(&url);
	free(key);
	return rc == 0 && a->store;
}

/* --- commands ------------------------------------------------------------------------------- */

static void report(struct kr_app *a, enum kr_mark mark, bool on, const char *title)
{
	static const struct {
		enum kr_mark mark;
		const char *on, *off;
	} words[] = {
	        {KR_MARK_FAVOURITE, N_("favourite"), N_("no longer a favourite")},
	        {KR_MARK_LIKED, N_("liked"), N_("no longer liked")},
	        {KR_MARK_QUEUED, N_("to be read later"), N_("no longer to be read later")},
	};
	struct kr_str text;

	kr_str_init(&text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].mark == mark)
			kr_str_addz(&text, gettext(on ? words[i].on : words[i].off));
	if (on && title)
		kr_str_addf(&text, ": %s", title);
	else if (!on)
		kr_keymap_hint(a->keys, KR_CMD_UNDO, "undoes this", &text);
	kr_message_info(a, "%s", text.data);
	kr_str_fini(&text);
}

/* Toggle a mark of the target. */
static void toggle(struct kr_app *a, const struct marked *t, enum kr_mark mark)
{
	const int64_t now = kr_clock_time_ms();
	int64_t id, before = 0, since;
	char *key = kr_visited_key(t->url);
	unsigned marks = 0;
	struct kr_err err;

	if (!add_target(a, t, &id))
		goto out;
	kr_mark_find(a->store, key, &marks, NULL, NULL);
	since = marks & mark ? 0 : now;
	if (kr_mark_set(a->store, id, mark, since, now, &before, &err) < 0) {
		kr_message_error(a, "%s", err.msg);
		goto out;
	}
	if (!since)
		kr_undo_add(a, &(struct kr_undo){.kind = KR_UNDO_MARK,
		                       .id = id,
		                       .mark = mark,
		                       .since = before,
		                       .title = (char *)t->title});
	if (since && t->page)
		kr_copies_want(a, t->page);
	report(a, mark, since != 0, t->title);
	kr_fetcher_wake(a);
out:
	free(key);
}

void kr_marks_toggle(struct kr_app *a, enum kr_mark mark)
{
	struct marked t;

	if (kr_record_is_kept(a) && find_target(a, &t)) {
		toggle(a, &t, mark);
		kr_str_fini(&t.words);
		kr_shelves_refill(a);
		kr_rec_marks_refresh(a);
	}
}

void kr_marks_favourite(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	kr_marks_toggle(a, KR_MARK_FAVOURITE);
}

void kr_marks_like(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	kr_marks_toggle(a, KR_MARK_LIKED);
}

void kr_marks_later(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	kr_marks_toggle(a, KR_MARK_QUEUED);
}

/* --- tags ------------------------------------------------------------------------------------- */

struct tag_search {
	const char *tag;
	bool found;
	struct kr_str list;
};

static void add_tag(void *user, const char *tag, int64_t articles)
{
	struct tag_search *s = user;

	(void)articles;
	s->found |= kr_str_eq(tag, s->tag);
	kr_str_addf(&s->list, "%s%s", s->list.len ? ", " : "", tag);
}

static void toggle_tag(struct kr_app *a, const struct marked *t, const char *tag)
{
	struct tag_search s = {.tag = tag};
	struct kr_err err;
	int64_t id;

	kr_str_init(&s.list);
	if (!add_target(a, t, &id) || kr_mark_tags(a->store, id, add_tag, &s, NULL) < 0)
		goto out;
	if (!*tag) {
		kr_message_info(a, s.list.len ? N_("tags: %s") : N_("no tags; :tag NAME adds one"),
		        s.list.data);
	} else if (kr_mark_tag(a->store, id, tag, !s.found, kr_clock_time_ms(), &err) < 0) {
		kr_message_error(a, "%s", err.msg);
	} else {
		if (s.found)
			kr_undo_add(a, &(struct kr_undo){.kind = KR_UNDO_TAG,
			                       .id = id,
			                       .tag = (char *)tag,
			                       .title = (char *)t->title});
		kr_message_info(a, s.found ? N_("no longer tagged %s") : N_("tagged %s"), tag);
	}
out:
	kr_str_fini(&s.list);
}

void kr_marks_tag(struct kr_app *a, const struct kr_call *c)
{
	struct marked t;
	struct kr_str tag;

	if (!kr_record_is_kept(a))
		return;
	kr_str_init(&tag);
	kr_str_addz(&tag, c->arg ? c->arg : "");
	kr_str_trim(&tag);
	if (!kr_feed_edit_tag(a, tag.data) && find_target(a, &t)) {
		toggle_tag(a, &t, tag.data);
		kr_str_fini(&t.words);
		kr_shelves_refill(a);
	}
	kr_str_fini(&tag);
}
