#include "notes_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

enum {
	NOTE = 180,  /* kr_stat.chars of a note */
	NAMES = 50,  /* of a line with the names of reporters */
	TEXT = 1200, /* bytes that are looked at */
};

/* What notes begin with; a colon, bar, slash or blank follows. */
static const char *const begins[] = {"原标题", "本文原标题", "责任编辑", "责编", "编辑", "本文来源", "来源", "稿源",
        "校对", "审核", "监制", "声明", "免责声明", "版权声明", "记者", "作者", "编审", "值班主任", "文", "图", "原创",
        "扫描下方二维码"};

/* What captions end with. */
static const char *const ends[] = {"摄", "供图", "截图", "图源", "资料图", "视觉中国", "摄影", "图"};

static const char *const gaps[] = {":", "：", "|", "｜", "/", "／", " ", "丨"};

/* Without punctuation and blanks at both ends. */
static struct kr_slice core_of(struct kr_slice s)
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
		if (c > ' ' && c != '.' && c != ')' && c != ']' && c != 0x3002 && c != 0xff09 && c != 0x3011)
			break;
		s.len = at;
	}
	return s;
}

static bool starts(struct kr_slice s, const char *z)
{
	return s.len >= strlen(z) && !memcmp(s.data, z, strlen(z));
}

static bool ends_with(struct kr_slice s, const char *z)
{
	return s.len >= strlen(z) && !memcmp(s.data + s.len - strlen(z), z, strlen(z));
}

static bool begins_as_note(struct kr_slice s)
{
	for (size_t k = 0; k < sizeof begins / sizeof *begins; k++) {
		struct kr_slice rest = s;

		if (!starts(s, begins[k]))
			continue;
		rest.data += strlen(begins[k]);
		rest.len -= strlen(begins[k]);
		for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
			if (starts(rest, gaps[g]))
				return true;
	}
	return false;
}

static bool ends_as_caption(struct kr_slice s)
{
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
		if (ends_with(s, ends[k]))
			return true;
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

bool kr_notes_is(const struct kr_dom *dom, const struct kr_seg *seg, bool under_picture)
{
	struct kr_str text;
	struct kr_slice s;
	bool note;

	if (seg->chars > NOTE)
		return false;
	kr_str_init(&text);
	add_text(dom, seg, &text);
	s = core_of((struct kr_slice){text.data, text.len});
	note = begins_as_note(s) ||
	       ((under_picture || starts((struct kr_slice){text.data, text.len}, "▲")) && ends_as_caption(s)) ||
	       (seg->chars <= NAMES && !seg->stops && memmem(s.data, s.len, "记者 ", strlen("记者 ")));
	kr_str_fini(&text);
	return note;
}
