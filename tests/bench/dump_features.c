/* Prints what the models in src/extract/model are trained on; scripts/train runs it.
 *
 * dump_features names titles|lists|body|dates
 *     The features of a model: name, lowest and highest value, one a line. For body, an empty line
 *     ends those of the first stage.
 * dump_features titles|dates LIST
 *     One JSON object a line for each page: id, c: its candidates, each [title or day since 1970,
 *     [features]].
 * dump_features lists LIST
 *     One JSON object a line for each list of links: id, rule (0: a menu, 1: related, decided
 *     without the model; null: by the model), f (features), urls (of its cards, as written).
 * dump_features body LIST X TEXTS
 *     To X, an int16 row for each segment: the features of the first stage. To TEXTS, one JSON
 *     object a line for each page: id, segments (their texts).
 * dump_features second LIST SCORES X
 *     The same for the features of the second stage, from probabilities of the first: int16, in
 *     thousandths.
 *
 * LIST is as in pages.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/body/segment_features_priv.h"
#include "extract/lists/list_features_priv.h"
#include "extract/meta/date/date_mentions_priv.h"
#include "extract/meta/title/title_candidates_priv.h"
#include "kread/base/mem.h"
#include "pages.h"

/* --- names -------------------------------------------------------------------------------- */

static void print_name(const char *name, double low, double high)
{
	printf("%s %g %g\n", name, low, high);
}

#define FEATURE(name, low, high, what) print_name(#name, low, high);

static void name_titles(void)
{
#include "extract/meta/title/title_features.def"
}

static void name_lists(void)
{
#include "extract/lists/list_features.def"
}

static void name_dates(void)
{
#include "extract/meta/date/date_features.def"
}

static void name_body(void)
{
#include "extract/body/segment_features.def"
#undef FEATURE
	putchar('\n');
#define SECOND(name, low, high, what) print_name(#name, low, high);
#include "extract/body/segment_features.def"
#undef SECOND
}

/* --- candidates and lists ------------------------------------------------------------------- */

static void print_features(const float *f, int n)
{
	putchar('[');
	for (int i = 0; i < n; i++)
		printf("%s%.9g", i ? "," : "", (double)f[i]);
	putchar(']');
}

static void print_titles(struct kr_page *page, const char *id, void *user)
{
	struct kr_title_candidates all = {0};

	(void)user;
	if (page) {
		kr_title_candidates_find(page, &all);
		kr_title_names_find(page, &all);
		kr_title_features_describe(page, &all);
	}
	printf("{\"id\":\"%s\",\"c\":[", id);
	for (size_t i = 0; i < all.n; i++) {
		printf("%s[", i ? "," : "");
		bench_print(all.v[i].text, strlen(all.v[i].text));
		putchar(',');
		print_features(all.v[i].f, KR_TITLE_NFEATURES);
		putchar(']');
	}
	printf("]}\n");
}

static void print_dates(struct kr_page *page, const char *id, void *user)
{
	struct kr_date_mentions all = {0};

	(void)user;
	if (page) {
		kr_date_mentions_find(page, &all);
		kr_date_features_describe(page, &all);
	}
	printf("{\"id\":\"%s\",\"c\":[", id);
	for (size_t i = 0; i < all.ndays; i++) {
		printf("%s[%lld,", i ? "," : "", (long long)all.days[i].day);
		print_features(all.days[i].f, KR_DATE_NFEATURES);
		putchar(']');
	}
	printf("]}\n");
}

static void print_list(const struct kr_link_lists *ls, const struct kr_link_list *l, const char *id)
{
	printf("{\"id\":\"%s\",\"rule\":%s,\"f\":", id,
	        l->is_menu      ? "0"
	        : l->is_related ? "1"
	                        : "null");
	print_features(l->f, KR_LIST_NFEATURES);
	printf(",\"urls\":[");
	for (uint32_t i = 0; i < l->n; i++) {
		const struct kr_slice href = ls->urls[ls->cards[l->first + i].url].href;

		printf("%s", i ? "," : "");
		bench_print(href.data, href.len);
	}
	printf("]}\n");
}

static void print_lists(struct kr_page *page, const char *id, void *user)
{
	struct kr_link_lists ls;

	(void)user;
	if (!page)
		return;
	kr_link_lists_find(page, &ls);
	kr_list_features_describe(page, &ls, true);
	for (size_t i = 0; i < ls.nlists; i++)
		print_list(&ls, &ls.lists[i], id);
}

/* --- segments ------------------------------------------------------------------------------- */

struct files {
	FILE *scores, *rows, *texts; /* scores: NULL in the first stage; texts: in the second */
	bool failed;
};

static void write_rows(const struct kr_segment_features *x, int from, int to, FILE *out)
{
	for (int32_t k = 0; k < x->n; k++)
		for (int f = from; f < to; f++)
			fwrite(&x->x[(size_t)f * (size_t)x->stride + (size_t)k], sizeof *x->x, 1,
			        out);
}

