/* The states of a page: the data that its scripts start with (states.c), the object in them that is
 * the article (story.c), its text as HTML (state_html.c), the lists that it recommends
 * (state_recs.c). state.c puts them in where the page itself shows nothing.
 *
 * A state is hostile and may contain itself. Walks go by marks on what was visited, or are limited
 * in depth and length. */
#ifndef KREAD_EXTRACT_STATE_STATE_PRIV_H
#define KREAD_EXTRACT_STATE_STATE_PRIV_H

#include "extract/data/json_ld_priv.h"

enum kr_state_role { /* of a member, by its name: state_keys.def */
	KR_STATE_OTHER,
	KR_STATE_AUTHOR,
	KR_STATE_DURATION,
	KR_STATE_EDITOR,
	KR_STATE_ID,
	KR_STATE_IMAGE,
	KR_STATE_KEYWORDS,
	KR_STATE_MODIFIED,
	KR_STATE_PLAY,
	KR_STATE_SECTION,
	KR_STATE_SOURCE,
	KR_STATE_SUMMARY,
	KR_STATE_TEXT,
	KR_STATE_TIME,
	KR_STATE_TITLE,
	KR_STATE_URL,
	KR_STATE_ROLES
};

/* The members of an object by role: of each the one with the best name that is neither null nor
 * empty. */
struct kr_members {
	const struct kr_js_value *v[KR_STATE_ROLES];
};

/* The best member of each role so far. */
struct kr_member_choice {
	struct kr_members *m;
	int high[KR_STATE_ROLES];
};

/* state_keys.c: the role of a member by its name, KR_STATE_OTHER if it has none; *ret_worth: how
 * good the name is. */
enum kr_state_role kr_state_keys_role(const char *key, int *ret_worth);
void kr_state_keys_members(const struct kr_js_value *object, struct kr_members *ret);

/* One more member: takes its place in c->m if it has a role and a better name. Returns its role. */
enum kr_state_role kr_state_keys_choose(struct kr_member_choice *c, const struct kr_js_value *v);

/* The text of a title that is an object of its own ({"rendered": ...}); else v. */
const struct kr_js_value *kr_state_keys_title(const struct kr_js_value *v);

/* The object that a reference of Apollo's stands for ({"__ref": "A:1"}, {"type": "id", "id":
 * "A:1"}); v itself, if it is none or leads nowhere. *budget as with kr_state_html(). */
const struct kr_js_value *kr_state_keys_resolve(
        const struct kr_page *page, const struct kr_js_value *v, size_t *budget);

/* The object that stands for the article of this page. */
struct kr_article_object {
	struct kr_members at; /* its members, and what it lacks from the objects around it */
	const struct kr_js_value *object; /* with the text; NULL: there is none */
	const struct kr_js_value *text;   /* a string, or an array or object of blocks */
	size_t bytes;                     /* of the text */
	bool sure;                        /* title or address are those of the page */
	bool loose;                       /* nothing says that the text is that of the article */
};

/* The object of this page, without text or object if there is none: looked for at the first call,
 * which loads the states of the page. */
const struct kr_article_object *kr_article_object_get(struct kr_page *page);

/* A text as HTML, appended to out (NULL: it is only measured): strings, with or without tags, and
 * trees of blocks as editors and content systems keep them ({type, text}, {nodeType, content},
 * {data: {text}} ...). References are looked up in the page's states. Returns the bytes of text in
 * it. *budget: steps that may be made, one a byte and some for each member; lowered by those that
 * were. */
size_t kr_state_html(const struct kr_page *page, const struct kr_js_value *v, struct kr_str *out,
        size_t *budget);

/* Where the value of a member that is an id stands in the path of an address, as a whole word; NULL
 * if it does not. */
const char *kr_article_object_in_url(
        const char *url, const struct kr_js_value *id, size_t *ret_len);

/* Articles that the state recommends, into the doc. all: lists that are not named so count as well,
 * if there are none that are. */
void kr_state_recs(struct kr_page *page, const struct kr_article_object *story, bool all);

/* The text or the name of a value as one clean line of at most so many bytes, and no address; or
 * NULL. */
const char *kr_state_values_line(struct kr_page *page, const struct kr_js_value *v, size_t most);

/* The address of a picture: a string, an object that has one, or the first of several. */
const char *kr_state_values_picture(struct kr_page *page, const struct kr_js_value *v);

/* A time, as a string or in seconds or milliseconds, as ISO 8601 in the doc's arena; or NULL.
 * ret_text: the words of a relative one, else NULL. */
const char *kr_state_values_time(
        struct kr_page *page, const struct kr_js_value *v, const char **ret_text);

#endif
