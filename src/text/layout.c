#include "kread/text/layout.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "layout_priv.h"

static void swap_arenas(struct kr_layout *l)
{
	const struct kr_arena other = l->rim;

	l->rim = l->arena;
	l->arena = other;
}

static void lay_out(struct kr_layout *l, uint32_t section)
{
	const bool rim = section == 0 || section > l->doc->nblocks;
	struct build *b = &l->build;
	struct kr_line *lines;
	struct kr_run *runs;
	const struct kr_run *r;

	b->nlines = b->nruns = 0;
	l->now = section;
	if (rim)
		swap_arenas(l);
	if (section == 0)
		kr_layout_head(l);
	else if (section <= l->doc->nblocks)
		kr_layout_blocks_add(l, &l->doc->blocks[section - 1],
		        section > 1 ? &l->doc->blocks[section - 2] : NULL);
	else
		kr_layout_head_foot(l);
	lines = kr_arena_alloc(&l->arena, (b->nlines + 1) * sizeof *lines);
	r = runs = kr_arena_alloc(&l->arena, (b->nruns + 1) * sizeof *runs);
	if (b->nlines)
		memcpy(lines, b->lines, b->nlines * sizeof *lines);
	if (b->nruns)
		memcpy(runs, b->runs, b->nruns * sizeof *runs);
	for (size_t i = 0; i < b->nlines; i++) {
		lines[i].runs = r;
		r += lines[i].nruns;
	}
	if (rim)
		swap_arenas(l);
	l->sections[section] = (struct section){lines, (uint32_t)b->nlines};
}

const struct kr_line *kr_layout_lines(struct kr_layout *l, uint32_t section, uint32_t *ret_n)
{
	if (!l->sections[section].lines)
		lay_out(l, section);
	*ret_n = l->sections[section].n;
	return l->sections[section].lines;
}

uint32_t kr_layout_sections(const struct kr_layout *l)
{
	return (uint32_t)l->nsections;
}

static void add_link(struct kr_layout *l, struct kr_link link)
{
	l->links = kr_mem_grow(l->links, l->nlinks, &l->cap_links, sizeof *l->links);
	l->links[l->nlinks++] = link;
}

struct collect {
	struct kr_layout *l;
	uint32_t section;
};

/* Adjacent spans with one address are one link. */
static void collect_links(void *user, const struct kr_spans *s, uint32_t off)
{
	struct collect *c = user;
	struct kr_layout *l = c->l;

	for (uint32_t i = 0; i < s->n; off += s->v[i].len, i++) {
		struct kr_link *last = l->nlinks ? &l->links[l->nlinks - 1] : NULL;
		const struct kr_span *span = &s->v[i];

		if (!span->href || !span->len)
			continue;
		if (i && last && last->section == c->section && last->off + last->len == off &&
		        kr_str_eq(last->href, span->href)) {
			last->len += span->len;
			continue;
		}
		add_link(l, (struct kr_link){span->href, c->section, off, span->len, false, false});
	}
}

static void collect_media(struct kr_layout *l)
{
	const uint32_t off = (uint32_t)kr_layout_spans_text(l, 0).len;

	for (size_t i = 0; i < l->doc->nmedia && i < KR_LAYOUT_MEDIA; i++)
		if (!kr_str_empty(l->doc->media[i].url))
			add_link(l, (struct kr_link){l->doc->media[i].url, 0, off, 0, true, false});
}

static void collect_block(struct kr_layout *l, uint32_t section)
{
	const struct kr_block *b = &l->doc->blocks[section - 1];
	struct collect c = {l, section};

	if (b->type == KR_BLOCK_FIGURE && !kr_str_empty(b->u.fig.src) &&
	        kr_layout_blocks_has_lines(l, b))
		add_link(l, (struct kr_link){b->u.fig.src, section, 0, 0, true, false});
	kr_layout_spans_each(b, collect_links, &c);
}

