/* Describes title candidates for the model that chooses the title. */
#include "extract/meta/title/title_candidates_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "extract/data/page_facts_priv.h"
#include "kread/base/mem.h"
#include "kread/base/url.h"
#include "kread/base/utf8.h"
#include "extract/model/models_priv.h"

#define TRAINED(name) KR_MODELS_CHECK((int)KR_TFEAT_##name == (int)KR_TRAINED_TITLES_##name)
#include "extract/model/titles.def"
#undef TRAINED
KR_MODELS_CHECK((int)KR_TITLE_NFEATURES == (int)KR_TRAINED_TITLES)

_Static_assert(
        (int)KR_TFEAT_stripped + 1 == (int)KR_TITLE_SOURCES, "the first features are the sources");

enum { GRAMS = 256 };

/* A text that candidates are compared with, and the set of its byte trigrams. */
struct whole {
	struct kr_slice text;
	uint64_t grams[GRAMS];
};

static unsigned hash(const char *s, size_t n)
{
	unsigned h = 5381;

	for (size_t i = 0; i < n; i++)
		h = h * 33 + (unsigned char)s[i];
	return h;
}

static unsigned gram(const char *s)
{
	return hash(s, 3) % (GRAMS * 64);
}

static void set_whole(struct whole *w, struct kr_slice text)
{
	w->text = text;
	for (size_t i = 0; i + 3 <= text.len; i++)
		w->grams[gram(text.data + i) / 64] |= (uint64_t)1 << (gram(text.data + i) % 64);
}

/* Fraction of the trigrams of a that b contains. */
static float share(struct kr_slice a, const struct whole *b)
{
	size_t hits = 0, n = 0;

	if (a.len < 3 || b->text.len < 3)
		return a.len == b->text.len && a.len && !memcmp(a.data, b->text.data, a.len);
	for (; n + 3 <= a.len; n++)
		hits += b->grams[gram(a.data + n) / 64] >> (gram(a.data + n) % 64) & 1;
	return (float)hits / (float)n;
}

static struct kr_slice key_of(struct kr_page *page, const char *s)
{
	struct kr_slice key = {"", 0};
	struct kr_str k;

	kr_str_init(&k);
	if (s)
		kr_title_text_key(s, strlen(s), &k);
	if (k.len)
		key = (struct kr_slice){kr_arena_dup(&page->arena, k.data, k.len), k.len};
	kr_str_fini(&k);
	return key;
}

/* Position of needle, or SIZE_MAX. */
static size_t find(struct kr_slice hay, struct kr_slice needle)
{
	const char *p = needle.len ? memmem(hay.data, hay.len, needle.data, needle.len) : NULL;

	return p ? (size_t)(p - hay.data) : SIZE_MAX;
}

static uint32_t count_chars(const char *s, uint32_t *ret_words)
{
	uint32_t n = 0, words = 0;
	bool in_word = false;

	for (size_t i = 0, len = strlen(s); i < len;) {
		uint32_t c;

		i += kr_utf8_decode(s + i, len - i, &c);
		n++;
		words += c >= 0x1100 && kr_utf8_is_cjk(c) ? 1 : c > ' ' && !in_word;
		in_word = c > ' ' && !(c >= 0x1100 && kr_utf8_is_cjk(c));
	}
	*ret_words = words;
	return n;
}

struct wholes {
	struct whole title, og, h1, site, host, path;
	uint32_t chars;
};

static bool bad_place(const struct kr_page *page, int32_t i)
{
	const struct kr_dom *dom = &page->dom;

	for (int up = 0; i > 0 && i != dom->body && up < 12; i = dom->nodes[i].parent, up++) {
		const char *c = up < 6 ? kr_dom_attr(dom, i, "class") : NULL;
		int tag = dom->nodes[i].tag;

		if (tag == KR_TAG_nav || tag == KR_TAG_aside || tag == KR_TAG_footer ||
		        kr_page_attr_words(page, c) & KR_CLASS_WORD(NO_TITLE))
			return true;
	}
	return false;
}

