#include "extract/dom/page_priv.h"
#include "extract/data/page_facts_priv.h"

#include <stdlib.h>
#include <string.h>

#include "extract/meta/date/date_priv.h"
#include "kread/base/utf8.h"

enum {
	BEFORE = 30,  /* text nodes that are looked at before the title, */
	HEAD = 60,    /* behind it, */
	TAIL = 40,    /* and behind the body */
	AREA = 6000,  /* bytes of text in an area */
	VALUE = 90,   /* bytes of a name */
	TOKENS = 200, /* pieces of an area */
	NEAR = 3,     /* tokens around the date */
	SECTION = 24, /* bytes of a section's name */
};

/* A piece of text between two tags, or the part of it that stands between wide gaps. */
struct token {
	struct kr_slice s;
	int32_t node;
};

struct area {
	const struct kr_page *page;
	struct token t[TOKENS];
	int n;
	int date;               /* the token with the time of publication, or -1 */
	struct kr_slice behind; /* what stands in that token behind the time */
};

enum label { NONE, SOURCE, AUTHOR, EDITOR };

static const struct {
	const char *word;
	enum label label;
} labels[] = {
        {"文章来源", SOURCE},
        {"信息来源", SOURCE},
        {"稿件来源", SOURCE},
        {"内容来源", SOURCE},
        {"新闻来源", SOURCE},
        {"本文来源", SOURCE},
        {"来源", SOURCE},
        {"來源", SOURCE},
        {"稿源", SOURCE},
        {"出处", SOURCE},
        {"转自", SOURCE},
        {"source", SOURCE},
        {"quelle", SOURCE},
        {"fuente", SOURCE},
        {"出典", SOURCE},
        {"출처", SOURCE},
        {"责任编辑", EDITOR},
        {"責任編輯", EDITOR},
        {"本文编辑", EDITOR},
        {"责编", EDITOR},
        {"編輯", EDITOR},
        {"编辑", EDITOR},
        {"editor", EDITOR},
        {"edited by", EDITOR},
        {"文章作者", AUTHOR},
        {"記者", AUTHOR},
        {"本报记者", AUTHOR},
        {"作者", AUTHOR},
        {"记者", AUTHOR},
        {"撰文", AUTHOR},
        {"文", AUTHOR},
        {"author", AUTHOR},
        {"written by", AUTHOR},
        {"by", AUTHOR},
        {"von", AUTHOR},
        {"autor", AUTHOR},
};

/* Short texts beside a time that are no names. */
static const char *const no_name[] = {"评论", "评 论", "分享", "字号", "字体", "大小", "打印",
        "收藏", "点赞", "举报", "阅读", "浏览", "点击", "关注", "订阅", "登录", "注册", "微信",
        "微博", "扫", "手机", "客户端", "播放", "原创", "发表", "发布", "更新", "时间", "纠错",
        "首页", "正文", "来源", "作者", "编辑", "条", "次", "跟贴", "参与", "回复", "举 报", "复制",
        "链接", "已有", "字數", "字数", "听", "我要", "查看", "全文", "标签", "记者", "記者",
        "关键", "推荐", "返回", "专题", "IP"};

static bool is_wide(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t c;

		i += kr_utf8_decode(s + i, len - i, &c);
		if (kr_utf8_is_cjk(c) && c >= 0x3400)
			return true;
	}
	return false;
}

static bool holds(struct kr_slice s, const char *word)
{
	return memmem(s.data, s.len, word, strlen(word)) != NULL;
}

/* Without blanks and what is set around names; a bracket that closes one within the name stays. */
static struct kr_slice trim(struct kr_slice s)
{
	static const char *const around[] = {" ", "\t", "\n", "\r", "\u00a0", "\u3000", ":", "：",
	        "|", "｜", "/", "·", "•", "-", "—", "(", ")", "（", "）", "[", "]", "【", "】", ",",
	        "，", ";", "；", "。", "、", "“", "”", "《", "》"};
	bool more = true;

