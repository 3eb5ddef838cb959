/* The lines of a library, as JSON. Strings are borrowed from root. */
#ifndef KREAD_STORE_TAKEOUT_PRIV_H
#define KREAD_STORE_TAKEOUT_PRIV_H

#include "store_priv.h"
#include "kread/base/budgets.h"
#include "kread/store/takeout.h"

/* A line that is being written. */
struct kr_takeout_line;
struct kr_takeout_line *kr_takeout_line_new(void);
void kr_takeout_line_text(struct kr_takeout_line *l, const char *name, const char *text);
void kr_takeout_line_number(struct kr_takeout_line *l, const char *name, int64_t n); /* not 0 */
void kr_takeout_line_item(struct kr_takeout_line *l, const char *name, const char *text);
/* A new object at the end of an array; what is set from now on is set in it, until "up". */
void kr_takeout_line_down(struct kr_takeout_line *l, const char *name);
void kr_takeout_line_up(struct kr_takeout_line *l);
/* Set out to the line, with its newline; content is JSON, or NULL. Frees l. */
void kr_takeout_line_end(
        struct kr_takeout_line *l, const char *kind, const char *content, struct kr_str *out);

/* A line that was read. */
struct kr_takeout_value;                                                      /* an object */
struct kr_takeout_value *kr_takeout_line_parse(const char *text, size_t len); /* NULL: none */
void kr_takeout_line_free(struct kr_takeout_value *root);
/* A member that is an object, or NULL; element i of one that is an array of objects. */
const struct kr_takeout_value *kr_takeout_line_get(
        const struct kr_takeout_value *v, const char *name);
const struct kr_takeout_value *kr_takeout_line_at(
        const struct kr_takeout_value *v, const char *name, size_t i);
size_t kr_takeout_line_count(const struct kr_takeout_value *v, const char *name);
const char *kr_takeout_line_string(const struct kr_takeout_value *v, const char *name, size_t i);
const char *kr_takeout_line_get_text(const struct kr_takeout_value *v, const char *name);
/* A number that is not negative; of true, or; of anything else, 0. */
int64_t kr_takeout_line_get_number(const struct kr_takeout_value *v, const char *name, int64_t or);
/* The article in a member as kread writes it (doc/json.h); false: it is none. */
bool kr_takeout_line_content(
        const struct kr_takeout_value *v, const char *name, struct kr_str *out);

#endif
