/* A whole page in each mode: the article is clean and survives JSON. */
#include "fuzz.h"
#include "kread/extract/extract.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum kr_extract_mode modes[] = {KR_EXTRACT_ARTICLE, KR_EXTRACT_RAW, KR_EXTRACT_TEXT};

	for (size_t i = 0; i < (size % 4 == 0 ? 3 : 1); i++) {
		const struct kr_extract_input in = {
		        .data = (const char *)data,
		        .len = size,
		        .url = "https://news.example/2024/a.html",
		        .content_type = size % 3 ? NULL : "text/html",
		        .now = 1710724000,
		        .mode = modes[i],
		};
		struct kr_doc *doc = NULL;

		HOLDS(kr_extract_page(&in, &doc, NULL) == 0);
		check_round_trip(doc);
		kr_doc_split_long(doc, 512);
		check_round_trip(doc);
		kr_doc_free(doc);
	}
	return 0;
}
