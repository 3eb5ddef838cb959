#include "kread/text/linebreak.h"

#include <string.h>

#include <unilbrk.h>

#include "kread/base/utf8.h"
#include "kread/text/width.h"

enum { LONG_WORD = 24 }; /* bytes; words this long are addresses, and break after slashes */

/* Small kana belong to the character before. */
static bool is_small_kana(uint32_t c)
{
	if (c >= 0x30a1 && c <= 0x30f6)
		c -= 0x60;
	switch (c) {
	case 0x3041:
	case 0x3043:
	case 0x3045:
	case 0x3047:
	case 0x3049:
	case 0x3063:
	case 0x3083:
	case 0x3085:
	case 0x3087:
	case 0x308e:
	case 0x3095:
	case 0x3096:
		return true;
	default:
		return (c >= 0x31f0 && c <= 0x31ff) || (c >= 0xff67 && c <= 0xff70);
	}
}

static bool is_listed(uint32_t c, const uint16_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == c)
			return true;
	return false;
}

/* Punctuation that no line begins with. */
static bool is_closing(uint32_t c)
{
	static const uint16_t low[] = {0xb7, 0xbb, 0x2010, 0x2013, 0x2014, 0x2015, 0x2019, 0x201d,
	        0x2025, 0x2026, 0x2027, 0x2030, 0x2032, 0x2033, 0x203a, 0x203c, 0x2047, 0x2048,
	        0x2049, 0x2103, 0x2e3a};
	static const uint16_t cjk[] = {0x3001, 0x3002, 0x3005, 0x3009, 0x300b, 0x300d, 0x300f,
	        0x3011, 0x3015, 0x3017, 0x3019, 0x301b, 0x301c, 0x301e, 0x301f, 0x303b, 0x309b,
	        0x309c, 0x309d, 0x309e, 0x30a0, 0x30fb, 0x30fc, 0x30fd, 0x30fe};
	static const uint16_t wide[] = {0xff01, 0xff05, 0xff09, 0xff0c, 0xff0e, 0xff0f, 0xff1a,
	        0xff1b, 0xff1f, 0xff3d, 0xff5d, 0xff5e, 0xff60, 0xff61, 0xff63, 0xff64, 0xff65,
	        0xff9e, 0xff9f, 0xffe0};

	if (c < 0x80)
		return c && strchr("!%),.:;?]}", (int)c);
	if (c < 0x2000)
		return c == 0xb7 || c == 0xbb;
	if (c < 0x3000)
		return is_listed(c, low, sizeof low / sizeof *low);
	if (c < 0x3200)
		return is_small_kana(c) || is_listed(c, cjk, sizeof cjk / sizeof *cjk);
	if (c < 0xfe50)
		return false;
	if (c < 0xff00)
		return c <= 0xfe58 || c == 0xfe5a || c == 0xfe5c || c == 0xfe5e;
	return c < 0xfff0 && (is_small_kana(c) || is_listed(c, wide, sizeof wide / sizeof *wide));
}

/* Punctuation that no line ends with. */
static bool is_opening(uint32_t c)
{
	static const uint16_t list[] = {0xa1, 0xa3, 0xa5, 0xab, 0xbf, 0x2018, 0x201a, 0x201c,
	        0x201e, 0x2039, 0x20ac, 0x2116, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0x3014,
	        0x3016, 0x3018, 0x301a, 0x301d, 0xfe59, 0xfe5b, 0xfe5d, 0xff04, 0xff08, 0xff3b,
	        0xff5b, 0xff5f, 0xff62, 0xffe1, 0xffe5};

	if (c < 0x80)
		return c && strchr("$([{", (int)c);
	if ((c >= 0x3020 && c < 0xfe59) || (c >= 0xc0 && c < 0x2018))
		return false;
	return is_listed(c, list, sizeof list / sizeof *list);
}

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

static bool is_alnum(uint32_t c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0x3000 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200a && c != 0x2007) || c == 0x205f;
}

/* Chinese and Japanese units and counters that stay with the number before them. */
static bool is_unit(const char *s, size_t n)
{
	static const char units[] = "年月日号时時点點分秒元圆円亿億万萬千百个個岁歳歲人名位次条條台"
	                            "辆米吨度倍家项項件天周週届屆"
	                            "级級层層楼樓页頁章节節期版票枚张張只隻口克升里℃℉度折成股";

	if (n != 3)
		return false;
	for (size_t i = 0; i + 3 < sizeof units; i += 3)
		if (!memcmp(units + i, s, 3))
			return true;
	return false;
}

