/* Comments that lists/comments.c cannot tell by their classes: a line with a name, a date and words
 * such as "posted by" above or below each of several texts. */
#include "extract/body/foreign_priv.h"

#include <string.h>

#include "extract/dom/intern_priv.h"
#include "extract/meta/date/date_priv.h"
#include "extract/words/phrases_priv.h"

enum {
	LINE = 140,  /* in kr_stat.chars: longest line */
	TIMES = 3,   /* fewest lines of one shape */
	SPARE = 160, /* other text around the comments, such as a heading */
	TEXT = 200,  /* least text of the article before them; in a forum, the first line is above
	                all */
	BETWEEN = 8, /* most segments from one line to the next, on average */
};

/* Lines of one shape, and the smallest element around them. */
struct lines {
	int32_t n, first, last, around;
	int32_t first_segment, last_segment;
	uint64_t shape;
};

static void add_text(const struct kr_dom *dom, const struct kr_seg *s, struct kr_str *out)
{
	for (int32_t i = s->first; i <= s->last; i++)
		if (kr_segments_has(&dom->nodes[i])) {
			const struct kr_slice t = kr_dom_text(dom, i);

			kr_str_addc(out, ' ');
			kr_str_add(out, t.data, t.len);
		}
}

/* Whether a text begins with the number of a comment, as "#3" and "3楼" do. */
static bool has_number(struct kr_slice s)
{
	static const char *const ends[] = {"楼", "樓", "F ", "F.", ": ", "："};
	size_t i = kr_slice_starts(s, "#") || kr_slice_starts(s, "B") ? 1 : 0, digits = i;

	while (i < s.len && s.data[i] >= '0' && s.data[i] <= '9')
		i++;
	if (i == digits || i > 6)
		return false;
	return digits || kr_slice_starts_any((struct kr_slice){s.data + i, s.len - i}, ends,
	                         sizeof ends / sizeof *ends);
}

static bool has_date(struct kr_slice s)
{
	static const struct kr_date_hints hints = {0};
	struct kr_date d;
	size_t from, end;

	return kr_date_parse_find(s.data, s.len, &hints, &d, &from, &end) &&
	       (d.year || d.hour >= 0);
}

/* Whether a line may begin with a number. */
static bool may_have_number(struct kr_slice first)
{
	const struct kr_slice s = kr_slice_trim(first);

	return s.len && (strchr("#B", *s.data) || (*s.data >= '0' && *s.data <= '9'));
}

static bool is_line(const struct kr_foreign *f, int32_t k)
{
	const struct kr_seg *s = &f->segs->v[k];
	const bool posted = f->phrases[k] & KR_PHRASE(POSTED_BY);
	struct kr_str text;
	struct kr_slice t;
	bool is;

	if (s->chars > LINE || s->chars < 6 || s->stops > 6 ||
	        (!posted && !may_have_number(kr_dom_text(&f->page->dom, s->first))))
		return false;
	kr_str_init(&text);
	add_text(&f->page->dom, s, &text);
	t = kr_slice_trim((struct kr_slice){text.data, text.len});
	is = (posted || has_number(t)) && has_date(t);
	kr_str_fini(&text);
	return is;
}

static uint64_t shape_of(const struct kr_dom *dom, int32_t i)
{
	const char *c = kr_dom_attr(dom, i, "class");
	uint64_t h = dom->nodes[i].tag;

	for (; c && *c; c++)
		h = (h ^ (unsigned char)*c) * 0x100000001b3u;
	return h;
}

/* The prose between two nodes, in kr_stat.chars. */
static uint32_t prose_between(const struct kr_foreign *f, int32_t from, int32_t to)
{
	uint32_t chars = 0;

	for (int32_t k = 0; k < f->segs->n && f->segs->v[k].first < to; k++)
		if (f->segs->v[k].first > from && kr_foreign_box_is_prose(&f->segs->v[k]))
			chars += f->segs->v[k].chars;
	return chars;
}

/* Marks the element around all lines; if the article is in it, too, only the siblings from the
 * first line to what follows the last. */
static void add_comments(struct kr_foreign *f, const struct lines *l)
{
	const struct kr_page *page = f->page;
	const struct kr_dom *dom = &page->dom;
	int32_t around = l->around, first = l->first, up, more = 1;

	if (!kr_dom_within(dom, page->title_node, around) &&
	        prose_between(f, around, first) < TEXT) {
		while ((up = dom->nodes[around].parent) > 0 && up != dom->body &&
		        !kr_dom_within(dom, page->title_node, up) &&
		        page->stat[up].chars <= page->stat[around].chars + SPARE)
			around = up;
		kr_foreign_box_add(f, around);
		return;
	}
	while (dom->nodes[first].parent != around)
		first = dom->nodes[first].parent;
	for (; first >= 0 && more >= 0; first = kr_dom_next(dom, first)) {
		more -= first > l->last && page->stat[first].chars > 0;
		if (more >= 0)
			kr_foreign_box_add(f, first);
	}
}

void kr_foreign_comments_find(struct kr_foreign *f)
{
	const struct kr_dom *dom = &f->page->dom;
	const struct kr_segs *segs = f->segs;
	struct lines l = {0};

	if (f->page->title_node < 0)
		return;
	for (int32_t k = 0; k < segs->n; k++) {
		const int32_t block = segs->v[k].block;

		if (f->page->mark[block] & (KR_MARK_FOREIGN | KR_MARK_COMMENT | KR_MARK_REC) ||
		        !is_line(f, k))
			continue;
		if (!l.n || shape_of(dom, block) != l.shape) {
			if (l.n >= TIMES)
				break;
			l = (struct lines){.first = block,
			        .around = block,
			        .first_segment = k,
			        .shape = shape_of(dom, block)};
		}
		l.n++;
		l.last = block;
		l.last_segment = k;
		l.around = kr_dom_common(dom, l.around, block);
	}
	if (l.n >= TIMES && l.around != l.first &&
	        l.last_segment - l.first_segment <= l.n * BETWEEN &&
	        prose_between(f, f->page->title_node, l.first) >= TEXT)
		add_comments(f, &l);
}
