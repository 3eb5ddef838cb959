/* Lists, tables, code and quotations that the judgement of single segments has torn apart are put
 * together again; headings and paragraphs between what is kept come back. */
#include "stage_help.h"

#include "extract/body/restore_blocks_priv.h"
#include "extract/body/siblings_priv.h"

/* The first words of what is kept before and after. */
struct restored {
	const char *html, *before, *after;
};

typedef void keep_fn(struct staged *s, uint8_t *keep);

static void check(keep_fn *fn, const struct restored *cases, size_t n)
{
	struct kr_str got;

	kr_str_init(&got);
	for (size_t i = 0; i < n; i++) {
		uint8_t keep[STAGED_SEGMENTS];
		struct staged s;

		staged_open(&s, cases[i].html, "body");
		kr_segments_find(&s.page, &s.segs);
		staged_keep(&s, cases[i].before, keep);
		fn(&s, keep);
		if (strcmp(staged_kept(&s, keep, &got), cases[i].after) != 0)
			fail_msg("%s\n keeps %s\n not   %s", cases[i].html, got.data,
			        cases[i].after);
		staged_close(&s);
	}
	kr_str_fini(&got);
}

#define CHECK(fn, cases) check(fn, cases, sizeof(cases) / sizeof *(cases))

static void restore(struct staged *s, uint8_t *keep)
{
	kr_content_root_find(&s->page, &s->segs, &s->root);
	kr_restore_blocks_run(&s->page, &s->segs, &s->root, true, keep);
}

#define RESTORE(cases) CHECK(restore, cases)

/* Half of the words of a list bring the others along. */
static void test_halves(void **state)
{
	static const struct restored cases[] = {
	        {"<p>a</p><ul><li>b b<li>c c<li>d d d</ul>", "a|b|d", "a|b|c|d"},
	        {"<p>a</p><ul><li>b<li>c c<li>d d d d</ul><p>e</p>", "b|c", "b|c"},
	        {"<p>a</p><ol><li>b b<li>c c</ol>", "a|b", "a|b|c"},
	        {"<p>a</p><dl><dt>b<dd>c</dl>", "a|b", "a|b|c"},
	        {"<p>a</p><blockquote><p>b b</p><p>c c</p></blockquote>", "a|c", "a|b|c"},
	        {"<p>a</p><table><tr><td>b<td>c<tr><td>d<td>e</table>", "a|b|c", "a|b|c|d|e"},
	        /* the outermost of them is one whole */
	        {"<p>a</p><ul><li>b b b<ul><li>c<li>d</ul></ul>", "a|b", "a|b|c|d"},
	        /* other boxes are none */
	        {"<p>a</p><div><p>b b</p><p>c c</p></div><p>d</p>", "a|b|d", "a|b|d"},
	};

	(void)state;
	RESTORE(cases);
}

/* What stands between two paragraphs, or after a colon, or at the end of their box, belongs. */
static void test_between(void **state)
{
	static const struct restored cases[] = {
	        {"<p>a</p><ul><li>b<li>c</ul><p>d</p>", "a|d", "a|b|c|d"},
	        {"<p>z</p><p>a</p><ul><li>b<li>c</ul><p>d</p>", "z|a", "z|a"},
	        {"<p>z</p><ul><li>b<li>c</ul><p>d</p><p>a</p>", "d|a", "d|a"},
	        {"<p>z</p><p>now:</p><ul><li>b<li>c</ul><p>d</p>", "z|now:", "z|now:|b|c"},
	        {"<p>z</p><p>甲：</p><ul><li>b<li>c</ul><p>d</p>", "z|甲：", "z|甲：|b|c"},
	        /* code needs no text after it */
	        {"<p>z</p><p>a</p><pre>b</pre><p>d</p>", "z|a", "z|a|b"},
	        /* the last one of its box, but not outside of all that is kept */
	        {"<p>a</p><ul><li>b</ul>", "a", "a"},
	        {"<div><p>a</p><p>b</p><ul><li>c</ul></div><div><p>d</p></div>", "a|b|d",
	                "a|b|c|d"},
	        /* a few side by side */
	        {"<p>a</p><ul><li>b</ul><ul><li>c</ul><p>d</p>", "a|d", "a|b|c|d"},
	        {"<p>a</p><ul><li>b</ul><ul><li>c</ul><ul><li>d</ul><ul><li>e</ul><ul><li>f</ul>"
	         "<ul><li>g</ul><p>h</p>",
	                "a|h", "a|h"},
	        /* a paragraph much deeper is not beside it */
	        {"<div><div><div><div><div><p>a</p></div></div></div></div></div><ul><li>b</ul>"
	         "<p>c</p>",
	                "a|c", "a|c"},
	};

	(void)state;
	RESTORE(cases);
}

