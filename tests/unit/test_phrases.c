/* Phrases by meaning: how they are found, and that the tables are in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include <cmocka.h>

#include "extract/words/control_phrases_priv.h"
#include "extract/words/phrases_priv.h"
#include "kread/base/utf8.h"

/* --- the tables --------------------------------------------------------------------------- */

/* The languages there are. */
enum language {
	any,
	ar,
	cs,
	da,
	de,
	el,
	en,
	es,
	fa,
	fi,
	fr,
	he,
	hi,
	hu,
	id,
	it,
	ja,
	ko,
	nl,
	no,
	pl,
	pt,
	ro,
	ru,
	sv,
	th,
	tr,
	uk,
	vi,
	zh
};

struct row {
	enum kr_phrase meaning;
	enum language language;
	const char *text;
};

static struct row rows[KR_MATCHER_WORDS];
static size_t nrows;

static void read_rows(void)
{
	/* data, not code: that would take a compiler minutes */
	static const struct row table[] = {
#define MEANING(name)   {KR_PHRASE_##name, 0, NULL},
#define P(lang, phrase) {0, lang, phrase},
#include "extract/words/phrases.def"
#undef MEANING
#undef P
	};
	enum kr_phrase meaning = 0;

	nrows = 0;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].text)
			rows[nrows++] = (struct row){meaning, table[i].language, table[i].text};
		else
			meaning = table[i].meaning;
	}
}

static int compare(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return x->meaning != y->meaning ? (x->meaning > y->meaning) - (x->meaning < y->meaning)
	                                : strcmp(x->text, y->text);
}

/* No meaning has a phrase twice, each is in lower case, and has two bytes, by which it is found. */
static void test_tables(void **state)
{
	(void)state;
	read_rows();
	assert_true(nrows > 800);
	for (size_t i = 0; i < nrows; i++) {
		const struct kr_slice text = kr_slice_of(rows[i].text);

		assert_true(text.len >= 2 && text.len < 96);
		assert_true(kr_utf8_valid(text.data, text.len));
		/* what is not in lower case does not even find itself */
		if (!kr_phrases_is(text, UINT64_C(1) << rows[i].meaning))
			fail_msg("\"%s\" is not in lower case", rows[i].text);
	}
	qsort(rows, nrows, sizeof *rows, compare);
	for (size_t i = 1; i < nrows; i++)
		if (!compare(&rows[i - 1], &rows[i]))
			fail_msg("\"%s\" is in one table twice", rows[i].text);
}

/* The blocks of letters that only some languages have. */
static const struct {
	uint32_t first, last;
	enum language languages[2];
} blocks[] = {
        {0x370, 0x3ff, {el, el}},
        {0x400, 0x4ff, {ru, uk}},
        {0x590, 0x5ff, {he, he}},
        {0x600, 0x6ff, {ar, fa}},
        {0x900, 0x97f, {hi, hi}},
        {0xe00, 0xe7f, {th, th}},
        {0x3041, 0x30ff, {ja, ja}},
        {0x4e00, 0x9fff, {zh, ja}},
        {0xac00, 0xd7a3, {ko, ko}},
};

enum { BLOCKS = sizeof blocks / sizeof *blocks };

/* Letters are those of the language, and the languages of other alphabets have some of them. */
static void test_languages(void **state)
{
	(void)state;
	read_rows();
	for (size_t i = 0; i < nrows; i++) {
		const enum language l = rows[i].language;
		const char *s = rows[i].text;
		const size_t len = strlen(s);
		bool fits = true, foreign = false, own = false;

		for (size_t b = 0; b < BLOCKS; b++)
			foreign |= l == blocks[b].languages[0] || l == blocks[b].languages[1];
		for (size_t k = 0; k < len;) {
			uint32_t c;

			k += kr_utf8_decode(s + k, len - k, &c);
			own |= c >= 0x3000; /* also wide signs */
			for (size_t b = 0; b < BLOCKS; b++) {
				if (c < blocks[b].first || c > blocks[b].last)
					continue;
				own = true;
				fits &= l == blocks[b].languages[0] || l == blocks[b].languages[1];
			}
		}
		if (!fits || foreign != own)
			fail_msg("\"%s\" is not of that language", s);
	}
}

