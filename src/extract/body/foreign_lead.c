/* Between the headline and the text: the banner of a programme, which leads to what a broadcaster
 * shows now, and the words about a video. */
#include "extract/body/foreign_priv.h"

#include <string.h>

#include "extract/body/standfirst_priv.h"
#include "extract/words/control_phrases_priv.h"

enum {
	/* in kr_stat.chars */
	BOX = 500,       /* largest box */
	PARAGRAPH = 300, /* longest text in a box */
	LINE = 60,       /* longest line of a banner */
	SENTENCES = 150, /* longest text of a banner */
	TEASER = 200,    /* longest words about a video */
	SENTENCE = 24,   /* shortest words about a video */
	SCHEDULE = 80,   /* longest line that says when a programme is on */
	REST = 200,      /* least prose after a box, and ... */
	TIMES = 2,       /* ... how many times that of the box */
	NEAR = 12,       /* segments after the headline that are looked at */
	SEGMENTS = 10,   /* most in a box */
	BYTES = 400,     /* of a segment that are read */
};

struct lead {
	struct kr_foreign *f;
	uint32_t *prose; /* [segs->n + 1] characters of prose before segment k */
	uint8_t *what;   /* [segs->n] enum what, or UNKNOWN */
};

/* What a segment says that a box may be. */
enum what { UNKNOWN, NOTHING, BANNER, VIDEO };

static bool is_sentence(const struct kr_seg *s)
{
	return s->chars >= SENTENCE && s->stops && s->link_chars * 2 < s->chars;
}

static bool has_digit(struct kr_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] >= '0' && s.data[i] <= '9')
			return true;
	return false;
}

/* Whether a text is a label of a video alone, or with a mark and a headline: "Video: ...". */
static bool has_video_label(struct kr_slice s)
{
	static const char *const marks[] = {":", "：", "|", "｜", " |", " -", " –", "丨", " :"};
	const size_t n = kr_control_phrases_starts(s, KR_CONTROL_PHRASE(VIDEO_LABEL));

	return n && (n == s.len || kr_slice_starts_any((struct kr_slice){s.data + n, s.len - n},
	                                   marks, sizeof marks / sizeof *marks));
}

static enum what find_what(const struct kr_dom *dom, const struct kr_seg *s)
{
	enum what what = NOTHING;
	struct kr_str text;
	struct kr_slice t;

	if (s->chars > PARAGRAPH)
		return NOTHING;
	kr_str_init(&text);
	kr_segments_text(dom, s, BYTES, &text);
	t = kr_slice_trim((struct kr_slice){text.data, text.len});
	if (kr_control_phrases_is(t, KR_CONTROL_PHRASE(LIVE)) ||
	        (s->chars <= SCHEDULE && has_digit(t) &&
	                kr_control_phrases_starts(t, KR_CONTROL_PHRASE(SCHEDULE))))
		what = BANNER;
	else if (has_video_label(t))
		what = VIDEO;
	kr_str_fini(&text);
	return what;
}

static enum what what_says(const struct lead *w, int32_t k)
{
	if (w->what[k] == UNKNOWN)
		w->what[k] = (uint8_t)find_what(&w->f->page->dom, &w->f->segs->v[k]);
	return w->what[k];
}

/* Whether a text is in the box of a video: an element around it is named so. */
static bool is_in_video(const struct kr_page *page, int32_t box, const struct kr_seg *s)
{
	for (int32_t i = s->block; i >= box; i = page->dom.nodes[i].parent)
		if (kr_page_class_words(page, i) & KR_CLASS_WORD(VIDEO))
			return true;
	return false;
}

static bool has_player(const struct kr_page *page, int32_t box)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = box; i < dom->nodes[box].end; i++)
		if (dom->nodes[i].tag == KR_TAG_video ||
		        (dom->nodes[i].tag == KR_TAG_iframe &&
		                kr_page_attr_words(page, kr_dom_attr(dom, i, "src")) &
		                        KR_CLASS_WORD(VIDEO)))
			return true;
	return false;
}

/* Whether an element can be a box before the text, with [first, end) in it. */
static bool can_be_box(const struct lead *w, int32_t box, int32_t *ret_first, int32_t *ret_end)
{
	const struct kr_page *page = w->f->page;
	const int tag = page->dom.nodes[box].tag;
	uint32_t own, rest;

	if (box <= 0 || tag == KR_TAG_body || tag == KR_TAG_article || tag == KR_TAG_main ||
	        tag == KR_TAG_p || kr_dom_is_heading(tag) || page->stat[box].chars > BOX ||
	        (page->title_node >= 0 && kr_dom_within(&page->dom, page->title_node, box)))
		return false;
	kr_foreign_box_segments(w->f, box, ret_first, ret_end);
	if (*ret_end - *ret_first > SEGMENTS)
		return false;
	own = w->prose[*ret_end] - w->prose[*ret_first];
	rest = w->prose[w->f->segs->n] - w->prose[*ret_end];
	for (int32_t k = *ret_first; k < *ret_end; k++)
		if (w->f->segs->v[k].chars > PARAGRAPH)
			return false;
	return rest >= REST && rest >= own * TIMES;
}

