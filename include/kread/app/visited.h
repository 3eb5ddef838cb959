/* The addresses that were opened in this run: a hash set. Addresses of the same page
 * (kr_host_same_page) are one. */
#ifndef KREAD_APP_VISITED_H
#define KREAD_APP_VISITED_H

#include <stdbool.h>
#include <stddef.h>

struct kr_visited { /* all zero: empty */
	char **v;   /* NULL: free; open addressing */
	size_t cap; /* a power of two, or 0 */
	size_t n;
};

void kr_visited_fini(struct kr_visited *v);
void kr_visited_add(struct kr_visited *v, const char *url);       /* NULL: nothing is added */
bool kr_visited_has(const struct kr_visited *v, const char *url); /* NULL: false */

#endif
