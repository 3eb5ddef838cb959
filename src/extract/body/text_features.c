#include "extract/body/text_features_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

struct phrase {
	const char *text;
	uint8_t len, topic;
};

static const struct phrase phrases[] = {
#define PHRASE(text, topic) {text, sizeof text - 1, KR_TOPIC_##topic},
#include "extract/body/segment_topics.def"
#undef PHRASE
};

enum {
	PHRASES = sizeof phrases / sizeof phrases[0],
	TELLING = 24,   /* words looked up at the start of a segment */
	TAIL = 6,       /* and at its end */
	READ_MAX = 3000 /* bytes read of one text node */
};

static const uint32_t HASH = 2166136261u;

static uint32_t hash_byte(uint32_t h, unsigned char c)
{
	return (h ^ c) * 16777619u;
}

static bool is_symbol(uint32_t c)
{
	return c < 0x80 ? !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	                          (c >= '0' && c <= '9'))
	                : (c < 0xc0 && c != 0xaa && c != 0xba) || (c >= 0x2000 && c < 0x2c00) ||
	                          (c >= 0x3000 && c < 0x3040) || (c >= 0xff00 && c < 0xff10) ||
	                          (c >= 0xff1a && c < 0xff21);
}

static bool is_blank(uint32_t c)
{
	return c <= ' ' || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200d);
}

static unsigned cjk_bit(const char *s)
{
	return ((unsigned char)s[1] * 7u + (unsigned char)s[2]) & 63;
}

/* Reads one word or one ideograph after the other. */
struct text_reader {
	const char *at, *end;
	/* len bytes; hash is that of the lower-case word */
	const char *word;
	size_t len;
	uint32_t hash, cp; /* cp: first character */
	uint32_t upper, letters, digits;
	bool cjk, symbol;
};

static size_t decode(const struct text_reader *r, uint32_t *c)
{
	*c = (unsigned char)*r->at;
	return *c < 0x80 ? 1 : kr_utf8_decode(r->at, (size_t)(r->end - r->at), c);
}

/* Reads the letters and digits of ASCII at r->at. */
static void read_ascii(struct text_reader *r)
{
	const char *p = r->at;
	uint32_t hash = r->hash, digits = 0, upper = 0;

	for (; p < r->end; p++) {
		const unsigned char c = (unsigned char)*p, lower = c | 0x20;
		const bool digit = (unsigned char)(c - '0') < 10;

		if (!digit && (unsigned char)(lower - 'a') >= 26)
			break;
		digits += digit;
		upper += c != lower;
		hash = hash_byte(hash, lower);
	}
	r->letters += (uint32_t)(p - r->at) - digits;
	r->digits += digits;
	r->upper += upper;
	r->hash = hash;
	r->at = p;
}

static void read_character(struct text_reader *r, size_t n)
{
	r->letters += (unsigned char)*r->at >= 0x80;
	for (; n; n--)
		r->hash = hash_byte(r->hash, (unsigned char)*r->at++);
}

static bool next_word(struct text_reader *r)
{
	uint32_t c = 0;
	size_t n = 0;

	for (; r->at < r->end; r->at += n) {
		n = decode(r, &c);
		if (!is_blank(c))
			break;
	}
	if (r->at >= r->end)
		return false;
	r->word = r->at;
	r->cp = c;
	r->hash = HASH;
	r->upper = r->letters = r->digits = 0;
	r->symbol = is_symbol(c);
	r->cjk = !r->symbol && kr_utf8_is_cjk(c);
	do {
		if (c < 0x80 && !r->symbol)
			read_ascii(r);
		else
			read_character(r, n);
		if (r->at >= r->end || r->symbol || r->cjk)
			break;
		n = decode(r, &c);
	} while (!is_blank(c) && !is_symbol(c) && (c < 0x1100 || !kr_utf8_is_cjk(c)));
	r->len = (size_t)(r->at - r->word);
	return true;
}

static bool has_word(const struct kr_wordset *set, uint32_t hash)
{
	return set->bits[hash >> 5 & 127] >> (hash & 31) & 1;
}

static void fill_set(struct kr_wordset *set, const char *text)
{
	struct text_reader r = {.at = text, .end = text ? text + strlen(text) : NULL};

	while (text && next_word(&r)) {
		if (r.symbol)
			continue;
		set->bits[r.hash >> 5 & 127] |= 1u << (r.hash & 31);
		set->n++;
	}
}

static uint32_t pair_of(uint32_t before, uint32_t hash)
{
	const uint32_t h = (before * 31 ^ hash) * 0x9e3779b1u;

	return h >> 16;
}

