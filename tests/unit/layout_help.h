/* Articles for tests of the layout, and checks that hold for every layout. */
#ifndef TESTS_LAYOUT_HELP_H
#define TESTS_LAYOUT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/text/layout.h"
#include "kread/text/width.h"
#include "text_samples.h"

static inline void span(
        struct kr_doc *d, struct kr_spans *to, const char *text, uint32_t style, const char *href)
{
	kr_doc_add_span(d, to, text, strlen(text), style, href);
}

static inline struct kr_block *block(struct kr_doc *d, enum kr_block_type type, const char *text)
{
	struct kr_block *b = kr_doc_add_block(d, type);

	if (text)
		span(d, &b->spans, text, 0, NULL);
	return b;
}

static inline void item(
        struct kr_doc *d, struct kr_block *b, const char *text, int number, uint8_t depth)
{
	if (!b->u.items.v)
		b->u.items.v = kr_arena_alloc(&d->arena, 16 * sizeof *b->u.items.v);
	b->u.items.v[b->u.items.n] = (struct kr_item){.number = number, .depth = depth};
	span(d, &b->u.items.v[b->u.items.n++].spans, text, 0, NULL);
}

/* Cells are separated by '|'; a header cell begins with '#'. */
static inline void row(struct kr_doc *d, struct kr_block *b, const char *cells)
{
	struct kr_row *r;

	if (!b->u.rows.v)
		b->u.rows.v = kr_arena_alloc(&d->arena, 16 * sizeof *b->u.rows.v);
	r = &b->u.rows.v[b->u.rows.n++];
	r->v = kr_arena_alloc(&d->arena, 8 * sizeof *r->v);
	while (cells) {
		const char *end = strchr(cells, '|');
		struct kr_cell *c = &r->v[r->n++];

		c->colspan = c->rowspan = 1;
		c->header = *cells == '#';
		cells += c->header;
		kr_doc_add_span(
		        d, &c->spans, cells, end ? (size_t)(end - cells) : strlen(cells), 0, NULL);
		cells = end ? end + 1 : NULL;
	}
}

static inline struct kr_layout_opts options(int width)
{
	return (struct kr_layout_opts){.width = width, .pictures = KR_LAYOUT_LINES};
}

/* A line as text, with runs at their columns. */
static inline void add_line(
        struct kr_str *out, const struct kr_line *line, bool ambiguous_wide, int *ret_cols)
{
	int col = 0;

	for (uint32_t i = 0; i < line->nruns; i++) {
		const struct kr_run *r = &line->runs[i];

		assert_true(r->col >= col);
		for (; col < r->col; col++)
			kr_str_addc(out, ' ');
		kr_str_add(out, r->text, r->len);
		assert_int_equal(r->cols, kr_width_text_as(r->text, r->len, ambiguous_wide));
		col += r->cols;
	}
	*ret_cols = col;
}

static inline char *section_text(struct kr_layout *l, uint32_t section)
{
	struct kr_str out;
	uint32_t n;
	const struct kr_line *lines = kr_layout_lines(l, section, &n);

	kr_str_init(&out);
	for (uint32_t i = 0; i < n; i++) {
		int cols;

		add_line(&out, &lines[i], false, &cols);
		kr_str_addc(&out, '\n');
	}
	return kr_str_take(&out);
}

static inline void expect(
        const struct kr_doc *d, struct kr_layout_opts opts, uint32_t section, const char *want)
{
	struct kr_layout *l = kr_layout_new(d, &opts);
	char *got = section_text(l, section);

	assert_string_equal(got, want);
	free(got);
	kr_layout_free(l);
}

static inline bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == 0x3000;
}

static inline void add_without_blanks(struct kr_str *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = kr_utf8_decode(s + i, len - i, &c);

		if (!is_blank(c))
			kr_str_add(out, s + i, n);
		i += n;
	}
}

/* Every character of the text is shown once, in order, at the offset in its run. */
static inline void check_complete(struct kr_layout *l, uint32_t section)
{
	struct kr_slice text = kr_layout_spans_text(l, section);
	struct kr_str want, got;
	uint32_t n, last = 0;
	const struct kr_line *lines = kr_layout_lines(l, section, &n);

	kr_str_init(&want);
	kr_str_init(&got);
	add_without_blanks(&want, text.data, text.len);
	for (uint32_t i = 0; i < n; i++) {
		assert_true(lines[i].off >= last && lines[i].off <= text.len);
		last = lines[i].off;
		for (uint32_t k = 0; k < lines[i].nruns; k++) {
			const struct kr_run *r = &lines[i].runs[k];

			assert_null(memchr(r->text, '\n', r->len));
			assert_null(memchr(r->text, '\t', r->len));
			if (r->off == UINT32_MAX)
				continue;
			assert_true(r->off >= lines[i].off && r->off + r->len <= text.len);
			assert_memory_equal(text.data + r->off, r->text, r->len);
			add_without_blanks(&got, r->text, r->len);
		}
	}
	assert_string_equal(got.data, want.data);
	kr_str_fini(&want);
	kr_str_fini(&got);
}

static inline struct kr_doc *sample(void)
{
	struct kr_doc *d = kr_doc_new();
	struct kr_block *b;

	d->title = "停航三年，“海风号”渡轮昨天恢复通航：12分钟过江，票价5元";
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_ZH_1);
	block(d, KR_BLOCK_HEADING, "“安全是第一位的”");
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_ZH_2);
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_ZH_3);
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_JA);
	block(d, KR_BLOCK_PARAGRAPH, SAMPLE_EN);
	b = block(d, KR_BLOCK_PARAGRAPH, "他说：“好的，");
	span(d, &b->spans, "谢谢！", KR_STYLE_STRONG, NULL);
	span(d, &b->spans, "”（", 0, NULL);
	span(d, &b->spans, "见图1", 0, "https://news.example/1");
	span(d, &b->spans, "）……——然后走了。2024年增长5％，约￥300。", 0, NULL);
	block(d, KR_BLOCK_QUOTE, SAMPLE_ZH_1)->level = 2;
	b = block(d, KR_BLOCK_LIST, NULL);
	item(d, b, SAMPLE_ZH_3, 1, 0);
	item(d, b, SAMPLE_EN, -1, 1);
	item(d, b, "甲", 10, 0);
	b = block(d, KR_BLOCK_FIGURE, SAMPLE_ZH_3);
	b = block(d, KR_BLOCK_TABLE, NULL);
	row(d, b, "渡口|开通|票价");
	row(d, b, "东门渡|1986年|5元");
	return d;
}

#endif
