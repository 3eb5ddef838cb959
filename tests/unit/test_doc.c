#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "kread/base/utf8.h"
#include "kread/doc/doc.h"

static void add(
        struct kr_doc *doc, struct kr_spans *to, const char *text, uint32_t style, const char *href)
{
	kr_doc_add_span(doc, to, text, strlen(text), style, href);
}

static void lines(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
	        {"", NULL},
	        {" \t\n\xc2\xa0\xe3\x80\x80", NULL},
	        {" a  b\n c ", "a b c"},
	        {"\xe3\x80\x80\xe4\xb8\xad\xe3\x80\x80\xe3\x80\x80\xe6\x96\x87",
	                "\xe4\xb8\xad \xe6\x96\x87"},
	        {"x\033[1m\xc2\x9by\xe2\x80\xae", "x[1my"},
	        {"e\xcc\x81", "\xc3\xa9"},
	};
	struct kr_doc *doc = kr_doc_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = kr_doc_line(doc, cases[i].in, strlen(cases[i].in));

		if (cases[i].out)
			assert_string_equal(got, cases[i].out);
		else
			assert_null(got);
	}
	assert_null(kr_doc_line(doc, NULL, 0));
	kr_doc_free(doc);
	kr_doc_free(NULL);
}

static void spans_of_one_kind_join(void **state)
{
	struct kr_doc *doc = kr_doc_new();
	struct kr_spans s = {0};

	(void)state;
	add(doc, &s, "a", 0, NULL);
	add(doc, &s, "b", 0, NULL);
	add(doc, &s, "", KR_STYLE_CODE, NULL);
	add(doc, &s, "c", 0, "https://x.example/");
	add(doc, &s, "d", 0, "https://x.example/");
	add(doc, &s, "e", KR_STYLE_STRONG, "https://x.example/");
	add(doc, &s, "f", 0, NULL);
	assert_int_equal(s.n, 4);
	assert_string_equal(s.v[0].text, "ab");
	assert_string_equal(s.v[1].text, "cd");
	assert_int_equal(s.v[1].len, 2);
	assert_string_equal(s.v[3].text, "f");
	kr_doc_free(doc);
}

/* A paragraph of very many spans takes linear time and memory. */
static void a_paragraph_of_many_pieces(void **state)
{
	enum { N = 200000 };
	struct kr_doc *doc = kr_doc_new();
	struct kr_spans s = {0};

	(void)state;
	for (int i = 0; i < N; i++)
		add(doc, &s, "piece ", 0, NULL);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.v[0].len, 6 * N);
	assert_true(doc->arena.used < 10 * 6 * N);
	kr_doc_free(doc);
}

static void strings_and_warnings_are_kept_once(void **state)
{
	struct kr_doc *doc = kr_doc_new();

	(void)state;
	kr_doc_add_string(doc, &doc->authors, " Ann ", 5);
	kr_doc_add_string(doc, &doc->authors, "Ann", 3);
	kr_doc_add_string(doc, &doc->authors, "  ", 2);
	assert_int_equal(doc->authors.n, 1);
	kr_doc_warn(doc, "paywall", "first");
	kr_doc_warn(doc, "paywall", "second");
	assert_int_equal(doc->nwarnings, 1);
	assert_string_equal(doc->warnings[0].text, "first");
	assert_true(kr_doc_has_warning(doc, "paywall"));
	assert_false(kr_doc_has_warning(doc, "truncated"));
	kr_doc_free(doc);
}

static struct kr_block *list(struct kr_doc *doc, uint32_t n, const char *text)
{
	struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_LIST);

	b->u.items.v = kr_arena_alloc(&doc->arena, n * sizeof *b->u.items.v);
	b->u.items.n = n;
	for (uint32_t i = 0; i < n; i++)
		add(doc, &b->u.items.v[i].spans, text, 0, NULL);
	return b;
}

static struct kr_block *table(struct kr_doc *doc, uint32_t rows, uint32_t cells, const char *text)
{
	struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_TABLE);

	b->u.rows.v = kr_arena_alloc(&doc->arena, rows * sizeof *b->u.rows.v);
	b->u.rows.n = rows;
	for (uint32_t i = 0; i < rows; i++) {
		struct kr_row *r = &b->u.rows.v[i];

		r->v = kr_arena_alloc(&doc->arena, cells * sizeof *r->v);
		r->n = cells;
		for (uint32_t k = 0; k < cells; k++)
			add(doc, &r->v[k].spans, text, 0, NULL);
	}
	return b;
}

