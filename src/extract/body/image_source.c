/* Where the file of a picture is. */
#include "extract/body/blocks_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/url.h"

enum {
	BEST_WIDTH = 1600, /* of the URLs in a srcset, take the largest up to this width */
	MANY_SOURCES = 64, /* nodes of a <picture> searched before its <img> */
	SMALL = 80,        /* a picture with a side of at most this is not part of an article */
};

static bool is_letter(char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

bool kr_image_source_has_word(const char *s, const char *const *words)
{
	uint32_t starts = 0; /* bits for the last five bits of the words' first letters */

	for (const char *const *w = words; *w; w++)
		starts |= UINT32_C(1) << (**w & 31);
	for (const char *p = s; p && *p; p++) {
		/* one branch that is rarely taken */
		if (!((starts >> (*p & 31) & 1) & (p == s || !is_letter(p[-1]))))
			continue;
		for (const char *const *w = words; *w; w++)
			if ((*p | 0x20) == (**w | 0x20) && kr_str_istarts(p, *w) &&
			        !is_letter(p[strlen(*w)]))
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
	return kr_image_source_has_word(name, words) ||
	       kr_str_ifind(name, strcspn(name, "?#"), "preload") ||
	       kr_str_ifind(name, strcspn(name, "?#"), "placeholder");
}

static bool is_decoration(const char *s)
{
	static const char *const words[] = {"avatar", "avatars", "logo", "logos", "icon", "icons",
	        "sprite", "emoji", "gravatar", "badge", "pixel", "spacer", "beacon", "favicon",
	        "doubleclick", "qrcode", "smiley", "adserver", "ads", "smilies", "tracking", NULL};

	return kr_image_source_has_word(s, words);
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

struct image_choice {
	const char *url;
	size_t len;
	int32_t width; /* 0: unknown */
	bool pixels;   /* width is in pixels, not derived from a density */
};

/* Prefers the largest up to BEST_WIDTH, else the smallest above it. */
static bool better(int32_t width, int32_t than)
{
	if (width <= BEST_WIDTH)
		return than > BEST_WIDTH || width > than;
	return than > width;
}

static void choose_from_srcset(const char *set, struct image_choice *best)
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
			*best = (struct image_choice){url, len, width, pixels};
	}
}

/* Finds a URL in other attributes than src, where scripts look for it later. */
static const char *lazy_address(const struct kr_dom *dom, int32_t img, struct image_choice *set)
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

/* Whether src is a stand-in: the class says that the picture is loaded later, or a copy for
 * browsers without scripts follows it; unless the lazy URL is the same picture or a small one. */
static bool is_stand_in(const struct kr_page *page, int32_t img, const char *src, const char *lazy)
{
	const struct kr_dom *dom = &page->dom;
	static const char *const small[] = {"thumb", "thumbnail", "thumbs", "small", "mini", NULL};
	int32_t next = kr_dom_next(dom, img);

	if (!lazy || kr_str_starts(lazy, src) || kr_image_source_has_word(lazy, small))
		return false;
	if (kr_page_attr_words(page, kr_dom_attr(dom, img, "class")) & KR_CLASS_WORD(LAZY))
		return true;
	while (next >= 0 && dom->nodes[next].flags & KR_NF_BLANK)
		next = kr_dom_next(dom, next);
	return next >= 0 && dom->nodes[next].tag == KR_TAG_noscript &&
	       kr_dom_find(dom, next, dom->nodes[next].end, KR_TAG_img) >= 0;
}

static void choose_from_sources(const struct kr_dom *dom, int32_t img, struct image_choice *set)
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

/* The size given is that of another version of the picture than the one chosen. */
static void rescale(struct kr_image *p, const struct image_choice *set)
{
	if (set->pixels && p->width > 0 && p->height > 0)
		p->height = (int32_t)((int64_t)p->height * set->width / p->width);
	else
		p->height = -1;
	p->width = set->pixels ? set->width : -1;
}

bool kr_image_source_get(struct kr_page *page, int32_t img, struct kr_image *ret)
{
	const struct kr_dom *dom = &page->dom;
	const char *src = kr_dom_attr(dom, img, "src"), *alt = kr_dom_attr(dom, img, "alt"), *lazy,
	           *url;
	struct image_choice set = {0};
	struct kr_image p = {.node = img, .caption = -1};

	p.width = side(dom, img, "width", "data-w");
	p.height = side(dom, img, "height", "data-h");
	if ((p.width >= 0 && p.width <= SMALL) || (p.height >= 0 && p.height <= SMALL * 3 / 4))
		return false;
	lazy = lazy_address(dom, img, &set);
	if (src && (is_placeholder(src) || is_stand_in(page, img, src, lazy)))
		src = NULL;
	if (!src && !set.url && !lazy)
		choose_from_sources(dom, img, &set);
	if (set.url && (!src || set.width > KR_IMAGE_LEAD_WIDTH)) {
		const char *largest = kr_arena_dup(&page->arena, set.url, set.len);

		if (!is_placeholder(largest))
			src = largest;
	}
	if (!src)
		src = lazy;
	if (!src || is_placeholder(src) || is_decoration(src) ||
	        is_decoration(kr_dom_attr(dom, img, "class")) || is_decoration(alt))
		return false;
	/* a hidden picture without the name of a picture counts visits */
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
