/* Searching in the pane of the article.
 *
 * How many matches a section has is kept once it is known, so that a text is searched only once,
 * whatever the reader does, and in steps, so that a long one never makes a key wait. */
#include <stdlib.h>
#include <string.h>

#include "kread/app/pane.h"
#include "kread/base/clock.h"
#include "kread/base/mem.h"

enum { STEP_MS = 8 }; /* no longer does a key wait */

#define UNKNOWN UINT32_MAX

static const struct kr_position NOWHERE = {UINT32_MAX, 0};

void kr_pane_find_set(struct kr_pane_reader *r, const char *pattern)
{
	struct kr_pane_find *f = &r->find;

	if (!f->search || !kr_str_eq(f->pattern, pattern)) {
		kr_pane_reader_drop_find(r);
		f->search = kr_search_new(pattern);
		f->pattern = kr_mem_strdup(pattern);
	}
	f->match = NOWHERE;
	f->match_len = 0;
	f->direction = 0;
}

bool kr_pane_find_match(struct kr_pane_reader *r, uint32_t section, uint32_t from, uint32_t to,
        uint32_t *ret_at, uint32_t *ret_len)
{
	struct kr_slice text;
	size_t at, len;

	if (!r->find.search)
		return false;
	text = kr_layout_spans_text(r->layout, section);
	if (text.len > to)
		text.len = to;
	if (from >= text.len ||
	        !kr_search_next(r->find.search, text.data, text.len, from, &at, &len))
		return false;
	*ret_at = (uint32_t)at;
	*ret_len = (uint32_t)len;
	return true;
}

/* --- counting ----------------------------------------------------------------------------- */

/* How many matches a section has that begin before `to`. */
static uint32_t count_before(struct kr_pane_reader *r, uint32_t section, uint32_t to)
{
	uint32_t at = 0, len, n = 0;

	while (kr_pane_find_match(r, section, at, UINT32_MAX, &at, &len) && at < to) {
		n++;
		at += len;
	}
	return n;
}

static void make_room(struct kr_pane_reader *r)
{
	struct kr_pane_find *f = &r->find;
	const uint32_t n = kr_layout_sections(r->layout);

	if (n > f->cap) {
		f->cap = n + n / 2;
		f->counts = kr_mem_array(f->counts, f->cap, sizeof *f->counts);
	}
	for (; f->n < n; f->n++)
		f->counts[f->n] = UNKNOWN;
}

static uint32_t count(struct kr_pane_reader *r, uint32_t section)
{
	uint32_t *n = &r->find.counts[section];

	if (*n == UNKNOWN)
		*n = count_before(r, section, UINT32_MAX);
	return *n;
}

bool kr_pane_find_is_counted(const struct kr_pane_reader *r)
{
	return !r->find.search || r->find.filled >= kr_layout_sections(r->layout);
}

uint32_t kr_pane_find_total(const struct kr_pane_reader *r)
{
	const struct kr_pane_find *f = &r->find;
	uint32_t total = 0;

	for (uint32_t i = 0; i < f->n; i++)
		total += f->counts[i] == UNKNOWN ? 0 : f->counts[i];
	return total;
}

uint32_t kr_pane_find_number(struct kr_pane_reader *r)
{
	const struct kr_pane_find *f = &r->find;
	uint32_t before = 0;

	if (f->match.section >= f->n)
		return 0;
	for (uint32_t i = 0; i < f->match.section; i++) {
		if (f->counts[i] == UNKNOWN)
			return 0;
		before += f->counts[i];
	}
	return before + count_before(r, f->match.section, f->match.off) + 1;
}

/* --- finding ------------------------------------------------------------------------------ */

/* The last match of a section that begins before `to`. */
static bool last_match(struct kr_pane_reader *r, uint32_t section, uint32_t to, uint32_t *ret_at,
        uint32_t *ret_len)
{
	uint32_t at = 0, len;
	bool found = false;

	while (kr_pane_find_match(r, section, at, UINT32_MAX, &at, &len) && at < to) {
		*ret_at = at;
		*ret_len = len;
		found = true;
		at += len;
	}
	return found;
}

/* Find in a section. rest: only after the place where the search began, or before it. */
static bool find_in(struct kr_pane_reader *r, uint32_t section, bool rest)
{
	struct kr_pane_find *f = &r->find;
	uint32_t at, len;
	bool found;

	if (!rest && !count(r, section))
		return false;
	if (f->direction > 0)
		found = kr_pane_find_match(
		        r, section, rest ? f->from.off : 0, UINT32_MAX, &at, &len);
	else
		found = last_match(r, section, rest ? f->from.off : UINT32_MAX, &at, &len);
	if (!found)
		return false;
	f->match = (struct kr_position){section, at};
	f->match_len = len;
	kr_pane_reader_show(r, f->match);
	return true;
}

/* Go on with a search that began; at last comes the whole section where it began. */
static enum kr_found go_on(struct kr_pane_reader *r, int64_t until)
{
	struct kr_pane_find *f = &r->find;
	const uint32_t n = kr_layout_sections(r->layout), from = f->from.section;
	const int direction = f->direction;

	for (; f->done <= n; f->done++) {
		const uint32_t step = f->done % n,
		               section = direction > 0 ? (from + step) % n : (from + n - step) % n;
		const bool wrapped = direction > 0 ? section <= from : section >= from;

		if (find_in(r, section, !f->done)) {
			f->direction = 0;
			return f->done && wrapped ? KR_FOUND_WRAPPED : KR_FOUND;
		}
		if (kr_clock_ms() >= until) {
			f->done++;
			return KR_FINDING;
		}
	}
	f->direction = 0;
	return KR_NOT_FOUND;
}

enum kr_found kr_pane_find_go(struct kr_pane_reader *r, int direction)
{
	struct kr_pane_find *f = &r->find;

	if (!f->search)
		return KR_NOT_FOUND;
	make_room(r);
	f->from = f->match;
	f->direction = direction;
	f->done = 0;
	if (f->from.section == UINT32_MAX || !kr_pane_reader_is_shown(r, f->from))
		f->from = kr_pane_reader_edge(r, direction);
	else if (direction > 0)
		f->from.off += f->match_len;
	return go_on(r, kr_clock_ms() + STEP_MS);
}

enum kr_found kr_pane_find_at(struct kr_pane_reader *r, struct kr_position p)
{
	enum kr_found found;

	kr_pane_reader_goto(r, p);
	r->find.match = p;
	r->find.match_len = 0;
	found = kr_pane_find_go(r, 1);
	kr_pane_reader_scroll(r, -(r->rows / 4));
	return found;
}

enum kr_found kr_pane_find_step(struct kr_pane_reader *r)
{
	struct kr_pane_find *f = &r->find;
	const int64_t until = kr_clock_ms() + STEP_MS;

	make_room(r);
	if (f->direction)
		return go_on(r, until);
	while (f->filled < f->n && kr_clock_ms() < until)
		count(r, f->filled++);
	return KR_FOUND;
}

int kr_pane_find_percent(const struct kr_pane_reader *r)
{
	const struct kr_pane_find *f = &r->find;
	const uint32_t n = kr_layout_sections(r->layout);

	return f->direction ? (int)((uint64_t)f->done * 100 / (n + 1)) : 100;
}
