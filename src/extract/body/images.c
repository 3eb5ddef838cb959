#include "extract/body/blocks_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/url.h"

enum {
	MOST = 300,        /* pictures of one article */
	BEST_WIDTH = 1600, /* of the addresses in a srcset, the largest up to this */
	MANY_SOURCES = 64, /* nodes of a <picture> before its <img> that are looked at */
	SMALL = 80,        /* a side given as at most this: no picture of an article */
	LEAD_WIDTH = 300,  /* the picture before the text must be that wide, or stand in <figure> or
	                      <picture> */
	CAPTION_ALONE = 40, /* kr_stat.chars beside the caption in the box of picture and caption */
	LEAD_NODES = 400,   /* how far before the text it may stand */
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* True if one of the words stands in s, not as a part of a longer word. */
static bool has_word(const char *s, const char *const *words)
{
	const size_t len = s ? strlen(s) : 0;

	for (; len && *words; words++) {
		size_t n = strlen(*words);

		for (const char *p = s; (p = kr_str_ifind(p, len - (size_t)(p - s), *words)); p++)
			if ((p == s || !is_letter(p[-1])) && !is_letter(p[n]))
				return true;
	}
	return false;
}

static bool is_placeholder(const char *url)
{
	static const char *const words[] = {"blank", "placeholder", "spacer", "loading",
	        "transparent", "pixel", "1x1", "lazyload", "lazy", "grey", "loader", "clear", NULL};
	const char *name = url + strcspn(url, "?#");

	if (!*url || kr_str_istarts(url, "data:") || kr_str_istarts(url, "about:"))
		return true;
	while (name > url && name[-1] != '/')
		name--;
	return has_word(name, words) || kr_str_ifind(name, strcspn(name, "?#"), "preload") ||
	       kr_str_ifind(name, strcspn(name, "?#"), "placeholder");
}

static bool is_decoration(const char *s)
{
	static const char *const words[] = {"avatar", "avatars", "logo", "logos", "icon", "icons",
	        "sprite", "emoji", "gravatar", "badge", "pixel", "spacer", "beacon", "favicon",
	        "doubleclick", "qrcode", "smiley", "adserver", "ads", "smilies", "tracking", NULL};

	return has_word(s, words);
}

static bool looks_like_picture(const char *v)
{
	static const char *const ends[] = {
	        ".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", "wx_fmt=", "format="};
	size_t len = strlen(v);

	if (len < 5 || len > 2000 || *v == '{' || *v == '[' || *v == '<' ||
	        strcspn(v, " \t\n") < len)
		return false;
	return kr_slice_ihas_any((struct kr_slice){v, len}, ends, sizeof ends / sizeof *ends);
}

static bool has_path(const char *url)
{
	struct kr_url u;

	kr_url_split(url, strlen(url), &u);
	return u.path.len > 1 || u.query.len;
}

struct choice {
	const char *url;
	size_t len;
	int32_t width; /* 0: unknown */
	bool pixels;   /* width is one in pixels, not one made from a density */
};

/* The largest up to BEST_WIDTH, else the smallest above it. */
static bool better(int32_t width, int32_t than)
{
	if (width <= BEST_WIDTH)
		return than > BEST_WIDTH || width > than;
	return than > width;
}

static void choose_from_srcset(const char *set, struct choice *best)
{
	for (const char *p = set; p && *p;) {
		const char *url, *d;
		size_t len;
		int32_t width = 0;
		bool pixels = false;

		p += strspn(p, " \t\r\n,");
		url = p;
		len = strcspn(p, " \t\r\n");
		p += len;
		if (len && url[len - 1] == ',') {
			len--; /* no descriptor */
		} else {
			d = p + strspn(p, " \t\r\n");
			p = d + strcspn(d, ",");
			if (*d >= '0' && *d <= '9') {
				char *end;
				double v = strtod(d, &end);

				pixels = *end == 'w';
				width = v > 100000 ? 100000 : (int32_t)(*end == 'x' ? v * 800 : v);
			}
		}
		if (len && !kr_str_istarts(url, "data:") &&
		        (!best->url || better(width, best->width)))
			*best = (struct choice){url, len, width, pixels};
	}
}

/* Addresses in other attributes than src: scripts put them there for later. */
static const char *lazy_address(const struct kr_dom *dom, int32_t img, struct choice *set)
{
	const struct kr_node *n = &dom->nodes[img];
	const char *found = NULL;

	for (uint32_t k = 0; k < n->nattrs; k++) {
		const struct kr_attr *a = &dom->attrs[n->at + k];
		size_t len = strlen(a->name);

		if (kr_str_ends(a->name, "srcset")) {
			choose_from_srcset(a->value, set);
			continue;
		}
		if (kr_str_starts(a->name, "on") || !strcmp(a->name, "src") ||
		        !strcmp(a->name, "alt") || !strcmp(a->name, "title") ||
		        !strcmp(a->name, "style") || !strcmp(a->name, "class") ||
		        !strcmp(a->name, "href"))
			continue;
		if (!looks_like_picture(a->value) || is_placeholder(a->value))
			continue;
		if (!found || kr_str_ifind(a->name, len, "src") ||
		        kr_str_ifind(a->name, len, "original"))
			found = a->value;
	}
	return found;
}

/* A src of any name is no more than a stand-in if the class of the picture says that the real one
 * comes later, or a copy for those without scripts stands right behind it; unless it is the same
 * picture, or what would come is a small one. */
static bool is_stand_in(const struct kr_dom *dom, int32_t img, const char *src, const char *lazy)
{
	static const char *const small[] = {"thumb", "thumbnail", "thumbs", "small", "mini", NULL};
	const char *class = kr_dom_attr(dom, img, "class");
	int32_t next = kr_dom_next(dom, img);

	if (!lazy || kr_str_starts(lazy, src) || has_word(lazy, small))
		return false;
	if (class && kr_str_ifind(class, strlen(class), "lazy"))
		return true;
	while (next >= 0 && dom->nodes[next].flags & KR_NF_BLANK)
		next = kr_dom_next(dom, next);
	return next >= 0 && dom->nodes[next].tag == KR_TAG_noscript &&
	       kr_dom_find(dom, next, dom->nodes[next].end, KR_TAG_img) >= 0;
}

static void choose_from_sources(const struct kr_dom *dom, int32_t img, struct choice *set)
{
	int32_t picture = dom->nodes[img].parent;

	if (picture < 0 || dom->nodes[picture].tag != KR_TAG_picture)
		return;
	for (int32_t i = img - picture > MANY_SOURCES ? img - MANY_SOURCES : picture + 1; i < img;
	        i++) {
		if (dom->nodes[i].tag != KR_TAG_source)
			continue;
		choose_from_srcset(kr_dom_attr(dom, i, "srcset"), set);
		choose_from_srcset(kr_dom_attr(dom, i, "data-srcset"), set);
	}
}

static int32_t side(const struct kr_dom *dom, int32_t img, const char *name, const char *other)
{
	const char *v = kr_dom_attr(dom, img, name);
	long n;

	if (!v)
		v = kr_dom_attr(dom, img, other);
	if (!v || *v < '0' || *v > '9')
		return -1;
	n = strtol(v, NULL, 10);
	return strchr(v, '%') || n < 1 || n > 100000 ? -1 : (int32_t)n;
}

/* The sides given are those of another size of the picture than the one chosen. */
static void rescale(struct kr_image *p, const struct choice *set)
{
	if (set->pixels && p->width > 0 && p->height > 0)
		p->height = (int32_t)((int64_t)p->height * set->width / p->width);
	else
		p->height = -1;
	p->width = set->pixels ? set->width : -1;
}

bool kr_images_get(struct kr_page *page, int32_t img, struct kr_image *ret)
{
	const struct kr_dom *dom = &page->dom;
	const char *src = kr_dom_attr(dom, img, "src"), *alt = kr_dom_attr(dom, img, "alt"), *lazy,
	           *url;
	struct choice set = {0};
	struct kr_image p = {.node = img, .caption = -1};

	p.width = side(dom, img, "width", "data-w");
	p.height = side(dom, img, "height", "data-h");
	if ((p.width >= 0 && p.width <= SMALL) || (p.height >= 0 && p.height <= SMALL * 3 / 4))
		return false;
	lazy = lazy_address(dom, img, &set);
	if (src && (is_placeholder(src) || is_stand_in(dom, img, src, lazy)))
		src = NULL;
	if (!src && !set.url && !lazy)
		choose_from_sources(dom, img, &set);
	if (set.url && (!src || set.width > LEAD_WIDTH)) {
		const char *largest = kr_arena_dup(&page->arena, set.url, set.len);

		if (!is_placeholder(largest))
			src = largest;
	}
	if (!src)
		src = lazy;
	if (!src || is_placeholder(src) || is_decoration(src) ||
	        is_decoration(kr_dom_attr(dom, img, "class")) || is_decoration(alt))
		return false;
	/* What a page hides and what has no name of a picture counts visits. */
	if ((dom->nodes[img].flags & KR_NF_HIDDEN) && !looks_like_picture(src))
		return false;
	url = kr_page_url(page, src);
	if (!url || !kr_url_is_web(url) || !has_path(url))
		return false;
	p.src = url;
	p.alt = alt ? kr_doc_line(page->doc, alt, strlen(alt)) : NULL;
	if (set.url && strlen(src) == set.len && strncmp(src, set.url, set.len) == 0)
		rescale(&p, &set);
	*ret = p;
	return true;
}

/* --- which pictures ----------------------------------------------------------------------- */

static bool is_image(int tag)
{
	return tag == KR_TAG_img || tag == KR_TAG_amp_img;
}

static bool says_caption(const struct kr_dom *dom, int32_t i)
{
	static const char *const words[] = {
	        "caption", "captions", "credit", "cutline", "legend", "imgdesc", "desc", NULL};

	return dom->nodes[i].tag == KR_TAG_figcaption ||
	       (dom->nodes[i].tag != KR_TAG_TEXT && has_word(kr_dom_attr(dom, i, "class"), words));
}

/* What body.c has left to the picture: the block of the first text behind it, or that text if it
 * stands beside the picture. */
static int32_t left_caption(const struct kr_page *page, int32_t img)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t i = img + 1, n = 0; i < dom->n && n < 40; i++, n++)
		if (dom->nodes[i].tag == KR_TAG_TEXT && page->stat[i].chars) {
			const int32_t block = kr_dom_block(dom, i);

			if (!(page->mark[i] & KR_MARK_CAPTION))
				return -1;
			return kr_dom_within(dom, img, block) ? i : block;
		}
	return -1;
}

