/* The state of the program, for the files of app. They build on each other in this order:
 *
 *	current, visited, walk, launch	what there is
 *	figures				pictures of the article
 *	areas, message, overlay, comments	what is on the screen
 *	target, phone, save, handover	the page handed over to the reader's other things
 *	record, copies, listing, finder, shelves, rec_marks	what is kept, and its lists
 *	fetcher, sweep, undo, marks, forget	what the reader does with it
 *	keeper				the upkeep of the library
 *	feed_lists, feed_refresh, feed_edit	subscriptions
 *	library				all of that
 *	session				cookies
 *	arrival, prefetch, job			loading
 *	feeds, lists, move, share, seek, settings, actions	what commands do
 *	start, keys, mouse		which command a key or a click starts
 *	status, screen			what a frontend paints
 *	app, loop			the program */
#ifndef KREAD_APP_APP_PRIV_H
#define KREAD_APP_APP_PRIV_H

#include "kread/app/areas.h"
#include "kread/app/app.h"
#include "kread/app/clipboard.h"
#include "kread/app/copier.h"
#include "kread/app/display.h"
#include "kread/app/launch.h"
#include "kread/app/message.h"
#include "kread/app/qr.h"
#include "kread/app/screen.h"
#include "kread/app/prompt.h"
#include "kread/app/refresh.h"
#include "kread/app/stack.h"
#include "kread/app/visited.h"
#include "kread/load/load.h"
#include "kread/load/pictures.h"
#include "kread/net/net.h"
#include "kread/store/copy.h"
#include "kread/store/entry.h"
#include "kread/store/mark.h"
#include "kread/store/find.h"
#include "kread/store/store.h"
#include "prefetch_priv.h"
#include "ways_priv.h"

/* A text of our own over the page: help, page information. It is an article, so that it can be
 * scrolled and searched. Or a list from which something is picked. */
struct kr_overlay {
	struct kr_doc *doc; /* NULL: closed */
	struct kr_pane_reader reader;
	bool figure;       /* it is a picture of the page, on the whole screen */
	enum kr_pick pick; /* NONE: it is no list */
	struct kr_pane_list list;
	void (*open)(struct kr_app *a); /* makes it for the size of the screen */
	bool comments;                  /* it shows those of the page */
	bool media;                     /* one of its files is chosen */
	struct kr_qr qr;                /* is shown instead of doc; size 0: none */
};

enum kr_job_kind {
	KR_JOB_OPEN,
	KR_JOB_RELOAD,
	KR_JOB_STEP /* back or forward, to a page whose article was dropped */
};

/* The process that keeps the library in order; all zero: none runs. */
struct kr_keeper {
	pid_t pid;                /* 0: none */
	int64_t started;          /* kr_clock_ms() */
	int64_t some_at, much_at; /* likewise: the earliest, if there is a little or much to do */
	int64_t at;               /* likewise: one is needed then, if at all */
	bool steps;               /* it failed: the work is done here */
};

/* The load that the screen waits for; all zero: none. */
struct kr_job {
	uint32_t load; /* id */
	enum kr_job_kind kind;
	int to;                              /* RELOAD, STEP: index in the stack */
	struct kr_stack_page *page;          /* not shown yet */
	struct kr_stack_page *growing;       /* or shown, and more of it is to come; borrowed */
	struct kr_position restore_position; /* where to go as soon as it is here; 0: stay */
	bool resumed;                        /* an article that is opened again went there */
	char *word;                          /* or go to this, which was looked for; NULL: not */
	struct kr_position word_at;          /* where it is in the stored copy */
	bool early;                          /* growing is the beginning only, until HEAD */
	bool ahead;                          /* loaded ahead, without further pages */
	char *insecure_host;                 /* its certificates are not checked; NULL: none */
};

/* The last load, if it failed. */
struct kr_failure {
	char *url;    /* of the page; NULL: it did not fail, or has no address */
	int code;     /* KR_E_* */
	int commands; /* run since */
};

/* Fetching what is to be read later. */
struct kr_fetcher {
	bool awake; /* at the time at (kr_clock_ms()) there may be something to fetch */
	int64_t at;
	uint32_t load; /* id; 0: none runs */
	int64_t id;    /* of the article in the library */
	char *url;
	struct kr_doc *doc;         /* as far as it is here */
	char *etag, *last_modified; /* of its page, or NULL */
	struct kr_join join;
};

