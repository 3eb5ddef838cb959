/* Subscribing, the lists of subscriptions and their articles, and the next unread article. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/base/redact.h"
#include "kread/base/url.h"
#include "kread/store/entry.h"
#include "kread/store/subscription.h"

enum { LOOKED_AT = 500 }; /* unread entries, for the next one */

/* --- subscribing --------------------------------------------------------------------------------
 */

/* Whose title tells that it is about what readers say. */
static bool is_comments(const struct kr_feed *f)
{
	return (f->title && kr_str_ifind(f->title, strlen(f->title), "comment")) ||
	       kr_str_ifind(f->url, strlen(f->url), "comments");
}

enum { FEEDS = 9 }; /* of a page, that can be chosen */

/* The feeds that a page names, those about what readers say last; *ret_main: how many are not. If
 * there are none, the page itself, if it is a list. */
static size_t find_feeds(const struct kr_stack_page *p, struct kr_feed ret[FEEDS], size_t *ret_main)
{
	const struct kr_doc *doc = p->doc;
	size_t n = 0;

	for (int comments = 0; comments < 2; comments++) {
		for (size_t i = 0; i < doc->nfeeds && n < FEEDS; i++)
			if (kr_url_is_web(doc->feeds[i].url) &&
			        is_comments(&doc->feeds[i]) == (comments == 1))
				ret[n++] = doc->feeds[i];
		if (!comments)
			*ret_main = n;
	}
	if (!n && kr_stack_page_is_list(p) && kr_url_is_web(p->url))
		ret[n++] = (struct kr_feed){.url = p->url, .title = doc->title};
	return n;
}

/* "1 News  2 Sport", for a count before the command. */
static void report_feeds(struct kr_app *a, const struct kr_feed *feeds, size_t n)
{
	struct kr_str text, key;

	kr_str_init(&text);
	kr_str_init(&key);
	kr_keymap_first(a->keys, KR_CMD_SUBSCRIBE, &key);
	kr_str_addf(&text, _("this page has %zu feeds, 2%s subscribes to the second: "), n,
	        key.len ? key.data : "a");
	for (size_t i = 0; i < n; i++)
		kr_str_addf(&text, "%s%zu %s", i ? ", " : "", i + 1,
		        feeds[i].title ? feeds[i].title : feeds[i].url);
	kr_message_info(a, "%s", text.data);
	kr_str_fini(&key);
	kr_str_fini(&text);
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
	rc = kr_subscription_add(a->store, key, url.data, title, kr_clock_time_ms(), &id, &err);
	kr_str_addf(&text, rc == 1 ? _("subscribed to %s") : _("you already subscribe to %s"),
	        title ? title : url.data);
	kr_keymap_hint(a->keys, KR_CMD_SUBSCRIPTIONS, "lists your subscriptions", &text);
	if (rc < 0)
		kr_message_error(a, "%s", err.msg);
	else
		kr_message_info(a, "%s", text.data);
	if (rc == 1)
		kr_feed_refresh_one(a, id);
	kr_str_fini(&text);
	kr_str_fini(&url);
	free(key);
}

/* One of the feeds of the page. */
static void subscribe_here(struct kr_app *a, const struct kr_stack_page *p, long count)
{
	struct kr_feed feeds[FEEDS];
	size_t mains = 0, n = p && !p->is_shelf ? find_feeds(p, feeds, &mains) : 0;
	const struct kr_feed *f = &feeds[count > 0 ? count - 1 : 0];
	const char *site = n ? kr_doc_site_name(p->doc) : NULL;

	if (!n)
		kr_message_info(a,
		        "this page names no feed; subscribe on the front page of the site,"
		        " or with :subscribe ADDRESS");
	else if (count > (long)n || (!count && mains > 1))
		report_feeds(a, feeds, n);
	else
		subscribe(a, f->url, mains == 1 && !count && site ? site : f->title);
}

void kr_feeds_subscribe(struct kr_app *a, const struct kr_call *c)
{
	struct kr_str typed;
	struct kr_err err;

	if (!kr_record_is_kept(a))
		return;
	kr_str_init(&typed);
	if (!c->arg)
		subscribe_here(a, kr_current_page(a), c->count);
	else if (kr_paste_url(c->arg, strlen(c->arg), &typed, &err) < 0)
		kr_message_error(a, "%s", err.msg);
	else if (kr_url_is_web(typed.data))
		subscribe(a, typed.data, NULL);
	else
		kr_message_error(a, "only for addresses of the web");
	kr_str_fini(&typed);
}

/* --- lists ---------------------------------------------------------------- */

static void show(struct kr_app *a, enum kr_list_of of, int64_t subscription, const char *tag,
        const char *empty)
{
	struct kr_stack_page *p = kr_stack_page_new();

	p->of = of;
	p->subscription = subscription;
	p->tag = kr_mem_strdup(tag);
	kr_lists_show(a, p, empty);
}

void kr_feeds_list(struct kr_app *a, const struct kr_call *c)
{
	const char *tag = c->arg && *c->arg ? c->arg : NULL;

	if (kr_record_is_kept(a))
		show(a, KR_LIST_OF_SUBSCRIPTIONS, 0, tag,
		        tag ? N_("no subscription has this tag")
		            : N_("no subscriptions yet; a subscribes"));
}

void kr_feeds_unread(struct kr_app *a, const struct kr_call *c)
{
	(void)c;
	if (kr_record_is_kept(a))
		show(a, KR_LIST_OF_ENTRIES, 0, NULL, NULL);
}

void kr_feeds_open_item(struct kr_app *a, long item)
{
	show(a, KR_LIST_OF_ENTRIES, kr_current_page(a)->ids[item], NULL, NULL);
}

/* --- the next unread article ---------------------------------------------------------------- */

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
