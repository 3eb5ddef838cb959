/* The comments of a page, over it: a tree that folds. The line above each comment is a link, so
 * that a comment is selected and found on the screen as links are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/text/comments.h"

static const char scheme[] = "comment:";

/* Fold marks are for the page that they were made on. */
static void take_page(struct kr_app *a)
{
	const struct kr_doc *doc = kr_current_page(a)->doc;

	if (a->comments.doc == doc && a->comments.n == doc->ncomments)
		return;
	free(a->comments.folded);
	a->comments.doc = doc;
	a->comments.n = doc->ncomments;
	a->comments.folded = kr_mem_zalloc(doc->ncomments, sizeof *a->comments.folded);
}

/* How many replies there are below comment i, at any depth. */
static size_t replies(const struct kr_doc *doc, size_t i)
{
	size_t n = i + 1;

	while (n < doc->ncomments && doc->comments[n].depth > doc->comments[i].depth)
		n++;
	return n - i - 1;
}

static void add_mark(const struct kr_app *a, size_t i, size_t below, struct kr_str *out)
{
	kr_str_clear(out);
	kr_str_addz(out, a->comments.folded[i] ? "[+] " : below ? "[-] " : "");
}

static void open_comments(struct kr_app *a)
{
	const struct kr_doc *from = kr_current_page(a)->doc;
	struct kr_doc *doc = kr_doc_new();
	struct kr_str mark, title;

	take_page(a);
	kr_str_init(&mark);
	kr_str_init(&title);
	kr_str_addf(&title, ngettext("%d comment", "%d comments", from->ncomments),
	        (int)from->ncomments);
	doc->title = kr_doc_line(doc, title.data, title.len);
	for (size_t i = 0; i < from->ncomments; i++) {
		const size_t below = replies(from, i);
		char href[32];

		if (i && from->comments[i].depth <= 0)
			kr_doc_add_block(doc, KR_BLOCK_RULE);
		snprintf(href, sizeof href, "%s%zu", scheme, i);
		add_mark(a, i, below, &mark);
		kr_comments_add(doc, &from->comments[i], from->lang, mark.data,
		        kr_arena_strdup(&doc->arena, href),
		        a->comments.folded[i] ? (long)below : KR_COMMENT_SHOWN);
		if (a->comments.folded[i])
			i += below;
	}
	kr_overlay_open(a, doc, open_comments);
	a->overlay.comments = true;
	kr_str_fini(&mark);
	kr_str_fini(&title);
}

void kr_comments_show(struct kr_app *a, const struct kr_call *c)
{
	const struct kr_doc *doc = kr_current_page(a) ? kr_current_page(a)->doc : NULL;

	(void)c;
	if (a->overlay.comments) {
		kr_overlay_close(a);
		kr_areas_update(a);
	} else if (a->overlay.doc || !doc) {
		kr_message_info(a, "%s: not available here", "comments");
	} else if (doc->ncomments) {
		open_comments(a);
	} else if (doc->comment_count > 0) {
		kr_message_info(a, "the %d comments are not part of the page; o shows them",
		        (int)doc->comment_count);
	} else {
		kr_message_info(a, "no comments on this page");
	}
}

/* --- the selected one ----------------------------------------------------------------------- */

static long comment_of(const struct kr_link *link)
{
	return link && kr_str_starts(link->href, scheme)
	               ? strtol(link->href + sizeof scheme - 1, NULL, 10)
	               : -1;
}

static long comment_at(struct kr_pane_reader *r, int32_t link)
{
	return link >= 0 && (uint32_t)link < kr_layout_links(r->layout)
	               ? comment_of(kr_layout_link(r->layout, (uint32_t)link))
	               : -1;
}

/* The one that is selected, or the one at the top of the screen; -1: none. */
static long current(struct kr_app *a)
{
	struct kr_pane_reader *r = &a->overlay.reader;
	const struct kr_position top = kr_layout_place_position(r->layout, r->top);
	uint32_t first, shown;
	long last = -1;

	shown = kr_pane_reader_visible(r, &first);
	if (r->link >= (int32_t)first && r->link < (int32_t)(first + shown))
		return comment_at(r, r->link);
	for (uint32_t i = 0; i < kr_layout_links(r->layout); i++) {
		const struct kr_link *link = kr_layout_link(r->layout, i);

		if (link->section > top.section && last >= 0)
			break;
		if (comment_of(link) >= 0)
			last = comment_of(link);
	}
	return last;
}

/* Select a comment; the screen follows. False: it is hidden. */
static bool select_comment(struct kr_app *a, long i)
{
	struct kr_pane_reader *r = &a->overlay.reader;

	for (uint32_t n = 0; n < kr_layout_links(r->layout); n++)
		if (comment_at(r, (int32_t)n) == i) {
			const struct kr_link *link = kr_layout_link(r->layout, n);

			kr_pane_reader_goto(r, (struct kr_position){link->section, link->off});
			r->link = (int32_t)n;
			a->dirty = true;
			return true;
		}
	return false;
}

/* In the row where it was: only what is below it moves. */
static void rebuild(struct kr_app *a, long i)
{
	struct kr_pane_reader *r = &a->overlay.reader;
	const struct kr_position top = kr_layout_place_position(r->layout, r->top);

	open_comments(a);
	if (a->search)
		kr_pane_find_set(r, a->search);
	select_comment(a, i);
	kr_pane_reader_goto(r, top);
	kr_areas_update(a);
}

bool kr_comments_fold(struct kr_app *a, enum kr_fold how)
{
	const struct kr_doc *doc = kr_current_page(a) ? kr_current_page(a)->doc : NULL;
	long i;

	if (!a->overlay.comments)
		return false;
	i = current(a);
	if (i < 0 || (size_t)i >= a->comments.n)
		return true;
	/* what is folded already: go to what it is a reply to, as in trees of files */
	if (how == KR_FOLD && a->comments.folded[i]) {
		long parent = i;

		while (parent > 0 && doc->comments[parent].depth >= doc->comments[i].depth)
			parent--;
		if (doc->comments[parent].depth < doc->comments[i].depth)
			select_comment(a, parent);
		return true;
	}
	a->comments.folded[i] = how == KR_FOLD_TOGGLE ? !a->comments.folded[i] : how == KR_FOLD;
	rebuild(a, i);
	return true;
}

bool kr_comments_step(struct kr_app *a, int direction)
{
	const struct kr_doc *doc = kr_current_page(a) ? kr_current_page(a)->doc : NULL;
	long i;

	if (!a->overlay.comments)
		return false;
	i = current(a);
	do
		i += direction;
	while (i >= 0 && (size_t)i < doc->ncomments && doc->comments[i].depth > 0);
	if (i < 0 || (size_t)i >= doc->ncomments)
		kr_message_info(a,
		        direction > 0 ? N_("no more comments") : N_("this is the first comment"));
	else
		select_comment(a, i);
	return true;
}
