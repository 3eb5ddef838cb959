/* What the model of src/extract/list_model.inc is trained from: bench_lists LIST, where each line of LIST is
 * ID <tab> ADDRESS <tab> FILE, prints each list of links of each page as one JSON object a line: id, heading, urls (as the
 * recommendations would have them), f (the features in the order of cards_priv.h), score. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "charset_priv.h"
#include "cards_priv.h"

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

static void print_string(const char *s, size_t len)
{
	putchar('"');
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '"' || c == '\\' || c < ' ')
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	putchar('"');
}

static void print_list(struct kr_page *page, const struct kr_lists *ls, const struct kr_list *l, const char *id)
{
	struct kr_str text;

	kr_str_init(&text);
	if (l->heading >= 0)
		kr_dom_inner_text(&page->dom, l->heading, &text);
	printf("{\"id\":\"%s\",\"heading\":", id);
	print_string(text.data, text.len);
	printf(",\"score\":%.3f,\"f\":[", kr_lists_score(l));
	for (int i = 0; i < KR_LIST_NFEATURES; i++)
		printf("%s%.4g", i ? "," : "", (double)l->f[i]);
	printf("],\"cards\":[");
	for (uint32_t i = 0; i < l->n; i++) {
		const struct kr_card *c = &ls->cards[l->first + i];

		kr_str_clear(&text);
		kr_dom_inner_text(&page->dom, c->link, &text);
		printf("%s[", i ? "," : "");
		print_string(ls->urls[c->url].href.data, ls->urls[c->url].href.len);
		putchar(',');
		print_string(text.data, text.len);
		printf("]");
	}
	printf("]}\n");
	kr_str_fini(&text);
}

static void dump(const char *id, const char *url, const struct kr_str *bytes)
{
	const struct kr_charset_hints hints = {NULL, NULL, true};
	struct kr_extract_input in = {.data = bytes->data, .len = bytes->len, .url = *url ? url : NULL};
	struct kr_page page = {.in = &in, .base = in.url, .title_node = -1, .body_root = -1};
	struct kr_lists ls;
	struct kr_str utf8;
	struct kr_err err;
	bool same = false;
	size_t bad;

	kr_str_init(&utf8);
	kr_arena_init(&page.arena);
	page.doc = kr_doc_new();
	kr_charset_decode(in.data, in.len, &hints, &utf8, &same, &bad);
	if (kr_dom_parse(&page.dom, same ? in.data : utf8.data, same ? in.len : utf8.len, &err) == 0) {
		kr_prep_run(&page);
		kr_data_run(&page);
		kr_meta_run(&page);
		kr_title_run(&page);
		kr_comments_run(&page);
		kr_lists_find(&page, &ls);
		kr_lists_describe(&page, &ls, true);
		for (size_t i = 0; i < ls.nlists; i++)
			print_list(&page, &ls, &ls.lists[i], id);
		kr_lists_fini(&ls);
	}
	kr_str_fini(&utf8);
	kr_dom_fini(&page.dom);
	kr_arena_fini(&page.arena);
	kr_arena_fini(&page.scratch);
	kr_doc_free(page.doc);
}

int main(int argc, char **argv)
{
	FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;
	struct kr_str page;
	char row[20000];

	if (!f) {
		fprintf(stderr, "usage: bench_lists LIST\n");
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
			dump(row, url, &page);
	}
	kr_str_fini(&page);
	fclose(f);
	return 0;
}
