/* The program: what is shown, what is being loaded, what the keys do. No screen: a front (see
 * loop.h) paints it. */
#ifndef KREAD_APP_APP_H
#define KREAD_APP_APP_H

#include "kread/load/load.h"
#include "kread/app/keymap.h"
#include "kread/app/launch.h"
#include "kread/app/options.h"
#include "kread/app/prompt.h"
#include "kread/app/stack.h"
#include "kread/net/net.h"

struct kr_app;

/* A text of our own over the page: help, page information. It is an article, so it scrolls and can
 * be searched. */
struct kr_overlay {
	struct kr_doc *doc; /* NULL: closed */
	struct kr_pane_reader reader;
	void (*open)(struct kr_app *a); /* makes it for the width of the screen */
};

enum kr_job_kind {
	KR_JOB_OPEN,
	KR_JOB_RELOAD,
	KR_JOB_STEP /* back or forward, to a page whose article was dropped */
};

/* The load that the screen waits for; all zero: none. */
struct kr_job {
	uint32_t load; /* id */
	enum kr_job_kind kind;
	int to;                              /* RELOAD, STEP: index in the stack */
	struct kr_stack_page *page;          /* not shown yet */
	struct kr_stack_page *growing;       /* or shown, and more of it is to come; borrowed */
	struct kr_position restore_position; /* where to go as soon as it is here; 0: stay */
	char *insecure_host;                 /* its certificates are not checked; NULL: none */
};

struct kr_area {
	int row, col, rows, cols;
};

struct kr_areas { /* empty ones have no rows */
	struct kr_area title, article, list, status;
	int rule; /* column of the line between article and list; -1: none */
};

enum kr_severity { KR_SEVERITY_NONE, KR_SEVERITY_INFO, KR_SEVERITY_ERROR };

struct kr_app {
	struct kr_options opts;
	struct kr_keymap keys;
	struct kr_net *net;
	struct kr_loader *loader;
	struct kr_stack stack;
	struct kr_job job;
	struct kr_prompt prompt;
	struct kr_overlay sheet;
	char *search;  /* the pattern, or NULL */
	char *refused; /* the address whose certificate the last load was refused for, or NULL */
	enum kr_severity severity;
	struct kr_str message;
	long count; /* typed so far; 0: none */
	uint32_t pending[KR_KEYS_MAX];
	int npending;
	int rows, cols;
	struct kr_areas areas;
	struct kr_strings visited; /* addresses opened in this run; v owned by seen */
	struct kr_doc *seen;
	struct kr_str clipboard; /* to be sent to the terminal by the front */
	struct kr_launch run;    /* a program to start */
	bool dirty, redraw, suspend, quit;
	int spin; /* of the spinner */
};

void kr_app_init(struct kr_app *a); /* options and keys are set before kr_app_start */
void kr_app_fini(struct kr_app *a);
int kr_app_start(struct kr_app *a, struct kr_err *err); /* opens net and child; starts neither */

void kr_app_resize(struct kr_app *a, int rows, int cols);
void kr_app_layout(struct kr_app *a); /* after a change of page, focus, options */
void kr_app_key(struct kr_app *a, uint32_t key);
void kr_app_paste(struct kr_app *a, const char *text, size_t len);
void kr_actions_run(
        struct kr_app *a, int id, long count, const char *arg); /* count 0: none; arg NULL: none */

void kr_app_message(struct kr_app *a, enum kr_severity severity, const char *fmt, ...)
        __attribute__((format(printf, 3, 4)));

struct kr_stack_page *kr_app_page(const struct kr_app *a); /* the present one or NULL */
struct kr_pane_reader *kr_app_reader(
        struct kr_app *a); /* what is scrolled now: sheet or article; NULL: list or nothing */
struct kr_pane_list *kr_app_list(struct kr_app *a); /* likewise */
unsigned kr_app_where(const struct kr_app *a);
/* The bottom line: left what is said, or going on, or a hint; right the place. Appended. */
void kr_status_line(struct kr_app *a, struct kr_str *left, struct kr_str *right,
        enum kr_severity *ret_severity);
/* The title line: site and section. */
void kr_status_title(struct kr_app *a, struct kr_str *out);

/* --- loading (jobs.c) --------------------------------------------------------------------- */

/* Open an address or, when the reader named it (trusted) or the page is a local one, a file. */
void kr_job_open(struct kr_app *a, const char *url, const char *referer);
void kr_job_open_unchecked(struct kr_app *a,
        const char *url); /* without a look at certificates of its host, this once */
void kr_job_open_source(
        struct kr_app *a, const char *arg, const char *base); /* of the command line */
void kr_job_reload(struct kr_app *a, enum kr_mode mode);
void kr_job_step(struct kr_app *a, long by);    /* negative: back */
bool kr_job_cancel(struct kr_app *a);           /* true: there was one */
bool kr_job_is_loading(const struct kr_app *a); /* the page wanted is not here yet */
bool kr_job_is_busy(const struct kr_app *a);    /* or more of it is to come */
bool kr_job_is_joining(const struct kr_app *a); /* a further page of it */
struct kr_load_progress kr_job_progress(const struct kr_app *a);

/* --- sheets (sheet.c) --------------------------------------------------------------------- */

void kr_overlay_help(struct kr_app *a);
void kr_overlay_info(struct kr_app *a);
void kr_overlay_close(struct kr_app *a);
void kr_overlay_refit(struct kr_app
                *a); /* the screen has another width: the sheet is made anew, at the same place */

#endif
