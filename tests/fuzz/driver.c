/* Runs a fuzz target over a corpus and over changed copies of it, the same ones every time.
 *
 *   usage: fuzz_TARGET [-n CHANGES] FILE|FOLDER...
 *
 * Prints "N passed, 0 failed"; a failure aborts, and leaves its input in the file fuzz-failed. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "kread/base/mem.h"
#include "mutate.h"

struct corpus {
	struct kr_str *v;
	size_t n, cap;
};

/* Tokens that make random changes meaningful. */
static const char *const words[] = {"<", ">", "</", "<!--", "-->", "<div>", "</div>", "<p>",
        "<table><tr><td>", "<a href=\"", "\">", "<script>", "</script>", "<b>", "<ul><li>", "<pre>",
        "<blockquote>", "<h1>", "<img src=x>", "&#", "&#x9b;", "&lt;", "\"", "\\", "\\u0000", "{",
        "}", "[", "]", ",", ":", "null", "1e999", "\xff", "\xc2\x9b", "\xe2\x80\xae", "\x1b[31m",
        "\xe4\xb8\xad", "\xe3\x80\x80", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "e\xcc\x81",
        "://", "//", "..", "/", "?", "#", "@", "%", "%zz", "\n", "\r", "\t", " ", "charset=gbk",
        "2024-02-30", "\xef\xbb\xbf", "\xff\xfe"};

static void load_file(struct corpus *c, const char *path)
{
	FILE *f = fopen(path, "rb");
	char buf[65536];
	struct kr_str s;
	size_t n;

	if (!f) {
		perror(path);
		exit(1);
	}
	kr_str_init(&s);
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		kr_str_add(&s, buf, n);
	fclose(f);
	c->v = kr_mem_grow(c->v, c->n, &c->cap, sizeof *c->v);
	c->v[c->n++] = s;
}

/* The files of a folder, sorted by name so that runs are the same. */
static void load(struct corpus *c, const char *path)
{
	struct dirent **names;
	struct stat st;
	int n;

	if (stat(path, &st) < 0 || !S_ISDIR(st.st_mode)) {
		load_file(c, path);
		return;
	}
	n = scandir(path, &names, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		struct kr_str full;

		kr_str_init(&full);
		kr_str_addf(&full, "%s/%s", path, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			load_file(c, full.data);
		kr_str_fini(&full);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

static void change(struct kr_str *s, const struct corpus *c, uint64_t *rnd)
{
	size_t at = below(rnd, s->len + 1), n;
	const struct kr_str *other;
	const char *word;
	struct kr_str copy;

	switch (below(rnd, 6)) {
	case 0:
		if (at < s->len)
			s->data[at] = (char)next_random(rnd);
		break;
	case 1:
	case 2:
		word = words[below(rnd, sizeof words / sizeof *words)];
		replace(s, at, 0, word, strlen(word));
		break;
	case 3:
		n = 1 + below(rnd, 40);
		replace(s, at, n < s->len - at ? n : s->len - at, "", 0);
		break;
	case 4: /* repeat a part */
		n = below(rnd, s->len - at < 200 ? s->len - at + 1 : 200);
		kr_str_init(&copy);
		kr_str_add(&copy, s->data + at, n);
		replace(s, below(rnd, s->len + 1), 0, copy.data, copy.len);
		kr_str_fini(&copy);
		break;
	default: /* insert a part of another input */
		other = &c->v[below(rnd, c->n)];
		at = below(rnd, other->len + 1);
		n = below(rnd, other->len - at < 400 ? other->len - at + 1 : 400);
		replace(s, below(rnd, s->len + 1), 0, other->data + at, n);
	}
}

static const char *input; /* in work */
static size_t input_len;

/* Keeps the input that failed. */
static void save_input(void)
{
	static const char name[] = "fuzz-failed";
	const int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd >= 0 && write(fd, input, input_len) == (ssize_t)input_len)
		fprintf(stderr, "the input is in %s\n", name);
}

static void on_abort(int sig)
{
	save_input();
	signal(sig, SIG_DFL);
	raise(sig);
}

/* Of the sanitizers, if there are any. */
extern void __sanitizer_set_death_callback(void (*fn)(void)) __attribute__((weak));

static void run(const char *data, size_t len)
{
	/* a copy of the exact size, so that reading past its end is noticed */
	uint8_t *copy = kr_mem_alloc(len);

	if (len)
		memcpy(copy, data, len);
	input = data;
	input_len = len;
	LLVMFuzzerTestOneInput(copy, len);
	free(copy);
}

/* Inputs of the changes in work, for LLVMFuzzerMutate(). */
static const struct corpus *all;
static uint64_t rnd = UINT64_C(88172645463325252);

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max)
{
	struct kr_str s;
	size_t n;

	kr_str_init(&s);
	kr_str_add(&s, (const char *)data, size);
	for (size_t k = 1 + below(&rnd, 8); k; k--)
		change(&s, all, &rnd);
	n = s.len < max ? s.len : max;
	if (n)
		memcpy(data, s.data, n);
	kr_str_fini(&s);
	return n;
}

/* Targets without a mutator of their own use the one above. */
extern __typeof__(LLVMFuzzerCustomMutator) LLVMFuzzerCustomMutator __attribute__((weak));

static void run_changed(const struct kr_str *s)
{
	const size_t max = s->len + 4096;
	uint8_t *copy = kr_mem_alloc(max);
	size_t n = s->len;

	if (n)
		memcpy(copy, s->data, n);
	if (LLVMFuzzerCustomMutator)
		n = LLVMFuzzerCustomMutator(copy, n, max, (unsigned)next_random(&rnd));
	else
		n = LLVMFuzzerMutate(copy, n, max);
	run((const char *)copy, n);
	free(copy);
}

int main(int argc, char **argv)
{
	struct corpus c = {0};
	long changes = 0;
	int first = 1;

	if (argc > 2 && !strcmp(argv[1], "-n")) {
		changes = atol(argv[2]);
		first = 3;
	}
	signal(SIGABRT, on_abort);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(save_input);
	for (int i = first; i < argc; i++)
		load(&c, argv[i]);
	all = &c;
	run("", 0);
	for (size_t i = 0; i < c.n; i++)
		run(c.v[i].data, c.v[i].len);
	for (long i = 0; i < changes && c.n; i++)
		run_changed(&c.v[(size_t)i % c.n]);
	printf("%zu passed, 0 failed\n", c.n + 1);
	for (size_t i = 0; i < c.n; i++)
		kr_str_fini(&c.v[i]);
	free(c.v);
	return 0;
}