/* Latin units that stay with the number before them, even after a space. */
static bool is_latin_unit(const char *s, size_t len)
{
	static const char *const units[] = {"km", "kg", "m", "cm", "mm", "g", "mg", "t", "ha", "l",
	        "ml", "kB", "KB", "MB", "GB", "TB", "Hz", "kHz", "MHz", "GHz", "W", "kW", "MW",
	        "GW", "kWh", "mph", "kph", "am", "pm", "AM", "PM", "a.m.", "p.m.", "ft", "in", "lb",
	        "oz", "s", "ms", "h", "min", "°C", "°F", "km/h"};
	size_t n = 0;

	while (n < len && n < 8 && s[n] != ' ' && s[n] != ',' && s[n] != ';' && s[n] != ')' &&
	        (unsigned char)s[n] < 0xe0)
		n++;
	if (n > 1 && s[n - 1] == '.' && s[1] != '.')
		n--;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i]) == n && !memcmp(units[i], s, n))
			return true;
	return false;
}

/* What comes before a cluster. */
struct before {
	uint32_t last, last_but_one; /* characters; 0: none */
	uint32_t word;               /* the last one that is not a blank */
};

/* The level between two clusters that are not blanks. uax: UAX #14 allows a break. */
static unsigned level_inside(const struct before *b, uint32_t c, const char *s, size_t n, bool uax)
{
	bool cjk = kr_utf8_is_cjk(c);

	if (is_digit(b->last) && is_unit(s, n))
		return KR_BREAK_FORCED;
	if (is_digit(b->last_but_one) && (b->last == 0xff1a || b->last == 0xff0e) && is_digit(c))
		return KR_BREAK_FORCED; /* as in 6：30 */
	/* UAX #14 does not know which curly quotes open and which close; in Chinese they are like
	 * brackets. */
	if (is_opening(c) &&
	        (cjk || kr_utf8_is_cjk(b->last) || (b->last > 0x2000 && is_closing(b->last))))
		return KR_BREAK_ALLOWED;
	if (is_closing(b->last) && (kr_utf8_is_cjk(b->last) || (b->last > 0x2000 && cjk)))
		return KR_BREAK_ALLOWED;
	if (b->last < 0x80 && !cjk && !(b->last == '-' && is_alnum(b->last_but_one)))
		return c >= 0x2e80 && uax ? KR_BREAK_ALLOWED : KR_BREAK_FORCED;
	return uax ? KR_BREAK_ALLOWED : KR_BREAK_FORCED;
}

static unsigned level_of(
        const struct before *b, uint32_t c, const char *s, size_t len, size_t n, bool uax)
{
	if (c == '\n')
		return KR_BREAK_NEWLINE;
	if (is_blank(c) && n == (c < 0x80 ? 1 : 3)) /* a combining mark would make it visible */
		return KR_BREAK_BLANK;
	if (!b->last || b->last == '\n')
		return KR_BREAK_ALLOWED;
	if (is_closing(c) || is_opening(b->word))
		return KR_BREAK_NEVER;
	if (is_blank(b->last))
		return is_digit(b->word) && is_latin_unit(s, len) ? KR_BREAK_FORCED
		                                                  : KR_BREAK_ALLOWED;
	return level_inside(b, c, s, n, uax);
}

/* Allows breaks after the slashes of a long word. */
static void mark_slashes(const char *s, size_t start, size_t end, uint8_t *marks)
{
	if (end - start < LONG_WORD)
		return;
	for (size_t i = start + 1; i < end; i++)
		if (s[i - 1] == '/' && s[i] != '/' &&
		        (marks[i] & KR_BREAK_LEVEL) == KR_BREAK_FORCED)
			marks[i] = (uint8_t)((marks[i] & ~(unsigned)KR_BREAK_LEVEL) |
			                     KR_BREAK_ALLOWED);
}

