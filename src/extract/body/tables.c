/* Builds tables, and tells tables of data from those of layout. */
#include "extract/body/blocks_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"

enum {
	LONG_CELL = 1200,
	LONG_MEAN = 240
	/* in kr_stat.chars: larger cells hold prose, not data */
};

bool kr_tables_is_data(const struct kr_page *page, int32_t table)
{
	const struct kr_dom *dom = &page->dom;
	const char *role = kr_dom_attr(dom, table, "role");
	uint32_t rows = 0, cells = 0, filled = 0, heads = 0, longest = 0;

	if (kr_str_eq(role, "presentation") || kr_str_eq(role, "none"))
		return false;
	for (int32_t i = table + 1; i < dom->nodes[table].end; i++) {
		int tag = dom->nodes[i].tag;

		if (tag == KR_TAG_table || tag == KR_TAG_pre)
			return false;
		rows += tag == KR_TAG_tr;
		if (tag != KR_TAG_td && tag != KR_TAG_th)
			continue;
		cells++;
		filled += page->stat[i].chars > 0;
		heads += tag == KR_TAG_th;
		if (page->stat[i].chars > longest)
			longest = page->stat[i].chars;
	}
	if (rows < 2 || cells < rows + 2 || filled < 3)
		return false;
	if (heads)
		return longest <= 4 * LONG_CELL;
	return longest <= LONG_CELL && page->stat[table].chars / filled <= LONG_MEAN;
}

static uint16_t number(const struct kr_dom *dom, int32_t i, const char *name)
{
	const char *v = kr_dom_attr(dom, i, name);
	long n = v ? strtol(v, NULL, 10) : 1;

	return (uint16_t)(n < 1 ? 1 : n > 1000 ? 1000 : n);
}

struct kr_cell *kr_tables_cell(struct kr_table *t, const struct kr_dom *dom, int32_t cell)
{
	t->cells = kr_mem_grow(t->cells, t->ncells, &t->cap_cells, sizeof *t->cells);
	t->cells[t->ncells] = (struct kr_cell){.colspan = number(dom, cell, "colspan"),
	        .rowspan = number(dom, cell, "rowspan"),
	        .header = dom->nodes[cell].tag == KR_TAG_th};
	return &t->cells[t->ncells++];
}

void kr_tables_end_row(struct kr_table *t, struct kr_doc *doc)
{
	struct kr_row row = {.n = (uint32_t)t->ncells};
	bool any = false;

	for (size_t i = 0; i < t->ncells; i++)
		any |= t->cells[i].spans.n > 0;
	t->ncells = 0;
	if (!any)
		return;
	row.v = kr_arena_alloc(&doc->arena, row.n * sizeof *row.v);
	memcpy(row.v, t->cells, row.n * sizeof *row.v);
	t->rows = kr_mem_grow(t->rows, t->nrows, &t->cap_rows, sizeof *t->rows);
	t->rows[t->nrows++] = row;
}

void kr_tables_end(struct kr_table *t, struct kr_doc *doc, struct kr_block *block)
{
	block->u.rows.n = (uint32_t)t->nrows;
	block->u.rows.v = kr_arena_alloc(&doc->arena, t->nrows * sizeof *t->rows);
	memcpy(block->u.rows.v, t->rows, t->nrows * sizeof *t->rows);
	t->nrows = 0;
}

void kr_tables_fini(struct kr_table *t)
{
	free(t->rows);
	free(t->cells);
}
