#include "page_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

static bool style_hides(const char *style)
{
	size_t n = strlen(style);
	const char *p = kr_str_ifind(style, n, "display");

	if (p) {
		p += 7;
		p += strspn(p, " \t\n");
		if (*p == ':' && kr_str_istarts(p + 1 + strspn(p + 1, " \t\n"), "none"))
			return true;
	}
	p = kr_str_ifind(style, n, "visibility");
	if (!p)
		return false;
	p += 10;
	p += strspn(p, " \t\n");
	return *p == ':' && kr_str_istarts(p + 1 + strspn(p + 1, " \t\n"), "hidden");
}

/* React sends what it renders late in <div hidden id="S:1">, which a script then moves to its place. */
static bool streamed(const struct kr_dom *dom, int32_t i)
{
	return kr_str_starts(kr_dom_attr(dom, i, "id"), "S:");
}

static bool hides(const struct kr_dom *dom, int32_t i)
{
	const struct kr_node *n = &dom->nodes[i];

	if (kr_dom_tag_flags(n->tag) & KR_TF_SKIP)
		return true;
	for (uint32_t k = 0; k < n->nattrs; k++) {
		const struct kr_attr *a = &dom->attrs[n->at + k];

		if (!strcmp(a->name, "hidden") && !kr_str_eq(a->value, "until-found") && !streamed(dom, i))
			return true;
		if (!strcmp(a->name, "style") && style_hides(a->value))
			return true;
	}
	return false;
}

static bool link_here(const struct kr_dom *dom, int32_t i)
{
	return dom->nodes[i].tag == KR_TAG_a && kr_dom_attr(dom, i, "href");
}

static bool is_stop(uint32_t c)
{
	switch (c) {
	case ',':
	case '.':
	case ';':
	case ':':
	case '!':
	case '?':
	case 0x3001:
	case 0x3002:
	case 0xff0c:
	case 0xff0e:
	case 0xff1a:
	case 0xff1b:
	case 0xff01:
	case 0xff1f:
	case 0x060c:
	case 0x061b:
	case 0x061f:
	case 0x06d4:
	case 0x0964:
		return true;
	default:
		return false;
	}
}

static void count_text(struct kr_dom *dom, int32_t i, struct kr_stat *st)
{
	struct kr_slice t = kr_dom_text(dom, i);
	bool in_word = false;

	for (size_t b = 0; b < t.len;) {
		unsigned char ch = (unsigned char)t.data[b];
		uint32_t c = ch;

		b += ch < 0x80 ? 1 : kr_utf8_decode(t.data + b, t.len - b, &c);
		if (c <= ' ' || c == 0xa0 || c == 0x3000 || c == 0x200b) {
			in_word = false;
			continue;
		}
		st->chars++;
		if (is_stop(c)) {
			/* "3.14" and "a.b" have a letter behind the stop: no stop. */
			if (c >= 0x80 || b >= t.len || (unsigned char)t.data[b] <= ' ' ||
			        (unsigned char)t.data[b] >= 0x80)
				st->stops++;
			in_word = in_word && c < 0x80;
		} else if (c >= 0x1100 && kr_utf8_is_cjk(c)) {
			st->chars++;
			st->words++;
			in_word = false;
		} else if (!in_word) {
			st->words++;
			in_word = true;
		}
	}
	if (!st->chars)
		dom->nodes[i].flags |= KR_NF_BLANK;
	if (dom->nodes[i].flags & KR_NF_LINK)
		st->link_chars = st->chars;
}

void kr_prep_run(struct kr_page *page)
{
	struct kr_dom *dom = &page->dom;

	page->stat = kr_arena_alloc(&page->arena, (size_t)dom->n * sizeof *page->stat);
	page->mark = kr_arena_alloc(&page->arena, (size_t)dom->n);
	for (int32_t i = 0; i < dom->n; i++) {
		struct kr_node *n = &dom->nodes[i];

		if (n->parent >= 0)
			n->flags |= dom->nodes[n->parent].flags & (KR_NF_HIDDEN | KR_NF_LINK);
		if (n->tag == KR_TAG_TEXT) {
			if (!(n->flags & KR_NF_HIDDEN))
				count_text(dom, i, &page->stat[i]);
			continue;
		}
		if (!(n->flags & KR_NF_HIDDEN) && i != dom->html && i != dom->body && hides(dom, i))
			n->flags |= KR_NF_HIDDEN;
		if (link_here(dom, i)) {
			n->flags |= KR_NF_LINK;
			page->stat[i].links = !(n->flags & KR_NF_HIDDEN);
		}
		page->stat[i].elements = 1;
	}
	/* Children come after their parents: one pass backwards adds everything up. */
	for (int32_t i = dom->n - 1; i > 0; i--) {
		struct kr_stat *s = &page->stat[i], *p = &page->stat[dom->nodes[i].parent];

		p->chars += s->chars;
		p->link_chars += s->link_chars;
		p->words += s->words;
		p->stops += s->stops;
		p->links += s->links;
		p->elements += s->elements;
	}
}
