/* The pages that were opened, in order, for back and forward. Each keeps its article and the exact
 * place in it; of pages far away only the address and the place are kept, and they are fetched
 * again when they are wanted. */
#ifndef KREAD_APP_STACK_H
#define KREAD_APP_STACK_H

#include "kread/load/join.h"
#include "kread/proto/mode.h"
#include "kread/app/pane.h"

enum { KR_STACK_PAGES = 500, KR_STACK_DOCS = 50 };

enum kr_focus { KR_FOCUS_ARTICLE, KR_FOCUS_LIST };

struct kr_stack_page {
	char *url;          /* absolute address, or NULL for standard input */
	char *path;         /* of a file, "-", or NULL */
	char *content_type; /* or NULL */
	enum kr_mode mode;  /* wanted: ARTICLE or RAW */
	size_t bytes;
	bool complete;
	bool unchecked;     /* it came by a certificate that was not checked */
	struct kr_doc *doc; /* NULL: dropped */
	struct kr_pane_reader reader;
	struct kr_pane_list list;
	uint8_t *read; /* [doc->nrecs] */
	struct kr_join join;
	bool joined; /* or no further page is wanted */
	enum kr_focus focus;
	long at; /* the recommendation opened or selected last; -1: none */
	/* of a page without doc: where to go when it is here again */
	struct kr_position anchor;
	uint32_t selected;
};

struct kr_stack {
	struct kr_stack_page *v[KR_STACK_PAGES];
	int n, now; /* now: -1 when empty */
};

struct kr_stack_page *kr_stack_page_new(void);
void kr_stack_page_free(struct kr_stack_page *p);
void kr_stack_page_set_doc(
        struct kr_stack_page *p, struct kr_doc *doc); /* takes doc; the place is kept */
void kr_stack_page_drop_doc(struct kr_stack_page *p);
bool kr_stack_page_is_list(const struct kr_stack_page *p); /* no text, only recommendations */

void kr_stack_init(struct kr_stack *s);
void kr_stack_fini(struct kr_stack *s);
struct kr_stack_page *kr_stack_now(const struct kr_stack *s); /* NULL: none */
void kr_stack_push(
        struct kr_stack *s, struct kr_stack_page *p); /* takes p; what was forward is gone */

#endif
