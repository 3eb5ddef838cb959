#include "teasers_priv.h"

#include <string.h>

#include "cards_priv.h"

enum { OWN = 200 }; /* kr_core.good of the text of the page itself */

void kr_teasers_drop(struct kr_page *page, const struct kr_segs *segs, const struct kr_core *core, int16_t *p)
{
	const struct kr_lists *ls = page->lists;
	uint8_t *theirs = kr_arena_alloc(&page->scratch, (size_t)page->dom.n);
	uint64_t own = 0;

	for (size_t i = 0; i < ls->nlists; i++) {
		const struct kr_list *l = &ls->lists[i];

		for (uint32_t k = 0; l->teasers && k < l->n; k++) {
			const int32_t root = ls->cards[l->first + k].root;

			memset(theirs + root, 1, (size_t)(page->dom.nodes[root].end - root));
		}
	}
	for (int32_t k = 0; k < segs->n; k++)
		own += segs->v[k].stops && !theirs[segs->v[k].first] ? core->good[k] : 0;
	for (int32_t k = 0; own >= OWN && k < segs->n; k++)
		if (theirs[segs->v[k].first])
			p[k] = 0;
}
