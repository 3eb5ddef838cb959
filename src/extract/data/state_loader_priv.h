/* Loads the states of one page: JSON scripts are read whole. In JavaScript the values of
 * assignments are read: a literal, a string of JSON, or the one function call that Nuxt prints.
 * Assigned strings become one object if one of them is long. Large objects passed to calls are read
 * as well. Nothing is evaluated. Private to state_*.c of this folder. */
#ifndef KREAD_EXTRACT_DATA_STATE_LOADER_PRIV_H
#define KREAD_EXTRACT_DATA_STATE_LOADER_PRIV_H

#include "extract/data/js_value_priv.h"
#include "extract/dom/page_priv.h"

enum {
	KR_STATE_MIN = 80, /* smallest state, in bytes: smaller ones hold no article or list */
	KR_STATE_TEXT_MIN = 400, /* shortest string that may be an article, in bytes */
};

struct kr_state_loader {
	struct kr_page *page;
	size_t cap, bytes;
	size_t room;                            /* page->arena.used at which reading stops */
	struct kr_str react, router;            /* pushed for React, and for React Router */
	struct kr_js_value *named, *last_named; /* strings that the script assigns, by name */
	bool has_text;                          /* one of these strings is long */
	int calls;                              /* functions read that return a state */
	bool bare; /* the page shows hardly any text: read everything */
};

/* Adds a root unless it is NULL or a plain value, or there are too many. */
void kr_state_roots_add(struct kr_state_loader *l, struct kr_js_value *v);

/* Adds the caches of Apollo and Relay from all roots, at any place: references lead to their
 * members. */
void kr_state_roots_add_stores(struct kr_state_loader *l);

/* Reads a script of JavaScript. */
void kr_state_javascript_read(struct kr_state_loader *l, struct kr_slice text);

/* Reads a string assigned to target at s. Returns its bytes, or 0 if it is not one. */
size_t kr_state_strings_read(
        struct kr_state_loader *l, struct kr_slice target, const char *s, const char *end);

/* A new string with a key, in the arena. */
struct kr_js_value *kr_state_strings_new(
        struct kr_arena *arena, const char *key, struct kr_slice text);

/* Collects what a script pushes for React or its router. Returns false for other scripts. */
bool kr_state_stream_read(struct kr_state_loader *l, struct kr_slice text);

#endif
