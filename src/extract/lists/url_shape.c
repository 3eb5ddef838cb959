#include "extract/lists/url_shape_priv.h"

#include <ctype.h>
#include <string.h>

#include "kread/base/url.h"

static bool is_section_word(struct kr_slice seg)
{
	static const char *const words[] = {"tag", "tags", "category", "categories", "topic",
	        "topics", "author", "authors", "user", "users", "search", "about", "contact",
	        "login", "profile", "people", "product", "products", "shop", "account", "subscribe",
	        "label", "channel", "column", "columns", "special", "keyword", "privacy", "terms",
	        "member"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if ((seg.data[0] | 0x20) == words[i][0] && kr_slice_ieq(seg, words[i]))
			return true;
	return false;
}

static bool is_html_name(struct kr_slice seg)
{
	const char *dot = memrchr(seg.data, '.', seg.len);
	size_t n = dot ? (size_t)(seg.data + seg.len - dot) : 0;

	return n >= 4 && n <= 6 && (kr_str_istarts(dot, ".htm") || kr_str_istarts(dot, ".shtm"));
}

static void add_segment(struct kr_url_shape *s, struct kr_slice seg)
{
	int digits = 0, run = 0, hyphens = 0;

	for (size_t i = 0; i < seg.len; i++) {
		run = isdigit((unsigned char)seg.data[i]) ? run + 1 : 0;
		digits = run > digits ? run : digits;
		hyphens += seg.data[i] == '-' || seg.data[i] == '_';
	}
	s->digits = s->digits || digits >= 4;
	s->slug = hyphens >= 2;
	s->section = s->section || is_section_word(seg);
	s->html = is_html_name(seg);
}

struct kr_url_shape kr_url_shape_of(struct kr_slice href)
{
	struct kr_url u;
	struct kr_url_shape s = {0};

	kr_url_split(href.data, href.len, &u);
	s.host = u.host;
	s.query = u.query.len > 0;
	for (size_t i = 0, at = 0; i <= u.path.len; i++) {
		struct kr_slice seg = {u.path.data + at, i - at};

		if (i < u.path.len && u.path.data[i] != '/')
			continue;
		at = i + 1;
		if (!seg.len)
			continue;
		if (!s.depth++)
			s.first = seg;
		add_segment(&s, seg);
	}
	return s;
}

bool kr_url_shape_similar(const struct kr_url_shape *a, const struct kr_url_shape *b)
{
	if (a->first.len && a->first.len == b->first.len && a->depth > 1 &&
	        !memcmp(a->first.data, b->first.data, a->first.len))
		return true;
	return a->digits == b->digits && a->slug == b->slug && a->html == b->html &&
	       (a->digits || a->slug || a->html);
}
