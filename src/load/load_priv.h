/* What the files of a load share: load.c is the interface, load_steps.c takes a load from one stage
 * to the next, load_state.c keeps the list of loads and emits events. */
#ifndef KREAD_LOAD_LOAD_PRIV_H
#define KREAD_LOAD_LOAD_PRIV_H

#include "kread/load/load.h"
#include "kread/load/redirect_chain.h"
#include "kread/load/worker_client.h"

/* A page on its way, or one that was read. */
struct kr_loading_page {
	char *url; /* after redirects, once it is here */
	char *content_type, *link_header, *refresh_header;
	char *etag, *last_modified;
	int64_t date;
	struct kr_str body; /* until it is sent to the worker */
	size_t bytes;
	bool unchecked, set_cookie;
	struct kr_err truncation; /* code 0: it is whole */
	struct kr_err refusal;    /* an error status; code 0: none */
};

enum kr_load_stage {
	KR_STAGE_FETCH,
	KR_STAGE_OPEN, /* a file waits for its turn to be read */
	KR_STAGE_READ,
	KR_STAGE_WAIT, /* the page waits for the worker */
	KR_STAGE_PARSE,
	KR_STAGE_JOIN, /* an article that was there already: its further pages are next */
};

struct kr_load {
	struct kr_loader *loader;
	struct kr_load *next;
	uint32_t id;
	/* the request */
	char *path, *charset, *insecure_host;
	char *copy_url, *copy_etag, *copy_modified;
	enum kr_mode mode;
	bool regular, keep, early;
	struct kr_join *join;
	kr_load_handler *handler;
	void *user;
	/* now */
	enum kr_load_stage stage;
	struct kr_fetch *fetch;
	int file;        /* -1: none */
	bool polled;     /* file was among what the caller waited for */
	uint32_t ticket; /* WAIT: the lowest one is next */
	struct kr_loading_page page;
	/* the article */
	struct kr_redirect_chain chain;
	bool follow; /* doc leads to another page: once it is complete, go there */
	struct kr_loading_page fallback; /* an AMP page, with fallback_doc */
	struct kr_doc *fallback_doc;     /* or NULL */
	struct kr_doc *doc;              /* the caller's once shown is set */
	char *url;                       /* of doc */
	bool shown, complete;
	struct kr_doc *part; /* a further page */
};

struct kr_loader {
	struct kr_net *net;
	struct kr_worker_client *client;
	struct kr_load *loads; /* in the order in which they were started */
	struct kr_load *parsing;
	uint32_t last_id, last_ticket;
	struct kr_str input; /* what came on standard input */
	bool kept;           /* it is kept */
};

/* --- load_state.c ------------------------------------------------------------------------- */

void kr_load_state_init_page(struct kr_loading_page *page);
void kr_load_state_fini_page(struct kr_loading_page *page); /* it is empty afterwards */
void kr_load_state_set(char **to, const char *value);       /* frees what was there; copies value */

/* A new load is at the end of the list. Unlink it before it is freed. */
struct kr_load *kr_load_state_new(struct kr_loader *l, const struct kr_load_request *rq);
void kr_load_state_unlink(struct kr_load *p);
void kr_load_state_free(struct kr_load *p);
struct kr_load *kr_load_state_find(const struct kr_loader *l, uint32_t id); /* NULL: none */
int kr_load_state_reading(const struct kr_loader *l); /* how many files are open */

/* Calls the handler. False: the load is not in the list any more; p may be gone. */
bool kr_load_state_emit(struct kr_load *p, struct kr_load_event ev);

/* --- load_steps.c ------------------------------------------------------------------------- */

/* All but begin and open may end the load. */
int kr_load_steps_begin(struct kr_load *p, const struct kr_load_request *rq, struct kr_err *err);
int kr_load_steps_open(struct kr_load *p, struct kr_err *err); /* if not too many are open */
void kr_load_steps_read(struct kr_load *p);                    /* its file is readable */
void kr_load_steps_send(struct kr_load *p);                    /* the worker is idle */
void kr_load_steps_join(struct kr_load *p);                    /* the next page, or the end */
void kr_load_steps_fail(struct kr_load *p, const char *url, const struct kr_err *err);
void kr_load_steps_on_worker(void *user, const struct kr_worker_event *ev); /* kr_worker_handler */

/* --- refused.c ---------------------------------------------------------------------------- */

/* Whether a page that came with an error status is the article that was asked for. */
bool kr_refused_has_article(const struct kr_doc *doc);

#endif
