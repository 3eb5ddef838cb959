#include "extract/body/boilerplate_priv.h"

#include <string.h>

#include "extract/meta/date/date_priv.h"
#include "extract/body/segment_features_priv.h"
#include "extract/words/phrases_priv.h"
#include "kread/base/utf8.h"

enum {
	NOTE = 180,    /* in kr_stat.chars: longest note */
	LEGAL = 600,   /* longest disclaimer or list of credits */
	NAMES = 50,    /* longest line with names of reporters */
	LINE = 25,     /* most words of a caption */
	CENTERED = 40, /* most words of a centred caption */
	DATELINE = 80,
	ZONE = 16,   /* bytes after the time */
	TEXT = 1200, /* bytes of a segment that are read */
};

/* These follow a label. */
static const char *const gaps[] = {":", "：", "|", "｜", "/", "／", " ", "丨", "《", "】"};

/* Trims punctuation and white space at both ends. */
static struct kr_slice trim_marks(struct kr_slice s)
{
	uint32_t c;

	while (s.len) {
		const size_t n = kr_utf8_decode(s.data, s.len, &c);

		if (c >= 0x80 && (c < 0x2000 || c >= 0x3040) && (c < 0xff00 || c > 0xff0f))
			break;
		if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
			break;
		if (c >= '0' && c <= '9')
			break;
		s.data += n;
		s.len -= n;
	}
	while (s.len) {
		const size_t at = kr_utf8_floor(s.data, s.len, s.len - 1);

		kr_utf8_decode(s.data + at, s.len - at, &c);
		if (c > ' ' && c != '.' && c != ')' && c != ']' && c != 0x3002 && c != 0xff09 &&
		        c != 0x3011)
			break;
		s.len = at;
	}
	return s;
}

/* Whether s starts with such a phrase, followed by one of the gaps. */
static bool begins_with(struct kr_slice s, uint64_t meanings)
{
	const size_t n = kr_phrases_starts(s, meanings);

	return n && kr_slice_starts_any((struct kr_slice){s.data + n, s.len - n}, gaps,
	                    sizeof gaps / sizeof *gaps);
}

/* "发布时间：" without its colon. */
static struct kr_slice label_of(struct kr_slice s)
{
	s = trim_marks(s);
	s.len -= kr_slice_ends(s, ":") ? 1 : kr_slice_ends(s, "：") ? strlen("：") : 0;
	return kr_slice_trim(s);
}

/* Whether a text names the writer, after a label or a word such as "Von". */
static bool names_writer(struct kr_slice s)
{
	enum { WORDS = 8 };
	int spaces = 0;

	s = trim_marks(s);
	for (size_t i = 0; i < s.len; i++)
		spaces += s.data[i] == ' ';
	return spaces < WORDS && begins_with(s, KR_PHRASE(AUTHOR_LABEL) | KR_PHRASE(BY));
}

/* Whether a text is a dateline, such as "2026-03-11 03:30:00 来源：..." or "发布时间：2026-03-11":
 * a date with a label, or with a time of day and a name or two. */
static bool is_dateline(const struct kr_seg *seg, struct kr_slice all)
{
	static const struct kr_date_hints hints = {0};
	struct kr_slice before, rest;
	size_t from, end;
	struct kr_date d;

	if (seg->chars > DATELINE ||
	        !kr_date_parse_find(all.data, all.len, &hints, &d, &from, &end) || !d.year)
		return false;
	if (all.len - end <= ZONE && names_writer((struct kr_slice){all.data, from}))
		return true;
	before = label_of((struct kr_slice){all.data, from});
	rest = trim_marks((struct kr_slice){all.data + end, all.len - end});
	if (before.len)
		return before.len <= NAMES && kr_phrases_ends(before, KR_PHRASE(TIME_LABEL)) &&
		       (!rest.len || begins_with(rest, KR_PHRASE(NOTE_LABEL)));
	return (d.hour >= 0 && seg->stops < 2 && !kr_slice_ends(kr_slice_trim(all), "。")) ||
	       begins_with(rest, KR_PHRASE(NOTE_LABEL)) || begins_with(rest, KR_PHRASE(AFTER_TIME));
}

/* Compares texts, ignoring white space. */
static bool same_text(struct kr_slice a, struct kr_slice b)
{
	size_t i = 0, k = 0;

	for (;; i++, k++) {
		while (i < a.len && (unsigned char)a.data[i] <= ' ')
			i++;
		while (k < b.len && (unsigned char)b.data[k] <= ' ')
			k++;
		if (i >= a.len || k >= b.len || a.data[i] != b.data[k])
			return i >= a.len && k >= b.len;
	}
}

static bool is_capital(struct kr_slice s)
{
	uint32_t c;

	kr_utf8_decode(s.data, s.len, &c);
	return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde) || (c >= 0x391 && c <= 0x3a9) ||
	       (c >= 0x410 && c <= 0x42f) || (c >= 0x100 && c < 0x180);
}

/* Whether a text is one to six words of names: most of them begin with a capital. */
static bool is_names(struct kr_slice s)
{
	int words = 0, capitals = 0;

	while (s.len) {
		size_t n = 0;

		while (n < s.len && s.data[n] != ' ')
			n++;
		words += n > 0;
		capitals += n > 0 && is_capital((struct kr_slice){s.data, n});
		s.data += n + (n < s.len);
		s.len -= n + (n < s.len);
	}
	return words && words <= 6 && capitals * 3 >= words * 2;
}

