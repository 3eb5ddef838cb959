/* Guesses single-byte encodings. Under each of them the text is read as that of each language in
 * charset_letters.def: most letters should be frequent ones, lower case follows upper case, and
 * Cyrillic letters do not adjoin Latin ones. */
#include "extract/dom/charset_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

enum {
	SAMPLE = 1 << 15, /* bytes from 80 up that are read */
	/* points of a character */
	FREQUENT = 30,
	LETTER = 10,
	CAPITAL = 5,
	WRONG = -40, /* other letters, and letters in the wrong place */
	NONE = -80,
	/* least mean: of the language that the page names, without one, and to overrule the
	 * statistics of multi-byte encodings */
	FAIR = 4,
	SURE = 10,
	CERTAIN = 21,
	NAMED = 8, /* bonus for the language that the page names */
};

enum kind { MARK, LOWER, UPPER, NO_CASE };

static const struct letters {
	const char *languages, *frequent, *others, *encodings;
} table[] = {
#define LETTERS(languages, frequent, others, encodings) {languages, frequent, others, encodings},
#include "extract/dom/charset_letters.def"
#undef LETTERS
};

struct reading { /* of the bytes 80 to FF */
	int8_t points[128];
	uint8_t kind[128];
	bool latin;
};

/* Whether a list of words between single spaces contains the word. */
static bool has_word(const char *list, const char *word)
{
	for (const char *p = list; *p; p += *p == ' ') {
		const size_t n = strcspn(p, " ");

		if (kr_slice_eq((struct kr_slice){p, n}, word))
			return true;
		p += n;
	}
	return false;
}

static bool has_char(const char *s, uint32_t c)
{
	const size_t len = strlen(s);
	uint32_t found;

	for (size_t i = 0; i < len;) {
		i += kr_utf8_decode(s + i, len - i, &found);
		if (found == c)
			return true;
	}
	return false;
}

/* Punctuation and signs that any language may use. */
static bool is_mark(uint32_t c)
{
	return c == 0xa0 || c == 0xa3 || c == 0xa7 || c == 0xa9 || c == 0xab || c == 0xad ||
	       c == 0xae || c == 0xb0 || c == 0xb7 || c == 0xbb || (c >= 0x2010 && c <= 0x203a) ||
	       c == 0x20ac || c == 0x2116 || c == 0x2122;
}

/* The lower case of a letter beyond ASCII in the alphabets of the table. */
static uint32_t lower_of(uint32_t c)
{
	static const struct {
		uint16_t from, to, distance,
		        step; /* step 2: capitals and small letters alternate */
	} ranges[] = {{0xc0, 0xd6, 0x20, 1}, {0xd8, 0xde, 0x20, 1}, {0x100, 0x12e, 1, 2},
	        {0x132, 0x136, 1, 2}, {0x139, 0x147, 1, 2}, {0x14a, 0x176, 1, 2},
	        {0x178, 0x178, 0xff87, 1}, {0x179, 0x17d, 1, 2}, {0x18f, 0x18f, 0xca, 1},
	        {0x1a0, 0x1a0, 1, 1}, {0x1af, 0x1af, 1, 1}, {0x218, 0x21a, 1, 2},
	        {0x386, 0x386, 0x26, 1}, {0x388, 0x38a, 0x25, 1}, {0x38c, 0x38c, 0x40, 1},
	        {0x38e, 0x38f, 0x3f, 1}, {0x391, 0x3ab, 0x20, 1}, {0x400, 0x40f, 0x50, 1},
	        {0x410, 0x42f, 0x20, 1}, {0x490, 0x490, 1, 1}};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].from && c <= ranges[i].to &&
		        (c - ranges[i].from) % ranges[i].step == 0)
			return (c + ranges[i].distance) & 0xffff;
	return c == 0x130 ? 0x131 : c; /* the Turkish capital of "i", which is in ASCII */
}

static void read_char(const struct letters *l, uint32_t c, int8_t *points, uint8_t *kind)
{
	const uint32_t lower = lower_of(c);

	*kind = lower != c ? UPPER : c < 0x530 ? LOWER : NO_CASE;
	if (!c)
		*points = NONE;
	else if (has_char(l->frequent, lower))
		*points = *kind == UPPER ? CAPITAL : FREQUENT;
	else if (has_char(l->others, lower))
		*points = *kind == UPPER ? CAPITAL : LETTER;
	else
		*points = is_mark(c) ? 0 : WRONG;
	if (*points <= 0)
		*kind = MARK;
}