/* The caption of a picture: in its <figure>, or an element beside it that says so. */
static int32_t find_caption(const struct kr_page *page, int32_t img)
{
	const struct kr_dom *dom = &page->dom;
	int32_t figure = kr_dom_up(dom, img, KR_TAG_figure), up = img;

	if (figure >= 0) {
		int32_t c = kr_dom_find(dom, figure, dom->nodes[figure].end, KR_TAG_figcaption);

		return c >= 0 && page->stat[c].chars ? c : -1;
	}
	for (int level = 0; level < 4; level++) {
		int32_t from = up;

		up = dom->nodes[up].parent;
		if (up <= 0 || up == page->body_root || page->stat[up].chars > 800)
			break;
		for (int32_t i = dom->nodes[from].end, n = 0; i < dom->nodes[up].end && n < 40;
		        i++, n++)
			if (says_caption(dom, i) && page->stat[i].chars &&
			        !kr_dom_within(dom, img, i) &&
			        page->stat[up].chars <= page->stat[i].chars + CAPTION_ALONE)
				return i;
	}
	return left_caption(page, img);
}

/* Between the picture and the text that is kept stands no box of other things: a related article, a
 * sharing bar. */
static bool in_company(const struct kr_page *page, const uint32_t *kept, int32_t img)
{
	const struct kr_dom *dom = &page->dom;

	for (int32_t p = dom->nodes[img].parent; p > 0; p = dom->nodes[p].parent) {
		int tag = dom->nodes[p].tag;

		if (kept[dom->nodes[p].end] > kept[p])
			return true;
		if (tag == KR_TAG_nav || tag == KR_TAG_aside || tag == KR_TAG_footer ||
		        tag == KR_TAG_form || tag == KR_TAG_button || page->stat[p].links > 3 ||
		        page->stat[p].chars > 800)
			return false;
	}
	return true;
}

