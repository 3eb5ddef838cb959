/* What a page says about itself as data: JSON-LD (schema.org) and the state that scripts carry. */
#ifndef KREAD_EXTRACT_DATA_JSON_LD_PRIV_H
#define KREAD_EXTRACT_DATA_JSON_LD_PRIV_H

#include "extract/data/js_value_priv.h"
#include "extract/dom/page_priv.h"

/* True if @type is or contains this type. */
bool kr_json_ld_is(const struct kr_js_value *object, const char *type);

/* True if it is an article, posting or report of any kind. */
bool kr_json_ld_is_article(const struct kr_js_value *object);

/* The JSON-LD object that stands for this page's article: the one with the page's address, else the
 * first; or NULL. */
const struct kr_js_value *kr_json_ld_article(const struct kr_page *page);

/* A member's value; of an array the first; an object that is only a reference ({"@id": ...}) is
 * replaced by the one it refers to, if the page has it. NULL if absent. */
const struct kr_js_value *kr_json_ld_get(
        const struct kr_page *page, const struct kr_js_value *object, const char *key);
const struct kr_js_value *kr_json_ld_resolve(
        const struct kr_page *page, const struct kr_js_value *v);

/* A string, or the name of an object, as one clean line in the doc's arena: character references
 * resolved, tags gone; NULL if nothing is left. */
const char *kr_json_ld_line(struct kr_page *page, const struct kr_js_value *v);
const char *kr_json_ld_html_line(struct kr_page *page, const char *s, size_t len);

/* Adds the keywords of a value to the doc: an array, or a string that separates them (meta.c). */
void kr_meta_keywords(struct kr_page *page, const struct kr_js_value *v);

/* The text of a script element; empty if it has none. */
struct kr_slice kr_json_ld_script(const struct kr_dom *dom, int32_t i);

/* Fill page->state, once: all states in the page's scripts (states.c). Only for pages whose DOM
 * lacks something. */
void kr_state_scripts_load(struct kr_page *page);

/* What a string holds that is JSON itself, perhaps in percent-encoding or base64: an array or
 * object; NULL if it is none. */
struct kr_js_value *kr_decode_nested(struct kr_arena *arena, const struct kr_js_value *v);

/* The text of a script, trimmed; if its quotation marks are character references ({&quot;a&quot;:
 * ...}), then a copy with these resolved. */
struct kr_slice kr_decode_nested_escapes(struct kr_arena *arena, struct kr_slice s);

#endif