/* Capital letters are found as small ones, in all alphabets of two or three bytes a letter. */
static void test_capitals(void **state)
{
	static const uint32_t ranges[][2] = {
	        {0xc0, 0x17f}, {0x386, 0x3ce}, {0x400, 0x45f}, {0x1ea0, 0x1ef9}};

	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	for (size_t r = 0; r < sizeof ranges / sizeof *ranges; r++)
		for (uint32_t c = ranges[r][0]; c <= ranges[r][1]; c++) {
			char small[8] = {0}, capital[8] = {0};
			const size_t n = kr_utf8_encode((uint32_t)towlower((wint_t)c), small);
			const unsigned char *bytes = (const unsigned char *)small;
			const struct kr_matcher_word word = {
			        small, (uint8_t)n, bytes[0], bytes[1], bytes[2]};
			const uint16_t from[] = {0, 2};
			const struct kr_matcher_table table = {
			        &word, bytes, bytes + n - 1, from, 1};

			/* a few letters change their length */
			if (kr_utf8_encode(c, capital) != n || towlower((wint_t)c) < 0x80)
				continue;
			if (!kr_matcher_equal(&table, 1, kr_slice_of(capital)))
				fail_msg("%s is not %s", capital, small);
		}
}

/* --- searches ----------------------------------------------------------------------------- */

