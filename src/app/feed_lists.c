/* The lists of subscriptions, and of the articles that were found in them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/net/host.h"
#include "kread/store/entry.h"
#include "kread/store/mark.h"
#include "kread/store/subscription.h"

enum { LISTED = 1000 }; /* articles of a list */

/* --- subscriptions ---------------------------------------------------------------------------- */

struct shown { /* strings are in the arena of the list */
	int64_t id, unread;
	const char *url, *title, *folder, *state;
	size_t order;
	bool failed;
};

struct collection {
	struct kr_doc *doc;
	const char *tag; /* only those that have it; NULL: those that are not to be left out */
	struct shown *v;
	size_t n, cap;
};

/* As in newsboat, a tag that begins with "!" leaves a subscription out, except where this tag is
 * asked for. */
static bool is_listed(const char *tags, const char *wanted)
{
	for (size_t n; *tags; tags += n + (tags[n] == '\n')) {
		n = strcspn(tags, "\n");
		if (wanted && n == strlen(wanted) && !memcmp(tags, wanted, n))
			return true;
		if (!wanted && *tags == '!')
			return false;
	}
	return !wanted;
}

static void collect(void *user, const struct kr_subscription *sub)
{
	struct collection *c = user;
	struct shown *w;
	struct kr_str text;

	if (!is_listed(sub->tags, c->tag))
		return;
	kr_str_init(&text);
	c->v = kr_mem_grow(c->v, c->n, &c->cap, sizeof *c->v);
	w = &c->v[c->n];
	*w = (struct shown){.id = sub->id,
	        .unread = sub->unread,
	        .order = c->n++,
	        .failed = sub->problem != NULL};
	w->url = kr_listing_line(c->doc, sub->url);
	w->title = kr_listing_line(c->doc, sub->title);
	if (!w->title) {
		kr_host_display(sub->url, true, &text);
		w->title = kr_listing_line(c->doc, text.data);
	}
	w->folder = kr_doc_line(c->doc, sub->tags, strcspn(sub->tags, "\n"));
	kr_str_clear(&text);
	if (sub->problem) {
		kr_str_addz(&text, sub->problem);
	} else if (sub->checked) {
		kr_when_add_time(sub->checked, &text);
	} else {
		kr_str_addz(&text, _("not fetched yet"));
	}
	w->state = kr_listing_line(c->doc, text.data);
	kr_str_fini(&text);
}

/* By folder; those without one come first. */
static int compare(const void *a, const void *b)
{
	const struct shown *x = a, *y = b;
	int order = strcmp(x->folder ? x->folder : "", y->folder ? y->folder : "");

	return order ? order : x->order < y->order ? -1 : 1;
}

static const char *unread_text(struct kr_doc *doc, int64_t unread)
{
	char text[48];

	snprintf(text, sizeof text, _("%lld unread"), (long long)unread);
	return kr_listing_line(doc, unread ? text : _("all read"));
}

static void name_tag(struct kr_doc *doc, const char *tag)
{
	struct kr_str title;

	kr_str_init(&title);
	kr_str_addf(&title, _("Subscriptions: %s"), tag);
	doc->title = kr_listing_line(doc, title.data);
	kr_str_fini(&title);
}

static void fill_subscriptions(struct kr_app *a, struct kr_stack_page *p)
{
	struct kr_listing l;
	struct collection c = {.tag = p->tag};
	struct kr_subscription_counts counts = {0};
	struct kr_rec *rec;
	struct kr_err err;

	kr_listing_init(&l, _("Subscriptions"));
	c.doc = l.doc;
	if (p->tag)
		name_tag(l.doc, p->tag);
	if (a->store && (kr_subscription_list(a->store, collect, &c, &err) < 0 ||
	                        kr_subscription_count(a->store, &counts, &err) < 0))
		kr_record_fail(a, &err);
	if (c.n)
		qsort(c.v, c.n, sizeof *c.v, compare);
	if (!p->tag && counts.subscriptions) {
		rec = kr_doc_add_rec(l.doc);
		rec->title = kr_listing_line(l.doc, _("All unread articles"));
		rec->section = unread_text(l.doc, counts.unread);
		kr_listing_item(&l, 0, 0);
	}
	for (size_t i = 0; i < c.n; i++) {
		rec = kr_doc_add_rec(l.doc);
		rec->url = c.v[i].url;
		rec->title = c.v[i].title;
		/* what went wrong matters more than that nothing came of it */
		if (!c.v[i].failed || c.v[i].unread)
			rec->section = unread_text(l.doc, c.v[i].unread);
		rec->published_text = c.v[i].state;
		rec->group = c.v[i].folder;
		kr_listing_item(&l, c.v[i].id, 0);
	}
	free(c.v);
	kr_listing_finish(&l, p,
	        p->tag ? _("No subscription has this tag.")
	               : _("No subscriptions yet: a on a feed, or on a page that names one, "
	                   "subscribes."));
}

/* --- entries -------------------------------------------------------------------------------- */

struct entry_filling {
	struct kr_app *app;
	struct kr_listing list;
};

static void add_entry(void *user, const struct kr_entry *e)
{
	struct entry_filling *f = user;
	struct kr_doc *doc = f->list.doc;
	struct kr_rec *rec;
	unsigned marks = 0;
	char *key;

	if (!kr_url_is_web(e->url))
		return;
	key = kr_visited_key(e->url);
	kr_mark_find(f->app->store, key, &marks, NULL, NULL);
	free(key);
	if (e->seen)
		marks |= KR_MARK_READ;
	rec = kr_doc_add_rec(doc);
	rec->url = kr_listing_line(doc, e->url);
	rec->title = kr_listing_line(doc, e->title);
	rec->section = kr_listing_line(doc, e->from);
	rec->published = kr_listing_line(doc, e->published);
	kr_listing_item(&f->list, e->id, (uint8_t)marks);
}

static void name_list(void *user, const struct kr_subscription *sub)
{
	struct kr_doc *doc = user;

	doc->title = kr_listing_line(doc, sub->title ? sub->title : sub->url);
}

static void fill_entries(struct kr_app *a, struct kr_stack_page *p)
{
	struct entry_filling f = {.app = a};
	struct kr_doc *doc;
	struct kr_err err;

	kr_listing_init(&f.list, _("Unread"));
	doc = f.list.doc;
	if (a->store && p->subscription)
		kr_subscription_get(a->store, p->subscription, name_list, doc, NULL);
	if (a->store && kr_entry_list(a->store, p->subscription, LISTED, add_entry, &f, &err) < 0)
		kr_record_fail(a, &err);
	for (size_t i = 0; p->subscription && i < doc->nrecs; i++)
		doc->recs[i].section = NULL; /* the heading says it */
	kr_listing_finish(&f.list, p,
	        p->subscription ? _("No articles were found there yet.")
	                        : _("No unread articles."));
}

void kr_feed_lists_fill(struct kr_app *a, struct kr_stack_page *p)
{
	if (p->of == KR_LIST_OF_SUBSCRIPTIONS)
		fill_subscriptions(a, p);
	else
		fill_entries(a, p);
}
