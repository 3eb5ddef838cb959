/* Guesses what the members of objects in page states hold from their names ("pubDate",
 * "headline"). The names are in state_keys.def. */
#ifndef KREAD_EXTRACT_STATE_STATE_KEYS_PRIV_H
#define KREAD_EXTRACT_STATE_STATE_KEYS_PRIV_H

#include "extract/data/js_value_priv.h"

enum kr_state_role {
	KR_STATE_OTHER,
	KR_STATE_AUTHOR,
	KR_STATE_DURATION,
	KR_STATE_EDITOR,
	KR_STATE_ID,
	KR_STATE_IMAGE,
	KR_STATE_KEYWORDS,
	KR_STATE_MODIFIED,
	KR_STATE_PUBLISHED,
	KR_STATE_SECTION,
	KR_STATE_SOURCE,
	KR_STATE_STREAM, /* video or audio */
	KR_STATE_SUMMARY,
	KR_STATE_TEXT,
	KR_STATE_TITLE,
	KR_STATE_URL,
	KR_STATE_ROLES
};

/* The members of an object by role; NULL where it has none. */
struct kr_state_members {
	const struct kr_js_value *v[KR_STATE_ROLES];
};

/* Members while they are chosen. */
struct kr_state_choice {
	struct kr_state_members *members;
	int priority[KR_STATE_ROLES]; /* of their names */
};

/* Returns the role of a member with this name (may be NULL). *ret_priority: 1 to 9, higher for
 * names that are less ambiguous; 0 for KR_STATE_OTHER. */
enum kr_state_role kr_state_keys_role(const char *key, int *ret_priority);

/* Chooses the members of an object. If several have the same role, the highest priority wins, then
 * the first. Empty values, null and booleans have no role. *ret is empty if object is no object. */
void kr_state_keys_read(const struct kr_js_value *object, struct kr_state_members *ret);

/* The same for one member at a time. Start with a zeroed choice and zeroed members. Returns the
 * role of the member, chosen or not. */
enum kr_state_role kr_state_keys_choose(
        struct kr_state_choice *choice, const struct kr_js_value *member);

/* Returns the string in a title that is an object ({"rendered": ...}); v itself if there is none or
 * v is a string. */
const struct kr_js_value *kr_state_keys_title(const struct kr_js_value *v);

#endif
