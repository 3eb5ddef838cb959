/* Lays out the head of an article (headline, byline, media, warnings) and its foot. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "kread/base/intl.h"
#include "kread/base/utf8.h"
#include "kread/text/date.h"
#include "kread/text/width.h"
#include "layout_priv.h"

enum { PARTS = 16, AUTHORS = 5 }; /* at most */

/* Short texts on a line with separators between them. Lines break at separators, which are then
 * left out. */
struct parts {
	const char *v[PARTS];
	size_t n;
};

static void add_part(struct parts *p, const char *part)
{
	if (!kr_str_empty(part) && p->n < PARTS)
		p->v[p->n++] = part;
}

/* The time, as it is written in the language of the page. */
static const char *time_of(struct kr_layout *l)
{
	const struct kr_doc *d = l->doc;
	const char *text;
	struct kr_str s;

	if (d->published_text || !d->published)
		return d->published_text;
	kr_str_init(&s);
	kr_date_add(d->published, d->lang, d->title, true, &s);
	text = kr_arena_dup(&l->arena, s.data, s.len);
	kr_str_fini(&s);
	return text;
}

/* Sets a text that is not one of the section's. */
static void flow_own(struct kr_layout *l, const char *text, size_t len, uint8_t role, uint32_t at)
{
	struct flow f = {.text = kr_arena_dup(&l->arena, text, len),
	        .len = len,
	        .off = UINT32_MAX,
	        .at = at,
	        .role = role};

	kr_layout_flow(l, &f);
}

static void set_parts(struct kr_layout *l, const struct parts *p, uint32_t at)
{
	bool wide = l->opts.ambiguous_wide;
	struct kr_str line;

	kr_str_init(&line);
	for (size_t i = 0; i < p->n; i++) {
		size_t end = line.len;

		kr_str_addz(&line, end ? kr_layout_spans_separator(l) : "");
		kr_str_addz(&line, p->v[i]);
		if (end && kr_width_text_as(line.data, line.len, wide) > l->opts.width) {
			flow_own(l, line.data, end, KR_TEXT_ROLE_BYLINE, at);
			kr_str_clear(&line);
			kr_str_addz(&line, p->v[i]);
		}
	}
	if (line.len)
		flow_own(l, line.data, line.len, KR_TEXT_ROLE_BYLINE, at);
	kr_str_fini(&line);
}

static bool is_same_name(const char *a, const char *b)
{
	const size_t len = a && b ? strlen(a) : 0;

	return len && len == strlen(b) && kr_str_istarts(a, b);
}

/* Without the site, which some pages name as their author. */
static const char *authors_of(struct kr_layout *l)
{
	const char *text, *site = kr_doc_site_name(l->doc);
	const struct kr_strings *a = &l->doc->authors;
	struct kr_str s;

	kr_str_init(&s);
	for (size_t i = 0; i < a->n && i < AUTHORS; i++)
		if (!is_same_name(a->v[i], site))
			kr_str_addf(&s, "%s%s", s.len ? ", " : "", a->v[i]);
	text = kr_arena_dup(&l->arena, s.data, s.len);
	kr_str_fini(&s);
	return text;
}

/* The outlet that is credited, or the site; NULL if the screen has that elsewhere. */
static const char *source_of(const struct kr_layout *l)
{
	const struct kr_doc *d = l->doc;
	const char *source = d->source ? d->source : d->site;

	return l->opts.site_shown && source && is_same_name(source, kr_doc_site_name(d)) ? NULL
	                                                                                 : source;
}

static void set_byline(struct kr_layout *l, uint32_t at)
{
	int minutes = l->opts.own ? 0 : kr_layout_pace_minutes(l, (struct kr_position){0, 0});
	struct parts p = {0};
	/* the page may have only some of them */
	const int have = l->doc->ncomments < INT_MAX ? (int)l->doc->ncomments : INT_MAX,
	          comments = l->doc->comment_count > have ? l->doc->comment_count : have;
	char length[32], count[48];

	add_part(&p, time_of(l));
	add_part(&p, source_of(l));
	add_part(&p, authors_of(l));
	if (minutes) {
		/* TRANSLATORS: how many minutes it takes to read the article */
		snprintf(length, sizeof length, _("%d min"), minutes);
		add_part(&p, length);
	}
	if (comments > 0) {
		snprintf(count, sizeof count,
		        ngettext("%d comment", "%d comments", (unsigned long)comments), comments);
		add_part(&p, count);
	}
	set_parts(l, &p, at);
}

