#include "extract/meta/date/date_collector_priv.h"

#include <string.h>

enum {
	MAX_MENTIONS = 600,
	VALUE_MAX = 100, /* longest machine-written value, bytes */
};

static bool is_plausible(const struct kr_date_collector *c, const struct kr_date *d)
{
	if (d->year && d->year < 1990)
		return false;
	return !d->year || !c->hints.now ||
	       kr_date_calendar_days(d) * 86400 <= c->hints.now + 2 * 86400;
}

struct kr_date_mention *kr_date_collector_add(struct kr_date_collector *c, const struct kr_date *d,
        enum kr_date_source source, int32_t node)
{
	struct kr_date_mentions *all = c->all;
	struct kr_date_mention *s;

	if (all->n == MAX_MENTIONS || !is_plausible(c, d))
		return NULL;
	all->v = kr_arena_grow(&c->page->arena, all->v, all->n, &all->cap, sizeof *s);
	s = &all->v[all->n++];
	s->d = *d;
	s->source = source;
	s->node = node;
	s->pos = c->pos;
	s->flags = (node >= 0 ? c->place[node] : 0) | (d->year ? 0 : KR_DF_NO_YEAR);
	return s;
}

struct kr_date_mention *kr_date_collector_add_value(struct kr_date_collector *c, const char *s,
        size_t len, enum kr_date_source source, int32_t node)
{
	struct kr_date_mention *mention;
	struct kr_date d;

	if (!s || len > VALUE_MAX)
		return NULL;
	if ((len == 10 || len == 13) && strspn(s, "0123456789") == len) {
		double seconds = 0;

		for (size_t i = 0; i < len; i++)
			seconds = seconds * 10 + (s[i] - '0');
		if (!kr_date_calendar_from_epoch(seconds, c->hints.zone, &d))
			return NULL;
	} else if (!kr_date_parse_find(s, len, &c->hints, &d, NULL, NULL) || d.relative) {
		return NULL;
	}
	mention = kr_date_collector_add(c, &d, source, node);
	if (mention)
		mention->as = (struct kr_slice){s, len};
	return mention;
}
