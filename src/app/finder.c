/* A search in the library (store/find.h) and the page that lists what it finds. */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "kread/base/clock.h"
#include "kread/base/intl.h"
#include "kread/base/mem.h"
#include "kread/store/find.h"
#include "kread/store/mark.h"

enum { STEP_MS = 8 }; /* no longer do keys wait */

/* --- the list ------------------------------------------------------------------------------- */

/* The list becomes that of what was found, in place of an older one. */
void kr_finder_fill(struct kr_app *a, struct kr_stack_page *p)
{
	struct kr_finder *f = &a->finder;
	const size_t n = kr_find_hits(f->find);
	struct kr_list_snippet *snippets = kr_mem_zalloc(n + 1, sizeof *snippets);
	struct kr_listing l;
	struct kr_str title;

	kr_str_init(&title);
	kr_str_addf(&title, _("Found: %s"), f->query);
	kr_listing_init(&l, title.data);
	for (size_t i = 0; i < n; i++) {
		const struct kr_article *found = &kr_find_hit(f->find, i)->article;

		if (!kr_listing_add(l.doc, found))
			continue;
		snippets[l.n].hit = i;
		snippets[l.n].reserved = found->saved && kr_find_has_words(f->find);
		kr_listing_item(&l, found->id, kr_listing_marks(found));
	}
	p->shelf = KR_SHELF_HISTORY;
	kr_listing_finish(&l, p, NULL);
	p->list.snippets = p->snippets = snippets;
	f->page = p;
	f->listed = true;
	kr_str_fini(&title);
}

bool kr_finder_is_for(const struct kr_app *a, const struct kr_stack_page *p)
{
	return p && p->query && kr_str_eq(p->query, a->finder.query);
}

/* The page that is being filled, unless it is gone. Nobody else makes pages of this kind. */
static struct kr_stack_page *page_of(const struct kr_app *a)
{
	for (int i = 0; i < a->stack.n; i++)
		if (a->stack.v[i] == a->finder.page && kr_finder_is_for(a, a->finder.page))
			return a->finder.page->doc ? a->finder.page : NULL;
	return NULL;
}

void kr_finder_add_snippets(struct kr_app *a)
{
	struct kr_finder *f = &a->finder;
	struct kr_stack_page *p = page_of(a);

	for (size_t i = 0; p && i < p->doc->nrecs; i++) {
		struct kr_list_snippet *to = &p->snippets[i];
		const struct kr_find_hit *hit = kr_find_hit(f->find, to->hit);

		if (to->text || !hit->snippet)
			continue;
		to->text = kr_mem_strdup(hit->snippet);
		to->at = hit->at;
		to->len = hit->len;
		to->word = kr_mem_strdup(hit->word);
		to->place = (struct kr_position){hit->section, hit->off};
		a->dirty = true;
	}
}

/* --- the search ------------------------------------------------------------------------------ */

bool kr_finder_cancel(struct kr_app *a)
{
	struct kr_finder *f = &a->finder;
	const bool searching = f->find && !f->listed;

	kr_find_close(f->find);
	free(f->query);
	*f = (struct kr_finder){0};
	return searching;
}

void kr_finder_start(struct kr_app *a, const char *query, bool again)
{
	char *typed = kr_mem_strdup(query);
	struct kr_find *find;

	kr_finder_cancel(a);
	find = kr_find_open(a->store, typed);
	if (kr_find_is_empty(find)) {
		kr_message_info(a, "no words to look for: %s", typed);
		kr_find_close(find);
		free(typed);
		return;
	}
	a->finder = (struct kr_finder){.find = find, .query = typed, .again = again};
}

void kr_finder_again(struct kr_app *a)
{
	if (a->store)
		kr_finder_start(a, kr_current_page(a)->query, true);
}

void kr_finder_refill(struct kr_app *a, struct kr_stack_page *p)
{
	struct kr_finder *f = &a->finder;
	struct kr_err err;
	int state = KR_FIND_SEARCHING;

	kr_finder_start(a, p->query, true);
	while (state == KR_FIND_SEARCHING)
		state = kr_find_step(f->find, kr_clock_ms() + STEP_MS, &err);
	if (state < 0)
		kr_record_fail(a, &err);
	kr_finder_fill(a, p);
}

const struct kr_list_snippet *kr_finder_hit(const struct kr_app *a, const struct kr_walk *w, long i)
{
	for (int k = 0; w && k < a->stack.n; k++) {
		const struct kr_stack_page *p = a->stack.v[k];

		if (p->own == w && p->snippets && p->doc && i >= 0 && i < (long)p->doc->nrecs)
			return p->snippets[i].word ? &p->snippets[i] : NULL;
	}
	return NULL;
}

void kr_finder_go(
        struct kr_app *a, struct kr_stack_page *p, const char *word, struct kr_position at)
{
	free(a->search);
	a->search = kr_mem_strdup(word);
	kr_pane_find_set(&p->reader, a->search);
	if (!p->stored)
		return; /* the page may have changed, and the word be on further ones */
	kr_pane_find_at(&p->reader, at);
	p->kept_at = p->reader.anchor;
}