/* A search in the library. */
struct kr_finder {
	struct kr_find *find; /* NULL: none runs */
	char *query;          /* as typed */
	bool again;           /* for the list that is on the screen */
	bool told;            /* a message says that it takes a while */
	bool listed;          /* what was found is on page; only snippets are missing */
	struct kr_stack_page *page;
};

struct kr_call {         /* of a command */
	long count;      /* as typed; 0: none */
	long n;          /* at least 1 */
	const char *arg; /* or NULL */
};

/* What the reader removed. */
struct kr_undo {
	enum { KR_UNDO_FORGET, KR_UNDO_MARK, KR_UNDO_TAG, KR_UNDO_SEEN, KR_UNDO_UNSUBSCRIBE } kind;
	int64_t id;        /* of the article, or 0: several */
	int64_t stamp;     /* of FORGET, SEEN, UNSUBSCRIBE */
	enum kr_mark mark; /* of MARK, */
	int64_t since;     /* which was set at this time */
	char *tag;         /* of TAG */
	char *title;       /* or NULL */
};

struct kr_start_shelf {
	struct kr_str key, text;
	int command; /* that shows it */
};

/* The lists of the start screen. */
struct kr_start {
	struct kr_doc *recent;      /* its recommendations; NULL: not known yet */
	struct kr_start_shelf v[8]; /* other lists */
	size_t n;                   /* 0: there are no lists at all */
	bool focus;                 /* rather than the field */
	uint32_t selected;          /* of recent */
};

/* Which comments are folded. */
struct kr_comments {
	const struct kr_doc *doc; /* of the page that has them; only compared */
	size_t n;
	bool *folded; /* [n] */
};

struct kr_app {
	struct kr_options *opts;
	const struct kr_keymap *keys;
	struct kr_net *net;
	struct kr_loader *loader;
	struct kr_pictures *pictures;
	struct kr_display display;
	struct kr_str session_notice; /* what was wrong when it was opened */
	struct kr_stack stack;
	struct kr_job job;
	struct kr_prompt prompt;
	struct kr_overlay overlay;
	struct kr_comments comments;
	char *phone_address; /* what its QR code says, or said last; or NULL */
	char *saved_ending;  /* of the file that was saved last, or NULL */
	char *search;        /* the pattern, or NULL */
	struct kr_hunt hunt;
	struct kr_complete complete;
	bool recall;     /* what was typed in earlier runs is known */
	bool recall_due; /* there is more since */
	struct kr_failure failure;
	enum kr_severity severity; /* of message; NONE: there is none */
	struct kr_str message;
	long count; /* typed so far; 0: none */
	uint32_t pending[KR_KEYS_MAX];
	int npending;
	int letter_for; /* 1 + the command that the next key is a letter for; 0: none */
	int rows, cols;
	struct kr_areas areas;
	struct kr_visited visited;
	struct kr_store *store;   /* NULL: nothing is kept */
	int64_t store_at;         /* kr_clock_ms(): it is opened then; 0: never */
	bool store_failed;        /* the reader was told */
	const char *noticed;      /* what the store said last */
	struct kr_position place; /* where the reader was seen last, */
	int64_t place_at;         /* kr_clock_ms(): to be recorded then */
	bool purge_due;           /* what was removed long ago is to be deleted for good */
	bool upkeep_due;          /* so does the full-text index, or the log */
	struct kr_keeper keeper;
	bool trim_due;     /* there may be more stored copies than wanted */
	int64_t copies_at; /* kr_clock_ms(): no copy is stored before */
	struct kr_fetcher fetcher;
	struct kr_prefetch prefetch;
	struct kr_finder finder;
	struct kr_refresh *refresh;        /* with store */
	int64_t refresh_at;                /* kr_clock_ms(): subscriptions are looked at then */
	bool refresh_asked;                /* by the reader */
	bool refresh_one;                  /* it is about a new subscription */
	bool refresh_all_next;             /* when it has ended; asked by the reader */
	bool refresh_new_next;             /* likewise: those that were not asked yet */
	bool subscribed, subscribed_known; /* there are subscriptions; that was looked up */
	int64_t last_unread;               /* the entry that was opened as the next unread one */
	struct kr_undo *undo;              /* the last one at the end */
	size_t nundo, cap_undo;
	struct kr_entry_sweep sweep; /* all articles are marked; its stamp is 0: no */
	int64_t sweep_at;            /* kr_clock_ms(): not before */
	struct kr_str clipboard;     /* to be sent to the terminal */
	enum kr_clipboard_kind terminal_clipboard;
	struct kr_copier copier;
	struct kr_launch launch; /* a program to start */
	struct kr_str title, host, left, right, reason, next, after, window; /* of kr_screen_get */
	bool dirty, redraw, suspend, quit; /* what the loop is to do */
	struct kr_start start;
	bool start_due;   /* its lists have to be looked up again */
	bool start_below; /* the start screen lies below the first page of the stack */
	int spin;         /* of the spinner */
};

