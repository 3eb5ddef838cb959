/* What lists show of what the library knows of their articles. */
#include <stdlib.h>

#include "app_priv.h"

static uint8_t marks_of(const struct kr_app *a, const char *url)
{
	char *key = url ? kr_visited_key(url) : NULL;
	unsigned marks = 0;

	if (key && a->store)
		kr_mark_find(a->store, key, &marks, NULL, NULL);
	if (kr_visited_has_key(&a->visited, key))
		marks |= KR_MARK_READ;
	free(key);
	return (uint8_t)marks;
}

void kr_rec_marks_fill(const struct kr_app *a, struct kr_stack_page *p)
{
	if (p->is_shelf && !p->query)
		return; /* it was filled with them */
	for (size_t i = 0; i < p->doc->nrecs; i++)
		p->marks[i] = marks_of(a, p->doc->recs[i].url);
}

void kr_rec_marks_refresh(struct kr_app *a)
{
	struct kr_stack_page *p = kr_current_page(a);

	if (p && p->doc)
		kr_rec_marks_fill(a, p);
}
