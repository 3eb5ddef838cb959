/* Places in a layout: finds positions, moves by lines. */
#include <assert.h>

#include "kread/base/url.h"
#include "layout_priv.h"

static bool has_offset(const struct kr_line *line, uint32_t off)
{
	for (uint32_t i = 0; i < line->nruns; i++)
		if (off >= line->runs[i].off && off - line->runs[i].off < line->runs[i].len)
			return true;
	return false;
}

/* The line with an offset, at or shortly before line `at`: lines of broken table cells are
 * interleaved. */
static uint32_t line_with(const struct kr_line *lines, uint32_t at, uint32_t off)
{
	enum { NEAR = 24 };

	for (uint32_t k = 0; k <= at && k < NEAR; k++)
		if (has_offset(&lines[at - k], off))
			return at - k;
	return at;
}

struct kr_place kr_layout_place(struct kr_layout *l, struct kr_position p)
{
	uint32_t n, low = 0, high;
	const struct kr_line *lines;

	if (p.section >= l->nsections)
		return kr_layout_place_end(l);
	lines = kr_layout_lines(l, p.section, &n);
	for (high = n; low < high;) {
		uint32_t mid = low + (high - low) / 2;

		if (lines[mid].off <= p.off)
			low = mid + 1;
		else
			high = mid;
	}
	if (n)
		return (struct kr_place){p.section, low ? line_with(lines, low - 1, p.off) : 0};
	/* The section has no lines: take the next one that has, or the end. */
	for (uint32_t i = p.section + 1; i < l->nsections; i++) {
		kr_layout_lines(l, i, &n);
		if (n)
			return (struct kr_place){i, 0};
	}
	return kr_layout_place_end(l);
}

struct kr_position kr_layout_place_position(struct kr_layout *l, struct kr_place p)
{
	uint32_t n;
	const struct kr_line *lines = kr_layout_lines(l, p.section, &n);

	return (struct kr_position){p.section, p.line < n ? lines[p.line].off : 0};
}

static long move_down(struct kr_layout *l, struct kr_place *p, long want)
{
	struct kr_place at = *p;
	long left = want;
	uint32_t n;

	for (;;) {
		kr_layout_lines(l, at.section, &n);
		if (n && left <= (long)(n - 1 - at.line)) {
			at.line += (uint32_t)left;
			*p = at;
			return want;
		}
		if (n) {
			left -= (long)(n - 1 - at.line);
			*p = (struct kr_place){at.section, n - 1};
		}
		/* Entering a section takes one line, if it has any. */
		do {
			if (++at.section >= l->nsections)
				return want - left;
			kr_layout_lines(l, at.section, &n);
		} while (!n);
		at.line = 0;
		left--;
		*p = at;
	}
}

static long move_up(struct kr_layout *l, struct kr_place *p, long want)
{
	long left = want;

	while (left > 0) {
		uint32_t section = p->section, n = 0;

		if (left <= (long)p->line) {
			p->line -= (uint32_t)left;
			return want;
		}
		left -= (long)p->line;
		p->line = 0;
		while (section > 0 && !n)
			kr_layout_lines(l, --section, &n);
		if (!n)
			break;
		*p = (struct kr_place){section, n - 1};
		left--;
	}
	return want - left;
}

long kr_layout_place_move(struct kr_layout *l, struct kr_place *p, long n)
{
	assert(p->section < l->nsections);
	return n >= 0 ? move_down(l, p, n) : -move_up(l, p, -n);
}

struct kr_place kr_layout_place_end(struct kr_layout *l)
{
	for (uint32_t i = (uint32_t)l->nsections; i-- > 0;) {
		uint32_t n;

		kr_layout_lines(l, i, &n);
		if (n)
			return (struct kr_place){i, n - 1};
	}
	return (struct kr_place){0, 0};
}

int kr_layout_place_percent(const struct kr_layout *l, struct kr_position p)
{
	const uint64_t total = l->before[l->nsections];

	return total ? (int)(kr_layout_pace_offset(l, p) * 100 / total) : 0;
}

struct kr_position kr_layout_place_at_percent(const struct kr_layout *l, int percent)
{
	uint64_t total = l->before[l->nsections], want;
	size_t low = 0, high = l->nsections;

	percent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
	want = (total * (unsigned)percent + 99) / 100;
	while (low < high) { /* find the first section that ends after the byte wanted */
		size_t mid = (low + high) / 2;

		if (l->before[mid + 1] <= want)
			low = mid + 1;
		else
			high = mid;
	}
	if (low >= l->nsections)
		return (struct kr_position){(uint32_t)l->nsections - 1, 0};
	return (struct kr_position){(uint32_t)low, (uint32_t)(want - l->before[low])};
}

struct sought_target {
	const char *raw, *decoded;
	uint32_t section;
	struct kr_position at;
	bool found;
};

static void find_target(void *user, const struct kr_spans *s, uint32_t off)
{
	struct sought_target *t = user;

	for (uint32_t i = 0; i < s->n && !t->found; off += s->v[i++].len) {
		const char *id = s->v[i].id;

		if (!id || !(kr_str_eq(id, t->raw) || kr_str_eq(id, t->decoded)))
			continue;
		t->at = (struct kr_position){t->section, off};
		t->found = true;
	}
}

bool kr_layout_place_target(
        const struct kr_layout *l, const char *fragment, struct kr_position *ret)
{
	struct kr_str decoded;
	struct sought_target t = {.raw = fragment};

	kr_str_init(&decoded);
	kr_url_decode(kr_slice_of(fragment), &decoded);
	t.decoded = decoded.data;
	for (size_t i = 0; i < l->doc->nblocks && !t.found; i++) {
		t.section = (uint32_t)i + 1;
		kr_layout_spans_each(&l->doc->blocks[i], find_target, &t);
	}
	if (t.found)
		*ret = t.at;
	kr_str_fini(&decoded);
	return t.found;
}