	while (more && s.len) {
		more = false;
		for (size_t k = 0; k < sizeof around / sizeof *around; k++) {
			const size_t n = strlen(around[k]);

			if (s.len >= n && !memcmp(s.data, around[k], n)) {
				s.data += n;
				s.len -= n;
				more = true;
			}
			if (s.len >= n && !memcmp(s.data + s.len - n, around[k], n) &&
			        !(strstr(")）]】”》", around[k]) && holds(s, around[k - 1]))) {
				s.len -= n;
				more = true;
			}
		}
	}
	return s;
}

/* The length of the blanks at the start of s, ideographic ones too. */
static size_t blanks(struct kr_slice s)
{
	static const char wide[] = "\u3000";
	const size_t n = sizeof wide - 1;
	size_t at = 0;

	while (at < s.len &&
	        (s.data[at] == ' ' || (s.len - at >= n && !memcmp(s.data + at, wide, n))))
		at += s.data[at] == ' ' ? 1 : n;
	return at;
}

/* The label at the start of s, with its colon or the like; *ret_len is what it takes. A word
 * without a sign behind it is a label if nothing else follows ("来源" in an element of its own). */
static enum label label_at(struct kr_slice s, size_t *ret_len)
{
	static const char *const signs[] = {":", "：", "/", "／", "丨", "|"};

	for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
		size_t n, at;
		bool is_by;

		if (!s.len || (s.data[0] | 0x20) != (labels[k].word[0] | 0x20))
			continue; /* most end here */
		n = at = strlen(labels[k].word);
		is_by = kr_str_ends(labels[k].word, "by");

		if (s.len < n || !kr_slice_ieq((struct kr_slice){s.data, n}, labels[k].word))
			continue;
		at += blanks((struct kr_slice){s.data + at, s.len - at});
		for (size_t g = 0; g < sizeof signs / sizeof *signs; g++)
			if (s.len - at >= strlen(signs[g]) &&
			        !memcmp(s.data + at, signs[g], strlen(signs[g]))) {
				*ret_len = at + strlen(signs[g]);
				return labels[k].label;
			}
		if (at == s.len && (is_by || (n > 3 && (unsigned char)s.data[0] >= 0x80))) {
			*ret_len = at;
			return labels[k].label;
		}
		if (at > n && is_by) {
			*ret_len = at;
			return labels[k].label;
		}
	}
	return NONE;
}

/* Where the next label within s begins; its length if there is none. */
static size_t next_label(struct kr_slice s)
{
	for (size_t i = 1, n; i < s.len; i++)
		if ((unsigned char)s.data[i] >= 0xc0 &&
		        label_at((struct kr_slice){s.data + i, s.len - i}, &n) != NONE)
			return i;
	return s.len;
}

static void add_token(struct area *a, struct kr_slice s, int32_t node)
{
	s = kr_slice_trim(s);
	if (s.len && s.len <= 400 && a->n < TOKENS)
		a->t[a->n++] = (struct token){s, node};
}

/* Cut at labels, and at gaps of two blanks, ideographic blanks and bars. */
static void add_text(struct area *a, struct kr_slice s, int32_t node)
{
	static const char *const gaps[] = {"  ", "\t", "\n", "\u00a0\u00a0", "\u3000", "|", "｜"};

	while (s.len) {
		size_t end = next_label(s), skip = 0;

		for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++) {
			const char *p = memmem(s.data, end, gaps[k], strlen(gaps[k]));

			if (p) {
				end = (size_t)(p - s.data);
				skip = strlen(gaps[k]);
			}
		}
		add_token(a, (struct kr_slice){s.data, end}, node);
		s.data += end + skip;
		s.len -= end + skip;
	}
}

static bool is_read(const struct kr_page *page, int32_t i)
{
	const struct kr_node *n = &page->dom.nodes[i];

	return n->tag == KR_TAG_TEXT && !(n->flags & (KR_NF_HIDDEN | KR_NF_BLANK)) &&
	       !(page->mark[i] & (KR_MARK_REC | KR_MARK_COMMENT));
}