void kr_linebreak_mark(const char *s, size_t len, bool ambiguous_wide, uint8_t *marks)
{
	struct before b = {0};
	size_t word = 0; /* start of the current run of ASCII without blanks */

	if (!len)
		return;
	u8_possible_linebreaks((const uint8_t *)s, len, "UTF-8", (char *)marks);
	for (size_t i = 0; i < len;) {
		int cols;
		uint32_t c = (unsigned char)s[i];
		size_t n;
		unsigned level;

		if (is_alnum(c) && is_alnum(b.last) &&
		        (i + 1 == len || (unsigned char)s[i + 1] < 0x80)) {
			/* inside of an ASCII word, the usual case: one column */
			marks[i++] = KR_BREAK_START | KR_BREAK_FORCED | 1;
			b = (struct before){c, b.last, c};
			continue;
		}
		n = kr_width_cluster(s + i, len - i, ambiguous_wide, &cols);
		kr_utf8_decode(s + i, len - i, &c);
		level = level_of(&b, c, s + i, len - i, n, marks[i] == UC_BREAK_POSSIBLE);
		if (c == '\t')
			cols = 1;
		marks[i] = (uint8_t)(KR_BREAK_START | level | (unsigned)cols);
		memset(marks + i + 1, 0, n - 1);
		if (c <= ' ' || c >= 0x7f) {
			mark_slashes(s, word, i, marks);
			word = i + n;
		}
		b.last_but_one = b.last;
		b.last = c;
		if (level != KR_BREAK_BLANK)
			b.word = c;
		i += n;
	}
	mark_slashes(s, word, len, marks);
}

static size_t skip_cluster(const uint8_t *marks, size_t len, size_t at)
{
	for (at++; at < len && !marks[at]; at++)
		;
	return at;
}

/* Whether the unbreakable text that starts at `at` is wider than a whole line. */
static bool is_too_long(const uint8_t *marks, size_t len, size_t at, int width)
{
	int cols = marks[at] & KR_BREAK_COLS;

	for (size_t i = at + 1; i < len && cols <= width; i++) {
		if (marks[i] && (marks[i] & KR_BREAK_LEVEL) >= KR_BREAK_ALLOWED)
			return false;
		cols += marks[i] & KR_BREAK_COLS;
	}
	return cols > width;
}

/* The line that ends before `at`, without trailing blanks. */
static struct kr_linebreak end_line(const uint8_t *marks, size_t start, size_t at)
{
	struct kr_linebreak l = {.start = start, .end = at, .next = at};

	while (l.end > start) {
		size_t i = l.end - 1;

		while (!marks[i])
			i--;
		if ((marks[i] & KR_BREAK_LEVEL) != KR_BREAK_BLANK)
			break;
		l.end = i;
	}
	l.cols = kr_linebreak_cols(marks, l.start, l.end);
	return l;
}

struct kr_linebreak kr_linebreak_next(const uint8_t *marks, size_t len, size_t from, int width)
{
	enum { NEVER, FORCED, ALLOWED, LEVELS };
	size_t at = from, best[LEVELS] = {0}; /* the last place of each level; 0: none */
	int cols = 0;

	while (at < len && (marks[at] & KR_BREAK_LEVEL) == KR_BREAK_BLANK)
		at = skip_cluster(marks, len, at);
	for (from = at; at < len; at = skip_cluster(marks, len, at)) {
		unsigned level = marks[at] & KR_BREAK_LEVEL;
		int w = marks[at] & KR_BREAK_COLS;

		if (level == KR_BREAK_NEWLINE) {
			struct kr_linebreak l = end_line(marks, from, at);

			l.next = at + 1;
			return l;
		}
		if (level != KR_BREAK_BLANK && at > from)
			best[level / KR_BREAK_FORCED] = at;
		if (w > width - cols && level != KR_BREAK_BLANK && at > from)
			break;
		cols += w;
	}
	if (at >= len)
		return end_line(marks, from, len);
	if (best[ALLOWED] &&
	        !(best[FORCED] > best[ALLOWED] && is_too_long(marks, len, best[ALLOWED], width)))
		return end_line(marks, from, best[ALLOWED]);
	return end_line(marks, from, best[FORCED] ? best[FORCED] : at);
}

int kr_linebreak_cols(const uint8_t *marks, size_t start, size_t end)
{
	int cols = 0;

	for (size_t i = start; i < end; i++)
		cols += marks[i] & KR_BREAK_COLS;
	return cols;
}