static void test_find(void **state)
{
	static const struct {
		const char *text;
		uint64_t asked, found;
	} cases[] = {
	        {"We use COOKIES here", KR_PHRASE(COOKIES), KR_PHRASE(COOKIES)},
	        {"our partners and cookies", KR_PHRASE(COOKIES) | KR_PHRASE(CONSENT),
	                KR_PHRASE(COOKIES) | KR_PHRASE(CONSENT)},
	        {"our partners and cookies", KR_PHRASE(CONSENT), KR_PHRASE(CONSENT)},
	        {"our partners", KR_PHRASE(COOKIES), 0},
	        {"ACCÈS RÉSERVÉ AUX ABONNÉS", KR_PHRASE(PAYWALL), KR_PHRASE(PAYWALL)},
	        {"Последнее ОБНОВЛЕНИЕ", KR_PHRASE(DATE_UPDATED), KR_PHRASE(DATE_UPDATED)},
	        {"发布时间：2026-03-01", KR_PHRASE(DATE_PUBLISHED), KR_PHRASE(DATE_PUBLISHED)},
	        {"© 2026", KR_PHRASE(RIGHTS), KR_PHRASE(RIGHTS)},
	        {"\xc2", KR_PHRASE(RIGHTS), 0},
	        {"(C) 2026", KR_PHRASE(RIGHTS) | KR_PHRASE(RIGHTS_ASCII), KR_PHRASE(RIGHTS_ASCII)},
	        {"cooki", KR_PHRASE(COOKIES), 0},
	        {"c", KR_PHRASE(COOKIES), 0},
	        {"", KR_PHRASE(COOKIES), 0},
	        {"cookies", 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_true(kr_phrases_find(kr_slice_of(cases[i].text), cases[i].asked) ==
		            cases[i].found);
	assert_int_equal(kr_phrases_find((struct kr_slice){NULL, 0}, KR_PHRASE(COOKIES)), 0);
}

static void test_search(void **state)
{
	static const struct {
		const char *text;
		uint64_t found;
	} cases[] = {
	        {"Related stories", KR_PHRASE(HEADING_RELATED) | KR_PHRASE(HEADING_LIST)},
	        {"Unrelated", 0},
	        {"5related", 0},
	        {"(related)", KR_PHRASE(HEADING_RELATED)},
	        {"ÉTIQUETTES", KR_PHRASE(HEADING_OTHER)},
	        {"ПОХОЖИЕ", KR_PHRASE(HEADING_RELATED)},
	        {"непохожие", 0},
	        {"为您推荐", KR_PHRASE(HEADING_RELATED)},
	        {"本周推荐", KR_PHRASE(HEADING_RELATED)},
	        {"Categories", KR_PHRASE(HEADING_OTHER)},
	};
	struct kr_matcher search;

	(void)state;
	kr_phrases_prepare(&search,
	        KR_PHRASE(HEADING_RELATED) | KR_PHRASE(HEADING_LIST) | KR_PHRASE(HEADING_OTHER));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_true(kr_matcher_find_prefixes(&search, kr_slice_of(cases[i].text)) ==
		            cases[i].found);
	assert_true(
	        kr_matcher_find(&search, kr_slice_of("Unrelated")) == KR_PHRASE(HEADING_RELATED));
}

static void test_longest_and_count(void **state)
{
	const struct kr_slice s = kr_slice_of("责任编辑：李四 编辑：王五 校对");

	(void)state;
	assert_int_equal(kr_phrases_longest(s, KR_PHRASE(EDITOR_LABEL)), strlen("责任编辑"));
	assert_int_equal(kr_phrases_longest(s, KR_PHRASE(RIGHTS)), 0);
	assert_int_equal(kr_phrases_count(s, KR_PHRASE(EDITORIAL_ROLE)), 2);
	assert_int_equal(kr_phrases_count(kr_slice_of(""), KR_PHRASE(EDITORIAL_ROLE)), 0);
}

static void test_ends(void **state)
{
	(void)state;
	assert_true(kr_phrases_is(kr_slice_of("Read More"),
	                    KR_PHRASE(READ_REST) | KR_PHRASE(MORE)) == KR_PHRASE(READ_REST));
	assert_true(kr_phrases_is(kr_slice_of("ЧИТАТЬ ДАЛЕЕ"), KR_PHRASE(MORE)) == KR_PHRASE(MORE));
	assert_int_equal(kr_phrases_is(kr_slice_of("read more books"), KR_PHRASE(READ_REST)), 0);
	assert_int_equal(kr_phrases_is(kr_slice_of(""), KR_PHRASE(READ_REST)), 0);
	assert_int_equal(kr_phrases_starts(kr_slice_of("原题为：甲"), KR_PHRASE(NOTE_LABEL)),
	        strlen("原题为"));
	assert_int_equal(kr_phrases_starts(kr_slice_of("甲原题为：甲"), KR_PHRASE(NOTE_LABEL)), 0);
	assert_int_equal(
	        kr_phrases_ends(kr_slice_of("新华网"), KR_PHRASE(OUTLET_END)), strlen("网"));
	assert_int_equal(kr_phrases_ends(kr_slice_of("网络"), KR_PHRASE(OUTLET_END)), 0);
	assert_int_equal(kr_phrases_ends(kr_slice_of(""), KR_PHRASE(OUTLET_END)), 0);
}

/* Each phrase is found wherever it may be. */
static void test_every_phrase(void **state)
{
	struct kr_str s;

	(void)state;
	read_rows();
	kr_str_init(&s);
	for (size_t i = 0; i < nrows; i++) {
		const uint64_t one = UINT64_C(1) << rows[i].meaning;

		kr_str_clear(&s);
		kr_str_addf(&s, "中 %s", rows[i].text);
		assert_true(kr_phrases_find((struct kr_slice){s.data, s.len}, one));
		assert_int_equal(kr_phrases_ends((struct kr_slice){s.data, s.len}, one) >=
		                         strlen(rows[i].text),
		        1);
		assert_true(
		        kr_phrases_starts(kr_slice_of(rows[i].text), one) == strlen(rows[i].text));
	}
	kr_str_fini(&s);
}

/* What a text of controls is made of; other words make it none. */
static void test_controls(void **state)
{
	static const struct {
		const char *text;
		bool is;
		unsigned letters, digits;
	} cases[] = {
	        {"Text size: A- A A+ | Print", true, 5, 0},
	        {"Text sizeSmallMediumLarge", true, 0, 0},
	        {"【字体：大 中 小】", true, 0, 0},
	        {"Taille du texte : AAA", true, 3, 0},
	        {"Schriftgröße 12", true, 0, 2},
	        {"A", true, 1, 0},
	        {"Text sizes", false, 0, 0},
	        {"Smaller boats", false, 0, 0},
	        {"A small boat", false, 0, 0},
	        {"小说", false, 0, 0},
	        {"", false, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct kr_slice s = {cases[i].text, strlen(cases[i].text)};
		struct kr_control_parts parts;

		if (kr_control_phrases_split(s,
		            KR_CONTROL_PHRASE(TEXT_SIZE) | KR_CONTROL_PHRASE(TEXT_TOOL),
		            &parts) != cases[i].is)
			fail_msg("%s", cases[i].text);
		if (cases[i].is) {
			assert_int_equal(parts.letters, cases[i].letters);
			assert_int_equal(parts.digits, cases[i].digits);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_controls),
	        cmocka_unit_test(test_tables),
	        cmocka_unit_test(test_languages),
	        cmocka_unit_test(test_capitals),
	        cmocka_unit_test(test_find),
	        cmocka_unit_test(test_search),
	        cmocka_unit_test(test_longest_and_count),
	        cmocka_unit_test(test_ends),
	        cmocka_unit_test(test_every_phrase),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