/* --- failure.c: the last load that failed ------------------------------------------------- */

void kr_failure_set(struct kr_app *a, const char *url, int code); /* url NULL: none */

/* Its address if it failed with this code, or NULL. Borrowed. */
const char *kr_failure_url(const struct kr_app *a, int code);

/* The same for the command that runs now, if it is the first one since. On the start screen there
 * is nothing else that it could be about. */
const char *kr_failure_take_up(const struct kr_app *a, int code);

/* On the start screen the address that failed goes back to the field. */
void kr_failure_keep_address(struct kr_app *a);

/* Whether why it failed stands below that field. */
bool kr_failure_is_below_field(const struct kr_app *a);

/* Append what can be done about it, for the message. */
void kr_failure_add_hint(const struct kr_app *a, struct kr_str *out);

/* --- current.c: what the reader looks at -------------------------------------------------- */

struct kr_stack_page *kr_current_page(const struct kr_app *a); /* NULL: the start screen */
unsigned kr_current_place(const struct kr_app *a);             /* KR_IN_* */
struct kr_pane_reader *kr_current_reader(struct kr_app *a);    /* has the focus, or NULL */
struct kr_pane_list *kr_current_list(struct kr_app *a);        /* likewise */

/* --- target.c ----------------------------------------------------------------------------- */

/* What commands are about: the selected link or item of a list, or the page. */
struct kr_target {
	const char *url, *title; /* or NULL; borrowed, from here too */
	const struct kr_link *link;
	struct kr_str words; /* of the link */
};

void kr_target_init(struct kr_app *a, struct kr_target *t); /* there must be a page */
void kr_target_fini(struct kr_target *t);

/* --- phone.c: the address as a QR code ----------------------------------------------------------
 */

void kr_phone_show(struct kr_app *a, const struct kr_call *c);
void kr_phone_screen(const struct kr_app *a, struct kr_screen *ret); /* if it is shown */

/* --- save.c ------------------------------------------------------------------------------- */

void kr_save_run(struct kr_app *a, const struct kr_call *c);
/* Append the title (NULL: none) as the name of a file, without an ending: no slashes, nothing that
 * shells or other systems mind, neither hidden nor an option. */
void kr_save_name(const char *title, struct kr_str *out);
/* Write the page into a file; as kr_render and kr_file_write. */
int kr_save_write(struct kr_app *a, const char *path, enum kr_format format, struct kr_err *err);
void kr_save_to(struct kr_app *a, const char *path, bool replace); /* path as it was typed */

/* --- handover.c, media.c: other programs -------------------------------------------------------
 */

void kr_handover_own(struct kr_app *a, int i); /* command i of the reader */
void kr_handover_pipe(struct kr_app *a, const struct kr_call *c);
void kr_handover_pipe_to(struct kr_app *a, const char *typed); /* "[FORMAT] COMMAND" */

void kr_media_play(struct kr_app *a, const struct kr_call *c);
/* One of several files is chosen: number n, or the selected one (0). False: none is to be chosen.
 */
bool kr_media_choose(struct kr_app *a, long n);

/* --- overlay.c ---------------------------------------------------------------------------- */

