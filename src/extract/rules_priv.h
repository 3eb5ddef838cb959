/* Site rules: users correct the general algorithm for a site. A rule file has lines "key = XPath",
 * see the man page; kread sends the file for the host of a page along with the page. rules.c
 * evaluates it on the page, and rules_apply.c overrides the results of the stages. */
#ifndef KREAD_EXTRACT_RULES_PRIV_H
#define KREAD_EXTRACT_RULES_PRIV_H

#include "extract/dom/page_priv.h"

enum kr_rule {
	/* for text */
	KR_RULE_TITLE,
	KR_RULE_TIME,
	KR_RULE_SOURCE,
	KR_RULE_AUTHORS,
	KR_RULE_NEXT_PAGE,
	/* for elements */
	KR_RULE_BODY,
	KR_RULE_RECOMMENDATIONS,
	KR_RULE_DROP,
	KR_RULES
};

/* A result of an XPath expression. */
struct kr_rule_hit {
	int32_t node;     /* -1: attribute or string */
	const char *text; /* string-value, only of rules for text */
};

/* In page order, without elements that are inside others. */
struct kr_rule_hits {
	struct kr_rule_hit *v;
	size_t n, cap;
};

struct kr_rules {
	struct kr_rule_hits hits[KR_RULES];
};

/* Evaluates page->in->rules, if there are any, and sets page->rules and page->drop. Invalid lines
 * are skipped; the first one adds a warning "site-rules" with file and line to the document. */
void kr_rules_find(struct kr_page *page);

/* Override the result of a stage, if rules selected something. Call each right after its stage,
 * only if there are rules. */
void kr_rules_apply_title(struct kr_page *page);
void kr_rules_apply_cards(struct kr_page *page);
void kr_rules_apply_body(struct kr_page *page);
/* Source, authors, time, next page: after all stages that set these. */
void kr_rules_apply_fields(struct kr_page *page);

#endif
