/* What the second stage learns from the probabilities of the first. */
#include "stage_help.h"

/* Describes a page of which the first stage has said p. */
static void second_stage(struct staged *s, const char *html, const int16_t *p)
{
	staged_open(s, html, "body");
	staged_segments(s);
	kr_second_stage_find(&s->page, &s->segs, &s->root, p, &s->x);
}

static void test_sequence(void **state)
{
	static const int16_t p[] = {100, 700, 900, 0, 699};
	static const struct staged_want want[] = {{"ab", KR_F_p, 100}, {"ab", KR_F_p_prev, -1},
	        {"ab", KR_F_p_prev2, -1}, {"ab", KR_F_p_next, 700}, {"ab", KR_F_p_next2, 900},
	        {"gh", KR_F_p_prev, 900}, {"gh", KR_F_p_prev2, 700}, {"gh", KR_F_p_next, 699},
	        {"gh", KR_F_p_next2, -1}, {"ij", KR_F_p_next, -1},
	        /* sure is what has 700 and more */
	        {"ab", KR_F_p_prev_sure, INT16_MAX}, {"ab", KR_F_p_next_sure, 1},
	        {"cd", KR_F_p_prev_sure, INT16_MAX}, {"cd", KR_F_p_next_sure, 1},
	        {"ef", KR_F_p_prev_sure, 1}, {"ef", KR_F_p_next_sure, INT16_MAX},
	        {"ij", KR_F_p_prev_sure, 2}, {"ij", KR_F_p_next_sure, INT16_MAX}};
	struct staged s;

	(void)state;
	second_stage(&s, "<p>ab</p><p>cd</p><p>ef</p><p>gh</p><p>ij</p>", p);
	STAGED_CHECK(&s, want);
	staged_close(&s);
}

/* Means are weighted by characters: 1, 2, 3, ... */
static void test_around(void **state)
{
	static const int16_t p[] = {1000, 0, 500, 200, 100};
	enum { MASS = 1000 * 1 + 500 * 3 + 200 * 4 + 100 * 5 };
	static const struct staged_want want[] = {{"a", KR_F_p_near, (1000 * 1 + 500 * 3) / 6},
	        {"bb", KR_F_p_near, (1000 * 1 + 500 * 3 + 200 * 4) / 10},
	        {"ccc", KR_F_p_near, MASS / 15}, {"eeeee", KR_F_p_near, (1500 + 800 + 500) / 12},
	        {"a", KR_F_p_wide, MASS / 15}, {"a", KR_F_p_before, 0},
	        {"a", KR_F_p_after, (MASS - 1000) * 1000 / MASS},
	        {"dddd", KR_F_p_before, 2500 * 1000 / MASS},
	        {"dddd", KR_F_p_after, 500 * 1000 / MASS}, {"eeeee", KR_F_p_after, 0},
	        {"a", KR_F_p_page, MASS / 15},
	        /* of the 15 characters: those with this probability or more */
	        {"a", KR_F_p_rank, 1 * 1000 / 15}, {"ccc", KR_F_p_rank, 4 * 1000 / 15},
	        {"bb", KR_F_p_rank, 1000}, {"dddd", KR_F_p_rank, 8 * 1000 / 15}};
	struct staged s;

	(void)state;
	second_stage(&s, "<p>a</p><p>bb</p><p>ccc</p><p>dddd</p><p>eeeee</p>", p);
	STAGED_CHECK(&s, want);
	staged_close(&s);
}

/* p_wide reaches eight segments to each side. */
static void test_wide(void **state)
{
	static const int16_t p[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 900};
	static const struct staged_want want[] = {
	        {"a", KR_F_p_wide, 0}, {"b", KR_F_p_wide, 90}, {"b", KR_F_p_near, 0}};
	struct staged s;

	(void)state;
	second_stage(&s, "<p>a<p>b<p>c<p>d<p>e<p>f<p>g<p>h<p>i<p>j", p);
	STAGED_CHECK(&s, want);
	staged_close(&s);
}

static void test_containers(void **state)
{
	static const int16_t p[] = {800, 200, 100};
	/* box: 800 * 2 + 200 * 2 = 2000 of 2400 in 4 characters; page: 8 characters */
	static const struct staged_want want[] = {{"ab", KR_F_p_up0, 800},
	        {"ab", KR_F_m_up0, 1600 * 1000 / 2400}, {"ab", KR_F_p_up1, 500},
	        {"ab", KR_F_m_up1, 2000 * 1000 / 2400}, {"ab", KR_F_p_up2, 300},
	        {"ab", KR_F_m_up2, 1000}, {"ab", KR_F_p_up5, 300}, {"efgh", KR_F_p_up0, 100},
	        {"efgh", KR_F_m_up0, 400 * 1000 / 2400}, {"efgh", KR_F_p_up1, 300},
	        {"efgh", KR_F_p_up3, 300}, {"efgh", KR_F_m_up3, 1000}, {"efgh", KR_F_m_up5, 1000}};
	struct staged s;

	(void)state;
	second_stage(&s, "<div><p>ab</p><p>cd</p></div><p>efgh</p>", p);
	STAGED_CHECK(&s, want);
	staged_close(&s);
}

static void test_groups(void **state)
{
	static const int16_t p[] = {900, 300, 600, 0};
	/* of a block: the two in the first box; of a shape: all in boxes of class a */
	static const struct staged_want want[] = {
	        {"ab", KR_F_p_same_block, (900 * 2 + 300 * 1) / 3},
	        {"c", KR_F_p_same_block, (900 * 2 + 300 * 1) / 3}, {"defg", KR_F_p_same_block, 600},
	        {"ab", KR_F_p_same_shape, (1800 + 300 + 2400) / 7},
	        {"defg", KR_F_p_same_shape, (1800 + 300 + 2400) / 7}, {"h", KR_F_p_same_shape, 0}};
	struct staged s;

	(void)state;
	second_stage(&s,
	        "<div class=a><p>ab</p><p>c</p></div><div class=a><div>defg</div></div>"
	        "<div class=b><p>h</p></div>",
	        p);
	STAGED_CHECK(&s, want);
	staged_close(&s);
}

#define SENTENCE "The boats came in from the sea at noon on Monday, and then they were all sold."

static void test_page(void **state)
{
	/* the short one is not the highest: it has fewer than 50 characters */
	static const int16_t p[] = {1000, 400, 600};
	static const struct staged_want want[] = {{"short", KR_F_p_max, 600},
	        /* "Later " makes 67 of 62, and only running text counts */
	        {"short", KR_F_p_weighted, (400 * 62 + 600 * 67) / 129},
	        {"short", KR_F_p_root, (400 * 62 + 600 * 67) / 129},
	        {"short", KR_F_m_root, 65000 * 1000 / 70000}};
	struct staged s;

	(void)state;
	second_stage(&s, "<p>short</p><div><p>" SENTENCE "</p><p>Later " SENTENCE "</p></div>", p);
	STAGED_CHECK(&s, want);
	staged_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_sequence),
	        cmocka_unit_test(test_around),
	        cmocka_unit_test(test_wide),
	        cmocka_unit_test(test_containers),
	        cmocka_unit_test(test_groups),
	        cmocka_unit_test(test_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