static void add_text(struct kr_str *json, const struct kr_dom *dom, const struct kr_seg *seg)
{
	kr_str_addc(json, '"');
	for (int32_t i = seg->first; i <= seg->last; i++) {
		struct kr_slice t = kr_dom_text(dom, i);

		if (dom->nodes[i].tag == KR_TAG_TEXT && !kr_segments_has(&dom->nodes[i]))
			continue;
		if (dom->nodes[i].tag != KR_TAG_TEXT) {
			if (dom->nodes[i].tag == KR_TAG_br)
				kr_str_addc(json, ' ');
			continue;
		}
		for (size_t k = 0; k < t.len; k++)
			if ((unsigned char)t.data[k] < ' ')
				kr_str_addc(json, ' ');
			else
				kr_str_addf(json,
				        t.data[k] == '"' || t.data[k] == '\\' ? "\\%c" : "%c",
				        t.data[k]);
	}
	kr_str_addc(json, '"');
}

static void write_texts(
        const struct kr_page *page, const struct kr_segs *segs, const char *id, FILE *out)
{
	struct kr_str json;

	kr_str_init(&json);
	for (int32_t k = 0; k < segs->n; k++) {
		kr_str_addz(&json, k ? "," : "");
		add_text(&json, &page->dom, &segs->v[k]);
	}
	fprintf(out, "{\"id\":\"%s\",\"segments\":[%s]}\n", id, json.data);
	kr_str_fini(&json);
}

static void write_second(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, struct kr_segment_features *x, struct files *files)
{
	int16_t *p = kr_mem_zalloc((size_t)segs->n + 1, sizeof *p);

	if (fread(p, sizeof *p, (size_t)segs->n, files->scores) != (size_t)segs->n)
		files->failed = true;
	kr_second_stage_find(page, segs, core, p, x);
	write_rows(x, KR_F_FIRST, KR_SEGMENT_FEATURES, files->rows);
	free(p);
}

static void print_body(struct kr_page *page, const char *id, void *user)
{
	struct files *files = user;
	struct kr_segs segs = {0};
	struct kr_content_root core;
	struct kr_segment_features x = {0};

	if (page)
		kr_segments_find(page, &segs);
	if (segs.n > KR_SEGMENT_FEATURES_MAX)
		segs.n = 0;
	if (segs.n) {
		kr_content_root_find(page, &segs, &core);
		kr_segment_features_find(page, &segs, &core, &x);
		if (files->scores)
			write_second(page, &segs, &core, &x, files);
		else
			write_rows(&x, 0, KR_F_FIRST, files->rows);
	}
	if (files->texts)
		write_texts(page, &segs, id, files->texts);
}

static FILE *must_open(const char *path, const char *mode)
{
	FILE *f = fopen(path, mode);

	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

static bool dump_body(char **argv)
{
	const bool second = !strcmp(argv[1], "second");
	struct files files = {
	        .scores = second ? must_open(argv[3], "rb") : NULL,
	        .rows = must_open(argv[second ? 4 : 3], "wb"),
	        .texts = second ? NULL : must_open(argv[4], "wb"),
	};
	bool ok = bench_pages(argv[2], "body", print_body, &files);

	if (files.failed || (second && fgetc(files.scores) != EOF)) {
		fprintf(stderr, "%s: not a score for each segment\n", argv[3]);
		ok = false;
	}
	ok = !fclose(files.rows) && ok;
	if (files.texts)
		ok = !fclose(files.texts) && ok;
	if (files.scores)
		fclose(files.scores);
	return ok;
}

/* --- main ------------------------------------------------------------------------------------- */

int main(int argc, char **argv)
{
	static const struct {
		const char *model, *before; /* before: the stage that the model is part of */
		bench_page *print;
		void (*names)(void);
	} models[] = {
	        {"titles", "title", print_titles, name_titles},
	        {"lists", "cards", print_lists, name_lists},
	        {"dates", "date", print_dates, name_dates},
	        {"body", NULL, NULL, name_body},
	};

	if (argc == 5 && (!strcmp(argv[1], "body") || !strcmp(argv[1], "second")))
		return !dump_body(argv);
	for (size_t i = 0; argc == 3 && i < sizeof models / sizeof *models; i++)
		if (!strcmp(argv[1], "names") && !strcmp(argv[2], models[i].model)) {
			models[i].names();
			return 0;
		} else if (!strcmp(argv[1], models[i].model) && models[i].print) {
			return !bench_pages(argv[2], models[i].before, models[i].print, NULL);
		}
	fprintf(stderr, "usage: dump_features names titles|lists|body|dates | titles|lists|dates "
	                "LIST | body LIST X TEXTS | second LIST SCORES X\n");
	return 2;
}