/* Whether a text is "By" and names, perhaps with a date: the first line of an article. */
static bool is_byline(const struct kr_seg *seg, struct kr_slice all)
{
	static const struct kr_date_hints hints = {0};
	struct kr_slice s = trim_marks(all), rest = {NULL, 0};
	size_t label, from, end;
	struct kr_date d;

	if (seg->chars > DATELINE || seg->stops > 5)
		return false;
	label = kr_phrases_starts(s, KR_PHRASE(BYLINE_START));
	if (!label || label >= s.len || (s.data[label] != ' ' && s.data[label] != ':'))
		return false;
	s.data += label + 1;
	s.len -= label + 1;
	if (kr_date_parse_find(s.data, s.len, &hints, &d, &from, &end)) {
		rest = trim_marks((struct kr_slice){s.data + end, s.len - end});
		s.len = from;
	}
	while (s.len && !is_capital((struct kr_slice){s.data + s.len - 1, 1}) &&
	        (unsigned char)s.data[s.len - 1] < 'a')
		s.len--;
	return rest.len <= 24 && is_names(kr_slice_trim(s));
}

/* Whether a text says how long the article takes to read: "Reading time: 4 minutes". */
static bool is_reading_time(const struct kr_seg *seg, struct kr_slice s)
{
	enum { LONGEST = 36 };
	bool number = false;

	if (seg->chars > LONGEST || seg->words > 12)
		return false;
	for (size_t i = 0; i < s.len; i++)
		number |= s.data[i] >= '0' && s.data[i] <= '9';
	return number && kr_phrases_find(s, KR_PHRASE(READING_TIME));
}

static bool is_note(const struct kr_seg *seg, struct kr_slice all)
{
	const struct kr_slice s = trim_marks(all);

	if (seg->chars <= NAMES && seg->stops < 2 && kr_phrases_starts(s, KR_PHRASE(REPORTER)) &&
	        kr_phrases_ends(s, KR_PHRASE(REPORT_END)))
		return true;
	if (seg->chars <= NOTE && kr_phrases_starts(s, KR_PHRASE(COMPILED_FROM)))
		return true;
	if (is_reading_time(seg, s))
		return true;
	if (begins_with(s, KR_PHRASE(DISCLAIMER)) || kr_phrases_starts(s, KR_PHRASE(OLD_BROWSER)))
		return true;
	if (begins_with(s, KR_PHRASE(NOTE_LABEL)))
		return seg->chars <= NOTE || kr_phrases_count(s, KR_PHRASE(EDITORIAL_ROLE)) > 1;
	return seg->chars <= NAMES && !seg->stops && kr_phrases_find(s, KR_PHRASE(WRITER));
}

bool kr_boilerplate_is(const struct kr_dom *dom, const struct kr_seg *seg, bool leads)
{
	struct kr_str text;
	struct kr_slice s;
	bool note;

	if (seg->chars > LEGAL)
		return false;
	kr_str_init(&text);
	kr_segments_text(dom, seg, TEXT, &text);
	s = (struct kr_slice){text.data, text.len};
	note = is_note(seg, s) || (leads && (is_dateline(seg, s) || is_byline(seg, s)));
	kr_str_fini(&text);
	return note;
}

bool kr_boilerplate_is_legal_notice(const struct kr_dom *dom, const struct kr_seg *seg)
{
	enum { WORDS = 4 };
	struct kr_str text;
	bool found;

	if (seg->chars < NAMES || seg->words * 3 < seg->chars) /* too short or not Chinese */
		return false;
	kr_str_init(&text);
	kr_segments_text(dom, seg, TEXT, &text);
	found = kr_phrases_count((struct kr_slice){text.data, text.len}, KR_PHRASE(LEGAL_NOTICE)) >=
	        WORDS;
	kr_str_fini(&text);
	return found;
}

static bool is_caption(const struct kr_dom *dom, const struct kr_seg *seg, struct kr_slice all,
        int32_t picture, bool centring)
{
	const struct kr_slice s = trim_marks(all);
	const char *alt = picture >= 0 ? kr_dom_attr(dom, picture, "alt") : NULL;
	uint32_t c = 0;

	if (alt && seg->stops && !seg->link_chars && same_text(kr_slice_of(alt), all))
		return true;
	if (seg->chars <= NOTE && (picture >= 0 || kr_slice_starts(all, "▲")) &&
	        kr_phrases_ends(s, KR_PHRASE(PICTURE_CREDIT)))
		return true;
	if (s.len)
		kr_utf8_decode(s.data, s.len, &c);
	return centring && picture >= 0 && seg->words <= CENTERED && kr_utf8_is_cjk(c) &&
	       kr_dom_is_centered(dom, seg->block);
}

bool kr_boilerplate_is_caption(
        const struct kr_dom *dom, const struct kr_seg *seg, int32_t picture, bool centring)
{
	struct kr_str text;
	bool caption;

	if (seg->chars > LEGAL)
		return false;
	kr_str_init(&text);
	kr_segments_text(dom, seg, TEXT, &text);
	caption = is_caption(dom, seg, (struct kr_slice){text.data, text.len}, picture, centring);
	kr_str_fini(&text);
	return caption;
}

static bool is_cjk(uint32_t c)
{
	return kr_utf8_is_cjk(c) || c == 0x300a || c == 0x201c || c == 0xff08;
}

bool kr_boilerplate_is_line(const struct kr_dom *dom, const struct kr_seg *seg)
{
	const struct kr_slice s = kr_slice_trim(kr_dom_text(dom, seg->first)),
	                      end = kr_slice_trim(kr_dom_text(dom, seg->last));
	uint32_t c;

	if (!seg->words || seg->words > LINE || !s.len || !end.len)
		return false;
	kr_utf8_decode(s.data, s.len, &c);
	return is_cjk(c) && (kr_slice_ends(end, "。") || kr_slice_ends(end, "）"));
}
