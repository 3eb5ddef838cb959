/* Site rules: what a reader knows better than the general algorithm. A rule file has lines "key =
 * XPath", see the man page; kread finds the file for the page's host and sends its text with the
 * page. rules.c evaluates it over the page, rules_apply.c puts what was found in place of what the
 * stages found. */
#ifndef KREAD_EXTRACT_RULES_PRIV_H
#define KREAD_EXTRACT_RULES_PRIV_H

#include "extract/dom/page_priv.h"

enum kr_rule {
	/* text */
	KR_RULE_TITLE,
	KR_RULE_TIME,
	KR_RULE_SOURCE,
	KR_RULE_AUTHORS,
	KR_RULE_NEXT_PAGE,
	/* elements */
	KR_RULE_BODY,
	KR_RULE_RECOMMENDATIONS,
	KR_RULE_DROP,
	KR_RULES
};

/* One thing that an XPath found. */
struct kr_rule_hit {
	int32_t node;     /* -1: an attribute or a string */
	const char *text; /* its string-value; of rules for text only */
};

/* In page order. Elements within others are left out. */
struct kr_rule_hits {
	struct kr_rule_hit *v;
	size_t n, cap;
};

struct kr_rules {
	struct kr_rule_hits hits[KR_RULES];
};

/* Evaluate page->in->rules, if there are any, into page->rules and page->drop. The first fault
 * becomes a warning "site-rules" of the article, with file and line; the other lines still count.
 */
void kr_rules_find(struct kr_page *page);

/* Each right behind the stage whose result it replaces; only when there are rules. */
void kr_rules_apply_title(struct kr_page *page);
void kr_rules_apply_cards(struct kr_page *page);
void kr_rules_apply_body(struct kr_page *page);
void kr_rules_apply_fields(struct kr_page
                *page); /* source, authors, time, next page: behind all stages that know them */

#endif
