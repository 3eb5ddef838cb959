/* A whole page in each mode: the article is clean and survives JSON. The input may begin with site
 * rules and a line "%%". */
#include <string.h>

#include "fuzz.h"
#include "kread/base/mem.h"
#include "kread/extract/extract.h"

/* The rules before the page, or NULL. The caller frees them. */
static char *take_rules(const uint8_t **data, size_t *size)
{
	static const char mark[] = "\n%%\n";
	const uint8_t *at = *size < sizeof mark ? NULL
	                                        : memmem(*data, *size < 4096 ? *size : 4096, mark,
	                                                  sizeof mark - 1);
	size_t len = at ? (size_t)(at - *data) : 0;
	char *rules;

	if (!len)
		return NULL;
	rules = kr_mem_strndup((const char *)*data, len);
	*data += len + sizeof mark - 1;
	*size -= len + sizeof mark - 1;
	return rules;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum kr_mode modes[] = {KR_MODE_ARTICLE, KR_MODE_RAW, KR_MODE_TEXT};
	char *rules = take_rules(&data, &size);

	for (size_t i = 0; i < (size % 4 == 0 ? 3 : 1); i++) {
		const struct kr_extract_input in = {
		        .data = (const char *)data,
		        .len = size,
		        .url = "https://news.example/2024/a.html",
		        .content_type = size % 3 ? NULL : "text/html",
		        .rules = rules,
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
	free(rules);
	return 0;
}
