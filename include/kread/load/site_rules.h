/* Rules that say where a site keeps its title, its body, ...: files named after hosts. What they
 * mean is the extract room's business (kr_extract_input.rules). */
#ifndef KREAD_LOAD_SITE_RULES_H
#define KREAD_LOAD_SITE_RULES_H

#include <stdbool.h>

#include "kread/base/err.h"
#include "kread/base/str.h"

enum { KR_SITE_RULES_MAX = 64 << 10 }; /* bytes of a file */

struct kr_site_rules {
	struct kr_str text; /* empty: none */
	struct kr_str name; /* the file */
};

void kr_site_rules_init(struct kr_site_rules *r);
void kr_site_rules_fini(struct kr_site_rules *r);

/* Rules for a page: HOST.rules in the reader's own folder, then that of the domains above it that
 * have a dot, then the same in the folder of those that come with the program. The first file
 * counts, and an empty one means: none. url: NULL, or one without a host, has none. KR_E_SYS,
 * KR_E_LIMIT, KR_E_TYPE, KR_E_FORMAT with the file in the message: it is there and cannot be used;
 * then r is empty. */
int kr_site_rules_find(struct kr_site_rules *r, const char *url, struct kr_err *err);

/* The folder of the rules that come with the program (locate.c): of the build tree, below datadir
 * relative to the program, or where it was configured to be. False: there is none. out is cleared
 * first. */
bool kr_locate_site_rules(struct kr_str *out);

#endif
