#include "extract/dom/dom_builder_priv.h"

#include "kread/base/mem.h"

int32_t kr_dom_builder_add(struct kr_dom_builder *b, int tag)
{
	struct kr_dom *d = b->dom;
	struct kr_node *n;
	uint16_t depth = b->cur < 0 ? 0 : (uint16_t)(d->nodes[b->cur].depth + 1);

	d->nodes = kr_mem_grow(d->nodes, (size_t)d->n, &d->cap_nodes, sizeof *d->nodes);
	n = &d->nodes[d->n];
	*n = (struct kr_node){.parent = b->cur,
	        .end = d->n + 1,
	        .prev = b->last[depth],
	        .tag = (uint16_t)tag,
	        .depth = depth};
	b->last[depth] = d->n;
	return d->n++;
}