static bool has_heading(const struct lead *w, int32_t first, int32_t end)
{
	for (int32_t k = first; k < end; k++)
		if (kr_dom_is_heading(w->f->page->dom.nodes[w->f->segs->v[k].block].tag))
			return true;
	return false;
}

/* Whether a box with these segments is one of another thing than the text. */
static bool is_box(const struct lead *w, int32_t box, int32_t first, int32_t end)
{
	const struct kr_segs *segs = w->f->segs;
	bool banner = false, video = false, brief = true, teaser = true;
	int prose = 0;

	for (int32_t k = first; k < end; k++) {
		const enum what what = what_says(w, k);
		const bool is_prose = is_sentence(&segs->v[k]);

		banner |= what == BANNER;
		video |= (what == VIDEO && k == first && end - first > 1) ||
		         (is_prose && is_in_video(w->f->page, box, &segs->v[k]));
		prose += is_prose;
		teaser = teaser && segs->v[k].chars <= TEASER;
		brief = brief && segs->v[k].chars <= SENTENCES &&
		        !(kr_page_class_words(w->f->page, segs->v[k].block) &
		                KR_CLASS_WORD(STANDFIRST));
	}
	if (banner)
		return prose < 3 && brief;
	return prose == 1 && teaser && end - first < SEGMENTS / 2 &&
	       (video || (end - first > 1 && has_heading(w, first, end) &&
	                         has_player(w->f->page, box)));
}

/* The largest such box around a segment, or -1. */
static int32_t box_around(const struct lead *w, int32_t k)
{
	const struct kr_dom *dom = &w->f->page->dom;
	int32_t found = -1, first, end;

	for (int32_t i = w->f->segs->v[k].block; i > 0; i = dom->nodes[i].parent) {
		if (!can_be_box(w, i, &first, &end)) {
			if (dom->nodes[i].tag != KR_TAG_p && !kr_dom_is_heading(dom->nodes[i].tag))
				break;
		} else if (is_box(w, i, first, end)) {
			found = i;
		}
	}
	return found;
}

/* Marks the text of segments, not the pictures and the video beside it. A summary that the head of
 * the page declares stays. */
static void leave_out(const struct lead *w, int32_t first, int32_t end)
{
	const struct kr_segs *segs = w->f->segs;

	for (int32_t k = first; k < end; k++)
		if (!kr_standfirst_is_declared(w->f->page, &segs->v[k]))
			for (int32_t i = segs->v[k].first; i <= segs->v[k].last; i++)
				kr_foreign_box_add(w->f, i);
}

/* Whether a line beside one of a banner belongs to it: it is short and no sentence. */
static bool is_line(const struct kr_dom *dom, const struct kr_seg *s)
{
	static const char *const ends[] = {".", "!", "?", "。", "！", "？", "…", "।"};
	const struct kr_slice t = kr_slice_trim(kr_dom_text(dom, s->last));

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (kr_slice_ends(t, ends[i]))
			return false;
	return s->chars <= LINE && !kr_dom_is_heading(dom->nodes[s->block].tag);
}

/* Lines of a banner that have no box of their own, around segment k. */
static void leave_out_lines(const struct lead *w, int32_t from, int32_t k)
{
	const struct kr_dom *dom = &w->f->page->dom;
	const struct kr_seg *v = w->f->segs->v;
	const int32_t parent = dom->nodes[v[k].block].parent;
	int32_t first = k, end = k + 1;

	while (first > from && dom->nodes[v[first - 1].block].parent == parent &&
	        is_line(dom, &v[first - 1]))
		first--;
	while (end < w->f->segs->n && dom->nodes[v[end].block].parent == parent &&
	        is_line(dom, &v[end]))
		end++;
	if (w->prose[w->f->segs->n] - w->prose[end] >= REST)
		leave_out(w, first, end);
}

void kr_foreign_lead_find(struct kr_foreign *f)
{
	struct kr_page *page = f->page;
	const struct kr_segs *segs = f->segs;
	struct lead w = {.f = f};
	int32_t from;

	if (page->title_node < 0)
		return;
	w.what = kr_arena_alloc(&page->scratch, (size_t)segs->n + 1);
	w.prose = kr_arena_alloc(&page->scratch, ((size_t)segs->n + 1) * sizeof *w.prose);
	for (int32_t k = 0; k < segs->n; k++)
		w.prose[k + 1] = w.prose[k] + (is_sentence(&segs->v[k]) ? segs->v[k].chars : 0);
	from = (int32_t)kr_dom_search(
	        segs->v, (size_t)segs->n, sizeof *segs->v, page->dom.nodes[page->title_node].end);
	for (int32_t k = from; k < segs->n && k < from + NEAR; k++) {
		const int32_t box = box_around(&w, k);
		int32_t first = k, end = k + 1;

		if (box >= 0) {
			kr_foreign_box_segments(f, box, &first, &end);
			leave_out(&w, first, end);
		}
		if (end - first == 1 && what_says(&w, k) == BANNER) {
			leave_out_lines(&w, from, k);
		} else if (box >= 0) {
			k = end - 1;
		} else if (w.prose[k + 1] - w.prose[from] >= REST) {
			break;
		}
	}
}