static void text_of_blocks(void **state)
{
	struct kr_doc *doc = kr_doc_new();
	struct kr_block *b = kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH);
	struct kr_str out;

	(void)state;
	add(doc, &b->spans, "one ", 0, NULL);
	add(doc, &b->spans, "two", KR_STYLE_STRONG, NULL);
	list(doc, 2, "item");
	kr_doc_add_block(doc, KR_BLOCK_RULE);
	table(doc, 2, 2, "c");
	kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH); /* an empty block leaves no gap */
	kr_doc_add_block(doc, KR_BLOCK_FIGURE)->u.fig.alt = "alt";
	b = kr_doc_add_block(doc, KR_BLOCK_CODE);
	add(doc, &b->spans, "x\n\ty\n", 0, NULL);
	kr_str_init(&out);
	kr_doc_body(doc, &out);
	assert_string_equal(out.data, "one two\n\nitem\nitem\n\nc\tc\nc\tc\n\nx\n\ty");
	for (size_t i = 0; i < doc->nblocks; i++) {
		kr_str_clear(&out);
		kr_doc_block_text(&doc->blocks[i], &out);
		assert_int_equal(out.len, kr_doc_block_len(&doc->blocks[i]));
	}
	kr_str_clear(&out);
	kr_doc_block_text(&doc->blocks[5], &out);
	assert_string_equal(out.data, "alt");
	kr_str_fini(&out);
	kr_doc_free(doc);
}

/* The text of all blocks without blanks and newlines, which splitting must not change. */
static void squeeze(const struct kr_doc *doc, struct kr_str *out)
{
	struct kr_str text;

	kr_str_init(&text);
	for (size_t i = 0; i < doc->nblocks; i++)
		kr_doc_block_text(&doc->blocks[i], &text);
	for (size_t i = 0; i < text.len; i++)
		if (!strchr(" \t\n", text.data[i]))
			kr_str_addc(out, text.data[i]);
	kr_str_fini(&text);
}

static void long_blocks_are_split(void **state)
{
	enum { MAX = 1000 };
	struct kr_doc *doc = kr_doc_new();
	struct kr_str before, after, words;
	struct kr_block *b;

	(void)state;
	kr_str_init(&before);
	kr_str_init(&after);
	kr_str_init(&words);
	for (int i = 0; i < 500; i++)
		kr_str_addz(&words, i % 3 ? "\xe6\xb1\x9f\xe5\xb2\xb8" : "word ");
	b = kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH);
	add(doc, &b->spans, "short", 0, NULL);
	b = kr_doc_add_block(doc, KR_BLOCK_QUOTE);
	b->level = 2;
	b->page_break = true;
	add(doc, &b->spans, words.data, 0, NULL);
	add(doc, &b->spans, words.data, KR_STYLE_STRONG, "https://x.example/");
	for (int i = 0; i < 100; i++)
		add(doc, &b->spans, "link", i & 1 ? KR_STYLE_CODE : 0,
		        "https://x.example/some/long/address");
	list(doc, 100, "an item with some words in it");
	list(doc, 2, words.data);
	table(doc, 50, 3, "a cell with words");
	table(doc, 1, 2, words.data);
	squeeze(doc, &before);
	kr_doc_split_long(doc, MAX);
	squeeze(doc, &after);
	assert_string_equal(before.data, after.data);
	assert_true(doc->nblocks > 20);
	assert_true(doc->blocks[1].page_break && !doc->blocks[2].page_break);
	assert_int_equal(doc->blocks[2].level, 2);
	for (size_t i = 0; i < doc->nblocks; i++) {
		struct kr_str text;

		kr_str_init(&text);
		kr_doc_block_text(&doc->blocks[i], &text);
		assert_true(text.len > 0 && text.len <= 2 * MAX);
		assert_true(kr_utf8_valid(text.data, text.len));
		kr_str_fini(&text);
	}
	kr_str_fini(&before);
	kr_str_fini(&after);
	kr_str_fini(&words);
	kr_doc_free(doc);
}

static void recommendations_as_text(void **state)
{
	struct kr_doc *doc = kr_doc_new();
	const struct kr_rec recs[] = {
	        {.title = "One", .url = "https://a.example/1", .published = "2024-06-05T08:00:00Z"},
	        {.title = "Two", .url = "https://a.example/2", .group = "More"},
	        {.title = "Three",
	                .url = "https://a.example/3",
	                .group = "More",
	                .published = "2024-06-05",
	                .published_text = "yesterday"}};
	struct kr_str body;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		*kr_doc_add_rec(doc) = recs[i];
	kr_doc_list_recs(doc);
	kr_doc_list_recs(doc); /* it has text now */
	kr_str_init(&body);
	kr_doc_body(doc, &body);
	assert_string_equal(body.data, "One (2024-06-05)\n\nMore\n\nTwo\nThree (yesterday)");
	assert_string_equal(doc->blocks[2].u.items.v[1].spans.v[0].href, "https://a.example/3");
	kr_str_fini(&body);
	kr_doc_free(doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(lines),
	        cmocka_unit_test(spans_of_one_kind_join),
	        cmocka_unit_test(a_paragraph_of_many_pieces),
	        cmocka_unit_test(strings_and_warnings_are_kept_once),
	        cmocka_unit_test(text_of_blocks),
	        cmocka_unit_test(long_blocks_are_split),
	        cmocka_unit_test(recommendations_as_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