/* Text nodes from `from` on, until the body begins or enough have been seen. */
static void read_area(struct area *a, int32_t from, int32_t end, int most, bool stop_at_body)
{
	const struct kr_page *page = a->page;
	size_t bytes = 0;

	for (int32_t i = from; i < end && most > 0 && bytes < AREA; i++) {
		struct kr_slice s = kr_dom_text(&page->dom, i);

		if (!is_read(page, i))
			continue;
		if (stop_at_body && kr_page_in_body(page, i) && page->stat[i].chars > 60)
			break;
		if (s.len > AREA) /* a text may be as long as the page, and cutting it up takes its
		                     square */
			s.len = kr_utf8_floor(s.data, s.len, AREA);
		add_text(a, s, i);
		bytes += s.len;
		most--;
	}
}

static void find_date(struct area *a)
{
	struct kr_date_hints hints;
	struct kr_date d;
	size_t from, end;
	bool same_year = false;

	kr_date_read_hints(a->page, &hints);
	a->date = -1;
	for (int i = 0; i < a->n && !same_year; i++) {
		const struct kr_slice s = a->t[i].s;

		if (s.len < 6 || s.len > 80 ||
		        !kr_date_parse_find(s.data, s.len, &hints, &d, &from, &end) ||
		        end - from + 24 < s.len)
			continue;
		same_year = a->page->doc->published && d.year &&
		            atoi(a->page->doc->published) == d.year;
		if (a->date >= 0 && !same_year)
			continue;
		a->date = i;
		a->behind = (struct kr_slice){s.data + end, s.len - end};
	}
}

static bool has_digits(struct kr_slice s, int most)
{
	int n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.data[i] >= '0' && s.data[i] <= '9';
	return n > most;
}

static bool is_name(struct kr_slice s)
{
	if (s.len < 2 || s.len > VALUE || memmem(s.data, s.len, "://", 3) || has_digits(s, 4))
		return false;
	return true;
}

static bool is_said(struct kr_slice s)
{
	for (size_t k = 0; k < sizeof no_name / sizeof *no_name; k++)
		if (holds(s, no_name[k]))
			return true;
	return false;
}

static bool is_link(const struct area *a, int i)
{
	return (a->page->dom.nodes[a->t[i].node].flags & KR_NF_LINK) != 0;
}

/* The value of the label in token i: the rest of it, or the next token. */
static struct kr_slice value_of(const struct area *a, int i, size_t label_len)
{
	struct kr_slice v = a->t[i].s, none = {NULL, 0};
	size_t n;

	v.data += label_len;
	v.len -= label_len;
	v = trim(v);
	if (!v.len && i + 1 < a->n &&
	        (is_wide(a->t[i].s.data, a->t[i].s.len) ||
	                (a->t[i].s.len <= 4 && a->t[i + 1].s.len <= 40))) {
		v = a->t[i + 1].s;
		if (label_at(v, &n) != NONE)
			return none;
		v = trim(v);
	}
	return is_name(v) ? v : none;
}

static void add_authors(struct kr_page *page, struct kr_slice v)
{
	static const char *const gaps[] = {
	        "、", "，", ",", " and ", " und ", " et ", " y ", "&", " ", "/"};
	const bool wide = is_wide(v.data, v.len);

	while (v.len && page->doc->authors.n < 8) {
		size_t end = v.len, skip = 0;

		for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++) {
			const char *p;

			if (!wide && gaps[k][0] == ' ' && !gaps[k][1])
				continue;
			p = memmem(v.data, end, gaps[k], strlen(gaps[k]));
			if (p) {
				end = (size_t)(p - v.data);
				skip = strlen(gaps[k]);
			}
		}
		if (end >= 3 && end <= VALUE && !is_said((struct kr_slice){v.data, end}))
			kr_doc_add_string(page->doc, &page->doc->authors, v.data, end);
		v.data += end + skip;
		v.len -= end + skip;
	}
}

