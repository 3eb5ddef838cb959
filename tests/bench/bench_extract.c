/* Extraction alone, without processes, pipes and screens.
 *
 *   bench_extract json LIST
 *       Print the articles, one JSON object a line. LIST is as in pages.h.
 *
 *   bench_extract speed [FILE...]
 *       Print the time of extraction as a ratio to that of bare libxml2, which parses the same
 *       bytes in the same run, and the time of each stage; then, for large and hostile pages,
 *       milliseconds, also per megabyte, and the peak of memory in multiples of the page,
 *       itself included.
 *
 * All times are processor time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <libxml/HTMLparser.h>

#include "kread/doc/json.h"
#include "kread/extract/extract.h"
#include "pages.h"

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void load(const char *path, struct kr_str *out)
{
	if (!bench_load(path, out))
		exit(1);
}

static struct kr_doc *extract(const struct kr_str *page, const char *url)
{
	struct kr_extract_input in = {.data = page->data, .len = page->len, .url = url};
	struct kr_doc *doc = NULL;
	struct kr_err err;

	if (kr_extract_page(&in, &doc, &err) < 0)
		fprintf(stderr, "%s\n", err.msg);
	return doc;
}

static int run_json(const char *list)
{
	FILE *f = fopen(list, "r");
	struct kr_str page, out;
	char row[20000];

	if (!f) {
		perror(list);
		return 1;
	}
	kr_str_init(&page);
	kr_str_init(&out);
	while (fgets(row, sizeof row, f)) {
		char *url = strchr(row, '\t'), *path = url ? strchr(url + 1, '\t') : NULL;
		struct kr_doc *doc;

		if (!path)
			continue;
		*url++ = '\0';
		*path++ = '\0';
		path[strcspn(path, "\n")] = '\0';
		load(path, &page);
		doc = extract(&page, *url ? url : NULL);
		if (!doc)
			continue;
		kr_str_clear(&out);
		kr_json_write(doc, KR_JSON_BODY, &out);
		printf("{\"id\":\"%s\",%s\n", row, out.data + 1);
		kr_doc_free(doc);
	}
	kr_str_fini(&page);
	kr_str_fini(&out);
	fclose(f);
	return 0;
}

/* --- pages -------------------------------------------------------------------------------- */

enum { MAX_STAGES = 32, TIMES = 5 };

struct profile {
	double last, ms[MAX_STAGES];
	const char *name[MAX_STAGES];
};

static void on_stage(void *user, const char *stage)
{
	struct profile *p = user;
	double now = now_ms();
	int i = 0;

	while (i < MAX_STAGES - 1 && p->name[i] && strcmp(p->name[i], stage))
		i++;
	p->name[i] = stage;
	p->ms[i] += now - p->last;
	p->last = now;
}