/* "Bring with you:" leads from the text to the list. */
static void test_leading_line(void **state)
{
	static const struct restored cases[] = {
	        {"<p>a</p><p>bring with you:</p><ul><li>c</ul><p>d</p>", "a|d", "a|bring|c|d"},
	        {"<p>a</p><p>bring with you</p><ul><li>c</ul><p>d</p>", "a|d", "a|d"},
	        {"<p>a</p><p>bring <a href=/x>with</a> you:</p><ul><li>c</ul><p>d</p>", "a|d",
	                "a|d"},
	        {"<p>a</p><p>k l m n o p q r s t u v w:</p><ul><li>c</ul><p>d</p>", "a|d", "a|d"},
	        {"<p>a</p><p>l m n o p q r s t u v w:</p><ul><li>c</ul><p>d</p>", "a|d", "a|l|c|d"},
	        {"<p>a</p><div><p>bring:</p></div><ul><li>c</ul><p>d</p>", "a|d", "a|d"},
	};

	(void)state;
	RESTORE(cases);
}

#define TEN "x x x x x x x x x x "

/* Menus, recommendations and other articles stay out. */
static void test_foreign(void **state)
{
	static const struct restored cases[] = {
	        {"<p>a</p><ul><li><a href=/b>b</a><li><a href=/c>c</a></ul><p>d</p>", "a|d", "a|d"},
	        {"<p>a</p><ul><li><a href=/b>b</a><li>cde</ul><p>d</p>", "a|d", "a|b|cde|d"},
	        /* a long text */
	        {"<p>a</p><ul><li>b " TEN TEN TEN TEN TEN TEN TEN TEN "</ul><p>d</p>", "a|d",
	                "a|d"},
	        {"<p>a</p><ul><li>b " TEN TEN TEN TEN TEN TEN TEN "</ul><p>d</p>", "a|d", "a|b|d"},
	        /* a table is taken if most of it is kept, however many links it has */
	        {"<p>a</p><table><tr><td>b<td><a href=/c>cc</a><tr><td>e<td><a "
	         "href=/f>ff</a></table>",
	                "a|b|cc|e", "a|b|cc|e|ff"},
	        /* a suspicious place */
	        {"<p>a</p><aside><ul><li>b</ul></aside><p>d</p>", "a|d", "a|d"},
	        {"<p>a</p><ul class=share><li>b</ul><p>d</p>", "a|d", "a|d"},
	};

	(void)state;
	RESTORE(cases);
}

static void test_marked(void **state)
{
	static const int marks[] = {KR_MARK_REC, KR_MARK_COMMENT};

	(void)state;
	for (int i = 0; i < 2; i++) {
		uint8_t keep[STAGED_SEGMENTS];
		struct staged s;

		staged_open(&s, "<p>a</p><ul><li>b<li>c</ul><p>d</p>", "body");
		kr_segments_find(&s.page, &s.segs);
		kr_content_root_find(&s.page, &s.segs, &s.root);
		s.page.mark[s.segs.v[2].first] |= (uint8_t)marks[i];
		staged_keep(&s, "a|d", keep);
		kr_restore_blocks_run(&s.page, &s.segs, &s.root, true, keep);
		assert_int_equal(keep[1] + keep[2], 0);
		staged_close(&s);
	}
}

#define LONG " is a paragraph of prose, as long as the others around it."

static void keep_siblings(struct staged *s, uint8_t *keep)
{
	kr_siblings_keep(&s->page, &s->segs, keep);
}

static void keep_names(struct staged *s, uint8_t *keep)
{
	kr_siblings_keep_names(&s->page, &s->segs, keep);
}

