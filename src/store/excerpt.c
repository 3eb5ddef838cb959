#include "excerpt_priv.h"

#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/utf8.h"
#include "kread/doc/json.h"

enum {
	BEFORE = 20, /* columns before the hit: it has to be seen on narrow screens, too */
	AFTER = 400  /* bytes from the hit on */
};

/* --- which block ---------------------------------------------------------------------------- */

struct best {
	struct kr_str text;
	struct kr_query_place place;
	uint32_t section;
	int terms;
};

static int count_wanted(const struct kr_query *q, unsigned found)
{
	int n = 0;

	for (size_t i = 0; i < q->nterms; i++)
		n += (found & 1u << i) && !q->terms[i].excluded;
	return n;
}

static void consider(
        const struct kr_query *q, const char *text, size_t len, uint32_t section, struct best *best)
{
	struct kr_query_place place;
	int n = count_wanted(q, kr_query_scan(q, text, len, &place));

	if (n <= best->terms)
		return;
	best->terms = n;
	best->place = place;
	best->section = section;
	kr_str_clear(&best->text);
	kr_str_add(&best->text, text, len);
}

static void choose(const struct kr_query *q, const struct kr_doc *doc, struct best *best)
{
	struct kr_str text;

	kr_str_init(&text);
	for (size_t i = 0; i < doc->nblocks && (size_t)best->terms < q->nwanted; i++) {
		kr_str_clear(&text);
		kr_doc_block_text(&doc->blocks[i], &text);
		consider(q, text.data, text.len, (uint32_t)i + 1, best);
	}
	if (!best->terms && doc->title)
		consider(q, doc->title, strlen(doc->title), 0, best);
	for (size_t i = 0; i < doc->keywords.n && !best->terms; i++)
		consider(q, doc->keywords.v[i], strlen(doc->keywords.v[i]), 0, best);
	for (size_t i = 0; i < doc->authors.n && !best->terms; i++)
		consider(q, doc->authors.v[i], strlen(doc->authors.v[i]), 0, best);
	kr_str_fini(&text);
}

/* --- the snippet ----------------------------------------------------------------------------- */

/* Where it begins: a few columns before the hit, and not in a word. */
static size_t start_of(const char *text, size_t len, size_t at)
{
	size_t start = at, blank = at;
	uint32_t c;

	for (int cols = 0; start && cols < BEFORE;) {
		size_t before = kr_utf8_floor(text, len, start - 1);

		kr_utf8_decode(text + before, len - before, &c);
		if (c == ' ' || c == '\n')
			blank = start;
		cols += kr_utf8_is_cjk(c) ? 2 : 1;
		start = before;
	}
	if (start && !kr_utf8_is_cjk(c) && blank < at)
		start = blank;
	return start;
}

static void add_line(struct kr_str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		kr_str_addc(out, text[i] == '\n' || text[i] == '\t' ? ' ' : text[i]);
}

static void cut(const struct best *best, struct kr_find_hit *hit)
{
	const char *text = best->text.data;
	const size_t len = best->text.len, at = best->place.at, end = at + best->place.len;
	size_t start = start_of(text, len, at), stop = kr_utf8_floor(text, len, end + AFTER);
	struct kr_str out;

	kr_str_init(&out);
	if (start)
		kr_str_addz(&out, "\u2026");
	add_line(&out, text + start, at - start);
	hit->at = out.len;
	add_line(&out, text + at, end - at);
	hit->len = out.len - hit->at;
	add_line(&out, text + end, stop - end);
	if (stop < len)
		kr_str_addz(&out, "\u2026");
	hit->snippet = kr_str_take(&out);
}

void kr_excerpt_make(const struct kr_query *q, const struct kr_str *json, struct kr_find_hit *hit)
{
	struct kr_doc *doc = NULL;
	struct best best = {0};

	if (kr_json_read(json->data, json->len, &doc, NULL) < 0)
		return;
	kr_str_init(&best.text);
	choose(q, doc, &best);
	if (best.terms) {
		cut(&best, hit);
		hit->word = kr_mem_strndup(best.text.data + best.place.at, best.place.len);
		hit->section = best.section;
		hit->off = best.section ? (uint32_t)best.place.at : 0;
	}
	kr_str_fini(&best.text);
	kr_doc_free(doc);
}
