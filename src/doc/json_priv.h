/* Names and limits that json.c and json_write.c share. */
#ifndef SRC_DOC_JSON_PRIV_H
#define SRC_DOC_JSON_PRIV_H

#include "kread/base/budgets.h"
#include "kread/doc/doc.h"

extern const char *const kr_json_block_names[KR_BLOCK_TYPES];

struct kr_json_style {
	unsigned bit;
	const char *name;
};

enum { KR_JSON_STYLES = 6 };

extern const struct kr_json_style kr_json_styles[KR_JSON_STYLES];
extern const char *const kr_json_item_kinds[]; /* by enum kr_item_kind; NULL: not said */

#endif
