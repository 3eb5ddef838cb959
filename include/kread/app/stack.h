/* The pages that were opened, in order, for back and forward. Each keeps its article and the exact
 * position in it. Pages far away keep only their address and position, and are loaded again when
 * they are needed. */
#ifndef KREAD_APP_STACK_H
#define KREAD_APP_STACK_H

#include "kread/base/budgets.h"
#include "kread/load/join.h"
#include "kread/proto/mode.h"
#include "kread/store/shelf.h"
#include "kread/app/pane.h"
#include "kread/app/walk.h"

enum kr_focus { KR_FOCUS_ARTICLE, KR_FOCUS_LIST };

enum kr_list_of { KR_LIST_OF_ARTICLES, KR_LIST_OF_SUBSCRIPTIONS, KR_LIST_OF_ENTRIES };

enum { KR_TRAIL_MARKS = 52, KR_TRAIL_STEPS = 32 };

/* Places in an article that the reader can return to. */
struct kr_trail_step {
	struct kr_position at;
	int32_t link; /* the selected one, or -1 */
};
struct kr_trail {
	struct kr_position marks[KR_TRAIL_MARKS];   /* a...z, A...Z */
	uint64_t set;                               /* a bit for each mark that is set */
	struct kr_position before;                  /* the last jump */
	bool jumped;                                /* before is set */
	struct kr_trail_step steps[KR_TRAIL_STEPS]; /* links followed on the page, oldest first */
	int nsteps;
};

struct kr_stack_page {
	char *url;          /* absolute address, or NULL for standard input */
	char *path;         /* of a file, "-" for standard input, or NULL */
	char *content_type; /* or NULL */
	enum kr_mode mode;  /* wanted: ARTICLE or RAW */
	size_t bytes;
	bool complete;
	bool is_shelf;           /* a list of the library, without url and path: */
	enum kr_list_of of;      /* what it lists */
	enum kr_shelf shelf;     /* of ARTICLES: which one */
	int64_t subscription;    /* of ENTRIES: whose; 0: all that are unread */
	enum kr_shelf_sort sort; /* its order */
	char *tag;               /* of KR_SHELF_TAG, or NULL */
	char *query;             /* of what was found in the library by a search, or NULL */
	struct kr_list_snippet *snippets; /* [doc->nrecs]: of such a list */
	int64_t *ids;                     /* [doc->nrecs]: its articles in the library */
	bool due;                         /* to be recorded in the history, with */
	char *asked;                      /* the address before redirects, or NULL */
	bool kept;                        /* the article is in the history, */
	struct kr_position kept_at;       /* with this place in it */
	char *etag, *last_modified;       /* to ask whether it has changed; or NULL */
	bool checked;                     /* it has not, as the server said */
	bool copy_due;                    /* it is to be stored */
	int64_t stored;                   /* it came from a copy of this time; 0: it did not */
	bool unchecked;                   /* a certificate was not checked */
	struct kr_doc *doc;               /* NULL: dropped */
	struct kr_pane_reader reader;
	struct kr_pane_list list;
	uint8_t *marks; /* [doc->nrecs]: KR_MARK_* (store/mark.h) */
	struct kr_join join;
	bool joined; /* all its pages are here, or no further ones are wanted */
	enum kr_focus focus;
	struct kr_walk *walk; /* through the list from which it was opened; NULL: none */
	long item;            /* its number there, from 0 */
	long at;              /* the item that was tried last from here */
	struct kr_walk *own;  /* through its own recommendations; NULL: not begun */
	/* without a doc: where to go when it is loaded again */
	struct kr_position anchor;
	uint32_t selected;
	int32_t link; /* that was selected, or -1 */
	struct kr_trail trail;
};

struct kr_stack {
	struct kr_stack_page *v[KR_STACK_PAGES];
	int n, now; /* now: -1 when empty */
};

struct kr_stack_page *kr_stack_page_new(void);
void kr_stack_page_free(struct kr_stack_page *p);
void kr_stack_page_set_doc(struct kr_stack_page *p, struct kr_doc *doc_take); /* at its position */
void kr_stack_page_drop_doc(struct kr_stack_page *p);                         /* keeps position */
/* It is shown again: its list selects the item that was opened last. */
void kr_stack_page_return(struct kr_stack_page *p);
bool kr_stack_page_is_list(const struct kr_stack_page *p); /* recommendations and no text */

void kr_stack_init(struct kr_stack *s);
void kr_stack_fini(struct kr_stack *s);
struct kr_stack_page *kr_stack_now(const struct kr_stack *s); /* NULL: none */

/* Drop the articles of pages far from the present one: all but the nearest that are within
 * KR_STACK_DOCS and KR_STACK_BYTES. */
void kr_stack_trim(struct kr_stack *s);

/* Put a page after the present one, in place of those that were there. Takes p. */
void kr_stack_push(struct kr_stack *s, struct kr_stack_page *p);

#endif
