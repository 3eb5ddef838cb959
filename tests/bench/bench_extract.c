/* Extraction without processes, pipes and screens:
 *
 *   bench_extract json LIST        each line of LIST is ID <tab> ADDRESS <tab> FILE: prints the articles, one JSON object a line
 *   bench_extract time FILE...     milliseconds of bare libxml2 parsing and of extraction, and their ratio
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <libxml/HTMLparser.h>

#include "kread/doc/json.h"
#include "kread/extract/extract.h"

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void load(const char *path, struct kr_str *out)
{
	FILE *f = fopen(path, "rb");
	char buf[65536];
	size_t n;

	kr_str_clear(out);
	if (!f) {
		perror(path);
		exit(1);
	}
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		kr_str_add(out, buf, n);
	fclose(f);
}

static struct kr_doc *extract(const struct kr_str *page, const char *url)
{
	struct kr_extract_input in = {.data = page->data, .len = page->len, .url = url};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	if (kr_extract_page(&in, &doc, &err) < 0)
		fprintf(stderr, "%s\n", err.msg);
	return doc;
}

static int run_json(const char *list)
{
	FILE *f = fopen(list, "r");
	struct kr_str page, out;
	char row[20000];

	if (!f) {
		perror(list);
		return 1;
	}
	kr_str_init(&page);
	kr_str_init(&out);
	while (fgets(row, sizeof row, f)) {
		char *url = strchr(row, '\t'), *path = url ? strchr(url + 1, '\t') : NULL;
		struct kr_doc *doc;

		if (!path)
			continue;
		*url++ = '\0';
		*path++ = '\0';
		path[strcspn(path, "\n")] = '\0';
		load(path, &page);
		doc = extract(&page, *url ? url : NULL);
		if (!doc)
			continue;
		kr_str_clear(&out);
		kr_json_write(doc, KR_JSON_BODY, &out);
		printf("{\"id\":\"%s\",%s\n", row, out.data + 1);
		kr_doc_free(doc);
	}
	kr_str_fini(&page);
	kr_str_fini(&out);
	fclose(f);
	return 0;
}

static int run_time(int n, char **files)
{
	double parse = 0, whole = 0;
	size_t bytes = 0;
	struct kr_str page;

	kr_str_init(&page);
	for (int i = 0; i < n; i++) {
		double best_parse = 1e9, best_whole = 1e9;

		load(files[i], &page);
		bytes += page.len;
		for (int k = 0; k < 3; k++) {
			double t = now_ms();
			htmlDocPtr d = htmlReadMemory(page.data, (int)page.len, NULL, NULL,
			        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

			xmlFreeDoc(d);
			t = now_ms() - t;
			best_parse = t < best_parse ? t : best_parse;
			t = now_ms();
			kr_doc_free(extract(&page, NULL));
			t = now_ms() - t;
			best_whole = t < best_whole ? t : best_whole;
		}
		parse += best_parse;
		whole += best_whole;
	}
	printf("%d pages, %.1f MB: libxml2 %.1f ms, extraction %.1f ms, ratio %.2f\n", n, (double)bytes / 1e6, parse,
	        whole, whole / parse);
	kr_str_fini(&page);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "json"))
		return run_json(argv[2]);
	if (argc > 2 && !strcmp(argv[1], "time"))
		return run_time(argc - 2, argv + 2);
	fprintf(stderr, "usage: bench_extract json LIST | time FILE...\n");
	return 2;
}