void kr_overlay_info(struct kr_app *a);
/* Show doc, which is taken, over the page. */
void kr_overlay_open(struct kr_app *a, struct kr_doc *doc_take, void (*open)(struct kr_app *a));
void kr_overlay_close(struct kr_app *a);
void kr_overlay_refit(struct kr_app *a); /* to another width of the screen, at the same place */

/* --- comments.c: those of the page, over it ----------------------------------------------------
 */

void kr_comments_show(struct kr_app *a, const struct kr_call *c); /* or close them */

/* What keys do if the comments are shown; false: they are not. */
enum kr_fold { KR_FOLD, KR_UNFOLD, KR_FOLD_TOGGLE };
bool kr_comments_fold(struct kr_app *a, enum kr_fold how); /* the selected one, with its replies */
bool kr_comments_step(struct kr_app *a, int direction);    /* to another one of the top level */

/* --- record.c ------------------------------------------------------------------------------ */

bool kr_record_is_article(const struct kr_doc *doc); /* not what stands for an article */
/* Something could not be kept: the reader is told once. */
void kr_record_fail(struct kr_app *a, const struct kr_err *err);
bool kr_record_notice(struct kr_app *a);  /* whether nothing is kept any more; says so once */
bool kr_record_is_kept(struct kr_app *a); /* whether anything is, or says that it is not */

/* --- library.c: what is kept from one run to the next -------------------------------------- */

/* Unless the reader wants no trace of this run. Failures are messages. */
void kr_library_open(struct kr_app *a);
int kr_library_wait(struct kr_store **ret, struct kr_err *err); /* open it; without a screen */
void kr_library_close(struct kr_app *a);

/* Write what had to wait, for the screen or for another program; in how many ms there is something
 * to do, or -1. */
void kr_library_pump(struct kr_app *a);
int kr_library_timeout(const struct kr_app *a);

/* A page is opened that was asked for at an address (or NULL), which may not be its own: record it,
 * and set where the job is to go in it. */
void kr_library_arrive(struct kr_app *a, struct kr_stack_page *p, const char *asked);
void kr_library_leave(struct kr_app *a); /* the page on the screen: record the place in it */

/* --- copies.c: stored copies -------------------------------------------------------------- */

/* A page is to be stored, if it is an article and all of it is here. */
void kr_copies_want(struct kr_app *a, struct kr_stack_page *p);
bool kr_copies_is_due(const struct kr_app *a); /* kr_copies_pump has something to do */
void kr_copies_pump(struct kr_app *a);
void kr_copies_leave(struct kr_app *a); /* the page on the screen: store it now, if it is to be */

/* Store an article that the library knows; from: its page. KR_E_RETRY, KR_E_LIMIT, and as in
 * store/article.h. */
int kr_copies_put(struct kr_app *a, const struct kr_load_page *from, const struct kr_doc *doc,
        struct kr_err *err);
void kr_copies_touch(struct kr_app *a, const char *url); /* it is up to date */

/* The stored copy of an article, which is yours, or NULL. ret: what else is known of it. */
struct kr_doc *kr_copies_get(struct kr_app *a, const char *url, struct kr_copy *ret);

/* --- fetcher.c ---------------------------------------------------------------------------- */

void kr_fetcher_wake(struct kr_app *a); /* there may be something to fetch */
int kr_fetcher_timeout(const struct kr_app *a);
void kr_fetcher_pump(struct kr_app *a);
void kr_fetcher_close(struct kr_app *a);

/* --- listing.c: lists of the library as pages ------------------------------------------------ */

struct kr_listing { /* a list that is being made */
	struct kr_doc *doc;
	int64_t *ids; /* of its items */
	uint8_t *marks;
	size_t n, cap_ids, cap_marks;
};

const char *kr_listing_line(struct kr_doc *doc, const char *text); /* clean, of doc; NULL: none */

/* Add an article to a list; NULL: it has no address that can be opened. */
struct kr_rec *kr_listing_add(struct kr_doc *doc, const struct kr_article *a);
uint8_t kr_listing_marks(const struct kr_article *a); /* KR_MARK_* */

void kr_listing_init(struct kr_listing *l, const char *title);
void kr_listing_item(struct kr_listing *l, int64_t id, uint8_t marks); /* added to doc last */

