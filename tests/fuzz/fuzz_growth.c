/* A piece of a page, repeated until the page is large: the time and the memory for it grow as the
 * page does. After a byte 1, the rest of the input is repeated behind the first part as often, so
 * that elements can be nested. */
#include <string.h>

#include "cost.h"
#include "fuzz.h"
#include "kread/extract/extract.h"
#include "kread/base/mem.h"
#include "mutate.h"

enum { SIZE = 32 << 10 };

static void extract(const uint8_t *data, size_t size)
{
	const struct kr_extract_input in = {
	        .data = (const char *)data,
	        .len = size,
	        .url = "https://news.example/2024/a.html",
	        .now = 1710724000,
	        .mode = size % 4 ? KR_MODE_ARTICLE : KR_MODE_RAW,
	};
	struct kr_doc *doc = NULL;
	struct kr_str json;

	kr_str_init(&json);
	HOLDS(kr_extract_page(&in, &doc, NULL) == 0);
	kr_json_write(doc, 0, &json);
	HOLDS(is_clean(json.data, json.len));
	kr_str_fini(&json);
	kr_doc_free(doc);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	uint64_t rnd = seed_random(seed);

	size = mutate_html(data, size, max, seed);
	if (size && !below(&rnd, 8))
		data[below(&rnd, size)] = 1;
	return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct cost most = {100, 30, 4 << 20, 400};
	const uint8_t *mark = size ? memchr(data, 1, size) : NULL;
	const size_t first = mark ? (size_t)(mark - data) : size;
	const size_t times = size ? SIZE / size : 0;
	struct kr_str page;

	kr_str_init(&page);
	kr_str_addz(
	        &page, "<title>Rain</title><h1>Rain</h1><p>Rain fell on the town all day.</p><p ");
	for (size_t i = 0; i < times; i++)
		kr_str_add(&page, (const char *)data, first);
	for (size_t i = 0; mark && i < times; i++)
		kr_str_add(&page, (const char *)mark + 1, size - first - 1);
	cost_check(&most, extract, (const uint8_t *)page.data, page.len);
	kr_str_fini(&page);
	return 0;
}
