#include "cards_priv.h"

#include <stdlib.h>
#include <string.h>

#include "kread/base/mem.h"
#include "kread/base/url.h"

enum { MAX_RECS = 500 };

static const double CHOOSE = 0.5;

static int by_place(const void *a, const void *b)
{
	const struct kr_card *x = *(const struct kr_card *const *)a, *y = *(const struct kr_card *const *)b;

	return x->root < y->root ? -1 : x->root > y->root;
}

static void mark(struct kr_page *page, int32_t root)
{
	for (int32_t i = root; i < page->dom.nodes[root].end; i++)
		page->mark[i] |= KR_MARK_REC;
}

/* The cards of the chosen lists in page order, each address once, never the page itself. */
static void read_chosen(struct kr_page *page, struct kr_lists *ls, const struct kr_card **chosen, size_t n)
{
	uint8_t *seen = kr_mem_zalloc(ls->nurls + 1, 1);

	qsort(chosen, n, sizeof *chosen, by_place);
	for (size_t i = 0; i < n; i++) {
		mark(page, chosen[i]->root);
		if (!seen[chosen[i]->url] && page->doc->nrecs < MAX_RECS)
			seen[chosen[i]->url] = kr_card_read(page, ls, &ls->lists[chosen[i]->list], chosen[i]) != NULL;
	}
	free(seen);
}

void kr_cards_run(struct kr_page *page)
{
	struct kr_lists ls;
	const struct kr_card **chosen;
	size_t n = 0;

	kr_lists_find(page, &ls);
	kr_lists_describe(page, &ls);
	chosen = kr_mem_array(NULL, ls.ncards + 1, sizeof *chosen);
	for (size_t i = 0; i < ls.nlists; i++) {
		const struct kr_list *l = &ls.lists[i];

		if (kr_lists_score(l) < CHOOSE)
			continue;
		for (uint32_t k = 0; k < l->n; k++)
			chosen[n++] = &ls.cards[l->first + k];
	}
	read_chosen(page, &ls, chosen, n);
	free(chosen);
	kr_lists_fini(&ls);
}
