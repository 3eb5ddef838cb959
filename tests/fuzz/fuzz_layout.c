/* All visible text of a page, laid out at widths that its bytes choose: no line is too wide, and
 * nothing is lost. */
#include <string.h>

#include "cost.h"
#include "fuzz.h"
#include "kread/extract/extract.h"
#include "kread/text/layout.h"
#include "kread/text/width.h"
#include "mutate.h"

/* The bytes shown, without blanks and joiners. */
static void add_visible(const char *s, size_t len, struct kr_str *out)
{
	for (size_t i = 0; i < len; i++) {
		if (len - i >= 3 && !memcmp(s + i, "\xe2\x80\x8d", 3))
			i += 2;
		else if (!strchr(" \t\n", s[i]))
			kr_str_addc(out, s[i]);
	}
}

/* Every byte occurs in shown at least as often as in want. */
static bool holds_all(const struct kr_str *shown, const struct kr_str *want)
{
	long count[256] = {0};

	for (size_t i = 0; i < shown->len; i++)
		count[(unsigned char)shown->data[i]]++;
	for (size_t i = 0; i < want->len; i++)
		if (--count[(unsigned char)want->data[i]] < 0)
			return false;
	return true;
}

/* A single character, of up to three columns, cannot be broken. */
static bool is_one_cluster(const struct kr_line *line)
{
	int cols;

	return line->nruns == 1 && kr_width_cluster(line->runs[0].text, line->runs[0].len, false,
	                                   &cols) == line->runs[0].len;
}

static void check_line(const struct kr_line *line, int width)
{
	int col = 0;

	for (uint32_t i = 0; i < line->nruns; i++) {
		const struct kr_run *r = &line->runs[i];

		HOLDS(is_clean(r->text, r->len) && !memchr(r->text, '\n', r->len) &&
		        !memchr(r->text, '\t', r->len));
		HOLDS(r->col >= col);
		HOLDS(r->cols == kr_width_text(r->text, r->len));
		col = r->col + r->cols;
	}
	HOLDS(line->wide || col <= width || is_one_cluster(line));
}

static void check(const struct kr_doc *doc, int width)
{
	const struct kr_layout_opts opts = {.width = width, .indent = width > 40 ? 4 : 0};
	struct kr_layout *l = kr_layout_new(doc, &opts);

	for (uint32_t s = 0; s < kr_layout_sections(l); s++) {
		struct kr_str shown, want;
		struct kr_slice text;
		bool marks;
		uint32_t n;
		const struct kr_line *lines = kr_layout_lines(l, s, &n);

		kr_str_init(&shown);
		kr_str_init(&want);
		/* a table that is too wide becomes records, with its first row as marks beside the
		 * values */
		marks = s && s <= doc->nblocks && doc->blocks[s - 1].type == KR_BLOCK_TABLE;
		for (uint32_t i = 0; i < n; i++) {
			check_line(&lines[i], width);
			for (uint32_t k = 0; k < lines[i].nruns; k++)
				if (marks || lines[i].runs[k].off != UINT32_MAX)
					add_visible(lines[i].runs[k].text, lines[i].runs[k].len,
					        &shown);
		}
		text = kr_layout_spans_text(l, s);
		add_visible(text.data, text.len, &want);
		if (s && s <= doc->nblocks)
			HOLDS(marks ? holds_all(&shown, &want) : kr_str_eq(shown.data, want.data));
		kr_str_fini(&shown);
		kr_str_fini(&want);
	}
	kr_layout_free(l);
}

static void lay_out(const uint8_t *data, size_t size)
{
	static const int widths[] = {2, 3, 11, 40, 79, 120};
	const struct kr_extract_input in = {
	        .data = (const char *)data,
	        .len = size,
	        .url = "https://news.example/a.html",
	        .mode = KR_MODE_RAW,
	};
	uint64_t rnd = seed_random((unsigned)size * 256u + (size ? data[size - 1] : 0u));
	struct kr_doc *doc = NULL;

	HOLDS(kr_extract_page(&in, &doc, NULL) == 0);
	/* one of those that are special, and two others */
	check(doc, widths[below(&rnd, sizeof widths / sizeof *widths)]);
	check(doc, 2 + (int)below(&rnd, 20));
	check(doc, 2 + (int)below(&rnd, 300));
	kr_doc_free(doc);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	return mutate_html(data, size, max, seed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct cost most = {200, 100, 4 << 20, 600};

	cost_check(&most, lay_out, data, size);
	return 0;
}
