/* A library of invented articles, half of them Chinese, and how fast it is searched.
 *
 * usage: bench_search FILE ARTICLES     makes the library FILE, or fills it up, and searches in it
 *
 * Articles have 500 characters to 20 kB, in words that are as frequent as those of a language
 * (Zipf). All of it follows from the number of the article. Searches go in steps of 8 ms, as in the
 * program. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "kread/base/clock.h"
#include "kread/base/utf8.h"
#include "kread/doc/json.h"
#include "kread/store/copy.h"
#include "kread/store/find.h"
#include "kread/store/history.h"
#include "kread/store/mark.h"
#include "kread/store/store.h"
#include "kread/store/upkeep.h"

enum {
	WORDS = 40000,     /* of each language */
	CHARACTERS = 3500, /* of Chinese */
	LONGEST = 20000,   /* bytes of an article */
	SHORTEST = 500,    /* characters */
	QUERIES = 50,
	STEP_MS = 8,
	SLOW_MS = 200,
	TENDED = 12,
	LAST = 1000,
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "bench_search: %s\n", what);
	exit(1);
}

static double time_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double now_ms(void)
{
	return time_of(CLOCK_MONOTONIC);
}

/* --- words ----------------------------------------------------------------------------------- */

static uint64_t draw(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

static unsigned below(uint64_t *state, unsigned n)
{
	return (unsigned)(draw(state) % n);
}

static double sums[WORDS]; /* of 1 / rank */

static unsigned zipf(uint64_t *state, unsigned n)
{
	double x = (double)(draw(state) >> 11) / 9007199254740992.0 * sums[n - 1];
	unsigned low = 0, high = n - 1;

	while (low < high) {
		unsigned mid = (low + high) / 2;

		if (sums[mid] < x)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct words {
	char text[2][WORDS][32]; /* English, Chinese; the most frequent ones first */
};

static void make_english(uint64_t *state, unsigned rank, char *out)
{
	static const char *const starts[] = {"b", "c", "d", "f", "g", "h", "j", "l", "m", "n", "p",
	        "r", "s", "t", "v", "w", "st", "tr", "ch", "sh", "th", "pl", "gr", "qu"};
	static const char *const ends[] = {
	        "a", "e", "i", "o", "u", "an", "en", "in", "on", "er", "al", "ed", "es", "ing"};
	unsigned syllables = rank < 50 ? 1 : rank < 1000 ? 2 : 2 + below(state, 3);

	*out = '\0';
	while (syllables--) {
		strcat(out, starts[below(state, sizeof starts / sizeof *starts)]);
		strcat(out, ends[below(state, sizeof ends / sizeof *ends)]);
	}
}

static void make_chinese(uint64_t *state, unsigned rank, char *out)
{
	unsigned kind = below(state, 100), n = rank < 60   ? 1
	                                       : kind < 70 ? 2
	                                       : kind < 85 ? 3
	                                       : kind < 95 ? 4
	                                                   : 1;

	/* that the frequent characters are not neighbours does not matter */
	for (size_t len = 0; n--;) {
		len += kr_utf8_encode(0x4e00 + zipf(state, CHARACTERS) * 5, out + len);
		out[len] = '\0';
	}
}

static struct words *make_words(void)
{
	struct words *w = malloc(sizeof *w);
	uint64_t state = 1;

	for (unsigned i = 0; i < WORDS; i++)
		sums[i] = (i ? sums[i - 1] : 0) + 1.0 / (i + 1);
	for (unsigned i = 0; i < WORDS; i++) {
		make_english(&state, i, w->text[0][i]);
		make_chinese(&state, i, w->text[1][i]);
	}
	return w;
}

/* --- articles -------------------------------------------------------------------------------- */

static void add_words(
        const struct words *w, uint64_t *state, bool chinese, size_t len, struct kr_str *out)
{
	const size_t from = out->len;

	while (out->len - from < len) {
		kr_str_addz(out, w->text[chinese][zipf(state, WORDS)]);
		if (!below(state, 12))
			kr_str_addz(out, chinese ? "\uff0c" : ", ");
		else if (!chinese)
			kr_str_addc(out, ' ');
	}
	kr_str_addz(out, chinese ? "\u3002" : ".");
}

static size_t draw_length(uint64_t *state, bool chinese)
{
	const unsigned shortest = SHORTEST * (chinese ? 3 : 1);
	unsigned len = shortest << below(state, 6); /* as many between 500 and 1000 as between */

	len += below(state, len); /* 8000 and 16,000 */
	return len > LONGEST ? LONGEST - below(state, LONGEST / 4) : len;
}

/* Returns the bytes of the text. */
static size_t make_article(const struct words *w, unsigned number, struct kr_doc **ret)
{
	struct kr_doc *doc = kr_doc_new();
	uint64_t state = number * UINT64_C(7919) + 17;
	const bool chinese = number & 1;
	size_t total = 0, length = draw_length(&state, chinese);
	struct kr_str text;

	kr_str_init(&text);
	add_words(w, &state, chinese, 40, &text);
	doc->title = kr_doc_line(doc, text.data, text.len);
	total += text.len;
	while (total < length) {
		kr_str_clear(&text);
		add_words(w, &state, chinese, 200 + below(&state, 400), &text);
		kr_doc_add_span(doc, &kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH)->spans, text.data,
		        text.len, 0, NULL);
		total += text.len;
	}
	kr_str_fini(&text);
	*ret = doc;
	return total;
}

struct totals {
	size_t text, json, packed;
	double sum, cpu, worst;
	double upkeep, longest;
	unsigned all, n, slow, steps;
};

/* As the program does when there is time. */
static void tend(struct kr_store *s, struct totals *t)
{
	struct kr_err err;

	for (int more = 1; more > 0; t->steps++) {
		double start = now_ms(), took;

		more = kr_upkeep_step(s, &err);
		took = now_ms() - start;
		t->upkeep += took;
		t->longest = took > t->longest ? took : t->longest;
		if (more < 0)
			die(err.msg);
	}
}

static void add_article(
        struct kr_store *s, const struct words *w, unsigned number, struct totals *t)
{
	struct kr_article a = {.last = 1500000000000 + (int64_t)number * 600000};
	struct kr_copy copy;
	struct kr_err err;
	struct kr_doc *doc;
	char url[80];
	int64_t id;
	double start, cpu, took;

	kr_copy_init(&copy);
	t->text += make_article(w, number, &doc);
	kr_json_write(doc, 0, &copy.json);
	t->json += copy.json.len;
	snprintf(url, sizeof url, "https://www.site%u.example/news/%u", number % 97, number);
	a.url = url;
	a.title = doc->title;
	a.site = "Site";
	copy.saved = a.last;
	if (kr_history_visit(s, url, NULL, &a, &err) < 0 ||
	        kr_mark_find(s, url, &(unsigned){0}, &id, &err) < 0)
		die(err.msg);
	start = now_ms();
	cpu = time_of(CLOCK_PROCESS_CPUTIME_ID);
	if (kr_copy_put(s, id, &copy, &err) < 0)
		die(err.msg);
	took = now_ms() - start;
	t->sum += took;
	t->cpu += time_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	t->slow += took > 10;
	t->worst = took > t->worst ? took : t->worst;
	t->n++;
	kr_copy_fini(&copy);
	kr_doc_free(doc);
	/* a reader leaves time after each article; here, that of most is saved */
	if (number % TENDED == 0 || number + LAST > t->all)
		tend(s, t);
}

static void fill(struct kr_store *s, const struct words *w, unsigned n, const char *path)
{
	struct totals t = {.all = n};
	struct stat st;
	unsigned marks, have = 0;
	char url[80];

	for (unsigned step = 1 << 20; step; step >>= 1) { /* how many are there already */
		snprintf(url, sizeof url, "https://www.site%u.example/news/%u", (have + step) % 97,
		        have + step);
		if (kr_mark_find(s, url, &marks, NULL, NULL) == 0 && (marks & KR_MARK_SAVED))
			have += step;
	}
	for (unsigned i = have + 1; i <= n; i++)
		add_article(s, w, i, &t);
	if (!t.n || stat(path, &st) < 0)
		return;
	printf("added %u articles: %.2f ms each (%.2f of the processor), worst %.1f ms, "
	       "%.2f %% over 10 ms\n",
	        t.n, t.sum / t.n, t.cpu / t.n, t.worst, 100.0 * t.slow / t.n);
	printf("upkeep: %.2f ms each in steps of %.2f ms, longest %.1f ms\n", t.upkeep / t.n,
	        t.upkeep / t.steps, t.longest);
	if (!have)
		printf("text %.1f MB, JSON %.1f MB, database %.1f MB: %.2f x the text\n",
		        (double)t.text / 1e6, (double)t.json / 1e6, (double)st.st_size / 1e6,
		        (double)st.st_size / (double)t.text);
}

/* --- searching ------------------------------------------------------------------------------- */

struct times {
	/* cpu: of the processor, until listed; step: the longest one */
	double listed[QUERIES], done[QUERIES], cpu[QUERIES], step;
	size_t hits;
};

static void search(struct kr_store *s, const char *typed, int i, struct times *t)
{
	struct kr_find *f = kr_find_open(s, typed);
	double start = now_ms(), listed = 0, cpu = time_of(CLOCK_PROCESS_CPUTIME_ID);
	struct kr_err err;

	for (int state = KR_FIND_SEARCHING; state != KR_FIND_DONE;) {
		double before = now_ms(), took;

		state = kr_find_step(f, kr_clock_ms() + STEP_MS, &err);
		if (state < 0)
			die(err.msg);
		took = now_ms() - before;
		t->step = took > t->step ? took : t->step;
		if (state != KR_FIND_SEARCHING && listed == 0) {
			listed = now_ms() - start;
			t->cpu[i] = time_of(CLOCK_PROCESS_CPUTIME_ID) - cpu;
		}
	}
	t->listed[i] = listed;
	if (listed > SLOW_MS)
		printf("%s: %.0f ms\n", typed, listed);
	t->done[i] = now_ms() - start;
	t->hits += kr_find_hits(f);
	kr_find_close(f);
}

static int compare(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void report(const char *what, struct times *t)
{
	qsort(t->listed, QUERIES, sizeof *t->listed, compare);
	qsort(t->done, QUERIES, sizeof *t->done, compare);
	qsort(t->cpu, QUERIES, sizeof *t->cpu, compare);
	printf("%-24s listed: median %.1f ms, worst %.1f ms (of the processor %.1f, %.1f); "
	       "with snippets %.1f, %.1f ms; longest step %.1f ms; %.0f hits each\n",
	        what, t->listed[QUERIES / 2], t->listed[QUERIES - 1], t->cpu[QUERIES / 2],
	        t->cpu[QUERIES - 1], t->done[QUERIES / 2], t->done[QUERIES - 1], t->step,
	        (double)t->hits / QUERIES);
}

/* Characters of an article, without punctuation: as many as there are. */
static void cut_chinese(
        const struct words *w, uint64_t *state, unsigned n, int chars, struct kr_str *out)
{
	struct kr_doc *doc;
	struct kr_slice text;
	uint32_t c;

	make_article(w, 1 + 2 * below(state, n / 2), &doc);
	text = kr_slice_of(doc->blocks[below(state, (unsigned)doc->nblocks)].spans.v[0].text);
	kr_str_clear(out);
	for (int got = 0; text.len && got < chars;) {
		size_t k = kr_utf8_decode(text.data, text.len, &c);

		got = c >= 0x4e00 && c < 0xa000 ? got + 1 : 0;
		if (!got)
			kr_str_clear(out);
		else
			kr_str_add(out, text.data, k);
		text = (struct kr_slice){text.data + k, text.len - k};
	}
	kr_doc_free(doc);
}

static void search_all(struct kr_store *s, const struct words *w, unsigned n)
{
	static struct times two, five, english, one, beginning;
	uint64_t state = 4711;
	struct kr_str q;

	kr_str_init(&q);
	for (int i = 0; i < QUERIES; i++) {
		do { /* from very frequent to rare ones */
			kr_str_clear(&q);
			kr_str_addz(&q, w->text[1][zipf(&state, WORDS)]);
		} while (q.len != 6);
		search(s, q.data, i, &two);
		cut_chinese(w, &state, n, 5, &q);
		search(s, q.data, i, &five);
		kr_str_clear(&q);
		kr_str_addf(&q, "%s %s", w->text[0][20 + zipf(&state, WORDS - 20)],
		        w->text[0][20 + zipf(&state, WORDS - 20)]);
		search(s, q.data, i, &english);
		cut_chinese(w, &state, n, 1, &q);
		search(s, q.data, i, &one);
		kr_str_clear(&q);
		kr_str_addf(&q, "%.*s", 3 + i % 5, w->text[0][1000 + zipf(&state, WORDS - 1000)]);
		search(s, q.data, i, &beginning);
	}
	report("two Chinese characters", &two);
	report("five", &five);
	report("two English words", &english);
	report("one Chinese character", &one);
	report("beginning of a word", &beginning);
	kr_str_fini(&q);
}

int main(int argc, char **argv)
{
	const unsigned n = argc == 3 ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
	struct kr_store *s = NULL;
	struct rusage usage;
	struct kr_err err;
	struct words *w;

	if (n < 10)
		die("usage: bench_search FILE ARTICLES");
	w = make_words();
	if (kr_store_open(argv[1], &s, &err) < 0)
		die(err.msg);
	fill(s, w, n, argv[1]);
	kr_store_close(s); /* what is in the log goes into the file */
	if (kr_store_open(argv[1], &s, &err) < 0)
		die(err.msg);
	search_all(s, w, n);
	kr_store_close(s);
	getrusage(RUSAGE_SELF, &usage);
	printf("memory: %.0f MB\n", (double)usage.ru_maxrss / 1024);
	free(w);
	return 0;
}