static void prepare(struct reading *r, const struct letters *l, const uint16_t *high)
{
	uint32_t first;

	kr_utf8_decode(l->frequent, strlen(l->frequent), &first);
	r->latin = first < 0x250;
	for (int b = 0; b < 128; b++)
		read_char(l, high[b], &r->points[b], &r->kind[b]);
}

static bool is_ascii_letter(unsigned char b)
{
	return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
}

/* Whether a letter is in the wrong place: a capital within a word, a third one in a row outside
 * ASCII, or one of another script next to a Latin one. */
static bool is_misplaced(const struct reading *r, const unsigned char *at, const unsigned char *end,
        int row, int before)
{
	const bool after_ascii = row == 0 && before != MARK;

	if (r->kind[*at - 0x80] == UPPER && before == LOWER)
		return true;
	if (r->latin)
		return row > 1;
	return after_ascii || (at + 1 < end && is_ascii_letter(at[1]));
}

/* The mean of the points, or NONE. */
static int rate(const struct reading *r, const unsigned char *s, size_t len)
{
	const unsigned char *const end = s + len;
	int64_t sum = 0, n = 0;
	int before = MARK, row = 0;

	for (; s < end && n < SAMPLE; s++) {
		int kind;

		if (*s < 0x80) {
			before = !is_ascii_letter(*s) ? MARK : *s & 0x20 ? LOWER : UPPER;
			row = 0;
			continue;
		}
		n++;
		kind = r->kind[*s - 0x80];
		sum += kind != MARK && is_misplaced(r, s, end, row, before) ? WRONG
		                                                            : r->points[*s - 0x80];
		row = kind == MARK ? 0 : row + 1;
		before = kind;
	}
	return n ? (int)(sum / n) : NONE;
}

/* Takes the first label off a list. */
static int charset_of(const char **list)
{
	const size_t n = strcspn(*list, " ");
	const int cs = kr_charset_tables_find((struct kr_slice){*list, n});

	*list += n;
	*list += **list == ' ';
	return cs;
}

/* The part of a language tag before "-", in lower case; "" if it is no code of two letters. */
static void code_of(struct kr_slice tag, char code[3])
{
	tag = kr_slice_trim(tag);
	code[0] = '\0';
	if (tag.len < 2 || (tag.len > 2 && tag.data[2] != '-' && tag.data[2] != '_'))
		return;
	for (int i = 0; i < 2; i++)
		code[i] = (char)(tag.data[i] | 0x20);
	code[2] = '\0';
}

/* Whether windows-1252 has nothing but punctuation there, none of it within words but apostrophes:
 * so is English. */
static bool has_marks_only(const char *data, size_t len)
{
	const uint16_t *high =
	        kr_charset_tables_high(kr_charset_tables_find(kr_slice_of("windows-1252")));

	for (size_t i = 0; i < len; i++) {
		const unsigned char b = (unsigned char)data[i];

		if (b >= 0x80 && !is_mark(high[b - 0x80]))
			return false;
		if (b >= 0x80 && high[b - 0x80] != 0x2019 && i && i + 1 < len &&
		        is_ascii_letter((unsigned char)data[i - 1]) &&
		        is_ascii_letter((unsigned char)data[i + 1]))
			return false;
	}
	return true;
}

int kr_charset_single_guess(
        const char *data, size_t len, struct kr_slice language, bool *ret_certain)
{
	const bool marks_only = has_marks_only(data, len);
	int best = NONE, found = KR_CS_UNKNOWN;
	char code[3];

	code_of(language, code);
	*ret_certain = false;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const bool named = *code && has_word(table[i].languages, code);

		for (const char *list = table[i].encodings; *list;) {
			const int cs = charset_of(&list);
			struct reading r;
			int points;

			if (marks_only && !named)
				continue;
			prepare(&r, &table[i], kr_charset_tables_high(cs));
			points = rate(&r, (const unsigned char *)data, len);
			if (points < (named ? FAIR : SURE) || points + (named ? NAMED : 0) <= best)
				continue;
			best = points + (named ? NAMED : 0);
			*ret_certain = named || (!r.latin && points >= CERTAIN);
			found = cs;
		}
	}
	return found;
}
