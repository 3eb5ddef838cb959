/* Prints the training data of the models of dates and titles (src/extract/model/).
 *
 *   usage: bench_picks days|titles LIST
 *
 * LIST is as in pages.h. Each page is one JSON object a line: id, c (its candidates: [day since
 * 1970 or title, score, [features]]). */
#include <stdio.h>
#include <string.h>

#include "extract/meta/date/date_mentions_priv.h"
#include "pages.h"
#include "extract/meta/title/title_candidates_priv.h"

static void print_features(const float *f, int n)
{
	putchar('[');
	for (int i = 0; i < n; i++)
		printf("%s%.5g", i ? "," : "", (double)f[i]);
	putchar(']');
}

static void print_titles(struct kr_page *page)
{
	struct kr_title_candidates all;

	kr_title_candidates_find(page, &all);
	kr_title_names_find(page, &all);
	kr_title_features_describe(page, &all);
	for (size_t i = 0; i < all.n; i++) {
		printf("%s[", i ? "," : "");
		bench_print(all.v[i].text, strlen(all.v[i].text));
		printf(",%d,", all.v[i].score);
		print_features(all.v[i].f, KR_TITLE_NFEATURES);
		putchar(']');
	}
}

static void print_days(struct kr_page *page)
{
	struct kr_date_mentions all;

	kr_date_mentions_find(page, &all);
	kr_date_features_describe(page, &all);
	for (size_t i = 0; i < all.ndays; i++) {
		printf("%s[%lld,%d,", i ? "," : "", (long long)all.days[i].day, all.days[i].score);
		print_features(all.days[i].f, KR_DATE_NFEATURES);
		putchar(']');
	}
}

static void dump(struct kr_page *page, const char *id, void *user)
{
	const bool *titles = user;

	printf("{\"id\":\"%s\",\"c\":[", id);
	if (page)
		(*titles ? print_titles : print_days)(page);
	printf("]}\n");
}

int main(int argc, char **argv)
{
	bool titles = argc == 3 && !strcmp(argv[1], "titles");

	if (argc != 3) {
		fprintf(stderr, "usage: bench_picks days|titles LIST\n");
		return 2;
	}
	return !bench_pages(argv[2], titles ? "title" : "date", dump, &titles);
}
