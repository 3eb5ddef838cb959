#include "pages.h"

#include <stdio.h>
#include <string.h>

#include "extract/dom/charset_priv.h"
#include "extract/stages_priv.h"

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

static void run(const char *id, const char *url, const struct kr_str *html, const char *before,
        bench_page *each, void *user)
{
	const struct kr_charset_hints hints = {NULL, NULL, true};
	const struct kr_extract_input in = {
	        .data = html->data, .len = html->len, .url = *url ? url : NULL};
	struct kr_page page = {.doc = kr_doc_new()};
	struct kr_str utf8;
	bool same = false, parsed;
	size_t bad;

	kr_str_init(&utf8);
	page.doc->url = in.url;
	kr_charset_decode(html->data, html->len, &hints, &utf8, &same, &bad);
	parsed = kr_stages_open(&page, &in, same ? html->data : utf8.data,
	                 same ? html->len : utf8.len, NULL) == 0;
	if (parsed)
		kr_stages_run(&page, before);
	each(parsed ? &page : NULL, id, user);
	kr_str_fini(&utf8);
	kr_stages_close(&page);
	kr_doc_free(page.doc);
}

bool bench_pages(const char *list, const char *before, bench_page *each, void *user)
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
			run(row, url, &html, before, each, user);
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