static bool is_candidate(const struct kr_page *page, int32_t i)
{
	return is_image(page->dom.nodes[i].tag) &&
	       !(page->mark[i] & (KR_MARK_REC | KR_MARK_COMMENT));
}

static bool seen(const struct kr_images *list, const char *src)
{
	for (size_t i = 0; i < list->n; i++)
		if (!strcmp(list->v[i].src, src))
			return true;
	return false;
}

/* A picture in noscript is the twin of the one before it, whose real address only a script knows.
 */
static bool is_twin(const struct kr_page *page, const struct kr_images *list, int32_t i)
{
	const struct kr_dom *dom = &page->dom;
	int32_t n = kr_dom_up(dom, i, KR_TAG_noscript),
	        last = list->n ? list->v[list->n - 1].node : -1;

	return n >= 0 && last >= 0 && last < n && page->stat[dom->nodes[n].parent].chars <= 800 &&
	       kr_dom_within(dom, last, dom->nodes[n].parent);
}

static void add(struct kr_page *page, struct kr_images *list, int32_t i)
{
	struct kr_image p;

	if (list->n >= MOST || is_twin(page, list, i) || !kr_images_get(page, i, &p) ||
	        seen(list, p.src))
		return;
	p.caption = find_caption(page, i);
	for (size_t k = 0; k < list->n; k++)
		if (list->v[k].caption == p.caption)
			p.caption = -1;
	list->v = kr_arena_grow(&page->arena, list->v, list->n, &list->cap, sizeof *list->v);
	list->v[list->n++] = p;
}