/* The page becomes the list, which is taken. empty: what it says if there is nothing, or NULL. */
void kr_listing_finish(struct kr_listing *l, struct kr_stack_page *p, const char *empty);

/* --- finder.c: a search in the library and its list ------------------------------------------- */

/* Begin one in the place of another; again: for the list on the screen. */
void kr_finder_start(struct kr_app *a, const char *query, bool again);
void kr_finder_again(struct kr_app *a);  /* the one of that list */
bool kr_finder_cancel(struct kr_app *a); /* false: nobody waited for it */
bool kr_finder_is_for(const struct kr_app *a, const struct kr_stack_page *p); /* the same query */

/* Make a page the list of what was found; add the snippets that came since. */
void kr_finder_fill(struct kr_app *a, struct kr_stack_page *p);
void kr_finder_add_snippets(struct kr_app *a);
void kr_finder_refill(struct kr_app *a, struct kr_stack_page *p); /* its list was dropped */

/* What was looked for in item i of the list of a walk, or NULL. */
const struct kr_list_snippet *kr_finder_hit(
        const struct kr_app *a, const struct kr_walk *w, long i);

/* Go to it in a page. The place in the history stays, unless the reader moves on. */
void kr_finder_go(
        struct kr_app *a, struct kr_stack_page *p, const char *word, struct kr_position at);

/* --- shelves.c: lists of the library ------------------------------------------------------- */

void kr_shelves_fill(struct kr_app *a, struct kr_stack_page *p);   /* its list, anew */
void kr_shelves_return(struct kr_app *a, struct kr_stack_page *p); /* to the current page */
void kr_shelves_refill(struct kr_app *a);             /* the one on the screen, if it is one */
void kr_shelves_select(struct kr_app *a, int64_t id); /* an article of it */
const char *kr_shelves_empty(enum kr_shelf shelf);    /* message if there is none; static */

/* --- when.c --------------------------------------------------------------------------------- */

struct tm;
void kr_when_add_day(const struct tm *day, struct kr_str *out); /* "Today", "2 May 2024" */
void kr_when_add_time(int64_t when, struct kr_str *out);        /* "14:05", "2 May 2024, 14:05" */

/* --- feed_lists.c: subscriptions and their articles ------------------------------------------- */

void kr_feed_lists_fill(struct kr_app *a, struct kr_stack_page *p); /* see kr_shelves_fill() */

/* --- rec_marks.c: marks in lists ------------------------------------------------------------ */

void kr_rec_marks_fill(const struct kr_app *a, struct kr_stack_page *p); /* of recommendations */
void kr_rec_marks_refresh(struct kr_app *a); /* of those on the screen */

/* --- sweep.c: marking all articles of all subscriptions ------------------------------------------
 */

/* Begin, or begin to undo it, or what was done with this stamp to one subscription; a message says
 * when it is done. How many there are, with undo 0, or an error. */
int64_t kr_sweep_start(struct kr_app *a, int64_t stamp, bool undo, struct kr_err *err);
void kr_sweep_report(struct kr_app *a, bool undo, int64_t n); /* of articles */
void kr_sweep_finish(struct kr_app *a);
int kr_sweep_timeout(const struct kr_app *a);
void kr_sweep_pump(struct kr_app *a);

/* --- undo.c -------------------------------------------------------------------------------- */

void kr_undo_add(struct kr_app *a, const struct kr_undo *u); /* strings are copied */
int64_t kr_undo_stamp(const struct kr_app *a);               /* the time; no two are the same */
bool kr_undo_purge(struct kr_app *a, int ms); /* delete what was forgotten; whether some was */
void kr_undo_close(struct kr_app *a);
void kr_undo_run(struct kr_app *a, const struct kr_call *c);

/* --- arrival.c: a page comes to the screen -------------------------------------------------- */

void kr_arrival_show(struct kr_app *a, const struct kr_load_event *ev);       /* HEAD; of a->job */
void kr_arrival_show_early(struct kr_app *a, const struct kr_load_event *ev); /* EARLY */
void kr_arrival_grow(struct kr_app *a); /* more of it is here */
void kr_arrival_keep_validators(struct kr_stack_page *p, const struct kr_load_page *from);

