/* A page that was loaded comes to the screen, with what there is to say about it. */
#include <stdlib.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/log.h"
#include "kread/base/mem.h"
#include "kread/net/host.h"

/* Go to where the reader was, if that is here by now and the reader has not moved. */
static void restore_position(struct kr_app *a)
{
	struct kr_position *to = &a->job.restore_position;
	struct kr_pane_reader *r = &a->job.growing->reader;

	if (!to->section && !to->off)
		return;
	if (r->anchor.section || r->anchor.off) {
		*to = (struct kr_position){0};
	} else if (to->section + 1 < kr_layout_sections(r->layout)) {
		kr_pane_reader_goto(r, *to);
		*to = (struct kr_position){0};
		a->job.resumed = a->job.kind == KR_JOB_OPEN;
	}
}

/* Say why the page does not begin at its beginning, unless there is something to say about it. */
static void report_resumed(struct kr_app *a)
{
	struct kr_str text;

	if (!a->job.resumed)
		return;
	a->job.resumed = false;
	if (a->severity != KR_SEVERITY_NONE || a->job.growing->stored)
		return; /* report_stored says both */
	kr_str_init(&text);
	kr_str_addz(&text, _("continued where you stopped reading"));
	kr_keymap_hint(a->keys, KR_CMD_TOP, "goes to the top", &text);
	kr_message_info(a, "%s", text.data);
	kr_str_fini(&text);
}

static bool is_own(const struct kr_warning *w)
{
	return kr_str_eq(w->code, "truncated") || kr_str_eq(w->code, "site-rules") ||
	       kr_str_eq(w->code, "certificate") || kr_str_eq(w->code, "http-status");
}

/* The head of the article has the warnings. */
static bool shows_head(const struct kr_app *a, struct kr_stack_page *p)
{
	uint32_t n;

	if (!a->areas.article.rows || p->reader.top.section)
		return false;
	kr_layout_lines(p->reader.layout, 0, &n);
	return n <= (uint32_t)p->reader.rows;
}

/* Report the most important warning, unless it is on the screen. The last ones are kread's own and
 * matter more than what was found in the page. */
static void report_warnings(struct kr_app *a, struct kr_stack_page *p)
{
	const bool shown = shows_head(a, p);

	for (size_t i = p->doc->nwarnings; i-- > 0;) {
		const struct kr_warning *w = &p->doc->warnings[i];
		const char *text = w->text ? _(w->text) : w->code;

		kr_log_write("%s", text);
		if (a->severity != KR_SEVERITY_NONE || shown)
			continue;
		if (is_own(w))
			kr_message_error(a, "%s", text);
		else
			kr_message_info(a, "%s", text);
	}
}

static void report_redirect(struct kr_app *a, const struct kr_doc *doc, bool fallback)
{
	struct kr_str to;

	kr_str_init(&to);
	kr_host_display(doc->redirect, false, &to);
	kr_message_info(a,
	        fallback ? N_("AMP version, because the page itself cannot be read: %s")
	                 : N_("this page leads to %s"),
	        to.data);
	kr_str_fini(&to);
}

/* The entry in the stack stays, with its place; only the article is new. */
static void replace(struct kr_app *a, struct kr_stack_page *p, struct kr_doc *doc)
{
	struct kr_job *j = &a->job;
	struct kr_stack_page *old;

	a->stack.now = j->to;
	old = kr_current_page(a);
	kr_stack_page_drop_doc(old);
	p->selected = old->selected;
	p->focus = old->focus;
	p->walk = kr_walk_share(old->walk);
	p->item = p->at = old->item;
	p->kept = old->kept;
	p->kept_at = old->kept_at;
	if (p->mode == old->mode) {
		if (old->anchor.section || old->anchor.off) {
			j->restore_position = old->anchor;
			j->kind = KR_JOB_RELOAD; /* the reader has gone there: nothing to report */
		}
		p->link = old->link;
		p->trail = old->trail;
	}
	kr_stack_page_set_doc(p, doc);
	kr_stack_page_free(old);
	a->stack.v[a->stack.now] = p;
	kr_stack_trim(&a->stack);
}

void kr_arrival_keep_validators(struct kr_stack_page *p, const struct kr_load_page *from)
{
	free(p->etag);
	free(p->last_modified);
	p->etag = kr_mem_strdup(from->etag);
	p->last_modified = kr_mem_strdup(from->last_modified);
}

static void report_feed(struct kr_app *a, const struct kr_doc *doc)
{
	struct kr_str text;

	if (a->severity != KR_SEVERITY_NONE || !a->store || !kr_doc_is_feed(doc))
		return;
	kr_str_init(&text);
	kr_str_addz(&text, _("this is a feed"));
	kr_keymap_hint(a->keys, KR_CMD_SUBSCRIBE, "subscribes to it", &text);
	kr_message_info(a, "%s", text.data);
	kr_str_fini(&text);
}

/* Put the article on the stack, and on the screen. */
static void put(struct kr_app *a, const struct kr_load_event *ev)
{
	struct kr_job *j = &a->job;
	struct kr_stack_page *p = j->page;
	struct kr_doc *doc = ev->doc;
	char *asked = p->url;

	kr_library_leave(a);
	j->page = NULL;
	j->growing = p;
	/* a list may have it under the address before redirects */
	kr_visited_add(&a->visited, asked);
	p->url = kr_mem_strdup(ev->page->url);
	p->content_type = kr_mem_strdup(ev->page->content_type);
	p->bytes = ev->page->bytes;
	p->unchecked = ev->page->unchecked;
	kr_arrival_keep_validators(p, ev->page);
	kr_visited_add(&a->visited, p->url);
	if (j->kind == KR_JOB_OPEN && !j->early) {
		kr_stack_page_set_doc(p, doc);
		kr_stack_push(&a->stack, p);
		kr_library_arrive(a, p, asked);
	} else {
		replace(a, p, doc);
	}
	kr_rec_marks_fill(a, p);
	kr_overlay_close(a);
	kr_areas_update(a);
	free(asked);
}

void kr_arrival_show_early(struct kr_app *a, const struct kr_load_event *ev)
{
	put(a, ev);
	restore_position(a);
	report_resumed(a);
	a->job.early = true;
	a->job.to = a->stack.now;
}

/* The beginning of the article was shown, which it now replaces. */
static struct kr_stack_page *page_again(const struct kr_stack_page *old)
{
	struct kr_stack_page *p = kr_stack_page_new();

	p->url = kr_mem_strdup(old->url);
	p->path = kr_mem_strdup(old->path);
	p->asked = kr_mem_strdup(old->asked);
	p->mode = old->mode;
	p->due = old->due;
	return p;
}

void kr_arrival_show(struct kr_app *a, const struct kr_load_event *ev)
{
	struct kr_job *j = &a->job;
	struct kr_doc *doc = ev->doc;
	struct kr_stack_page *p;

	if (j->early)
		j->page = page_again(j->growing);
	put(a, ev);
	j->early = false;
	p = j->growing;
	if (j->word) {
		j->restore_position = (struct kr_position){0};
		kr_finder_go(a, p, j->word, j->word_at);
	}
	restore_position(a);
	report_warnings(a, p);
	if (doc->redirect && a->severity == KR_SEVERITY_NONE)
		report_redirect(a, doc, ev->page->fallback);
	report_resumed(a);
	report_feed(a, doc);
}

void kr_arrival_grow(struct kr_app *a)
{
	kr_pane_reader_grown(&a->job.growing->reader);
	restore_position(a);
	report_resumed(a);
}
