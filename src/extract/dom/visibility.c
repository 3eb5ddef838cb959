#include "extract/dom/page_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

enum {
	HARDLY_ANY = 300, /* kr_stat.chars of a page */
	NOTICE = 400,     /* bytes of text */
};

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

/* React sends what it renders late in <div hidden id="S:1">, which a script then moves to its
 * place. */
static bool streamed(const struct kr_dom *dom, int32_t i)
{
	return kr_str_starts(kr_dom_attr(dom, i, "id"), "S:");
}

/* Classes that take text off the screen wherever they are used: it is written for screen readers,
 * or opens over a word that is pointed at. */
static bool off_screen(const char *classes)
{
	static const char *const words[] = {"sr-only", "visually-hidden", "visuallyhidden",
	        "screen-reader-text", "tooltiptext", "tooltip-content", "popover-content",
	        "hovercard-content", "rollover-block"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (const char *p = strstr(classes, words[i]); p; p = strstr(p + 1, words[i])) {
			char end = p[strlen(words[i])];

			if ((p == classes || p[-1] == ' ') && (!end || end == ' '))
				return true;
		}
	return false;
}

/* <noscript> with no more than a notice or a twin of a lazy picture. Some pages have their whole
 * text in one. */
static bool is_small_noscript(const struct kr_dom *dom, int32_t i)
{
	size_t bytes = 0;

	if (dom->nodes[i].tag != KR_TAG_noscript ||
	        kr_dom_up(dom, dom->nodes[i].parent, KR_TAG_noscript) >= 0)
		return false;
	for (int32_t k = i + 1; k < dom->nodes[i].end && bytes < NOTICE; k++)
		if (dom->nodes[k].tag == KR_TAG_TEXT)
			bytes += kr_slice_trim(kr_dom_text(dom, k)).len;
	return bytes < NOTICE;
}

/* The head itself is no reason: a page may leave out <body>, and the parser, which does not know
 * newer elements, then takes the text for a part of the head. */
static bool is_head_data(const struct kr_dom *dom, int32_t i)
{
	const struct kr_node *n = &dom->nodes[i];

	return n->parent >= 0 && dom->nodes[n->parent].tag == KR_TAG_head &&
	       (kr_dom_tag_flags(n->tag) & KR_TF_VOID || n->tag == KR_TAG_noscript);
}

/* <template> with what browsers show within the element around it. Most that is so written is
 * menus. */
static bool is_shadow(const struct kr_dom *dom, int32_t i)
{
	return dom->nodes[i].tag == KR_TAG_template && kr_dom_attr(dom, i, "shadowrootmode");
}

/* What no reader sees. A dialog that is not open counts. */
static bool hides(const struct kr_dom *dom, int32_t i, bool shadows)
{
	const int tag = dom->nodes[i].tag;
	const char *classes;

	if (((kr_dom_tag_flags(tag) & KR_TF_SKIP) && !(shadows && is_shadow(dom, i))) ||
	        is_small_noscript(dom, i) || is_head_data(dom, i))
		return true;
	if (tag == KR_TAG_dialog && !kr_dom_attr(dom, i, "open"))
		return true;
	classes = kr_dom_attr(dom, i, "class");
	return classes && off_screen(classes);
}

/* Hidden by attribute or style; aria-hidden does not count, since it is used on visible things,
 * too. */
static bool folds(const struct kr_dom *dom, int32_t i)
{
	const struct kr_node *n = &dom->nodes[i];

	for (uint32_t k = 0; k < n->nattrs; k++) {
		const struct kr_attr *a = &dom->attrs[n->at + k];

		/* Most attributes are told apart by the first letter. */
		if (*a->name != 'h' && *a->name != 's' && *a->name != 'c')
			continue;
		if (!strcmp(a->name, "hidden") && !kr_str_eq(a->value, "until-found") &&
		        !streamed(dom, i))
			return true;
		if (!strcmp(a->name, "style") && style_hides(a->value))
			return true;
	}
	return false;
}

static uint16_t own_flags(
        const struct kr_dom *dom, int32_t i, uint16_t inherited, bool trust_styles)
{
	if ((inherited & KR_NF_HIDDEN) && !(inherited & KR_NF_FOLDED))
		return inherited;
	if (hides(dom, i, !trust_styles))
		return (uint16_t)((inherited | KR_NF_HIDDEN) & ~KR_NF_FOLDED);
	if (!(inherited & KR_NF_HIDDEN) && trust_styles && folds(dom, i))
		return (uint16_t)(inherited | KR_NF_HIDDEN |
		                  (kr_dom_is_block(dom->nodes[i].tag) ? KR_NF_FOLDED : 0));
	return inherited;
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

/* ASCII, neither blank nor stop. */
static bool is_plain(unsigned char c)
{
	const uint64_t stops = UINT64_C(1) << ',' | UINT64_C(1) << '.' | UINT64_C(1) << ';' |
	                       UINT64_C(1) << ':' | UINT64_C(1) << '!' | UINT64_C(1) << '?';

	return c > ' ' && c < 0x80 && (c >= 64 || !(stops >> c & 1));
}

static void count_text(struct kr_dom *dom, int32_t i, struct kr_stat *st)
{
	struct kr_slice t = kr_dom_text(dom, i);
	bool in_word = false;

	for (size_t b = 0; b < t.len;) {
		unsigned char ch = (unsigned char)t.data[b];
		uint32_t c = ch, n = 1;

		if (is_plain(ch)) {
			st->words += !in_word;
			in_word = true;
			while (b + n < t.len && is_plain((unsigned char)t.data[b + n]))
				n++;
			st->chars += n;
			b += n;
			continue;
		}
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

/* Children come after their parents: one pass backwards adds everything up. */
static void add_up(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = dom->n - 1; i > 0; i--) {
		struct kr_stat *s = &page->stat[i], *p = &page->stat[dom->nodes[i].parent];

		p->elements += s->elements;
		if (dom->nodes[i].flags & ~dom->nodes[dom->nodes[i].parent].flags & KR_NF_HIDDEN)
			continue; /* folded text counts where it is, not in what can be seen around
			             it */
		p->chars += s->chars;
		p->link_chars += s->link_chars;
		p->words += s->words;
		p->stops += s->stops;
		p->links += s->links;
	}
}

static void set_flags(struct kr_page *page, bool trust_styles)
{
	struct kr_dom *dom = &page->dom;

	memset(page->stat, 0, (size_t)dom->n * sizeof *page->stat);
	for (int32_t i = 0; i < dom->n; i++) {
		struct kr_node *n = &dom->nodes[i];

		n->flags = n->parent < 0 ? 0
		                         : dom->nodes[n->parent].flags &
		                                   (KR_NF_HIDDEN | KR_NF_LINK | KR_NF_FOLDED);
		if (page->drop && page->drop[i])
			n->flags = (uint16_t)((n->flags & ~KR_NF_FOLDED) | KR_NF_HIDDEN);
		if (n->tag == KR_TAG_TEXT) {
			if (!(n->flags & KR_NF_HIDDEN) || (n->flags & KR_NF_FOLDED))
				count_text(dom, i, &page->stat[i]);
			continue;
		}
		if (i != dom->html && i != dom->body)
			n->flags = own_flags(dom, i, n->flags, trust_styles);
		if (link_here(dom, i)) {
			n->flags |= KR_NF_LINK;
			page->stat[i].links = !(n->flags & KR_NF_HIDDEN);
		}
		page->stat[i].elements = 1;
	}
	add_up(page);
}

void kr_visibility_run(struct kr_page *page)
{
	uint32_t shown;

	page->stat = kr_arena_alloc(&page->arena, (size_t)page->dom.n * sizeof *page->stat);
	page->mark = kr_arena_alloc(&page->arena, (size_t)page->dom.n);
	set_flags(page, true);
	shown = page->stat[0].chars;
	if (shown >= HARDLY_ANY)
		return;
	/* A page that hides all its text shows it by a script, or has it in shadow trees: do not
	 * believe it then. */
	set_flags(page, false);
	if (page->stat[0].chars < shown + HARDLY_ANY)
		set_flags(page, true);
}

void kr_visibility_keep_all(struct kr_page *page)
{
	for (int32_t i = 0; i < page->dom.n; i++) {
		int tag = page->dom.nodes[i].tag;

		if (!(page->dom.nodes[i].flags & KR_NF_HIDDEN) &&
		        (tag == KR_TAG_TEXT || tag == KR_TAG_img))
			page->mark[i] |= KR_MARK_KEEP;
	}
	page->body_root = 0;
}