/* Single paragraphs that were dropped among others of their kind come back. */
static void test_siblings(void **state)
{
	static const struct restored cases[] = {
	        {"<p>a</p><p>b" LONG "</p><p>c</p>", "a|c", "a|b|c"},
	        {"<div>a</div><div>b" LONG "</div><div>c</div>", "a|c", "a|b|c"},
	        {"<ul><li>a<li><b>b</b>" LONG "<li>c" LONG "<li>d</ul>", "a|d", "a|b|c|d"},
	        {"<blockquote>a</blockquote><blockquote>b" LONG "</blockquote>"
	         "<blockquote>c</blockquote>",
	                "a|c", "a|b|c"},
	        {"<div class=x><p>a</p></div><div class=x><p>b" LONG "</p></div><div class=x>"
	         "<p>c</p></div>",
	                "a|c", "a|b|c"},
	        {"<div>a<br><br>b" LONG "<br><br>c</div>", "a|c", "a|b|c"},
	        /* of another kind, or none of prose, or too many */
	        {"<p>a</p><div>b" LONG "</div><p>c</p>", "a|c", "a|c"},
	        {"<div class=x>a</div><div class=y>b" LONG "</div><div class=x>c</div>", "a|c",
	                "a|c"},
	        {"<div>a</div><div>b</div><div>c</div>", "a|c", "a|c"},
	        {"<div>a</div><div>b" LONG "</div><div>c" LONG "</div><div>d" LONG
	         "</div><div>e</div>",
	                "a|e", "a|e"},
	};

	(void)state;
	CHECK(keep_siblings, cases);
}

#define A(name) "<a href=/" name ">" name "</a>"

/* A list of names goes on in the next paragraphs. */
static void test_names(void **state)
{
	static const struct restored cases[] = {
	        {"<p>Essex: " A("Ost") ", " A("Wik") ", " A("Lund") "</p><p>Kent: " A(
	                 "Dal") " and " A("Fellhaven") "</p><p>Fife: " A("Holmestrand") "</p>",
	                "Essex:", "Essex:|Kent:|Fife:"},
	        /* after text, prose, in another kind of box, headlines */
	        {"<p>Essex</p><p>Kent: " A("Dalsfjord") ", " A("Fellhaven") "</p>", "Essex",
	                "Essex"},
	        {"<p>Essex: " A("Ost") ", " A("Wik") ", " A("Lund") "</p><p>Read it all " A(
	                 "here") "</p>",
	                "Essex:", "Essex:"},
	        {"<p>Essex: " A("Ost") ", " A("Wik") ", " A("Lund") "</p><p class=tags>Kent: " A(
	                 "Dal") "</p>",
	                "Essex:", "Essex:"},
	        {"<p>Essex: " A("Ost") ", " A("Wik") ", " A(
	                 "Lund") "</p><p>Kent: <a href=/k>"
	                         "The ferry to Dal sails on every day of the summer</a></p>",
	                "Essex:", "Essex:"},
	        {"<p>Essex: " A("Ost") ", " A("Wik") ", " A("Lund") "</p><p>Read also: " A(
	                 "Dal") ", " A("Fellhaven") "</p>",
	                "Essex:", "Essex:"},
	};

	(void)state;
	CHECK(keep_names, cases);
}

#define PROSE LONG " It says what happened, who saw it, and what they are going to do."

/* A heading above a paragraph that is kept, with text before it. */
static void test_headings(void **state)
{
	static const struct restored cases[] = {
	        {"<p>a" PROSE "</p><h2>The longest bridge</h2><p>c" PROSE "</p>", "a|c", "a|The|c"},
	        {"<p>a" PROSE
	         "</p><div><h3><a name=n>The longest bridge</a></h3></div><div><p>c" PROSE
	         "</p></div>",
	                "a|c", "a|The|c"},
	        /* over something else, over a line, before all text, linked, further away */
	        {"<p>a" PROSE "</p><h2>The longest bridge</h2><p>b</p><p>c" PROSE "</p>", "a|c",
	                "a|c"},
	        {"<p>a" PROSE "</p><h2>The longest bridge</h2><p>c</p>", "a|c", "a|c"},
	        {"<h2>The longest bridge</h2><p>c" PROSE "</p><p>d</p>", "c", "c"},
	        {"<p>a" PROSE "</p><h2><a href=/b>The longest bridge</a></h2><p>c" PROSE "</p>",
	                "a|c", "a|c"},
	        {"<p>a" PROSE "</p><div><h2>The longest bridge</h2><p>b</p></div><p>c" PROSE "</p>",
	                "a|c", "a|c"},
	        {"<p>a" PROSE "</p><h2>More from this author</h2><p>c" PROSE "</p>", "a|c", "a|c"},
	};

	(void)state;
	RESTORE(cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_siblings),
	        cmocka_unit_test(test_names),
	        cmocka_unit_test(test_headings),
	        cmocka_unit_test(test_halves),
	        cmocka_unit_test(test_between),
	        cmocka_unit_test(test_leading_line),
	        cmocka_unit_test(test_foreign),
	        cmocka_unit_test(test_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
