#include "extract/body/boilerplate_priv.h"

#include <string.h>

#include "extract/meta/date/date_priv.h"
#include "extract/body/segment_features_priv.h"
#include "kread/base/utf8.h"

enum {
	NOTE = 180,    /* in kr_stat.chars: longest note */
	LEGAL = 600,   /* longest disclaimer or list of credits */
	NAMES = 50,    /* longest line with names of reporters */
	LINE = 25,     /* most words of a caption */
	CENTERED = 40, /* most words of a centred caption */
	DATELINE = 80,
	TEXT = 1200, /* bytes of a segment that are read */
};

/* Notes start with one of these, followed by a colon, bar, slash or space. */
static const char *const begins[] = {"原标题", "本文原标题", "原题", "原题为", "责任编辑", "责编",
        "编辑", "本文来源", "来源", "资料来源", "图片来源", "稿源", "采写", "撰文", "校对", "审核",
        "监制", "声明", "免责声明", "版权声明", "记者", "作者", "编审", "值班主任", "文", "图",
        "原创", "扫描下方二维码"};

/* Captions end with one of these. */
static const char *const ends[] = {
        "摄", "供图", "截图", "图源", "资料图", "视觉中国", "摄影", "图"};

static const char *const gaps[] = {":", "：", "|", "｜", "/", "／", " ", "丨", "《", "】"};

/* These follow or precede the time in a dateline. */
static const char *const beside_times[] = {
        "字号", "字体", "大小", "阅读", "浏览", "点击", "评论", "分享", "收藏", "打印"};
static const char *const before_times[] = {"最后更新", "更新时间", "更新于", "发布时间", "发布日期",
        "发布于", "发表时间", "发表于", "时间", "日期", "编辑时间", "修改时间"};

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

/* Long notes start with one of these. */
static const char *const legal[] = {
        "免责声明", "版权声明", "特别声明", "声明", "Notice: The content above"};

/* Roles of contributors. */
static const char *const roles[] = {"编辑", "责编", "校对", "审核", "监制"};

/* Authors: a line that names them is short. */
static const char *const writers[] = {"记者 ", "作者 ", "通讯员 "};

static bool begins_with_one(struct kr_slice s, const char *const *words, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		struct kr_slice rest = s;

		if (!kr_slice_starts(s, words[k]))
			continue;
		rest.data += strlen(words[k]);
		rest.len -= strlen(words[k]);
		for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
			if (kr_slice_starts(rest, gaps[g]))
				return true;
	}
	return false;
}

static void add_text(const struct kr_dom *dom, const struct kr_seg *seg, struct kr_str *out)
{
	for (int32_t i = seg->first; i <= seg->last && out->len < TEXT; i++)
		if (kr_segments_has(&dom->nodes[i])) {
			const struct kr_slice t = kr_dom_text(dom, i);

			kr_str_add(out, t.data, t.len < TEXT ? t.len : TEXT);
		}
}

static int count_of(struct kr_slice s, const char *const *words, size_t n)
{
	int found = 0;

	for (size_t k = 0; k < n; k++)
		found += memmem(s.data, s.len, words[k], strlen(words[k])) != NULL;
	return found;
}

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool ends_with_one(struct kr_slice s, const char *const *words, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (kr_slice_ends(s, words[k]))
			return true;
	return false;
}

/* "发布时间：" without its colon. */
static struct kr_slice label_of(struct kr_slice s)
{
	s = trim_marks(s);
	s.len -= kr_slice_ends(s, ":") ? 1 : kr_slice_ends(s, "：") ? strlen("：") : 0;
	return kr_slice_trim(s);
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
	before = label_of((struct kr_slice){all.data, from});
	rest = trim_marks((struct kr_slice){all.data + end, all.len - end});
	if (before.len)
		return before.len <= NAMES &&
		       ends_with_one(before, before_times, COUNT(before_times)) &&
		       (!rest.len || begins_with_one(rest, begins, COUNT(begins)));
	return (d.hour >= 0 && seg->stops < 2 && !kr_slice_ends(kr_slice_trim(all), "。")) ||
	       begins_with_one(rest, begins, COUNT(begins)) ||
	       begins_with_one(rest, beside_times, COUNT(beside_times));
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

static bool is_note(const struct kr_seg *seg, struct kr_slice all)
{
	const struct kr_slice s = trim_marks(all);

	if (begins_with_one(s, legal, COUNT(legal)))
		return true;
	if (begins_with_one(s, begins, COUNT(begins)))
		return seg->chars <= NOTE || count_of(s, roles, COUNT(roles)) > 1;
	return seg->chars <= NAMES && !seg->stops && count_of(s, writers, COUNT(writers));
}

bool kr_boilerplate_is(const struct kr_dom *dom, const struct kr_seg *seg, bool leads)
{
	struct kr_str text;
	struct kr_slice s;
	bool note;

	if (seg->chars > LEGAL)
		return false;
	kr_str_init(&text);
	add_text(dom, seg, &text);
	s = (struct kr_slice){text.data, text.len};
	note = is_note(seg, s) || (leads && is_dateline(seg, s));
	kr_str_fini(&text);
	return note;
}

/* What a site says about its owner and rights on every page. */
static const char *const legal_notice_words[] = {"版权所有", "许可证", "备案", "公网安备",
        "举报电话", "举报邮箱", "不良信息举报", "法律顾问", "法律责任", "书面授权", "不得转载",
        "建立镜像"};

bool kr_boilerplate_is_legal_notice(const struct kr_dom *dom, const struct kr_seg *seg)
{
	enum { WORDS = 4 };
	struct kr_str text;
	bool found;

	if (seg->chars < NAMES || seg->words * 3 < seg->chars) /* too short or not Chinese */
		return false;
	kr_str_init(&text);
	add_text(dom, seg, &text);
	found = count_of((struct kr_slice){text.data, text.len}, legal_notice_words,
	                COUNT(legal_notice_words)) >= WORDS;
	kr_str_fini(&text);
	return found;
}

static bool is_caption(
        const struct kr_dom *dom, const struct kr_seg *seg, struct kr_slice all, int32_t picture)
{
	const struct kr_slice s = trim_marks(all);
	const char *alt = picture >= 0 ? kr_dom_attr(dom, picture, "alt") : NULL;
	uint32_t c = 0;

	if (alt && seg->stops && !seg->link_chars && same_text(kr_slice_of(alt), all))
		return true;
	if (seg->chars <= NOTE && (picture >= 0 || kr_slice_starts(all, "▲")) &&
	        ends_with_one(s, ends, COUNT(ends)))
		return true;
	if (s.len)
		kr_utf8_decode(s.data, s.len, &c);
	return picture >= 0 && seg->words <= CENTERED && kr_utf8_is_cjk(c) &&
	       kr_dom_is_centered(dom, seg->block);
}

bool kr_boilerplate_is_caption(const struct kr_dom *dom, const struct kr_seg *seg, int32_t picture)
{
	struct kr_str text;
	bool caption;

	if (seg->chars > LEGAL)
		return false;
	kr_str_init(&text);
	add_text(dom, seg, &text);
	caption = is_caption(dom, seg, (struct kr_slice){text.data, text.len}, picture);
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
