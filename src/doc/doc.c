#include "kread/doc/doc.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/doc/limits.h"

struct kr_doc *kr_doc_new(void)
{
	struct kr_doc *doc = kr_mem_zalloc(1, sizeof *doc);

	kr_arena_init(&doc->arena);
	doc->comment_count = -1;
	return doc;
}

bool kr_doc_is_amp_variant(const struct kr_doc *doc)
{
	return doc->nblocks && doc->redirect && kr_str_eq(doc->redirect, doc->canonical_url);
}

void kr_doc_free(struct kr_doc *doc)
{
	if (!doc)
		return;
	kr_arena_fini(&doc->arena);
	free(doc);
}

/* Appends a zeroed element to the array doc->name, whose count is doc->nname. */
#define ADD(doc, name)                                                                             \
	((doc)->name = kr_arena_grow(&(doc)->arena, (doc)->name, (doc)->n##name,                   \
	         &(doc)->cap_##name, sizeof *(doc)->name),                                         \
	        memset(&(doc)->name[(doc)->n##name], 0, sizeof *(doc)->name),                      \
	        &(doc)->name[(doc)->n##name++])

struct kr_block *kr_doc_add_block(struct kr_doc *doc, enum kr_block_type type)
{
	struct kr_block *b = ADD(doc, blocks);

	b->type = type;
	if (type == KR_BLOCK_FIGURE)
		b->u.fig.width = b->u.fig.height = -1;
	return b;
}

struct kr_media *kr_doc_add_media(struct kr_doc *doc)
{
	struct kr_media *m = ADD(doc, media);

	m->duration = -1;
	return m;
}

struct kr_rec *kr_doc_add_rec(struct kr_doc *doc)
{
	struct kr_rec *r = ADD(doc, recs);

	r->duration = -1;
	return r;
}

struct kr_comment *kr_doc_add_comment(struct kr_doc *doc)
{
	struct kr_comment *c = ADD(doc, comments);

	c->likes = -1;
	return c;
}

struct kr_feed *kr_doc_add_feed(struct kr_doc *doc)
{
	return ADD(doc, feeds);
}

bool kr_doc_has_warning(const struct kr_doc *doc, const char *code)
{
	for (size_t i = 0; i < doc->nwarnings; i++)
		if (kr_str_eq(doc->warnings[i].code, code))
			return true;
	return false;
}

const char *kr_doc_problem(const struct kr_doc *doc)
{
	static const char *const codes[] = {
	        "verification-page", "consent-page", "needs-javascript", "http-status"};

	for (size_t i = 0; i < doc->nwarnings; i++)
		for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
			if (kr_str_eq(doc->warnings[i].code, codes[k]))
				return doc->warnings[i].text ? doc->warnings[i].text : codes[k];
	return NULL;
}

bool kr_doc_is_feed(const struct kr_doc *doc)
{
	return doc->nfeeds == 1 && kr_str_eq(doc->feeds[0].url, doc->url);
}

void kr_doc_warn(struct kr_doc *doc, const char *code, const char *text)
{
	struct kr_warning *w;

	if (kr_doc_has_warning(doc, code))
		return;
	w = ADD(doc, warnings);
	w->code = kr_arena_strdup(&doc->arena, code);
	w->text = kr_doc_line(doc, text, strlen(text));
}

void kr_doc_append_take(struct kr_doc *doc, struct kr_doc *more)
{
	const size_t before = doc->nblocks;

	for (size_t i = 0; i < more->nblocks; i++) {
		struct kr_block *b = ADD(doc, blocks);

		*b = more->blocks[i];
		b->page_break = b->page_break || (!i && before);
	}
	for (size_t i = 0; i < more->nwarnings; i++)
		kr_doc_warn(doc, more->warnings[i].code, more->warnings[i].text);
	doc->next_page = more->next_page;
	kr_arena_adopt(&doc->arena, &more->arena);
	kr_doc_free(more);
}

void kr_doc_add_string(struct kr_doc *doc, struct kr_strings *list, const char *s, size_t len)
{
	const char *line = list->n < KR_LIMIT_FEW ? kr_doc_line(doc, s, len) : NULL;

	if (!line)
		return;
	for (size_t i = 0; i < list->n; i++)
		if (!strcmp(list->v[i], line))
			return;
	list->v = kr_arena_grow(&doc->arena, list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = line;
}

/* Trims blanks, ASCII and ideographic ones, and folds runs of them into one space, in place. */
static size_t fold_blanks(char *s, size_t len)
{
	size_t w = 0;
	bool gap = false;

	for (size_t i = 0; i < len;) {
		uint32_t c;
		size_t n = kr_utf8_decode(s + i, len - i, &c);

		if (c == ' ' || c == '\t' || c == '\n' || c == 0xa0 || c == 0x3000) {
			gap = true;
		} else {
			if (gap && w)
				s[w++] = ' ';
			gap = false;
			memmove(s + w, s + i, n);
			w += n;
		}
		i += n;
	}
	return w;
}

const char *kr_doc_line(struct kr_doc *doc, const char *s, size_t len)
{
	return kr_doc_line_in(&doc->arena, s, len);
}

/* Whether a text is a line already. Most are. */
static bool is_plain_line(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const unsigned char c = (unsigned char)s[i];

		if (c > ' ' && c < 0x7f)
			continue;
		if (c != ' ' || !i || i + 1 == len || s[i + 1] == ' ')
			return false;
	}
	return true;
}

const char *kr_doc_line_in(struct kr_arena *arena, const char *s, size_t len)
{
	struct kr_str clean;
	const char *line = NULL;

	if (!s || !len)
		return NULL;
	if (is_plain_line(s, len))
		return kr_arena_dup(arena, s, len);
	kr_str_init(&clean);
	kr_utf8_clean(&clean, s, len, KR_UTF8_LINE | KR_UTF8_NFC);
	clean.len = fold_blanks(clean.data, clean.len);
	if (clean.len)
		line = kr_arena_dup(arena, clean.data, clean.len);
	kr_str_fini(&clean);
	return line;
}

/* Arrays of spans double when they are full, so the capacity is the next power of two above n and
 * is not stored. */
static bool full(uint32_t n)
{
	return n == 0 || (n & (n - 1)) == 0;
}

void kr_doc_add_span(struct kr_doc *doc, struct kr_spans *to, const char *text, size_t len,
        uint32_t style, const char *href)
{
	kr_doc_add_target(doc, to, text, len, style, href, NULL);
}

void kr_doc_add_target(struct kr_doc *doc, struct kr_spans *to, const char *text, size_t len,
        uint32_t style, const char *href, const char *id)
{
	struct kr_span *last = to->n ? &to->v[to->n - 1] : NULL;

	if (!len)
		return;
	assert(len < UINT32_MAX);
	if (last && !id && last->style == style && kr_str_eq(last->href, href)) {
		last->text = kr_arena_append(&doc->arena, last->text, last->len, text, len);
		last->len += (uint32_t)len;
		return;
	}
	if (full(to->n)) {
		struct kr_span *v =
		        kr_arena_alloc(&doc->arena, (to->n ? 2 * (size_t)to->n : 1) * sizeof *v);

		if (to->n)
			memcpy(v, to->v, to->n * sizeof *v);
		to->v = v;
	}
	to->v[to->n++] = (struct kr_span){
	        kr_arena_dup(&doc->arena, text, len), (uint32_t)len, style, href, id};
}

static void add_spans(const struct kr_spans *s, struct kr_str *out)
{
	for (uint32_t i = 0; i < s->n; i++)
		kr_str_add(out, s->v[i].text, s->v[i].len);
}

static size_t spans_len(const struct kr_spans *s)
{
	size_t n = 0;

	for (uint32_t i = 0; i < s->n; i++)
		n += s->v[i].len;
	return n;
}

void kr_doc_block_text(const struct kr_block *b, struct kr_str *out)
{
	switch (b->type) {
	case KR_BLOCK_LIST:
		for (uint32_t i = 0; i < b->u.items.n; i++) {
			add_spans(&b->u.items.v[i].spans, out);
			kr_str_addc(out, '\n');
		}
		break;
	case KR_BLOCK_TABLE:
		for (uint32_t i = 0; i < b->u.rows.n; i++) {
			const struct kr_row *r = &b->u.rows.v[i];

			for (uint32_t k = 0; k < r->n; k++) {
				if (k)
					kr_str_addc(out, '\t');
				add_spans(&r->v[k].spans, out);
			}
			kr_str_addc(out, '\n');
		}
		break;
	case KR_BLOCK_FIGURE:
		if (b->spans.n)
			add_spans(&b->spans, out);
		else
			kr_str_addz(out, b->u.fig.alt);
		break;
	default:
		add_spans(&b->spans, out);
	}
}

size_t kr_doc_block_len(const struct kr_block *b)
{
	size_t n = 0;

	if (b->type == KR_BLOCK_LIST) {
		for (uint32_t i = 0; i < b->u.items.n; i++)
			n += spans_len(&b->u.items.v[i].spans) + 1;
	} else if (b->type == KR_BLOCK_TABLE) {
		for (uint32_t i = 0; i < b->u.rows.n; i++) {
			const struct kr_row *r = &b->u.rows.v[i];

			for (uint32_t k = 0; k < r->n; k++)
				n += spans_len(&r->v[k].spans) + (k ? 1 : 0);
			n++;
		}
	} else if (b->type == KR_BLOCK_FIGURE && !b->spans.n) {
		n = b->u.fig.alt ? strlen(b->u.fig.alt) : 0;
	} else {
		n = spans_len(&b->spans);
	}
	return n;
}

void kr_doc_body(const struct kr_doc *doc, struct kr_str *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < doc->nblocks; i++) {
		const struct kr_block *b = &doc->blocks[i];
		size_t before = out->len;

		if (b->type == KR_BLOCK_FIGURE || b->type == KR_BLOCK_RULE)
			continue;
		if (before > start)
			kr_str_addz(out, "\n\n");
		if (!kr_doc_block_len(b)) {
			kr_str_cut(out, before);
			continue;
		}
		kr_doc_block_text(b, out);
		while (out->len > before && out->data[out->len - 1] == '\n')
			kr_str_cut(out, out->len - 1);
	}
}

static void add_rec_item(struct kr_doc *doc, struct kr_item *it, const struct kr_rec *r)
{
	const char *when = r->published_text ? r->published_text : r->published;
	const size_t date = 10; /* of 2018-06-20T22:56:46+08:00 */
	size_t len = when ? strlen(when) : 0;

	it->number = -1;
	kr_doc_add_span(doc, &it->spans, r->title, strlen(r->title), 0, r->url);
	if (!len)
		return;
	if (when == r->published && len > date)
		len = date;
	kr_doc_add_span(doc, &it->spans, " (", 2, 0, NULL);
	kr_doc_add_span(doc, &it->spans, when, len, 0, NULL);
	kr_doc_add_span(doc, &it->spans, ")", 1, 0, NULL);
}

void kr_doc_list_recs(struct kr_doc *doc)
{
	const size_t n = doc->nblocks ? 0 : doc->nrecs;

	for (size_t i = 0, end; i < n; i = end) {
		const char *group = doc->recs[i].group;
		struct kr_item *v;
		struct kr_block *b;

		for (end = i + 1; end < n && kr_str_eq(doc->recs[end].group, group); end++)
			;
		if (group) {
			b = kr_doc_add_block(doc, KR_BLOCK_HEADING);
			b->level = 2;
			kr_doc_add_span(doc, &b->spans, group, strlen(group), 0, NULL);
		}
		v = kr_arena_alloc(&doc->arena, (end - i) * sizeof *v);
		for (size_t k = i; k < end; k++)
			add_rec_item(doc, &v[k - i], &doc->recs[k]);
		b = kr_doc_add_block(doc, KR_BLOCK_LIST);
		b->u.items.v = v;
		b->u.items.n = (uint32_t)(end - i);
	}
}

/* --- long blocks -------------------------------------------------------------------------- */

static size_t spans_cost(const struct kr_spans *s)
{
	size_t n = 0;

	for (uint32_t i = 0; i < s->n; i++)
		n += s->v[i].len + (s->v[i].href ? strlen(s->v[i].href) : 0) + 32;
	return n;
}

static size_t row_cost(const struct kr_row *r)
{
	size_t n = 0;

	for (uint32_t i = 0; i < r->n; i++)
		n += spans_cost(&r->v[i].spans) + 32;
	return n;
}

/* Where to split a text that is too long: after the last newline or space in the second half of max
 * bytes, or between characters. */
static size_t cut_at(const char *s, size_t len, size_t max)
{
	for (size_t i = max; i > max / 2; i--)
		if (s[i - 1] == '\n' || s[i - 1] == ' ')
			return i;
	return kr_utf8_floor(s, len, max);
}

/* Moves spans from the front of *rest to *to until those hold about max bytes. */
static void cut_spans(struct kr_doc *doc, struct kr_spans *to, struct kr_spans *rest, size_t max)
{
	size_t n = 0;
	uint32_t i = 0;

	for (; i < rest->n && n < max; i++) {
		struct kr_span *s = &rest->v[i];
		size_t room = max - n;

		if (s->len > room && room < max / 2)
			break;
		if (s->len > room) {
			size_t at = cut_at(s->text, s->len, room);

			kr_doc_add_target(doc, to, s->text, at, s->style, s->href, s->id);
			s->id = NULL;
			s->text += at;
			s->len -= (uint32_t)at;
			break;
		}
		kr_doc_add_target(doc, to, s->text, s->len, s->style, s->href, s->id);
		n += s->len + (s->href ? strlen(s->href) : 0) + 32;
	}
	rest->v += i;
	rest->n -= i;
}

/* Appends spans as blocks like b of about max bytes at most. */
static void add_spans_cut(struct kr_doc *doc, struct kr_block b, struct kr_spans spans, size_t max)
{
	while (spans.n) {
		struct kr_spans part = {0};

		cut_spans(doc, &part, &spans, max);
		b.spans = part;
		*kr_doc_add_block(doc, b.type) = b;
		b.page_break = false;
	}
}

/* Appends the items of a list as lists of about max bytes. An item that is longer becomes
 * paragraphs. */
static void add_items_cut(struct kr_doc *doc, struct kr_block b, size_t max)
{
	const struct kr_block loose = {.type = KR_BLOCK_PARAGRAPH};
	struct kr_item *v = b.u.items.v, *end = v + b.u.items.n;

	while (v < end) {
		size_t cost = 0;

		if (spans_cost(&v->spans) > max) {
			add_spans_cut(doc, loose, v++->spans, max);
			continue;
		}
		b.u.items.v = v;
		while (v < end && cost < max && spans_cost(&v->spans) <= max)
			cost += spans_cost(&v++->spans) + 32;
		b.u.items.n = (uint32_t)(v - b.u.items.v);
		*kr_doc_add_block(doc, b.type) = b;
		b.page_break = false;
	}
}

/* Appends the rows of a table as tables of about max bytes. The cells of a row that is longer
 * become paragraphs. */
static void add_rows_cut(struct kr_doc *doc, struct kr_block b, size_t max)
{
	const struct kr_block loose = {.type = KR_BLOCK_PARAGRAPH};
	struct kr_row *v = b.u.rows.v, *end = v + b.u.rows.n;

	while (v < end) {
		size_t cost = 0;

		if (row_cost(v) > max) {
			for (uint32_t i = 0; i < v->n; i++)
				add_spans_cut(doc, loose, v->v[i].spans, max);
			v++;
			continue;
		}
		b.u.rows.v = v;
		while (v < end && cost < max && row_cost(v) <= max)
			cost += row_cost(v++) + 32;
		b.u.rows.n = (uint32_t)(v - b.u.rows.v);
		*kr_doc_add_block(doc, b.type) = b;
		b.page_break = false;
	}
}

static size_t block_cost(const struct kr_block *b)
{
	size_t n = 0;

	if (b->type == KR_BLOCK_LIST)
		for (uint32_t i = 0; i < b->u.items.n; i++)
			n += spans_cost(&b->u.items.v[i].spans) + 32;
	else if (b->type == KR_BLOCK_TABLE)
		for (uint32_t i = 0; i < b->u.rows.n; i++)
			n += row_cost(&b->u.rows.v[i]) + 32;
	else
		n = spans_cost(&b->spans);
	return n;
}

void kr_doc_split_long(struct kr_doc *doc, size_t max)
{
	struct kr_block *old = doc->blocks;
	size_t n = doc->nblocks, i = 0;

	while (i < n && block_cost(&old[i]) <= max)
		i++;
	if (i == n)
		return;
	doc->blocks = NULL;
	doc->nblocks = doc->cap_blocks = 0;
	for (i = 0; i < n; i++) {
		const struct kr_block *b = &old[i];

		if (block_cost(b) <= max)
			*kr_doc_add_block(doc, b->type) = *b;
		else if (b->type == KR_BLOCK_LIST)
			add_items_cut(doc, *b, max);
		else if (b->type == KR_BLOCK_TABLE)
			add_rows_cut(doc, *b, max);
		else
			add_spans_cut(doc, *b, b->spans, max);
	}
}

const char *kr_doc_site_name(const struct kr_doc *doc)
{
	return doc->site ? doc->site : doc->source;
}

void kr_doc_duration(int32_t seconds, struct kr_str *out)
{
	const int s = seconds < 0 ? 0 : (int)seconds;

	if (s >= 3600)
		kr_str_addf(out, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
	else
		kr_str_addf(out, "%d:%02d", s / 60, s % 60);
}
