#include "kread/doc/limits.h"

#include <string.h>

#include "kread/base/url.h"

size_t kr_limits_prefix(const char *s, size_t len, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		if (((unsigned char)s[i] & 0xc0) != 0x80 && n++ == max)
			return i;
	return len;
}

static void shorten(struct kr_doc *doc, const char **s, size_t max)
{
	static const char mark[] = "\u2026";
	size_t len = *s ? strlen(*s) : 0, n;
	char *cut;

	if (len <= max || (n = kr_limits_prefix(*s, len, max)) == len)
		return;
	cut = kr_arena_bytes(&doc->arena, n + sizeof mark);
	memcpy(cut, *s, n);
	memcpy(cut + n, mark, sizeof mark);
	*s = cut;
}

static void shorten_names(struct kr_doc *doc, const char **const names[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		shorten(doc, names[i], KR_LIMIT_NAME);
}

static void drop_long(const char **url)
{
	if (*url && strlen(*url) > KR_URL_MAX)
		*url = NULL;
}

static void apply_strings(struct kr_doc *doc, struct kr_strings *list)
{
	if (list->n > KR_LIMIT_FEW)
		list->n = KR_LIMIT_FEW;
	for (size_t i = 0; i < list->n; i++)
		shorten(doc, &list->v[i], KR_LIMIT_NAME);
}

static void apply_rec(struct kr_doc *doc, struct kr_rec *r)
{
	const char **const names[] = {
	        &r->title, &r->section, &r->published, &r->published_text, &r->author, &r->group};

	shorten_names(doc, names, sizeof names / sizeof *names);
	drop_long(&r->image);
}

static void apply_lists(struct kr_doc *doc)
{
	doc->nrecs = doc->nrecs < KR_LIMIT_LIST ? doc->nrecs : KR_LIMIT_LIST;
	doc->ncomments = doc->ncomments < KR_LIMIT_LIST ? doc->ncomments : KR_LIMIT_LIST;
	doc->nmedia = doc->nmedia < KR_LIMIT_FEW ? doc->nmedia : KR_LIMIT_FEW;
	doc->nfeeds = doc->nfeeds < KR_LIMIT_FEW ? doc->nfeeds : KR_LIMIT_FEW;
	for (size_t i = 0; i < doc->nrecs; i++)
		apply_rec(doc, &doc->recs[i]);
	for (size_t i = 0; i < doc->ncomments; i++) {
		shorten(doc, &doc->comments[i].author, KR_LIMIT_NAME);
		shorten(doc, &doc->comments[i].published, KR_LIMIT_NAME);
		shorten(doc, &doc->comments[i].text, KR_LIMIT_TEXT);
	}
	for (size_t i = 0; i < doc->nmedia; i++)
		shorten(doc, &doc->media[i].title, KR_LIMIT_NAME);
	for (size_t i = 0; i < doc->nfeeds; i++) {
		shorten(doc, &doc->feeds[i].title, KR_LIMIT_NAME);
		shorten(doc, &doc->feeds[i].type, KR_LIMIT_NAME);
	}
	for (size_t i = 0; i < doc->nwarnings; i++)
		shorten(doc, &doc->warnings[i].text, KR_LIMIT_NAME);
}

void kr_limits_apply(struct kr_doc *doc)
{
	const char **const names[] = {&doc->title, &doc->site, &doc->section, &doc->source,
	        &doc->editor, &doc->published, &doc->modified, &doc->published_text, &doc->lang,
	        &doc->encoding};
	const char **const urls[] = {
	        &doc->url, &doc->canonical_url, &doc->image, &doc->next_page, &doc->redirect};

	shorten_names(doc, names, sizeof names / sizeof *names);
	shorten(doc, &doc->summary, KR_LIMIT_TEXT);
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++)
		drop_long(urls[i]);
	apply_strings(doc, &doc->authors);
	apply_strings(doc, &doc->keywords);
	apply_lists(doc);
	for (size_t i = 0; i < doc->nblocks; i++) {
		struct kr_block *b = &doc->blocks[i];

		if (b->type == KR_BLOCK_FIGURE) {
			shorten(doc, &b->u.fig.alt, KR_LIMIT_NAME);
			drop_long(&b->u.fig.src);
		} else if (b->type == KR_BLOCK_CODE) {
			shorten(doc, &b->u.code_lang, KR_LIMIT_NAME);
		}
	}
}
