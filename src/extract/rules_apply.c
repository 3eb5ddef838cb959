/* Applies the site rules of a page. */
#include "extract/rules_priv.h"

#include <string.h>

#include "extract/lists/link_lists_priv.h"
#include "extract/meta/date/date_priv.h"
#include "kread/base/url.h"

static const struct kr_rule_hit *first(const struct kr_page *page, enum kr_rule rule)
{
	const struct kr_rule_hits *hits = &page->rules->hits[rule];

	return hits->n ? &hits->v[0] : NULL;
}

/* The visible text of a hit; if there is none, as in <title>, its string-value. */
static const char *hit_line(struct kr_page *page, const struct kr_rule_hit *hit)
{
	const char *line = NULL;
	struct kr_str shown;

	if (hit->node >= 0) {
		kr_str_init(&shown);
		kr_dom_inner_text(&page->dom, hit->node, &shown);
		line = kr_doc_line(page->doc, shown.data, shown.len);
		kr_str_fini(&shown);
	}
	return line ? line : kr_doc_line(page->doc, hit->text, strlen(hit->text));
}

/* Whether a node is in one of the elements that a rule selected. */
static bool is_selected(const struct kr_page *page, enum kr_rule rule, int32_t i)
{
	const struct kr_rule_hits *hits = &page->rules->hits[rule];
	size_t low = 0, high = hits->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (hits->v[mid].node <= i)
			low = mid + 1;
		else
			high = mid;
	}
	return low > 0 && kr_dom_within(&page->dom, i, hits->v[low - 1].node);
}

void kr_rules_apply_title(struct kr_page *page)
{
	const struct kr_rule_hit *hit = first(page, KR_RULE_TITLE);
	int32_t node;

	if (!hit)
		return;
	page->doc->title = hit_line(page, hit);
	node = hit->node;
	if (node > 0 && page->dom.nodes[node].tag == KR_TAG_TEXT)
		node = page->dom.nodes[node].parent;
	if (node > 0 && page->stat[node].chars)
		page->title_node = node;
}

/* --- recommendations ---------------------------------------------------------------------- */

/* Keeps only cards whose link is in elements that a rule selected; if inside is false, only the
 * others. */
static void filter_cards(struct kr_page *page, enum kr_rule rule, bool inside)
{
	struct kr_link_lists *ls = page->lists;

	for (size_t i = 0; i < ls->nlists; i++) {
		struct kr_link_list *l = &ls->lists[i];
		uint32_t n = 0;

		for (uint32_t k = 0; k < l->n; k++)
			if (is_selected(page, rule, ls->cards[l->first + k].link) == inside)
				ls->cards[l->first + n++] = ls->cards[l->first + k];
		l->n = n;
	}
}

void kr_rules_apply_cards(struct kr_page *page)
{
	struct kr_link_lists *ls = page->lists;

	if (!first(page, KR_RULE_RECOMMENDATIONS))
		return;
	filter_cards(page, KR_RULE_RECOMMENDATIONS, true);
	for (int32_t i = 0; i < page->dom.n; i++)
		page->mark[i] &= (uint8_t)~KR_MARK_REC;
	for (size_t i = 0; i < ls->nlists; i++) {
		ls->lists[i].chosen = true;
		for (uint32_t k = 0; k < ls->lists[i].n; k++) {
			int32_t root = ls->cards[ls->lists[i].first + k].root;

			for (int32_t x = root; x < page->dom.nodes[root].end; x++)
				page->mark[x] |= KR_MARK_REC;
		}
	}
}

/* --- body --------------------------------------------------------------------------------- */

/* Folded text is unfolded, since a rule asks for it. */
static void keep_element(struct kr_page *page, int32_t from)
{
	struct kr_dom *dom = &page->dom;

	for (int32_t i = from; i < dom->nodes[from].end; i++) {
		const int tag = dom->nodes[i].tag;

		if (dom->nodes[i].flags & KR_NF_FOLDED)
			dom->nodes[i].flags &= (uint16_t) ~(KR_NF_FOLDED | KR_NF_HIDDEN);

		page->mark[i] = 0;
		if ((tag == KR_TAG_TEXT || tag == KR_TAG_img) &&
		        !(dom->nodes[i].flags & KR_NF_HIDDEN))
			page->mark[i] = KR_MARK_KEEP;
	}
	page->body_root = page->body_root < 0 ? from : kr_dom_common(dom, page->body_root, from);
}

static void keep_body(struct kr_page *page)
{
	const struct kr_rule_hits *body = &page->rules->hits[KR_RULE_BODY];

	for (int32_t i = 0; i < page->dom.n; i++)
		page->mark[i] &= (uint8_t)~KR_MARK_KEEP;
	page->body_root = -1;
	page->body_score = 1;
	page->listing = 0;
	for (size_t k = 0; k < body->n; k++)
		keep_element(page, body->v[k].node);
	if (!first(page, KR_RULE_RECOMMENDATIONS))
		filter_cards(page, KR_RULE_BODY, false);
}

void kr_rules_apply_body(struct kr_page *page)
{
	const struct kr_rule_hits *recs = &page->rules->hits[KR_RULE_RECOMMENDATIONS];

	if (first(page, KR_RULE_BODY))
		keep_body(page);
	for (size_t k = 0; k < recs->n; k++)
		for (int32_t i = recs->v[k].node; i < page->dom.nodes[recs->v[k].node].end; i++)
			page->mark[i] = KR_MARK_REC;
}

/* --- the rest ----------------------------------------------------------------------------- */

static void set_time(struct kr_page *page, const struct kr_rule_hit *hit)
{
	static const char *const attrs[] = {"datetime", "content"};
	const char *when = NULL, *iso = NULL;
	bool relative = false;

	for (size_t i = 0; hit->node >= 0 && !iso && i < sizeof attrs / sizeof *attrs; i++) {
		when = kr_dom_attr(&page->dom, hit->node, attrs[i]);
		iso = when ? kr_date_read(page, when, strlen(when), &relative) : NULL;
	}
	if (!iso) {
		when = hit_line(page, hit);
		iso = when ? kr_date_read(page, when, strlen(when), &relative) : NULL;
	}
	if (!iso)
		return;
	page->doc->published = iso;
	page->doc->published_text = relative ? when : NULL;
}

static void set_authors(struct kr_page *page)
{
	const struct kr_rule_hits *hits = &page->rules->hits[KR_RULE_AUTHORS];

	if (hits->n)
		page->doc->authors.n = 0;
	for (size_t i = 0; i < hits->n; i++) {
		const char *line = hit_line(page, &hits->v[i]);

		if (line)
			kr_doc_add_string(page->doc, &page->doc->authors, line, strlen(line));
	}
}

static void set_next_page(struct kr_page *page, const struct kr_rule_hit *hit)
{
	const char *href = hit->node >= 0 ? kr_dom_attr(&page->dom, hit->node, "href") : NULL;
	const char *url = kr_page_url(page, href ? href : hit->text);

	if (url && kr_url_is_web(url) && !(page->doc->url && kr_url_same_page(url, page->doc->url)))
		page->doc->next_page = url;
}

void kr_rules_apply_fields(struct kr_page *page)
{
	const struct kr_rule_hit *hit;

	if ((hit = first(page, KR_RULE_SOURCE)))
		page->doc->source = hit_line(page, hit);
	if ((hit = first(page, KR_RULE_TIME)))
		set_time(page, hit);
	if ((hit = first(page, KR_RULE_NEXT_PAGE)))
		set_next_page(page, hit);
	set_authors(page);
}
