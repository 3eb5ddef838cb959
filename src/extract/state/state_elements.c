#include "extract/state/state_elements_priv.h"

#include <string.h>

#include "kread/base/slice.h"
#include "kread/base/str.h"

enum { MAX_TYPE = 40 }; /* bytes; longer strings are not names of types */

static const struct kr_state_element whole[] = {
#define WHOLE(type, tag) {type, tag},
#define PART(type, tag)
#include "extract/state/state_elements.def"
#undef WHOLE
#undef PART
};

static const struct kr_state_element parts[] = {
#define WHOLE(type, tag)
#define PART(type, tag) {type, tag},
#include "extract/state/state_elements.def"
#undef WHOLE
#undef PART
};

const struct kr_state_element *kr_state_elements_find(const struct kr_js_value *object)
{
	static const char *const keys[] = {"style", "type", "nodeType", "_type", "__typename",
	        "kind", "tag", "tagName", "component_type"};

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		const struct kr_js_value *v = kr_js_value_get(object, keys[k]);
		const char *type = v && v->n <= MAX_TYPE ? kr_js_value_str(v) : NULL;

		for (size_t i = 0; type && i < sizeof whole / sizeof *whole; i++)
			if (kr_slice_ieq(kr_slice_of(type), whole[i].type))
				return &whole[i];
		for (size_t i = 0; type && i < sizeof parts / sizeof *parts; i++)
			if (kr_str_ifind(type, strlen(type), parts[i].type))
				return &parts[i];
	}
	return NULL;
}
