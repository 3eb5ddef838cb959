/* The addresses that were opened in this run, as a hash set, and before, as the history has them.
 * Addresses of the same page (kr_host_same_page) are one. */
#ifndef KREAD_APP_VISITED_H
#define KREAD_APP_VISITED_H

#include <stdbool.h>
#include <stddef.h>

struct kr_store;

struct kr_visited { /* all zero: empty */
	char **v;   /* NULL: free; open addressing */
	size_t cap; /* a power of two, or 0 */
	size_t n;
	struct kr_store *store; /* with the history; borrowed; NULL: none */
};

/* What addresses of the same page have in common, without user and password. Yours. */
char *kr_visited_key(const char *url);

void kr_visited_fini(struct kr_visited *v);
void kr_visited_add(struct kr_visited *v, const char *url);           /* NULL: nothing is added */
void kr_visited_remove_key(struct kr_visited *v, const char *key);    /* a key of this run */
bool kr_visited_has_key(const struct kr_visited *v, const char *key); /* of this run; NULL: false */
bool kr_visited_has(const struct kr_visited *v, const char *url);     /* NULL: false */

#endif
