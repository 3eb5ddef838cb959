/* JSON-LD (schema.org) in the scripts of a page. */
#ifndef KREAD_EXTRACT_DATA_JSON_LD_PRIV_H
#define KREAD_EXTRACT_DATA_JSON_LD_PRIV_H

#include "extract/data/js_value_priv.h"
#include "extract/dom/page_priv.h"

/* Whether @type is or contains a type. */
bool kr_json_ld_is(const struct kr_js_value *object, const char *type);

/* Whether it is an article, posting or report of any kind. */
bool kr_json_ld_is_article(const struct kr_js_value *object);

/* Returns the object for the article of this page: the one with the page's URL, else the first;
 * NULL if there is none. */
const struct kr_js_value *kr_json_ld_article(const struct kr_page *page);

/* Whether a page is an article: kr_page_kind_is_article(), or one of its objects is a report
 * with the page's URL or headline, whatever lists and products the others are. */
bool kr_json_ld_is_article_page(const struct kr_page *page);

/* Return the value of a member, the first one if it is an array, or NULL. An object that is only
 * a reference ({"@id": ...}) is replaced by its target if the page has it. */
const struct kr_js_value *kr_json_ld_get(
        const struct kr_page *page, const struct kr_js_value *object, const char *key);
const struct kr_js_value *kr_json_ld_resolve(
        const struct kr_page *page, const struct kr_js_value *v);

/* Return a string, or the name of an object (of a person, its parts), as one clean line in the
 * arena of the document: character references resolved and tags removed. NULL if nothing is left.
 */
const char *kr_json_ld_line(struct kr_page *page, const struct kr_js_value *v);
const char *kr_json_ld_html_line(struct kr_page *page, const char *s, size_t len);

#endif