static bool good_place(const struct kr_dom *dom, int32_t i)
{
	for (; i > 0; i = dom->nodes[i].parent)
		if (dom->nodes[i].tag == KR_TAG_article || dom->nodes[i].tag == KR_TAG_main)
			return true;
	return false;
}

/* Fraction of the text that follows the element that is in long runs: a title precedes
 * paragraphs. */
static float text_behind(const struct kr_page *page, int32_t node)
{
	uint32_t stops = 0, chars = 0;

	for (int32_t i = page->dom.nodes[node].end; i < page->dom.n && chars < 1500; i++)
		if (page->dom.nodes[i].tag == KR_TAG_TEXT &&
		        !(page->dom.nodes[i].flags & (KR_NF_HIDDEN | KR_NF_LINK))) {
			chars += page->stat[i].chars + 4;
			stops += page->stat[i].chars > 40 ? page->stat[i].chars : 0;
		}
	return chars ? (float)stops / (float)chars : 0;
}

static void place(const struct kr_page *page, struct kr_title *t, struct wholes *w)
{
	const struct kr_node *n = &page->dom.nodes[t->node];

	t->f[KR_TFEAT_text_before] = log2f(1 + (float)t->pos);
	t->f[KR_TFEAT_text_before_share] = w->chars ? (float)t->pos / (float)w->chars : 0;
	t->f[KR_TFEAT_in_boilerplate] = bad_place(page, t->node);
	t->f[KR_TFEAT_in_main] = good_place(&page->dom, t->node);
	t->f[KR_TFEAT_link] =
	        (n->flags & KR_NF_LINK) || kr_dom_find(&page->dom, t->node, n->end, KR_TAG_a) >= 0;
	t->f[KR_TFEAT_text_after] = text_behind(page, t->node);
}

/* Features of the text left out of a longer one. */
static void describe_cut(struct kr_page *page, const struct wholes *w, struct kr_title *t)
{
	const char *cut = kr_arena_dup(&page->arena, t->cut.data ? t->cut.data : "", t->cut.len);
	const struct kr_slice key = key_of(page, cut);
	uint32_t words;

	t->f[KR_TFEAT_cut_chars] = t->cut.len ? (float)count_chars(cut, &words) : -1;
	t->f[KR_TFEAT_cut_site] = share(key, &w->site);
	t->f[KR_TFEAT_cut_host] = share(key, &w->host);
	t->f[KR_TFEAT_cut_in_h1] = share(key, &w->h1);
}

static void describe_page(const struct kr_page_kind *about, struct kr_title *t)
{
	t->f[KR_TFEAT_page_og] = (float)about->og;
	t->f[KR_TFEAT_page_json_ld] = (float)about->json_ld;
	t->f[KR_TFEAT_page_path] = (float)about->kind;
	t->f[KR_TFEAT_page_generator] = (float)about->generator;
	t->f[KR_TFEAT_page_depth] = (float)about->depth;
	t->f[KR_TFEAT_page_words] = (float)about->words;
}

static void describe(struct kr_page *page, const struct kr_title_candidates *all, struct wholes *w,
        struct kr_title *t)
{
	uint32_t words, chars = count_chars(t->text, &words), last;
	size_t at;