/* --- job.c: loading pages ----------------------------------------------------------------- */

/* Open an address; a file: address too, unless a page of the web (referer) names it. If there is a
 * stored copy, that is shown. */
void kr_job_open(struct kr_app *a, const char *url, const char *referer);
void kr_job_open_item(struct kr_app *a, struct kr_walk *w, long i,
        const struct kr_list_snippet *hit);           /* of a list */
void kr_job_retry(struct kr_app *a, const char *url); /* it failed before */
/* Without checking the certificates of its host, this once. */
void kr_job_open_unchecked(struct kr_app *a, const char *url);
/* Open an argument of the command line, or a path. base: address of a file, or NULL. */
void kr_job_open_source(struct kr_app *a, const char *arg, const char *base);
void kr_job_use_stored(struct kr_app *a); /* instead of what is being loaded, if there is a copy */
void kr_job_reload(struct kr_app *a, enum kr_mode mode);
void kr_job_step(struct kr_app *a, long by);     /* in the stack; negative: back */
bool kr_job_has_earlier(const struct kr_app *a); /* whether there is something to step back to */
bool kr_job_cancel(struct kr_app *a);            /* false: there was none */

bool kr_job_is_loading(const struct kr_app *a); /* the page is not here yet */
bool kr_job_is_busy(const struct kr_app *a);    /* or more of it is to come */
bool kr_job_is_joining(const struct kr_app *a); /* a further page of it */
struct kr_load_progress kr_job_progress(const struct kr_app *a);

/* --- keeper.c: the upkeep of the library -------------------------------------------------------
 */

void kr_keeper_open(struct kr_app *a); /* the library is open */
int kr_keeper_timeout(const struct kr_app *a);
void kr_keeper_pump(struct kr_app *a);
void kr_keeper_reap(struct kr_app *a); /* after SIGCHLD */
bool kr_keeper_is_busy(const struct kr_app *a);
/* The log has become so long that what can wait shall not write until it is copied. */
bool kr_keeper_is_behind(const struct kr_app *a);

/* --- feed_refresh.c: new articles in subscriptions ----------------------------------------------
 */

void kr_feed_refresh_open(struct kr_app *a); /* the library is open */
void kr_feed_refresh_close(struct kr_app *a);
int kr_feed_refresh_timeout(const struct kr_app *a);
void kr_feed_refresh_pump(struct kr_app *a);
void kr_feed_refresh_one(struct kr_app *a, int64_t id);
bool kr_feed_refresh_cancel(struct kr_app *a); /* false: there is none that the reader asked for */
void kr_feed_refresh_all(struct kr_app *a, const struct kr_call *c);

/* --- feeds.c, feed_edit.c: subscriptions
 * ---------------------------------------------------------- */

void kr_feeds_open_item(struct kr_app *a, long item); /* of the list of subscriptions */
bool kr_feeds_next_unread(struct kr_app *a);          /* false: there are no subscriptions */
void kr_feeds_subscribe(struct kr_app *a, const struct kr_call *c);
void kr_feeds_list(struct kr_app *a, const struct kr_call *c);
void kr_feeds_unread(struct kr_app *a, const struct kr_call *c);
void kr_feed_edit_remove(struct kr_app *a);               /* what is selected in a list of them */
bool kr_feed_edit_tag(struct kr_app *a, const char *tag); /* false: no subscription is selected */
void kr_feed_edit_mark_read(struct kr_app *a, const struct kr_call *c);
void kr_feed_edit_mark_all_read(struct kr_app *a, const struct kr_call *c);
void kr_feed_edit_rename(struct kr_app *a, const struct kr_call *c);
void kr_feed_edit_hide(struct kr_app *a, const struct kr_call *c);

/* --- seek.c: searching the library --------------------------------------------------------- */

void kr_seek_library(struct kr_app *a, const struct kr_call *c);
void kr_seek_keyword(struct kr_app *a, const char *keyword); /* of the article */
void kr_seek_pump(struct kr_app *a);

/* --- move.c, share.c, lists.c, settings.c, actions.c: commands
 * ------------------------------------------------- */

