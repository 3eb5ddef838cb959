#include "extract/body/furniture_priv.h"

#include <string.h>

#include "extract/words/phrases_priv.h"
#include "kread/base/utf8.h"

enum {
	LINE = 110,    /* in kr_stat.chars: longest line */
	POINTER = 200, /* longest line with a link to another article */
	DATA = 6,      /* fewest "key": and the like of data */
	TEXT = 2000,   /* bytes of a segment that are read */
};

/* Without punctuation, symbols and white space at the start. */
static struct kr_slice skip_marks(struct kr_slice s)
{
	while (s.len) {
		uint32_t c;
		const size_t n = kr_utf8_decode(s.data, s.len, &c);

		if ((c >= '0' && c <= '9') ||
		        (c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
		        (c >= 0xc0 && c < 0x2000) || (c >= 0x3041 && c < 0xff00))
			break;
		s.data += n;
		s.len -= n;
	}
	return s;
}

/* Whether a text begins within a word. */
static bool continues_word(struct kr_slice s)
{
	uint32_t c = 0;

	if (s.len)
		kr_utf8_decode(s.data, s.len, &c);
	return (c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xc0 && c < 0x2000);
}

static bool is_ad_label(struct kr_slice s)
{
	s = skip_marks(s);
	if (!s.len)
		return false;
	while (s.len) {
		const size_t n = kr_phrases_starts(s, KR_PHRASE(AD_LABEL));

		s.data += n;
		s.len -= n;
		if (!n || continues_word(s))
			return false;
		s = skip_marks(s);
	}
	return true;
}

static bool is_invitation(const struct kr_seg *seg, struct kr_slice s)
{
	return seg->stops <= 3 && !kr_slice_ends(kr_slice_trim(s), "。") &&
	       kr_phrases_starts(skip_marks(s), KR_PHRASE(INVITATION));
}

/* Whether a text is a link to another article with a label before it: "Read also: ...". */
static bool is_pointer(const struct kr_seg *seg, struct kr_slice s)
{
	enum { LABEL = 48 }; /* in bytes */
	static const char *const signs[] = {":", "：", "|", ">", "»"};
	size_t at;

	if (seg->link_chars * 3 < seg->chars)
		return false;
	s = skip_marks(s);
	at = kr_phrases_starts(s, KR_PHRASE(HEADING_RELATED));
	for (size_t n; at && at < s.len && at < LABEL; at += n) {
		uint32_t c;

		if (kr_slice_starts_any((struct kr_slice){s.data + at, s.len - at}, signs,
		            sizeof signs / sizeof *signs))
			return true;
		n = kr_utf8_decode(s.data + at, s.len - at, &c);
	}
	return false;
}

bool kr_furniture_is(const struct kr_dom *dom, const struct kr_seg *seg)
{
	struct kr_str text;
	struct kr_slice s;
	bool is;

	if (seg->chars > (seg->link_chars ? POINTER : LINE))
		return false;
	kr_str_init(&text);
	kr_segments_text(dom, seg, TEXT, &text);
	s = (struct kr_slice){text.data, text.len};
	is = (seg->chars <= LINE && (is_ad_label(s) || is_invitation(seg, s))) ||
	     is_pointer(seg, s);
	kr_str_fini(&text);
	return is;
}

/* Without a colon, blanks and other signs at the end. */
static struct kr_slice skip_end(struct kr_slice s)
{
	s = kr_slice_trim(s);
	while (s.len && (kr_slice_ends(s, "：") || strchr(":.>-!|", s.data[s.len - 1]))) {
		s.len -= kr_slice_ends(s, "：") ? strlen("：") : 1;
		s = kr_slice_trim(s);
	}
	return s;
}

bool kr_furniture_is_heading(
        const struct kr_dom *dom, const struct kr_seg *seg, const struct kr_seg *next)
{
	enum { HEADING = 40 };
	struct kr_str text;
	bool is;

	if (seg->chars > HEADING || seg->link_chars || !next->chars ||
	        next->link_chars * 10 < next->chars * 6)
		return false;
	kr_str_init(&text);
	kr_segments_text(dom, seg, TEXT, &text);
	is = kr_phrases_is(skip_end(skip_marks((struct kr_slice){text.data, text.len})),
	        KR_PHRASE(HEADING_RELATED));
	kr_str_fini(&text);
	return is;
}

/* Counts what JSON and scripts have and sentences do not. */
static unsigned count_data(struct kr_slice s)
{
	static const char *const signs[] = {"\":", "\",\"", "':", "},{", "\"}", ");", "){"};
	unsigned n = 0;

	for (; s.len; s.data++, s.len--)
		n += (*s.data == '"' || *s.data == '\'' || *s.data == '}' || *s.data == ')') &&
		     kr_slice_starts_any(s, signs, sizeof signs / sizeof *signs);
	return n;
}

bool kr_furniture_is_data(const struct kr_dom *dom, const struct kr_seg *seg)
{
	const int tag = dom->nodes[seg->block].tag;
	struct kr_str text;
	unsigned n;

	if (seg->link_chars || tag == KR_TAG_pre || kr_dom_up(dom, seg->first, KR_TAG_pre) >= 0 ||
	        kr_dom_up(dom, seg->first, KR_TAG_code) >= 0)
		return false;
	kr_str_init(&text);
	kr_segments_text(dom, seg, TEXT, &text);
	n = count_data((struct kr_slice){text.data, text.len});
	kr_str_fini(&text);
	return n >= DATA && n * 40 >= text.len;
}
