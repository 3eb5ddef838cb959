/* Prints the training data of the model of lists (src/extract/model/).
 *
 *   usage: bench_lists LIST
 *
 * LIST is as in pages.h. Each list of links of each page is one JSON object a line: id, heading,
 * urls (as in the recommendations), f (the features, in order), score. */
#include <stdio.h>

#include "extract/lists/link_cards_priv.h"
#include "pages.h"

static void print_list(struct kr_page *page, const struct kr_link_lists *ls,
        const struct kr_link_list *l, const char *id)
{
	struct kr_str text;

	kr_str_init(&text);
	if (l->heading >= 0)
		kr_dom_inner_text(&page->dom, l->heading, &text);
	printf("{\"id\":\"%s\",\"heading\":", id);
	bench_print(text.data, text.len);
	printf(",\"score\":%.3f,\"f\":[", l->is_menu ? 0.0 : l->is_related ? 1.0 : 0.5);
	for (int i = 0; i < KR_LIST_NFEATURES; i++)
		printf("%s%.4g", i ? "," : "", (double)l->f[i]);
	printf("],\"cards\":[");
	for (uint32_t i = 0; i < l->n; i++) {
		const struct kr_card *c = &ls->cards[l->first + i];

		kr_str_clear(&text);
		kr_dom_inner_text(&page->dom, c->link, &text);
		printf("%s[", i ? "," : "");
		bench_print(ls->urls[c->url].href.data, ls->urls[c->url].href.len);
		putchar(',');
		bench_print(text.data, text.len);
		printf("]");
	}
	printf("]}\n");
	kr_str_fini(&text);
}

static void dump(struct kr_page *page, const char *id, void *user)
{
	struct kr_link_lists ls;

	(void)user;
	if (!page)
		return;
	kr_link_lists_find(page, &ls);
	kr_list_features_describe(page, &ls, true);
	for (size_t i = 0; i < ls.nlists; i++)
		print_list(page, &ls, &ls.lists[i], id);
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fprintf(stderr, "usage: bench_lists LIST\n");
		return 2;
	}
	return !bench_pages(argv[1], "cards", dump, NULL);
}
