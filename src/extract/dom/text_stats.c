#include "extract/dom/text_stats_priv.h"

#include "kread/base/utf8.h"

static bool is_stop(uint32_t c)
{
	switch (c) {
	case ',':
	case '.':
	case ';':
	case ':':
	case '!':
	case '?':
	case 0x3001:
	case 0x3002:
	case 0xff0c:
	case 0xff0e:
	case 0xff1a:
	case 0xff1b:
	case 0xff01:
	case 0xff1f:
	case 0x060c:
	case 0x061b:
	case 0x061f:
	case 0x06d4:
	case 0x0964:
		return true;
	default:
		return false;
	}
}

/* ASCII that is neither white space nor a stop. */
static bool is_plain(unsigned char c)
{
	const uint64_t stops = UINT64_C(1) << ',' | UINT64_C(1) << '.' | UINT64_C(1) << ';' |
	                       UINT64_C(1) << ':' | UINT64_C(1) << '!' | UINT64_C(1) << '?';

	return c > ' ' && c < 0x80 && (c >= 64 || !(stops >> c & 1));
}

void kr_text_stats_count(struct kr_dom *dom, int32_t i, struct kr_stat *st)
{
	struct kr_slice t = kr_dom_text(dom, i);
	bool in_word = false;

	for (size_t b = 0; b < t.len;) {
		unsigned char ch = (unsigned char)t.data[b];
		uint32_t c = ch, n = 1;

		if (is_plain(ch)) {
			st->words += !in_word;
			in_word = true;
			while (b + n < t.len && is_plain((unsigned char)t.data[b + n]))
				n++;
			st->chars += n;
			b += n;
			continue;
		}
		b += ch < 0x80 ? 1 : kr_utf8_decode(t.data + b, t.len - b, &c);
		if (c <= ' ' || c == 0xa0 || c == 0x3000 || c == 0x200b) {
			in_word = false;
			continue;
		}
		st->chars++;
		if (is_stop(c)) {
			/* a stop within "3.14" or "a.b" does not count */
			if (c >= 0x80 || b >= t.len || (unsigned char)t.data[b] <= ' ' ||
			        (unsigned char)t.data[b] >= 0x80)
				st->stops++;
			in_word = in_word && c < 0x80;
		} else if (c >= 0x1100 && kr_utf8_is_cjk(c)) {
			st->chars++;
			st->words++;
			in_word = false;
		} else if (!in_word) {
			st->words++;
			in_word = true;
		}
	}
	if (!st->chars)
		dom->nodes[i].flags |= KR_NF_BLANK;
	if (dom->nodes[i].flags & KR_NF_LINK)
		st->link_chars = st->chars;
}