static double parse_only(const struct kr_str *page)
{
	double t = now_ms();
	htmlDocPtr d = htmlReadMemory(page->data, (int)page->len, NULL, NULL,
	        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

	xmlFreeDoc(d);
	return now_ms() - t;
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

/* Adds the best of several runs of a page, in all and by stage, to sum, whole and parse. */
static void add_page(const struct kr_str *page, struct profile *sum, double *whole, double *parse)
{
	double best_parse = 1e9, best_whole = 1e9, best[MAX_STAGES];

	for (int k = 0; k < TIMES; k++) {
		struct profile p = {0};
		struct kr_extract_input in = {
		        .data = page->data, .len = page->len, .on_stage = on_stage, .user = &p};
		struct kr_doc *doc = NULL;
		double t;

		best_parse = least(parse_only(page), best_parse);
		t = p.last = now_ms();
		if (kr_extract_page(&in, &doc, NULL) == 0)
			kr_doc_free(doc);
		best_whole = least(now_ms() - t, best_whole);
		for (int i = 0; i < MAX_STAGES && p.name[i]; i++) {
			best[i] = k ? least(p.ms[i], best[i]) : p.ms[i];
			sum->name[i] = p.name[i];
		}
	}
	*parse += best_parse;
	*whole += best_whole;
	for (int i = 0; i < MAX_STAGES && sum->name[i]; i++)
		sum->ms[i] += best[i];
}

static void run_pages(int n, char **files)
{
	double parse = 0, whole = 0;
	struct profile sum = {0};
	size_t bytes = 0;
	struct kr_str page;

	kr_str_init(&page);
	for (int i = 0; i < n; i++) {
		load(files[i], &page);
		bytes += page.len;
		add_page(&page, &sum, &whole, &parse);
	}
	kr_str_fini(&page);
	printf("%d pages, %.1f MB: libxml2 %.1f ms, extraction %.1f ms, ratio %.2f\n", n,
	        (double)bytes / 1e6, parse, whole, whole / parse);
	for (int i = 0; i < MAX_STAGES && sum.name[i]; i++)
		printf("  %-10s %8.2f ms %5.1f %%\n", sum.name[i], sum.ms[i],
		        100 * sum.ms[i] / whole);
}

/* --- shapes ------------------------------------------------------------------------------- */

static void repeat(struct kr_str *s, const char *what, size_t times)
{
	for (size_t i = 0; i < times; i++)
		kr_str_addz(s, what);
}

static void to_size(struct kr_str *s, const char *what, size_t bytes)
{
	repeat(s, what, bytes / strlen(what) + 1);
}

static void shape_paragraphs_1(struct kr_str *s)
{
	to_size(s,
	        "<p>The council met on Monday, and after two hours it agreed on the new bridge "
	        "over the river.</p>\n",
	        1000000);
}

static void shape_paragraphs_5(struct kr_str *s)
{
	for (int i = 0; i < 5; i++)
		shape_paragraphs_1(s);
}

static void shape_paragraphs_20(struct kr_str *s)
{
	for (int i = 0; i < 20; i++)
		shape_paragraphs_1(s);
}

static void shape_nodes(struct kr_str *s, size_t n)
{
	kr_str_addz(s, "<p>The only text of the page, a sentence of some length, which has two "
	               "commas.</p>");
	repeat(s, "<i></i>", n);
}

static void shape_nodes_1000(struct kr_str *s)
{
	shape_nodes(s, 1000);
}

static void shape_nodes_30000(struct kr_str *s)
{
	shape_nodes(s, 30000);
}

static void shape_nodes_1000000(struct kr_str *s)
{
	shape_nodes(s, 1000000);
}

static void shape_divs(struct kr_str *s)
{
	repeat(s, "<div>", 200000);
	kr_str_addz(s, "The text at the bottom.");
}

static void shape_links(struct kr_str *s)
{
	kr_str_addz(s, "<p>");
	repeat(s, "word <a href=\"/page/1234.html\">link text</a>, ", 200000);
}

static void shape_one_paragraph(struct kr_str *s)
{
	kr_str_addz(s, "<p>");
	to_size(s, "The council met on Monday, and after two hours it agreed on the new bridge. ",
	        5000000);
}

static void shape_unclosed(struct kr_str *s)
{
	repeat(s, "<ul><li>item <b>bold <i>", 100000);
}

static void shape_comments(struct kr_str *s)
{
	repeat(s, "<![CDATA[<!-->x", 200000);
}

static void shape_tables(struct kr_str *s)
{
	repeat(s, "<table><tr><td>cell", 50000);
}

static void shape_pictures(struct kr_str *s)
{
	kr_str_addz(s, "<p>Before the pictures there is a sentence, long enough to be text.</p>");
	for (int i = 0; i < 100000; i++)
		kr_str_addf(s, "<img src=/p/%d.jpg>", i);
	kr_str_addz(s, "<p>Behind the pictures there is a sentence, long enough to be text.</p>");
}

/* The text is in a script, among much other data. */
static void shape_state(struct kr_str *s, size_t bytes)
{
	kr_str_addz(s, "<div id=app></div><script>window.__INITIAL_STATE__={list:[");
	to_size(s,
	        "{\"id\":4711,\"title\":\"Another "
	        "bridge\",\"tags\":[\"a\",\"b\"],\"content\":{\"html\":\"<p>Some "
	        "text.</p>\"}},",
	        bytes);
	kr_str_addz(s, "],story:{title:\"A bridge\",content:\"");
	to_size(s,
	        "<p>The council met on Monday, and after two hours it agreed on the new "
	        "bridge.</p>",
	        bytes / 4);
	kr_str_addz(s, "\"}}</script>");
}

static void shape_state_1(struct kr_str *s)
{
	shape_state(s, 1000000);
}

static void shape_state_5(struct kr_str *s)
{
	shape_state(s, 5000000);
}

static const struct {
	const char *name;
	void (*make)(struct kr_str *s);
} shapes[] = {
        {"paragraphs, 1 MB", shape_paragraphs_1},
        {"paragraphs, 5 MB", shape_paragraphs_5},
        {"paragraphs, 20 MB", shape_paragraphs_20},
        {"1,000 empty elements", shape_nodes_1000},
        {"30,000 empty elements", shape_nodes_30000},
        {"1,000,000 empty elements", shape_nodes_1000000},
        {"200,000 nested div", shape_divs},
        {"200,000 links", shape_links},
        {"one paragraph of 5 MB", shape_one_paragraph},
        {"300,000 unclosed", shape_unclosed},
        {"400,000 broken comments", shape_comments},
        {"50,000 nested tables", shape_tables},
        {"100,000 pictures", shape_pictures},
        {"a state of 1 MB", shape_state_1},
        {"a state of 5 MB", shape_state_5},
};

/* Runs in a process of its own, to measure the memory of this page alone. As in the worker, the
 * bytes of the page are freed when the article is done. */
static void measure(size_t i)
{
	struct kr_str page, once;
	struct kr_doc *doc;
	struct rusage before, after;
	size_t len;
	double t;

	kr_str_init(&page);
	kr_str_init(&once);
	kr_str_addz(&page, "<html><body><article><h1>A bridge</h1>");
	kr_str_addz(&once, page.data);
	kr_doc_free(extract(&once, NULL)); /* so that loading code is not counted */
	shapes[i].make(&page);
	len = page.len;
	getrusage(RUSAGE_SELF, &before);
	t = now_ms();
	doc = extract(&page, "http://localhost/");
	kr_str_fini(&page);
	if (doc)
		kr_doc_split_long(doc, 64 << 10);
	t = now_ms() - t;
	getrusage(RUSAGE_SELF, &after);
	printf("  %-26s %6.2f MB %8.1f ms %6.1f ms/MB %6.1f x memory\n", shapes[i].name,
	        (double)len / 1e6, t, t / (double)len * 1e6,
	        1 + (double)(after.ru_maxrss - before.ru_maxrss) * 1024 / (double)len);
	fflush(stdout);
	kr_doc_free(doc);
	kr_str_fini(&once);
}

static void run_shapes(void)
{
	printf("shapes\n");
	fflush(stdout);
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		pid_t pid = fork();

		if (pid == 0) {
			measure(i);
			_exit(0);
		}
		waitpid(pid, NULL, 0);
	}
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "json"))
		return run_json(argv[2]);
	if (argc > 1 && !strcmp(argv[1], "speed")) {
		if (argc > 2)
			run_pages(argc - 2, argv + 2);
		run_shapes();
		return 0;
	}
	fprintf(stderr, "usage: bench_extract json LIST | speed [FILE...]\n");
	return 2;
}