/* They come last, and go when more of the article comes. */
static void collect_keywords(struct kr_layout *l)
{
	const uint32_t foot = (uint32_t)l->doc->nblocks + 1;
	const struct kr_spans *s = kr_layout_spans_keywords(l);
	uint32_t off = 0;

	for (uint32_t i = 0; i < s->n; off += s->v[i++].len)
		if (s->v[i].href)
			add_link(l, (struct kr_link){
			                    s->v[i].href, foot, off, s->v[i].len, false, true});
}

static void drop_keywords(struct kr_layout *l)
{
	while (l->nlinks && l->links[l->nlinks - 1].keyword)
		l->nlinks--;
}

void kr_layout_grown(struct kr_layout *l)
{
	size_t n = l->doc->nblocks + 2;

	if (n > l->cap_sections) {
		l->cap_sections = n + n / 2;
		l->sections = kr_mem_array(l->sections, l->cap_sections, sizeof *l->sections);
		l->before = kr_mem_array(l->before, l->cap_sections + 1, sizeof *l->before);
	}
	if (l->nsections) { /* the head shows the reading time; the old foot is a block now */
		kr_arena_fini(&l->rim);
		l->sections[0].lines = NULL;
		l->sections[l->nsections - 1].lines = NULL;
	} else {
		struct kr_slice head = kr_layout_spans_text(l, 0);

		l->before[0] = 0;
		l->before[1] = head.len;
		collect_media(l);
	}
	drop_keywords(l);
	for (size_t i = l->nsections; i < n; i++)
		l->sections[i] = (struct section){0};
	for (; l->seen < l->doc->nblocks; l->seen++) {
		collect_block(l, l->seen + 1);
		l->before[l->seen + 2] =
		        l->before[l->seen + 1] + kr_doc_block_len(&l->doc->blocks[l->seen]);
	}
	l->before[n] = l->before[n - 1];
	l->nsections = n;
	l->text_of = UINT32_MAX;
	collect_keywords(l);
}

/* Columns of a run are 16 bits wide, and nobody reads lines that long. */
static void set_opts(struct kr_layout *l, const struct kr_layout_opts *opts)
{
	enum { WIDEST = 10000 };

	l->opts = *opts;
	l->opts.width = opts->width < 1 ? 1 : opts->width > WIDEST ? WIDEST : opts->width;
}

struct kr_layout *kr_layout_new(const struct kr_doc *doc, const struct kr_layout_opts *opts)
{
	struct kr_layout *l = kr_mem_zalloc(1, sizeof *l);

	l->doc = doc;
	set_opts(l, opts);
	l->text_of = UINT32_MAX;
	kr_arena_init(&l->arena);
	kr_arena_init(&l->rim);
	kr_str_init(&l->text);
	kr_layout_grown(l);
	return l;
}

void kr_layout_free(struct kr_layout *l)
{
	if (!l)
		return;
	kr_arena_fini(&l->arena);
	kr_arena_fini(&l->rim);
	kr_str_fini(&l->text);
	free(l->sections);
	free(l->before);
	free(l->links);
	free(l->build.runs);
	free(l->build.lines);
	free(l->build.marks);
	free(l->big.marks);
	free(l);
}

void kr_layout_resize(struct kr_layout *l, const struct kr_layout_opts *opts)
{
	const bool pictures = opts->pictures != l->opts.pictures;

	set_opts(l, opts);
	kr_arena_fini(&l->arena);
	kr_arena_fini(&l->rim);
	memset(l->sections, 0, l->nsections * sizeof *l->sections);
	if (!pictures)
		return;
	l->nlinks = 0;
	collect_media(l);
	for (uint32_t i = 1; i <= l->seen; i++)
		collect_block(l, i);
	collect_keywords(l);
}

uint32_t kr_layout_links(const struct kr_layout *l)
{
	return (uint32_t)l->nlinks;
}

const struct kr_link *kr_layout_link(const struct kr_layout *l, uint32_t i)
{
	return &l->links[i];
}
