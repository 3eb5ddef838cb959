#include "extract/lists/url_shape_priv.h"

#include <ctype.h>
#include <string.h>

#include "extract/words/card_phrases_priv.h"
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

/* Whether a parameter names an article: "id", "newsid", "article_id", "p". */
static bool is_article_name(struct kr_slice name)
{
	static const char *const names[] = {"id", "p", "n", "a", "aid", "nid", "sid", "tid", "art",
	        "artid", "article", "articleid", "article_id", "articleno", "news", "newsid",
	        "news_id", "newsno", "story", "storyid", "story_id", "post", "postid", "post_id",
	        "item", "itemid", "doc", "docid", "doc_id", "docno", "content", "contentid",
	        "content_id", "info", "infoid", "info_id", "msgid", "entry", "entryid", "video",
	        "videoid", "video_id", "vid", "v", "bvid", "idx", "idxno", "seq", "no", "key",
	        "idnews", "idarticle", "id_article", "thread", "threadid"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr_slice_ieq(name, names[i]))
			return true;
	return false;
}

/* Whether a value can be the number of an article; that of a parameter with "id" in its name may
 * have letters, too. */
static bool is_number(struct kr_slice name, struct kr_slice value)
{
	const bool letters = kr_slice_ifind(name, "id") != NULL;
	bool digits = false;

	for (size_t i = 0; i < value.len; i++) {
		const unsigned char c = (unsigned char)value.data[i];

		if (!isdigit(c) && !(letters && (isalnum(c) || c == '-' || c == '_')))
			return false;
		digits = digits || isdigit(c);
	}
	return digits;
}

/* Whether a query has an address, to which it leads. */
static bool has_address(struct kr_slice query)
{
	return kr_slice_ifind(query, "://") || kr_slice_ifind(query, "%3a%2f%2f");
}

/* Adds what the parameters of a query name: the number of an article. */
static void add_query(struct kr_url_shape *s, struct kr_slice query)
{
	for (size_t i = 0, at = 0; i <= query.len; i++) {
		struct kr_slice part = {query.data + at, i - at}, value;
		const char *equals;

		if (i < query.len && query.data[i] != '&' && query.data[i] != ';')
			continue;
		at = i + 1;
		equals = memchr(part.data, '=', part.len);
		if (!equals)
			continue;
		value = (struct kr_slice){equals + 1, part.len - (size_t)(equals + 1 - part.data)};
		part.len = (size_t)(equals - part.data);
		s->digits = s->digits || (is_number(part, value) && is_article_name(part));
	}
}

/* Adds the segments of a path. */
static void add_path(struct kr_url_shape *s, struct kr_slice path)
{
	for (size_t i = 0, at = 0; i <= path.len; i++) {
		struct kr_slice seg = {path.data + at, i - at};

		if (i < path.len && path.data[i] != '/')
			continue;
		at = i + 1;
		if (!seg.len)
			continue;
		if (!s->depth++)
			s->first = seg;
		add_segment(s, seg);
	}
}

struct kr_url_shape kr_url_shape_of(struct kr_slice href)
{
	struct kr_url u;
	struct kr_url_shape s = {0};

	kr_url_split(href.data, href.len, &u);
	s.host = u.host;
	s.query = u.query.len > 0;
	add_path(&s, u.path);
	if (u.fragment.len && kr_url_page_length(href) == href.len)
		add_path(&s, u.fragment);
	if (u.query.len && !has_address(u.query))
		add_query(&s, u.query);
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

bool kr_url_shape_is_list(struct kr_slice href)
{
	enum { NO_WORD = -1, MAX_AFTER = 2 };
	int after = NO_WORD;
	struct kr_url u;

	kr_url_split(href.data, href.len, &u);
	for (size_t i = 0, at = 0; i <= u.path.len; i++) {
		const struct kr_slice seg = {u.path.data + at, i - at};
		struct kr_url_shape own = {0};

		if (i < u.path.len && u.path.data[i] != '/')
			continue;
		at = i + 1;
		if (!seg.len)
			continue;
		add_segment(&own, seg);
		if (own.digits || own.html)
			return false;
		if (kr_card_phrases_is(seg, KR_CARD_PHRASE(LIST_PATH)))
			after = 0;
		else if (after != NO_WORD)
			after++;
	}
	return after != NO_WORD && after <= MAX_AFTER && !kr_url_shape_of(href).digits;
}
