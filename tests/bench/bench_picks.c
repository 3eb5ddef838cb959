/* What the models of src/extract/date_model.inc and title_model.inc are trained from: bench_picks days|titles LIST, where each
 * line of LIST is ID <tab> ADDRESS <tab> FILE, prints for each page one JSON object a line: id, c (its candidates: [day since
 * 1970 or title, score, [features]]). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "charset_priv.h"
#include "dates_priv.h"
#include "titles_priv.h"

static bool load(const char *path, struct kr_str *out)
{
	FILE *f = fopen(path, "rb");
	char buf[65536];
	size_t n;

	kr_str_clear(out);
	if (!f)
		return false;
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		kr_str_add(out, buf, n);
	fclose(f);
	return true;
}

static void print_string(const char *s)
{
	putchar('"');
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\' || c < ' ')
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	putchar('"');
}

static void print_features(const float *f, int n)
{
	putchar('[');
	for (int i = 0; i < n; i++)
		printf("%s%.5g", i ? "," : "", (double)f[i]);
	putchar(']');
}

static void print_titles(struct kr_page *page)
{
	struct kr_titles all;

	kr_titles_find(page, &all);
	kr_titles_describe(page, &all);
	for (size_t i = 0; i < all.n; i++) {
		printf("%s[", i ? "," : "");
		print_string(all.v[i].text);
		printf(",%.4f,", kr_titles_score(&all.v[i]));
		print_features(all.v[i].f, KR_TITLE_NFEATURES);
		putchar(']');
	}
}

static void print_days(struct kr_page *page)
{
	struct kr_dates all;

	kr_title_run(page);
	kr_comments_run(page);
	kr_cards_run(page);
	kr_body_run(page);
	kr_blocks_run(page);
	kr_dates_find(page, &all);
	kr_dates_describe(page, &all);
	for (size_t i = 0; i < all.ndays; i++) {
		printf("%s[%lld,%.4f,", i ? "," : "", (long long)all.days[i].day, kr_dates_score(&all.days[i]));
		print_features(all.days[i].f, KR_DATE_NFEATURES);
		putchar(']');
	}
}

static void dump(const char *id, const char *url, const struct kr_str *bytes, bool titles)
{
	const struct kr_charset_hints hints = {NULL, NULL, true};
	struct kr_extract_input in = {.data = bytes->data, .len = bytes->len, .url = *url ? url : NULL};
	struct kr_page page = {.in = &in, .base = in.url, .title_node = -1, .body_root = -1};
	struct kr_str utf8;
	struct kr_err err;
	bool same = false;
	size_t bad;

	kr_str_init(&utf8);
	kr_arena_init(&page.arena);
	page.doc = kr_doc_new();
	kr_charset_decode(in.data, in.len, &hints, &utf8, &same, &bad);
	printf("{\"id\":\"%s\",\"c\":[", id);
	if (kr_dom_parse(&page.dom, same ? in.data : utf8.data, same ? in.len : utf8.len, &err) == 0) {
		kr_prep_run(&page);
		kr_data_run(&page);
		kr_meta_run(&page);
		(titles ? print_titles : print_days)(&page);
	}
	printf("]}\n");
	kr_str_fini(&utf8);
	kr_dom_fini(&page.dom);
	kr_arena_fini(&page.arena);
	kr_arena_fini(&page.scratch);
	kr_doc_free(page.doc);
}

int main(int argc, char **argv)
{
	FILE *f = argc == 3 ? fopen(argv[2], "r") : NULL;
	struct kr_str page;
	char row[20000];

	if (!f) {
		fprintf(stderr, "usage: bench_picks days|titles LIST\n");
		return 2;
	}
	kr_str_init(&page);
	while (fgets(row, sizeof row, f)) {
		char *url = strchr(row, '\t'), *path = url ? strchr(url + 1, '\t') : NULL;

		if (!path)
			continue;
		*url++ = '\0';
		*path++ = '\0';
		path[strcspn(path, "\n")] = '\0';
		if (load(path, &page))
			dump(row, url, &page, !strcmp(argv[1], "titles"));
	}
	kr_str_fini(&page);
	fclose(f);
	return 0;
}
