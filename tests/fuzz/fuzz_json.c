/* The reply of a hijacked worker. */
#include "fuzz.h"
#include "kread/doc/export.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kr_doc *doc = NULL;
	struct kr_str out;

	if (kr_json_read((const char *)data, size, &doc, NULL) < 0)
		return 0;
	kr_json_read_more(doc, (const char *)data, size, NULL);
	check_round_trip(doc);
	kr_str_init(&out);
	kr_export_markdown(doc, &out);
	HOLDS(is_clean(out.data, out.len));
	kr_str_clear(&out);
	kr_export_html(doc, &out);
	HOLDS(is_clean(out.data, out.len));
	HOLDS(!kr_str_ifind(out.data, out.len, "<script") &&
	        !kr_str_ifind(out.data, out.len, "\"javascript:"));
	kr_str_clear(&out);
	kr_export_plain(doc, &out);
	HOLDS(is_clean(out.data, out.len));
	kr_str_fini(&out);
	kr_doc_free(doc);
	return 0;
}
