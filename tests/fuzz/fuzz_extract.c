/* A whole page in one of the modes: the article is clean and survives JSON. The input may begin
 * with site rules and a line "%%". */
#include <string.h>

#include "cost.h"
#include "fuzz.h"
#include "kread/base/mem.h"
#include "kread/extract/extract.h"
#include "mutate.h"

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

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	return mutate_html(data, size, max, seed);
}

static void extract(const uint8_t *data, size_t size)
{
	/* one mode a run, since runs are to be fast */
	static const enum kr_mode modes[] = {
	        KR_MODE_ARTICLE, KR_MODE_RAW, KR_MODE_ARTICLE, KR_MODE_TEXT, KR_MODE_ARTICLE};
	char *rules = take_rules(&data, &size);
	const struct kr_extract_input in = {
	        .data = (const char *)data,
	        .len = size,
	        .url = "https://news.example/2024/a.html",
	        .content_type = size % 3 ? NULL : "text/html",
	        .rules = rules,
	        .now = 1710724000,
	        .mode = modes[size % (sizeof modes / sizeof *modes)],
	};
	struct kr_doc *doc = NULL;

	HOLDS(kr_extract_page(&in, &doc, NULL) == 0);
	check_round_trip(doc);
	if (size % 7 == 0) {
		kr_doc_split_long(doc, 512);
		check_round_trip(doc);
	}
	kr_doc_free(doc);
	free(rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct cost most = {100, 30, 4 << 20, 400};

	cost_check(&most, extract, data, size);
	return 0;
}