/* The picture above the text: the last large one between the title and the text. */
static int32_t find_lead(struct kr_page *page, const uint32_t *kept, int32_t first)
{
	const struct kr_dom *dom = &page->dom;
	int32_t from = page->title_node >= 0 && page->title_node < first ? page->title_node
	                                                                 : first - LEAD_NODES;
	struct kr_image p;

	for (int32_t i = first - 1; i >= from && i > 0; i--) {
		if (!is_candidate(page, i) || (dom->nodes[i].flags & KR_NF_HIDDEN) ||
		        !in_company(page, kept, i) || !kr_images_get(page, i, &p))
			continue;
		if (p.width >= LEAD_WIDTH || kr_dom_up(dom, i, KR_TAG_figure) >= 0 ||
		        kr_dom_up(dom, i, KR_TAG_picture) >= 0)
			return i;
	}
	return -1;
}

static void take_caption(struct kr_page *page, int32_t caption)
{
	if (caption >= 0)
		for (int32_t i = caption; i < page->dom.nodes[caption].end; i++)
			page->mark[i] |= KR_MARK_CAPTION;
}

void kr_images_run(struct kr_page *page)
{
	const struct kr_dom *dom = &page->dom;
	int32_t first = -1, last = -1, lead;
	struct kr_images *ret = kr_arena_alloc(&page->arena, sizeof *ret);
	uint32_t *kept = kr_arena_alloc(&page->scratch, ((size_t)dom->n + 1) * sizeof *kept);

	page->images = ret;
	for (int32_t i = 0; i < dom->n; i++) {
		const bool k = dom->nodes[i].tag == KR_TAG_TEXT && kr_page_in_body(page, i);

		kept[i + 1] = kept[i] + k;
		if (k)
			last = i;
		if (k && first < 0)
			first = i;
	}
	if (first < 0)
		return;
	lead = find_lead(page, kept, first);
	if (lead >= 0)
		add(page, ret, lead);
	for (int32_t i = lead < 0 ? 0 : lead + 1; i < dom->n; i++)
		if (is_candidate(page, i) &&
		        ((page->mark[i] & KR_MARK_KEEP) ||
		                (i > first && i < last && in_company(page, kept, i))))
			add(page, ret, i);
	for (size_t k = 0; k < ret->n; k++) {
		page->mark[ret->v[k].node] |= KR_MARK_KEEP;
		take_caption(page, ret->v[k].caption);
	}
}