/* The list has another item selected: J and K go on from it. */
void kr_move_selected(struct kr_app *a);
void kr_move_open(struct kr_app *a, long item);   /* an item of the page's list, from 0 */
const char *kr_move_next_title(struct kr_app *a); /* of what that opens; NULL: nothing. Borrowed */

void kr_share_open(struct kr_app *a, const char *url);    /* in the browser; url may be NULL */
void kr_share_picture(struct kr_app *a, const char *url); /* with the viewer of the options */
void kr_share_reap(struct kr_app *a); /* after SIGCHLD: say how a program fared that copies */

/* Show a list, which is filled and taken; or the one on the screen anew, if it is the same. empty:
 * message if there is nothing to list, or NULL: an empty list is shown. */
void kr_lists_show(struct kr_app *a, struct kr_stack_page *p, const char *empty);
void kr_lists_history(struct kr_app *a, const struct kr_call *c);
void kr_lists_favourites(struct kr_app *a, const struct kr_call *c);
void kr_lists_liked(struct kr_app *a, const struct kr_call *c);
void kr_lists_queue(struct kr_app *a, const struct kr_call *c);
void kr_lists_sort(struct kr_app *a, const struct kr_call *c);
void kr_lists_again(struct kr_app *a); /* the one on the screen, from its beginning */

void kr_settings_set(struct kr_app *a, const struct kr_call *c);
void kr_settings_save(struct kr_app *a, const struct kr_call *c);
void kr_settings_text_only(struct kr_app *a, const struct kr_call *c);
void kr_settings_narrower(struct kr_app *a, const struct kr_call *c);
void kr_settings_wider(struct kr_app *a, const struct kr_call *c);

void kr_actions_run(struct kr_app *a, int id, long count, const char *arg);

/* --- start.c: the lists of the start screen ----------------------------------------------------
 */

void kr_start_fini(struct kr_start *s);
void kr_start_update(struct kr_app *a); /* as they are now */
bool kr_start_has_lists(const struct kr_app *a);
bool kr_start_key(struct kr_app *a, uint32_t key); /* they have the focus; false: another command */

/* --- keys.c ------------------------------------------------------------------------------- */

void kr_keys_press(struct kr_app *a, uint32_t key);
void kr_keys_paste(struct kr_app *a, const char *text, size_t len);

/* --- status.c: the title line and the status line ----------------------------------------- */

/* All append. */
/* ret_site: how many bytes of out are the name of the site. */
void kr_status_title(
        const struct kr_app *a, struct kr_str *out, struct kr_str *host, size_t *ret_site);
void kr_status_reason(const struct kr_app *a, struct kr_str *out);   /* see struct kr_screen */
void kr_status_link(const struct kr_link *link, struct kr_str *out); /* where it leads */
/* ret_hints: from which byte of left on there are hints. */
void kr_status_line(struct kr_app *a, struct kr_str *left, struct kr_str *right,
        enum kr_severity *ret_severity, size_t *ret_hints);
void kr_status_window(const struct kr_app *a, struct kr_str *out); /* the title of the window */
/* For the end of the article: what is next, and the keys for that and for the list. */
void kr_status_next(struct kr_app *a, struct kr_str *next, struct kr_str *after);

/* --- figures.c: pictures of the article ----------------------------------------------------- */

void kr_figures_open(struct kr_app *a);
/* How the layout shows pictures: as the reader wants and the screen can. */
void kr_figures_layout(const struct kr_app *a, int rows, struct kr_layout_opts *o);
/* Whether lists are to have thumbnails, and this one has pictures. */
bool kr_figures_thumbnails(const struct kr_app *a, const struct kr_doc *doc);
void kr_figures_update(struct kr_app *a); /* before painting: those near the screen are wanted */

/* --- figure_view.c: what the reader does with them ------------------------------------------- */

void kr_figure_view_toggle(struct kr_app *a, const struct kr_call *c);
/* The selected picture on the whole screen. False: no picture is selected, or none are shown. */
bool kr_figure_view_open(struct kr_app *a);
void kr_figure_view_launch(struct kr_app *a); /* the one on the whole screen, in another program */

/* --- app.c -------------------------------------------------------------------------------- */

void kr_app_resize(struct kr_app *a, int rows, int cols);

#endif
