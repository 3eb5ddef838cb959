/* Subscribing, the lists of subscriptions and their articles, and the next unread article. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/mem.h"
#include "kread/base/redact.h"
#include "kread/base/url.h"
#include "kread/store/entry.h"
#include "kread/store/subscription.h"

enum { LOOKED_AT = 500 }; /* unread entries, for the next one */

static bool has_store(struct kr_app *a)
{
	if (!a->store)
		kr_message_info(a, "nothing is kept in this run");
	return a->store != NULL;
}

/* --- subscribing --------------------------------------------------------------------------------
 */

/* Whose title tells that it is about what readers say. */
static bool is_comments(const struct kr_feed *f)
{
	return (f->title && kr_str_ifind(f->title, strlen(f->title), "comment")) ||
	       kr_str_ifind(f->url, strlen(f->url), "comments");
}

/* The feed that a page names first, or the page itself if it is a list. */
static const char *find_feed(const struct kr_stack_page *p, const char **ret_title)
{
	const struct kr_doc *doc = p->doc;

	*ret_title = kr_doc_site_name(doc) ? kr_doc_site_name(doc) : doc->title;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < doc->nfeeds; i++)
			if (kr_url_is_web(doc->feeds[i].url) &&
			        (pass || !is_comments(&doc->feeds[i])))
				return doc->feeds[i].url;
	return kr_stack_page_is_list(p) && kr_url_is_web(p->url) ? p->url : NULL;
}

static void subscribe(struct kr_app *a, const char *address, const char *title)
{
	char *key = kr_visited_key(address);
	struct kr_str url, text;
	struct kr_err err;
	int64_t id = 0;
	int rc;

	kr_str_init(&url);
	kr_str_init(&text);
	kr_str_addz(&url, address);
	kr_redact_url(&url);
	rc = kr_subscription_add(a->store, key, url.data, title, kr_record_time(), &id, &err);
	kr_str_addf(&text, rc == 1 ? "subscribed to %s" : "you already subscribe to %s",
	        title ? title : url.data);
	kr_keymap_hint(a->keys, KR_CMD_SUBSCRIPTIONS, "lists your subscriptions", &text);
	if (rc < 0)
		kr_message_error(a, "%s", err.msg);
	else
		kr_message_info(a, "%s", text.data);
	if (rc == 1) {
		kr_feed_refresh_one(a, id);
	}
	kr_str_fini(&text);
	kr_str_fini(&url);
	free(key);
}

void kr_feeds_subscribe(struct kr_app *a, const struct kr_call *c)
{
	const struct kr_stack_page *p = kr_current_page(a);
	const char *url = NULL, *title = NULL;
	struct kr_str typed;
	struct kr_err err = {0};

	if (!has_store(a))
		return;
	kr_str_init(&typed);
	if (c->arg && kr_paste_url(c->arg, strlen(c->arg), &typed, &err) == 0)
		url = typed.data;
	else if (!c->arg && p && !p->is_shelf)
		url = find_feed(p, &title);
	if (url && kr_url_is_web(url))
		subscribe(a, url, title);
	else if (c->arg)
		kr_message_error(a, "%s", err.msg[0] ? err.msg : "only for addresses of the web");
	else
		kr_message_info(a,
		        "this page names no feed; subscribe on the front page of the site,"
		        " or with :subscribe ADDRESS");
	kr_str_fini(&typed);
}

/* --- lists
 * ---------------------------------------------------------------------------------------- */

static void show(struct kr_app *a, enum kr_list_of of, int64_t subscription, bool empty)
{
	struct kr_stack_page *p, *now = kr_current_page(a);

	kr_library_leave(a);
	kr_job_cancel(a);
	if (now && now->is_shelf && now->of == of && now->subscription == subscription) {
		kr_shelves_fill(a, now);
		now->list.selected = 0;
		kr_areas_update(a);
		return;
	}
	p = kr_stack_page_new();
	p->of = of;
	p->subscription = subscription;
	kr_shelves_fill(a, p);
	if (!p->doc->nrecs && !empty) {
		kr_stack_page_free(p);
		return;
	}
	kr_stack_push(&a->stack, p);
	kr_overlay_close(a);
	kr_areas_update(a);
}

void kr_feeds_list(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	if (!has_store(a))
		return;
	kr_message_info(a, "no subscriptions yet; a subscribes");
	show(a, KR_LIST_OF_SUBSCRIPTIONS, 0, false);
	if (kr_current_page(a) && kr_current_page(a)->of == KR_LIST_OF_SUBSCRIPTIONS)
		kr_message_clear(a);
}

void kr_feeds_unread(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	if (has_store(a))
		show(a, KR_LIST_OF_ENTRIES, 0, true);
}

void kr_feeds_open_item(struct kr_app *a, long item)
{
	show(a, KR_LIST_OF_ENTRIES, kr_current_page(a)->ids[item], true);
}

void kr_feeds_again(struct kr_app *a)
{
	const struct kr_stack_page *p = kr_current_page(a);

	show(a, p->of, p->subscription, true);
}

/* --- the next unread article
 * ------------------------------------------------------------------------ */

struct next_unread {
	int64_t below; /* look for the newest one below this id, */
	int64_t id;
	char *url;
	int64_t first; /* or else take the newest of all */
	char *first_url;
};

static void look(void *user, const struct kr_entry *e)
{
	struct next_unread *n = user;

	if (!kr_url_is_web(e->url))
		return;
	if (!n->first) {
		n->first = e->id;
		n->first_url = kr_mem_strdup(e->url);
	}
	if (!n->id && e->id < n->below) {
		n->id = e->id;
		n->url = kr_mem_strdup(e->url);
	}
}

bool kr_feeds_next_unread(struct kr_app *a)
{
	struct next_unread n = {.below = a->last_unread};
	struct kr_err err;

	if (!a->store)
		return false;
	if (kr_entry_list(a->store, 0, LOOKED_AT, look, &n, &err) < 0)
		kr_record_fail(a, &err);
	if (n.first) {
		a->last_unread = n.id ? n.id : n.first;
		kr_job_open(a, n.id ? n.url : n.first_url, NULL);
	} else if (a->subscribed) {
		kr_message_info(a, "no unread articles");
	}
	free(n.url);
	free(n.first_url);
	return n.first || a->subscribed;
}
