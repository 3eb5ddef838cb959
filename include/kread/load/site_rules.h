/* Site rules: files, named after hosts, that say where a site keeps its title, its body and so on.
 * The extract room gives them their meaning (kr_extract_input.rules). */
#ifndef KREAD_LOAD_SITE_RULES_H
#define KREAD_LOAD_SITE_RULES_H

#include <stdbool.h>

#include "kread/base/budgets.h"
#include "kread/base/err.h"
#include "kread/base/str.h"

struct kr_site_rules {
	struct kr_str text; /* empty: none */
	struct kr_str name; /* the file */
};

void kr_site_rules_init(struct kr_site_rules *r);
void kr_site_rules_fini(struct kr_site_rules *r);

/* Find the rules for a page: HOST.rules in the user's folder, then the same for each parent domain
 * with a dot in it, then the same in the folder that comes with kread. The first file found counts;
 * an empty one means that there are no rules. A url that is NULL or has no host has none. KR_E_SYS,
 * KR_E_LIMIT, KR_E_TYPE, KR_E_FORMAT with the file in the message: the file exists and cannot be
 * used; then r is empty. */
int kr_site_rules_find(struct kr_site_rules *r, const char *url, struct kr_err *err);

#endif
