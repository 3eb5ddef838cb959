/* How long it takes to read an article. */
#include "layout_priv.h"

enum { SAMPLE = 1 << 18 }; /* bytes that are counted; the rest is taken to be like them */
enum { IDEOGRAPHS_A_MINUTE = 400, WORDS_A_MINUTE = 220 };

struct count {
	uint64_t bytes, ideographs, words;
};

/* Whether a character is a letter or digit, by its first byte: 0xe2 begins punctuation, 0xe3 and up
 * ideographs and kana. */
static bool is_letter(unsigned char b)
{
	return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') ||
	       (b >= 0xc3 && b < 0xe2);
}

static void count_spans(void *user, const struct kr_spans *s, uint32_t off)
{
	struct count *c = user;

	(void)off;
	for (uint32_t i = 0; i < s->n; i++) {
		bool inside = false;

		for (uint32_t k = 0; k < s->v[i].len; k++) {
			unsigned char b = (unsigned char)s->v[i].text[k];

			if ((b & 0xc0) == 0x80)
				continue; /* a continuation byte */
			c->ideographs += b >= 0xe3 && b < 0xf0;
			c->words += !inside && is_letter(b);
			inside = is_letter(b) || (inside && b > ' ' && b < 0xe3);
		}
		c->bytes += s->v[i].len;
	}
}

/* Minutes that a byte of the text takes, in the mean. 0: there is no text. */
static double minutes_a_byte(const struct kr_layout *l)
{
	struct count c = {0};

	for (size_t i = 0; i < l->doc->nblocks && c.bytes < SAMPLE; i++)
		kr_layout_spans_each(&l->doc->blocks[i], count_spans, &c);
	if (!c.bytes)
		return 0;
	return ((double)c.ideographs / IDEOGRAPHS_A_MINUTE + (double)c.words / WORDS_A_MINUTE) /
	       (double)c.bytes;
}

uint64_t kr_layout_pace_offset(const struct kr_layout *l, struct kr_position p)
{
	uint64_t size;

	if (p.section >= l->nsections)
		return l->before[l->nsections];
	size = l->before[p.section + 1] - l->before[p.section];
	return l->before[p.section] + (p.off < size ? p.off : size);
}

int kr_layout_pace_minutes(struct kr_layout *l, struct kr_position from)
{
	const uint64_t total = l->before[l->nsections], at = kr_layout_pace_offset(l, from);
	double minutes;

	if (l->paced != total) { /* more of the text is here */
		l->paced = total;
		l->pace = minutes_a_byte(l);
	}
	minutes = l->pace * (double)(total - at);
	if (l->pace <= 0 || at >= total)
		return 0;
	return minutes < 1 ? 1 : minutes > 9999 ? 9999 : (int)(minutes + 0.5);
}