/* Behind the text only labels in ideographs count: English sentences begin with "By", too. */
static void read_labels(struct kr_page *page, const struct area *a, bool tail)
{
	struct kr_doc *doc = page->doc;
	const bool had_authors = doc->authors.n > 0;

	for (int i = 0; i < a->n; i++) {
		size_t n;
		enum label label = label_at(a->t[i].s, &n);
		struct kr_slice v = {NULL, 0};

		if (label != NONE && !(tail && (unsigned char)a->t[i].s.data[0] < 0x80))
			v = value_of(a, i, n);
		if (!v.len)
			continue;
		if (label == SOURCE && !doc->source)
			doc->source = kr_doc_line(doc, v.data, v.len);
		else if (label == EDITOR && !doc->editor)
			doc->editor = kr_doc_line(doc, v.data, v.len);
		else if (label == AUTHOR && !had_authors)
			add_authors(page, v);
	}
}

/* --- what stands beside the time without a label
 * ----------------------------------------------------------------------- */

enum { OUTLET_SHORT = 6, OUTLET_LONG = 48, PERSON = 9 }; /* bytes of names */

/* In the same box as the date: at most three levels up. */
static bool is_beside(const struct area *a, int i)
{
	const struct kr_dom *dom = &a->page->dom;
	int32_t box = a->t[a->date].node;

	for (int up = 0; up < 3 && dom->nodes[box].parent > 0; up++)
		box = dom->nodes[box].parent;
	return kr_dom_within(dom, a->t[i].node, box);
}

static bool can_be_outlet(const struct kr_page *page, struct kr_slice s)
{
	const struct kr_doc *doc = page->doc;
	size_t n;

	return s.len >= OUTLET_SHORT && s.len <= OUTLET_LONG && is_wide(s.data, s.len) &&
	       !has_digits(s, 2) && !is_said(s) && label_at(s, &n) == NONE &&
	       !kr_slice_eq(s, doc->title ? doc->title : "") &&
	       !kr_slice_eq(s, doc->section ? doc->section : "");
}

/* A name without a label that is no person's: these have three characters at most. */
static bool is_outlet(struct kr_slice s)
{
	static const char *const ends[] = {
	        "社", "报", "報", "网", "網", "台", "臺", "刊", "局", "院"};

	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
		if (s.len >= strlen(ends[k]) &&
		        !memcmp(s.data + s.len - strlen(ends[k]), ends[k], strlen(ends[k])))
			return true;
	return s.len > PERSON;
}

/* An account or outlet by the class around it. */
static bool is_account(const struct area *a, int i)
{
	static const char *const words[] = {
	        "author", "account", "source", "media", "from", "user", "nick", "origin"};
	const struct kr_dom *dom = &a->page->dom;
	int32_t at = dom->nodes[a->t[i].node].parent;

	for (int up = 0; up < 2 && at > 0; up++, at = dom->nodes[at].parent)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (kr_dom_class_has(dom, at, words[k]))
				return true;
	return false;
}

static void set_name(struct kr_page *page, struct kr_slice s, const char **to)
{
	s = trim(s);
	if (!*to && can_be_outlet(page, s))
		*to = kr_doc_line(page->doc, s.data, s.len);
}

/* The outlet beside the time, as Chinese sites set it, mostly behind; a link before it is the
 * section. Where no time is recognised, the account by the headline. */
static void read_beside(struct kr_page *page, const struct area *a)
{
	struct kr_doc *doc = page->doc;

	for (int i = 0; a->date < 0 && i < a->n && i < NEAR; i++)
		if (is_account(a, i))
			set_name(page, a->t[i].s, &doc->source);
	if (a->date < 0)
		return;
	for (int i = a->date - 1; i >= 0 && i >= a->date - NEAR; i--) {
		if (!is_beside(a, i))
			continue;
		if (is_account(a, i) || (!is_link(a, i) && is_outlet(trim(a->t[i].s))))
			set_name(page, a->t[i].s, &doc->source);
		else if (is_link(a, i) && trim(a->t[i].s).len <= SECTION)
			set_name(page, a->t[i].s, &doc->section);
	}
	set_name(page, a->behind, &doc->source);
	for (int i = a->date + 1; i < a->n && i <= a->date + NEAR; i++)
		if (is_beside(a, i))
			set_name(page, a->t[i].s, &doc->source);
}

