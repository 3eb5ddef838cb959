/* For tests of single stages and of what they are made from: a page of ours that has gone through
 * the stages of extraction before one of them. */
#ifndef TESTS_UNIT_STAGE_HELP_H
#define TESTS_UNIT_STAGE_HELP_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/body/segment_features_priv.h"
#include "extract/dom/segments_priv.h"
#include "extract/stages_priv.h"

struct staged {
	struct kr_extract_input in;
	struct kr_page page;
	/* by staged_segments() */
	struct kr_segs segs;
	struct kr_content_root root;
	struct kr_segment_features x;
};

/* before: the name of a stage (stages.c). Close it with staged_close(). */
static inline void staged_open(struct staged *s, const char *html, const char *before)
{
	*s = (struct staged){.in = {.data = html,
	                             .len = strlen(html),
	                             .url = "https://news.example/2024/05/a-tram-returns.html",
	                             .now = 1716200000},
	        .page = {.doc = kr_doc_new()}};
	assert_int_equal(kr_stages_open(&s->page, &s->in, html, strlen(html), NULL), 0);
	kr_stages_run(&s->page, before);
}

static inline void staged_close(struct staged *s)
{
	kr_stages_close(&s->page);
	kr_doc_free(s->page.doc);
}

/* Finds the segments of the page and describes them. */
static inline void staged_segments(struct staged *s)
{
	kr_segments_find(&s->page, &s->segs);
	kr_content_root_find(&s->page, &s->segs, &s->root);
	kr_segment_features_find(&s->page, &s->segs, &s->root, &s->x);
}

/* The first text, from a node on, that begins like this, blanks at its start apart. */
static inline int32_t staged_text_from(const struct staged *s, int32_t from, const char *text)
{
	const struct kr_dom *dom = &s->page.dom;

	for (int32_t i = from; i < dom->n; i++)
		if (dom->nodes[i].tag == KR_TAG_TEXT &&
		        kr_slice_starts(kr_slice_trim(kr_dom_text(dom, i)), text))
			return i;
	fail_msg("no text begins with '%s'", text);
	return -1;
}

static inline int32_t staged_text(const struct staged *s, const char *text)
{
	return staged_text_from(s, s->page.dom.body >= 0 ? s->page.dom.body : 0, text);
}

/* The segment that begins with a text. */
static inline int32_t staged_segment(const struct staged *s, const char *text)
{
	const int32_t node = staged_text(s, text);

	for (int32_t k = 0; k < s->segs.n; k++)
		if (s->segs.v[k].first == node)
			return k;
	fail_msg("no segment begins with '%s'", text);
	return -1;
}

/* The element with an id. */
static inline int32_t staged_element(const struct staged *s, const char *id)
{
	for (int32_t i = 0; i < s->page.dom.n; i++)
		if (s->page.dom.nodes[i].tag != KR_TAG_TEXT &&
		        kr_str_eq(kr_dom_attr(&s->page.dom, i, "id"), id))
			return i;
	fail_msg("no element has the id '%s'", id);
	return -1;
}

enum { STAGED_SEGMENTS = 64 };

/* Marks the segments that begin with the texts named, between bars. */
static inline void staged_keep(
        const struct staged *s, const char *names, uint8_t keep[STAGED_SEGMENTS])
{
	char name[64];

	memset(keep, 0, STAGED_SEGMENTS);
	for (const char *p = names; *p; p += *p == '|') {
		const size_t n = strcspn(p, "|");

		assert_true(n < sizeof name);
		memcpy(name, p, n);
		name[n] = '\0';
		keep[staged_segment(s, name)] = 1;
		p += n;
	}
}

/* The first words of the segments that are marked, between bars. */
static inline const char *staged_kept(
        const struct staged *s, const uint8_t keep[STAGED_SEGMENTS], struct kr_str *out)
{
	kr_str_clear(out);
	for (int32_t k = 0; k < s->segs.n; k++) {
		const struct kr_slice t =
		        kr_slice_trim(kr_dom_text(&s->page.dom, s->segs.v[k].first));
		size_t n = 0;

		while (n < t.len && t.data[n] != ' ')
			n++;
		if (!keep[k])
			continue;
		kr_str_addz(out, out->len ? "|" : "");
		kr_str_add(out, t.data, n);
	}
	return out->data;
}

/* A feature of the segment that begins with a text. */
struct staged_want {
	const char *text;
	int feature; /* enum kr_feature */
	int value;
};

static inline const char *staged_feature_name(int feature)
{
	static const char *const names[] = {
#define FEATURE(name, low, high, what) #name,
#include "extract/body/segment_features.def"
#undef FEATURE
#define SECOND(name, low, high, what) #name,
#include "extract/body/segment_features.def"
#undef SECOND
	};

	return names[feature];
}

static inline void staged_check(const struct staged *s, const struct staged_want *want, size_t n)
{
	bool good = true;

	for (size_t i = 0; i < n; i++) {
		const int32_t k = staged_segment(s, want[i].text);
		const int is = s->x.x[(size_t)want[i].feature * (size_t)s->x.stride + (size_t)k];

		if (is != want[i].value)
			print_error("%s of '%s' is %d, not %d\n",
			        staged_feature_name(want[i].feature), want[i].text, is,
			        want[i].value);
		good = good && is == want[i].value;
	}
	assert_true(good);
}

#define STAGED_CHECK(s, want) staged_check(s, want, sizeof(want) / sizeof *(want))

/* Compares a feature of something with what a test wants; prints them if they differ. */
static inline bool staged_feature_is(const char *name, const char *of, float is, float want)
{
	const bool same = fabsf(is - want) <= 0.001f;

	if (!same)
		print_error("%s of '%s' is %g, not %g\n", name, of, (double)is, (double)want);
	return same;
}

#endif