void kr_text_features_add_data(struct kr_text_features_tables *t, const char *text, size_t len)
{
	struct text_reader r = {.at = text, .end = text + len};
	uint32_t before = 0;

	while (next_word(&r)) {
		uint32_t pair;

		if (r.symbol)
			continue;
		pair = pair_of(before, r.hash);
		t->data.bits[pair >> 5] |= 1u << (pair & 31);
		t->data.n++;
		before = r.hash;
	}
}

void kr_text_features_prepare(
        struct kr_text_features_tables *t, const char *title, const char *summary)
{
	memset(t, 0, sizeof *t);
	fill_set(&t->title, title);
	fill_set(&t->summary, summary);
	for (unsigned k = 0; k < PHRASES; k++) {
		uint32_t h = HASH;

		for (const char *s = phrases[k].text; *s; s++)
			h = hash_byte(h, (unsigned char)*s);
		if ((unsigned char)phrases[k].text[0] >= 0xe3) {
			t->cjk |= (uint64_t)1 << cjk_bit(phrases[k].text);
			continue;
		}
		while (t->slot[h & 2047])
			h++;
		t->slot[h & 2047] = (uint16_t)(k + 1);
	}
}

static bool ieq(const char *a, const char *lower, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if ((a[k] >= 'A' && a[k] <= 'Z' ? a[k] | 0x20 : a[k]) != lower[k])
			return false;
	return true;
}

static int topic_of(const struct text_reader *r, const struct kr_text_features_tables *t)
{
	if (r->cjk) {
		if (r->end - r->word < 6 || !(t->cjk >> cjk_bit(r->word) & 1))
			return -1;
		for (unsigned k = PHRASES; k-- > 0 && (unsigned char)phrases[k].text[0] >= 0xe3;)
			if (phrases[k].len <= r->end - r->word &&
			        !memcmp(phrases[k].text, r->word, phrases[k].len))
				return phrases[k].topic;
		return -1;
	}
	for (uint32_t h = r->hash; t->slot[h & 2047]; h++) {
		const struct phrase *p = &phrases[t->slot[h & 2047] - 1];

		if (p->len == r->len && ieq(r->word, p->text, r->len))
			return p->topic;
	}
	return -1;
}

static void read_topics(const struct text_reader *r, const struct kr_text_features_tables *t,
        uint32_t expected, struct kr_text_features *w)
{
	const bool head = w->words < TELLING || r->cp == 0xa9, tail = w->words + TAIL >= expected;
	int topic;

	if (!head && !tail)
		return;
	topic = topic_of(r, t);
	if (topic < 0)
		return;
	if (head && w->topics[topic] < UINT8_MAX)
		w->topics[topic]++;
	if (tail && w->tail[topic] < UINT8_MAX)
		w->tail[topic]++;
}

static void read_word(const struct text_reader *r, const struct kr_text_features_tables *t,
        uint32_t expected, uint32_t *before, struct kr_text_features *w)
{
	uint32_t pair;

	read_topics(r, t, expected, w);
	if (!w->first)
		w->first = r->cp;
	w->last = r->cp;
	if (r->symbol) {
		w->symbols++;
		w->currency += r->cp == '$' || r->cp == 0xa3 || r->cp == 0xa5 || r->cp == 0x20ac;
		return;
	}
	w->hash = (w->hash ^ r->hash) * 0x100000001b3u;
	w->words++;
	w->cjk += r->cjk;
	w->letters += r->letters;
	w->upper += r->upper;
	w->digits += r->digits;
	w->numbers += r->cp >= '0' && r->cp <= '9';
	pair = pair_of(*before, r->hash);
	w->in_data += t->data.bits[pair >> 5] >> (pair & 31) & 1;
	*before = r->hash;
	w->in_title += has_word(&t->title, r->hash);
	w->in_summary += has_word(&t->summary, r->hash);
}

void kr_text_features_read(const struct kr_dom *dom, const struct kr_seg *seg,
        const struct kr_text_features_tables *t, struct kr_text_features *ret)
{
	uint32_t before = 0;

	*ret = (struct kr_text_features){.hash = 0xcbf29ce484222325u};
	for (int32_t i = seg->first; i <= seg->last; i++) {
		const struct kr_node *n = &dom->nodes[i];
		struct kr_slice text;
		struct text_reader r;
		uint32_t letters;
		int parent;

		if (!kr_segments_has(n))
			continue;
		text = kr_dom_text(dom, i);
		r = (struct text_reader){.at = text.data,
		        .end = text.data + (text.len < READ_MAX ? text.len : READ_MAX)};
		letters = ret->letters;
		while (next_word(&r))
			read_word(&r, t, seg->words, &before, ret);
		parent = dom->nodes[n->parent].tag;
		if (parent == KR_TAG_b || parent == KR_TAG_strong)
			ret->bold += ret->letters - letters;
	}
}