/* --- the parts of <title> behind the headline
 * -------------------------------------------------------------------------- */

static void read_title_parts(struct kr_page *page)
{
	static const char *const seps[] = {"_", "|", "｜", " - ", "-", " – ", " — ", "—", "·", "»"};
	const struct kr_slice title = page->facts->title;
	struct kr_doc *doc = page->doc;
	struct kr_slice part[4];
	const char *line, *rest;
	int n = 0;

	if (!title.len || !doc->title)
		return;
	line = kr_doc_line(doc, title.data, title.len);
	if (!line || !kr_str_starts(line, doc->title))
		return;
	rest = line + strlen(doc->title);
	while (*rest && n < 4) {
		size_t len = strlen(rest), skip = 0;

		for (size_t k = 0; k < sizeof seps / sizeof *seps; k++) {
			const char *p = strstr(rest, seps[k]);

			if (p && ((size_t)(p - rest) < len ||
			                 ((size_t)(p - rest) == len && strlen(seps[k]) > skip))) {
				len = (size_t)(p - rest);
				skip = strlen(seps[k]);
			}
		}
		part[n] = kr_slice_trim((struct kr_slice){rest, len});
		n += part[n].len > 0;
		rest += len + skip;
	}
	if (n >= 1 && n <= 3 && !doc->site && part[n - 1].len <= 60)
		doc->site = kr_doc_line(doc, part[n - 1].data, part[n - 1].len);
	if (n >= 2 && n <= 3 && !doc->section && part[0].len <= SECTION &&
	        is_wide(part[0].data, part[0].len))
		doc->section = kr_doc_line(doc, part[0].data, part[0].len);
}

static int32_t body_end(const struct kr_page *page)
{
	int32_t last = -1;

	for (int32_t i = page->body_root < 0 ? page->dom.n
	                                     : page->dom.nodes[page->body_root].end - 1;
	        i > 0 && last < 0; i--)
		if (i < page->dom.n && kr_page_in_body(page, i))
			last = i;
	return last;
}

/* Chinese outlets that a page names as its author are no people. */
static void drop_outlets(struct kr_doc *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->authors.n; i++) {
		const char *name = doc->authors.v[i];

		if (!is_wide(name, strlen(name)) ||
		        (!kr_str_starts(doc->site, name) && !kr_str_eq(doc->source, name) &&
		                !kr_str_eq(name, "未知")))
			doc->authors.v[n++] = name;
	}
	doc->authors.n = n;
}

void kr_byline_run(struct kr_page *page)
{
	struct kr_doc *doc = page->doc;
	struct area *a = kr_arena_alloc(&page->scratch, sizeof *a);
	const int32_t end = page->dom.n, last = body_end(page);
	const int32_t from = page->title_node >= 0 ? page->title_node : page->body_root;

	read_title_parts(page);
	if (from < 0)
		return;
	a->page = page;
	read_area(a, page->title_node >= 0 ? page->dom.nodes[from].end : from, end, HEAD, true);
	find_date(a);
	read_labels(page, a, false);
	read_beside(page, a);
	if (last >= 0 && (!doc->source || !doc->editor || !doc->authors.n)) {
		int32_t tail = last;

		for (int back = BEFORE; tail > from && back > 0; tail--)
			back -= is_read(page, tail);
		a->n = 0;
		read_area(a, tail, end, BEFORE + TAIL, false);
		read_labels(page, a, true);
	}
	drop_outlets(doc);
	if (doc->source && doc->site && !strcmp(doc->source, doc->site))
		doc->source = NULL;
}
