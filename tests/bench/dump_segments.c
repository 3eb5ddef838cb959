/* Prints the training data of the model of the body (scripts/train/).
 *
 *   dump_segments names
 *       The names of the features, one a line; an empty line ends those of the first stage.
 *
 *   dump_segments features LIST X TEXTS
 *       Write the features of each segment to X, as rows of int16, and the text of each page's
 *       segments to TEXTS, as JSON: {"id": ..., "segments": [...]}, one a line.
 *
 *   dump_segments context LIST SCORES X
 *       The same with the features of the second stage. SCORES has the probabilities of the first
 *       stage in thousandths, an int16 for each segment.
 *
 *   dump_segments judge LIST FIRST SECOND
 *       Write the probabilities of the two stages, as in SCORES.
 *
 * LIST is as in pages.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "extract/body/segment_features_priv.h"
#include "pages.h"
#include "kread/base/mem.h"
#include "kread/base/utf8.h"

struct job {
	bool context;
	FILE *scores, *rows, *texts;
};

static FILE *must_open(const char *path, const char *mode)
{
	FILE *f = fopen(path, mode);

	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

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

static void dump(struct kr_page *page, const char *id, const struct job *job)
{
	struct kr_segs segs;
	struct kr_content_root core;
	struct kr_segment_features x = {0};
	int16_t *p;

	kr_segments_find(page, &segs);
	if (segs.n > 0 && segs.n <= KR_SEGMENT_FEATURES_MAX) {
		kr_content_root_find(page, &segs, &core);
		kr_segment_features_find(page, &segs, &core, &x);
	} else {
		segs.n = 0;
	}
	if (!job->context) {
		write_rows(&x, 0, KR_F_FIRST, job->rows);
		write_texts(page, &segs, id, job->texts);
		return;
	}
	p = kr_mem_zalloc((size_t)segs.n + 1, sizeof *p);
	if (fread(p, sizeof *p, (size_t)segs.n, job->scores) != (size_t)segs.n)
		fprintf(stderr, "%s: too few scores\n", id);
	if (segs.n)
		kr_second_stage_find(page, &segs, &core, p, &x);
	write_rows(&x, KR_F_FIRST, KR_SEGMENT_FEATURES, job->rows);
	free(p);
}

static void run_page(struct kr_page *page, const char *id, void *user)
{
	if (!page)
		return;
	dump(page, id, user);
}

static void print_names(void)
{
	static const char *const names[] = {
#define FEATURE(name, low, high, what) #name,
#include "extract/body/segment_features.def"
#undef FEATURE
	        "",
#define SECOND(name, low, high, what) #name,
#include "extract/body/segment_features.def"
#undef SECOND
	};

	for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
		puts(names[k]);
}

int main(int argc, char **argv)
{
	struct job job = {0};
	bool ok;

	if (argc == 2 && !strcmp(argv[1], "names")) {
		print_names();
		return 0;
	}
	if (argc != 5) {
		fprintf(stderr, "usage: dump_segments names | features LIST X TEXTS | context LIST "
		                "SCORES X\n");
		return 2;
	}
	job.context = !strcmp(argv[1], "context");
	job.scores = job.context ? must_open(argv[3], "rb") : NULL;
	job.rows = must_open(argv[job.context ? 4 : 3], "wb");
	job.texts = job.context ? NULL : must_open(argv[4], "wb");
	ok = bench_pages(argv[2], "body", run_page, &job);
	fclose(job.rows);
	if (job.texts)
		fclose(job.texts);
	if (job.scores)
		fclose(job.scores);
	return !ok;
}
