/* The pictures that panes show. */
#include <stdlib.h>

#include "kread/app/pane.h"
#include "kread/base/mem.h"

const struct kr_pane_picture *kr_pane_pictures_find(const struct kr_pane_pictures *ps, uint32_t of)
{
	for (size_t i = 0; i < ps->n; i++)
		if (ps->v[i].of == of)
			return &ps->v[i];
	return NULL;
}

struct kr_pane_picture *kr_pane_pictures_add(struct kr_pane_pictures *ps, uint32_t of)
{
	ps->v = kr_mem_grow(ps->v, ps->n, &ps->cap, sizeof *ps->v);
	ps->v[ps->n] = (struct kr_pane_picture){.of = of};
	return &ps->v[ps->n++];
}

void kr_pane_pictures_fini(struct kr_pane_pictures *ps)
{
	free(ps->v);
	*ps = (struct kr_pane_pictures){0};
}
