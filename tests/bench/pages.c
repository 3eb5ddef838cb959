#include "pages.h"

#include <stdio.h>
#include <string.h>

#include "extract/dom/charset_priv.h"

bool bench_load(const char *path, struct kr_str *out)
{
	FILE *f = fopen(path, "rb");
	char buf[65536];
	size_t n;

	kr_str_clear(out);
	if (!f) {
		perror(path);
		return false;
	}
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		kr_str_add(out, buf, n);
	fclose(f);
	return true;
}

static void parse(
        const char *id, const char *url, const struct kr_str *html, bench_page *each, void *user)
{
	const struct kr_charset_hints hints = {NULL, NULL, true};
	const struct kr_extract_input in = {
	        .data = html->data, .len = html->len, .url = *url ? url : NULL};
	struct kr_page page = {.in = &in, .base = in.url, .title_node = -1, .body_root = -1};
	struct kr_str utf8;
	struct kr_err err;
	bool same = false, parsed;
	size_t bad;

	kr_str_init(&utf8);
	kr_arena_init(&page.arena);
	page.doc = kr_doc_new();
	page.doc->url = in.url;
	kr_charset_decode(html->data, html->len, &hints, &utf8, &same, &bad);
	parsed = kr_dom_parse(&page.dom, same ? html->data : utf8.data, same ? html->len : utf8.len,
	                 &err) == 0;
	if (parsed) {
		kr_visibility_run(&page);
		kr_json_ld_run(&page);
		kr_meta_run(&page);
	}
	each(parsed ? &page : NULL, id, user);
	kr_str_fini(&utf8);
	kr_dom_fini(&page.dom);
	kr_arena_fini(&page.arena);
	kr_arena_fini(&page.scratch);
	kr_doc_free(page.doc);
}

bool bench_pages(const char *list, bench_page *each, void *user)
{
	FILE *f = fopen(list, "r");
	struct kr_str html;
	char row[20000];
	bool ok = f != NULL;

	if (!f)
		perror(list);
	kr_str_init(&html);
	while (ok && fgets(row, sizeof row, f)) {
		char *url = strchr(row, '\t'), *path = url ? strchr(url + 1, '\t') : NULL;

		if (!path)
			continue;
		*url++ = '\0';
		*path++ = '\0';
		path[strcspn(path, "\n")] = '\0';
		ok = bench_load(path, &html);
		if (ok)
			parse(row, url, &html, each, user);
	}
	kr_str_fini(&html);
	if (f)
		fclose(f);
	return ok;
}

void bench_print(const char *s, size_t len)
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