static void set_media(struct kr_layout *l, const struct kr_media *m, uint32_t at, int32_t link)
{
	const size_t from = l->build.nruns;

	struct kr_str line;

	kr_str_init(&line);
	kr_str_addz(&line, m->audio ? _("[audio]") : _("[video]"));
	if (m->title)
		kr_str_addf(&line, " %s", m->title);
	if (m->duration >= 0) {
		kr_str_addz(&line, l->opts.ascii || l->opts.ambiguous_wide ? " > " : " \u25b8 ");
		kr_doc_duration(m->duration, &line);
	}
	flow_own(l, line.data, line.len, KR_TEXT_ROLE_CAPTION, at);
	kr_layout_flow_link(l, from, l->build.nruns, link);
	kr_str_fini(&line);
}

void kr_layout_head(struct kr_layout *l)
{
	const struct kr_doc *d = l->doc;
	struct kr_slice title = kr_layout_spans_text(l, 0);
	struct flow f = {.text = title.data, .len = title.len, .role = KR_TEXT_ROLE_TITLE};
	uint32_t at = (uint32_t)title.len, nlinked = 0;

	kr_layout_flow(l, &f);
	set_byline(l, at);
	for (size_t i = 0; i < d->nmedia && i < KR_LAYOUT_MEDIA; i++) {
		const bool linked = !kr_str_empty(d->media[i].url);

		if (!i)
			kr_layout_flow_line(l, at);
		set_media(
		        l, &d->media[i], at, linked ? kr_layout_flow_elsewhere(l, nlinked++) : -1);
	}
	for (size_t i = 0; i < d->nwarnings; i++) {
		struct kr_str line;

		kr_str_init(&line);
		kr_str_addf(&line, _("[warning] %s"),
		        d->warnings[i].text ? _(d->warnings[i].text) : d->warnings[i].code);
		kr_layout_flow_line(l, at);
		flow_own(l, line.data, line.len, KR_TEXT_ROLE_WARNING, at);
		kr_str_fini(&line);
	}
	if (!d->nblocks && d->summary) {
		kr_layout_flow_line(l, at);
		flow_own(l, d->summary, strlen(d->summary), KR_TEXT_ROLE_TEXT, at);
	}
}

static bool is_broken_off(const struct kr_doc *d)
{
	return kr_doc_has_warning(d, "truncated") || kr_doc_has_warning(d, "paywall") ||
	       kr_doc_has_warning(d, "needs-javascript");
}

/* Spans [from, to) of the keywords, as a line; off: where they are in the text. The label stands
 * before the first line, and the others are indented by its width. */
static void flow_keywords(struct kr_layout *l, const struct kr_spans *all, uint32_t from,
        uint32_t to, const char *text, uint32_t off, int left)
{
	struct kr_spans some = {all->v + from, to - from};
	struct flow f = {.text = text + off,
	        .len = kr_layout_spans_len(&some),
	        .off = off,
	        .spans = &some,
	        .left = left,
	        .mark = left && !off ? _("Keywords:") : NULL,
	        .role = KR_TEXT_ROLE_BYLINE};

	kr_layout_flow(l, &f);
}

/* As many on a line as fit. */
static void set_keywords(struct kr_layout *l, const struct kr_spans *s)
{
	const struct kr_slice joined = kr_layout_spans_text(l, (uint32_t)l->doc->nblocks + 1);
	const char *text = kr_arena_dup(&l->arena, joined.data, joined.len);
	const bool wide = l->opts.ambiguous_wide;
	uint32_t first = 0, off = 0, at = 0; /* off: of the first one on the line */
	int left = kr_width_text_as(_("Keywords:"), strlen(_("Keywords:")), wide) + 1;

	left = left > l->opts.width / 3 ? 0 : left;

	for (uint32_t i = 0; i < s->n; at += s->v[i++].len) {
		size_t len = at - off + s->v[i].len;

		if (!s->v[i].href || i == first ||
		        left + kr_width_text_as(text + off, len, wide) <= l->opts.width)
			continue;
		flow_keywords(l, s, first, i - 1, text, off, left);
		first = i;
		off = at;
	}
	flow_keywords(l, s, first, s->n, text, off, left);
}

void kr_layout_head_foot(struct kr_layout *l)
{
	const struct kr_doc *d = l->doc;
	const struct kr_spans *keywords = kr_layout_spans_keywords(l);

	if (!d->nblocks || l->opts.own)
		return;
	if (keywords->n) {
		kr_layout_flow_line(l, 0);
		set_keywords(l, keywords);
	}
	if (l->opts.open_end || is_broken_off(d))
		return;
	kr_layout_flow_line(l, 0);
	kr_layout_flow_center(l, l->opts.ascii ? "--" : "\u25aa", 0);
}
