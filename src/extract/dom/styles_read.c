/* Reads declarations of styles. */
#include "extract/dom/styles_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FAR = -900 }; /* pixels beyond the edge of the screen, or so */

struct traits { /* of an element; only together they put it out of sight */
	bool absolute, far, clipped;
};

static bool is_one_of(struct kr_slice s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (kr_slice_ieq(s, words[i]))
			return true;
	return false;
}

static double number(struct kr_slice value)
{
	char digits[16] = "";

	memcpy(digits, value.data, value.len < sizeof digits ? value.len : sizeof digits - 1);
	return strtod(digits, NULL);
}

static bool is_zero(struct kr_slice value)
{
	return value.len && *value.data == '0' && number(value) == 0;
}

static unsigned white_space(struct kr_slice value)
{
	static const char *const kept[] = {
	        "pre", "pre-line", "pre-wrap", "break-spaces", "preserve", "preserve-breaks"};

	return is_one_of(value, kept, sizeof kept / sizeof *kept) ? KR_LOOK_LINES : 0;
}

enum property {
	NONE,
	DISPLAY,
	VISIBILITY,
	FONT_SIZE,
	WHITE_SPACE,
	POSITION,
	EDGE,
	CLIP,
	CLIP_PATH
};

static enum property property_of(struct kr_slice name)
{
	/* most have other lengths */
	static const uint32_t lengths = 1u << 3 | 1u << 4 | 1u << 5 | 1u << 7 | 1u << 8 | 1u << 9 |
	                                1u << 10 | 1u << 11 | 1u << 20;
	static const struct {
		const char *name;
		size_t len;
		enum property property;
	} properties[] = {
#define P(name, property) {name, sizeof name - 1, property}
	        P("display", DISPLAY),
	        P("visibility", VISIBILITY),
	        P("font-size", FONT_SIZE),
	        P("white-space", WHITE_SPACE),
	        P("white-space-collapse", WHITE_SPACE),
	        P("position", POSITION),
	        P("left", EDGE),
	        P("right", EDGE),
	        P("top", EDGE),
	        P("margin-left", EDGE),
	        P("inset", EDGE),
	        P("clip", CLIP),
	        P("clip-path", CLIP_PATH),
#undef P
	};

	if (name.len > 20 || !(lengths >> name.len & 1))
		return NONE;
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		if (properties[i].len == name.len && (*name.data | 0x20) == *properties[i].name &&
		        !strncasecmp(name.data, properties[i].name, name.len))
			return properties[i].property;
	return NONE;
}

static unsigned read_one(enum property property, struct kr_slice value, struct traits *t)
{
	switch (property) {
	case DISPLAY:
		return kr_slice_ieq(value, "none") ? KR_LOOK_GONE : KR_LOOK_SHOWN;
	case VISIBILITY:
		return kr_slice_ieq(value, "hidden") || kr_slice_ieq(value, "collapse")
		               ? KR_LOOK_GONE
		               : KR_LOOK_SHOWN;
	case FONT_SIZE:
		return is_zero(value) ? KR_LOOK_TINY : 0;
	case WHITE_SPACE:
		return white_space(value);
	case POSITION:
		t->absolute = kr_slice_ieq(value, "absolute") || kr_slice_ieq(value, "fixed");
		break;
	case EDGE:
		t->far |= number(value) < FAR || kr_slice_ieq(value, "-100vw");
		break;
	case CLIP:
		t->clipped |= kr_slice_ifind(value, "rect(0") || kr_slice_ifind(value, "rect(1px");
		break;
	case CLIP_PATH:
		t->clipped |=
		        kr_slice_ifind(value, "inset(50%") || kr_slice_ifind(value, "inset(100%");
		break;
	case NONE:
		break;
	}
	return 0;
}

/* Whether a declaration may be of one of the properties: by its first two letters. */
static bool may_matter(struct kr_slice s)
{
	static const char *const starts[26] = {['d' - 'a'] = "i",
	        ['v' - 'a'] = "i",
	        ['f' - 'a'] = "o",
	        ['w' - 'a'] = "h",
	        ['p' - 'a'] = "o",
	        ['l' - 'a'] = "e",
	        ['r' - 'a'] = "i",
	        ['t' - 'a'] = "o",
	        ['m' - 'a'] = "a",
	        ['i' - 'a'] = "n",
	        ['c' - 'a'] = "l"};
	const char *p = s.data, *const end = s.data + s.len;
	unsigned c;

	while (p < end && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
		p++;
	if (end - p < 2)
		return false;
	c = ((unsigned char)*p | 0x20u) - 'a';
	return *p == '/' || (c < 26 && starts[c] && (p[1] | 0x20) == *starts[c]);
}

unsigned kr_styles_read(struct kr_slice s)
{
	struct traits t = {0};
	unsigned look = 0;

	while (s.len) {
		const char *end = memchr(s.data, ';', s.len), *colon;
		const size_t n = end ? (size_t)(end - s.data) : s.len;

		colon = may_matter(s) ? memchr(s.data, ':', n) : NULL;
		if (colon) {
			const struct kr_slice name = {s.data, (size_t)(colon - s.data)};
			const enum property property = property_of(kr_slice_trim(name));
			struct kr_slice value = {colon + 1, n - name.len - 1};
			const char *bang = property ? memchr(value.data, '!', value.len) : NULL;

			if (bang)
				value.len = (size_t)(bang - value.data);
			look |= property ? read_one(property, kr_slice_trim(value), &t) : 0;
		}
		s.data += n + (end != NULL);
		s.len -= n + (end != NULL);
	}
	if (t.absolute)
		look |= t.far || t.clipped ? KR_LOOK_GONE : KR_LOOK_PLACED;
	return look & KR_LOOK_GONE ? look & ~(unsigned)KR_LOOK_SHOWN : look;
}