	for (int s = 0; s < KR_TITLE_SOURCES; s++) {
		t->f[s] = (float)(t->sources >> s & 1);
		t->f[KR_TFEAT_sources] += t->f[s];
	}
	t->f[KR_TFEAT_chars] = (float)chars;
	t->f[KR_TFEAT_words] = (float)words;
	t->f[KR_TFEAT_title_share] = share(t->key, &w->title);
	t->f[KR_TFEAT_og_share] = share(t->key, &w->og);
	t->f[KR_TFEAT_h1_share] = share(t->key, &w->h1);
	at = find(w->title.text, t->key);
	t->f[KR_TFEAT_in_title] = at == SIZE_MAX ? 0 : (float)t->key.len / (float)w->title.text.len;
	t->f[KR_TFEAT_title_at] = at == SIZE_MAX ? -1 : (float)at / (float)w->title.text.len;
	t->f[KR_TFEAT_in_og] = find(w->og.text, t->key) == SIZE_MAX
	                               ? 0
	                               : (float)t->key.len / (float)w->og.text.len;
	t->f[KR_TFEAT_in_h1] = find(w->h1.text, t->key) == SIZE_MAX
	                               ? 0
	                               : (float)t->key.len / (float)w->h1.text.len;
	t->f[KR_TFEAT_site_share] = share(t->key, &w->site);
	t->f[KR_TFEAT_host_share] = share(t->key, &w->host);
	t->f[KR_TFEAT_path_share] = share(t->key, &w->path);
	t->f[KR_TFEAT_fragment_kind] = (float)t->fragment;
	describe_cut(page, w, t);
	describe_page(&page->facts->kind, t);
	t->f[KR_TFEAT_h1_rank] = (float)t->h1_rank;
	t->f[KR_TFEAT_h2_rank] = (float)t->h2_rank;
	t->f[KR_TFEAT_class_rank] = (float)t->class_rank;
	t->f[KR_TFEAT_h1_count] = (float)all->nh1;
	t->f[KR_TFEAT_any_og] = all->og != NULL;
	t->f[KR_TFEAT_candidates] = (float)all->n;
	t->f[KR_TFEAT_separator] = (float)t->separator;
	t->f[KR_TFEAT_name_kind] = (float)t->name_kind;
	t->f[KR_TFEAT_is_site_name] = t->is_site_name;
	t->f[KR_TFEAT_h1_is_og] = w->h1.text.len && w->h1.text.len == w->og.text.len &&
	                          !memcmp(w->h1.text.data, w->og.text.data, w->og.text.len);
	last = (unsigned char)t->text[strlen(t->text) - 1];
	t->f[KR_TFEAT_end] = last == '.' || last == ':' ? 1 : last == '?' || last == '!' ? 2 : 0;
	t->f[KR_TFEAT_text_before] = t->f[KR_TFEAT_text_before_share] = t->f[KR_TFEAT_text_after] =
	        -1;
	if (t->node >= 0)
		place(page, t, w);
}

void kr_title_features_describe(struct kr_page *page, struct kr_title_candidates *all)
{
	struct wholes *w = kr_mem_zalloc(1, sizeof *w);
	struct kr_url u = {0};
	bool ld = false;
	float parts = 0;

	set_whole(&w->title, key_of(page, all->title));
	set_whole(&w->og, key_of(page, all->og));
	set_whole(&w->h1, key_of(page, all->h1));
	set_whole(&w->site, key_of(page, all->site));
	if (page->in->url) {
		kr_url_split(page->in->url, strlen(page->in->url), &u);
		set_whole(&w->host,
		        key_of(page, kr_arena_dup(&page->arena, u.host.data, u.host.len)));
		set_whole(&w->path,
		        key_of(page, kr_arena_dup(&page->arena, u.path.data, u.path.len)));
	}
	w->chars = page->stat[0].chars;
	for (size_t i = 0; i < all->n; i++)
		ld |= all->v[i].sources >> KR_TS_JSON_LD_ARTICLE & 1;
	for (size_t i = 0; i < all->n; i++)
		parts += (float)(all->v[i].sources >> KR_TS_TITLE_LEFT & 1);
	for (size_t i = 0; i < all->n; i++) {
		describe(page, all, w, &all->v[i]);
		all->v[i].f[KR_TFEAT_any_json_ld] = ld;
		all->v[i].f[KR_TFEAT_title_parts] = parts;
	}
	free(w);
}

void kr_title_features_score(struct kr_page *page, struct kr_title_candidates *all)
{
	const float **rows = kr_arena_alloc(&page->scratch, (all->n + 1) * sizeof *rows);
	int32_t *scores = kr_arena_alloc(&page->scratch, (all->n + 1) * sizeof *scores);

	if ((int)KR_TITLE_NFEATURES != (int)KR_TRAINED_TITLES)
		return; /* in a build for training */
	for (size_t i = 0; i < all->n; i++)
		rows[i] = all->v[i].f;
	kr_trees_run_floats(&kr_models_titles, rows, (int32_t)all->n, scores);
	for (size_t i = 0; i < all->n; i++)
		all->v[i].score = scores[i];
}
