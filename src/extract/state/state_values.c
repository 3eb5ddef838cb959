#include "extract/state/state_values_priv.h"

#include <string.h>

#include "extract/data/json_ld_priv.h"
#include "extract/meta/date/date_priv.h"
#include "extract/state/state_keys_priv.h"
#include "extract/state/state_refs_priv.h"

enum { LOOKUP = 20000 /* steps for a reference, see kr_state_refs_resolve() */ };

const char *kr_state_values_time(
        struct kr_page *page, const struct kr_js_value *v, const char **ret_text)
{
	const double n = kr_js_value_num(v, -1);
	struct kr_date_hints hints;
	const char *iso;
	struct kr_date d;
	bool relative;
	char out[KR_DATE_ISO];

	*ret_text = NULL;
	kr_date_read_hints(page, &hints);
	if (kr_date_calendar_from_epoch(n, hints.zone, &d)) {
		kr_date_calendar_iso(&d, out);
		return kr_doc_line(page->doc, out, strlen(out));
	}
	if (!kr_js_value_str(v) || v->n > 100)
		return NULL;
	iso = kr_date_read(page, v->u.str, v->n, &relative);
	if (iso && relative)
		*ret_text = kr_doc_line(page->doc, v->u.str, v->n);
	return iso;
}

/* Not meant for readers: a URL, a mail address, data, or a code such as "local-news". */
static bool is_code(const char *s)
{
	if (strchr("/{[#", *s) || strstr(s, "://") || strchr(s, '@') || strchr(s, '_'))
		return true;
	while ((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || *s == '-')
		s++;
	return !*s;
}

const char *kr_state_values_line(struct kr_page *page, const struct kr_js_value *v, size_t max)
{
	size_t budget = LOOKUP;
	struct kr_state_members m;
	const char *line;

	if (v && v->type == KR_JS_VALUE_ARRAY)
		v = v->u.first;
	v = kr_state_refs_resolve(page, v, &budget);
	line = kr_json_ld_line(page, v);
	if (!line && v && v->type == KR_JS_VALUE_OBJECT) {
		kr_state_keys_read(v, &m);
		line = kr_json_ld_line(page, m.v[KR_STATE_TITLE]);
	}
	return line && strlen(line) <= max && !is_code(line) ? line : NULL;
}

const char *kr_state_values_picture(struct kr_page *page, const struct kr_js_value *v)
{
	size_t budget = LOOKUP;
	struct kr_state_members m;

	if (v && v->type == KR_JS_VALUE_ARRAY)
		v = v->u.first;
	v = kr_state_refs_resolve(page, v, &budget);
	if (v && v->type == KR_JS_VALUE_OBJECT) {
		kr_state_keys_read(v, &m);
		v = m.v[KR_STATE_URL];
	}
	return kr_page_url(page, kr_js_value_str(v));
}
