/* What the reader looks for in the library.
 *
 *	word word	both are there; a word of three letters or more may be the beginning of a
 *			longer one
 *	"some words"	exactly so, one after the other; likewise in typesetters' quotes
 *	-word		is not there; before fields, too
 *	site:NAME	the host or one below it, or part of the name of the site
 *	tag:NAME
 *	is:KIND		read, unread, favourite, liked, queued, saved
 *	before:DATE	of publication, or else when it came into the library; YYYY, YYYY-MM or
 *	after:DATE	YYYY-MM-DD; the date itself counts as after
 *
 * Nothing is wrong: what has no meaning as a field is text. */
#ifndef KREAD_STORE_QUERY_PRIV_H
#define KREAD_STORE_QUERY_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/base/budgets.h"
#include "kread/base/str.h"
#include "kread/store/article.h"
#include "tokens_priv.h"

enum {
	KR_QUERY_EXPAND_MIN = KR_TOKENS_PREFIX_MAX + 1, /* letters: beginnings have no token */
};

struct kr_query_term {
	char *text; /* as typed, without quotes */
	struct kr_tokens_unit *units;
	size_t n;
	bool excluded;
	bool prefix;         /* one word, which may go on */
	struct kr_str words; /* of the index that this can be, as an expression of FTS5 */
};

enum kr_query_field {
	KR_QUERY_READ,
	KR_QUERY_FAVOURITE,
	KR_QUERY_LIKED,
	KR_QUERY_QUEUED,
	KR_QUERY_SAVED,
	KR_QUERY_SITE,
	KR_QUERY_TAG,
	KR_QUERY_BEFORE,
	KR_QUERY_AFTER
};

struct kr_query_filter {
	enum kr_query_field field;
	bool excluded;
	char *value; /* SITE: folded; of others as typed; NULL for is: */
};

struct kr_query {
	struct kr_query_term terms[KR_QUERY_TERMS];
	size_t nterms, nwanted; /* wanted: not excluded */
	struct kr_query_filter filters[KR_QUERY_TERMS];
	size_t nfilters;
};

/* Read what was typed. A query without terms and filters finds nothing. */
void kr_query_init(struct kr_query *q, const char *typed);
void kr_query_fini(struct kr_query *q);

/* A word of the index that begins as the prefix does. */
void kr_query_expand(struct kr_query_term *t, const char *word);

/* Append the expression of FTS5 for the terms, if some are wanted; or for the excluded ones, as if
 * they were. */
void kr_query_match(const struct kr_query *q, bool excluded, struct kr_str *out);

/* Whether an article passes the filters, but for tags, about which has_tag is asked. */
typedef bool kr_query_has_tag(void *user, int64_t id, const char *tag);
bool kr_query_accepts(const struct kr_query *q, const struct kr_article *a,
        kr_query_has_tag *has_tag, void *user);

/* Which of the terms are in a text, a bit each, excluded ones too; and the first place where one is
 * that is wanted. */
struct kr_query_place {
	size_t at, len, term;
};
unsigned kr_query_scan(
        const struct kr_query *q, const char *text, size_t len, struct kr_query_place *ret_first);

/* Whether a text for itself has all terms that are wanted, and none that are excluded. */
bool kr_query_has_all(const struct kr_query *q, const char *text, size_t len);

#endif
