#include "kread/load/join.h"

#include <string.h>

#include "kread/base/site.h"
#include "kread/base/url.h"
#include "kread/net/host.h"

static bool is_same_site(const char *a, const char *b)
{
	struct kr_str x, y;
	bool same;

	kr_str_init(&x);
	kr_str_init(&y);
	same = kr_host_ascii(a, &x) && kr_host_ascii(b, &y) &&
	       kr_site_same_host(
	               (struct kr_slice){x.data, x.len}, (struct kr_slice){y.data, y.len});
	kr_str_fini(&x);
	kr_str_fini(&y);
	return same;
}

const char *kr_join_next(struct kr_join *j, struct kr_doc *doc, const char *url)
{
	const char *next = doc->next_page;

	if (!next || !doc->nblocks || !url || j->urls.n + 1 >= KR_JOIN_PAGES ||
	        !kr_url_is_web(next) || !kr_join_accepts(j, url, next))
		return NULL;
	kr_doc_add_string(doc, &j->urls, next, strlen(next));
	return next;
}

bool kr_join_accepts(const struct kr_join *j, const char *url, const char *got)
{
	size_t known = 0;

	if (!is_same_site(url, got) || kr_host_same_page(url, got))
		return false;
	/* the last of them is the one that was asked for */
	while (known + 1 < j->urls.n && !kr_host_same_page(j->urls.v[known], got))
		known++;
	return known + 1 >= j->urls.n;
}

/* The text of the first paragraph from block i on, up to the next page break. */
static bool first_paragraph(const struct kr_doc *doc, size_t i, struct kr_str *out)
{
	kr_str_clear(out);
	for (size_t k = i; k < doc->nblocks && (k == i || !doc->blocks[k].page_break); k++)
		if (doc->blocks[k].type == KR_BLOCK_PARAGRAPH) {
			kr_doc_block_text(&doc->blocks[k], out);
			return true;
		}
	return false;
}

/* Servers answer a page number that is too high with the first or the last page. */
static bool repeats(const struct kr_doc *doc, const struct kr_doc *part)
{
	struct kr_str old, new;
	bool same = false;

	kr_str_init(&old);
	kr_str_init(&new);
	if (first_paragraph(part, 0, &new))
		for (size_t i = 0; i < doc->nblocks && !same; i++)
			if (!i || doc->blocks[i].page_break)
				same = first_paragraph(doc, i, &old) &&
				       kr_str_eq(old.data, new.data);
	kr_str_fini(&old);
	kr_str_fini(&new);
	return same;
}

bool kr_join_add(struct kr_doc *doc, struct kr_doc *part)
{
	if (!part->nblocks || repeats(doc, part)) {
		kr_doc_free(part);
		doc->next_page = NULL;
		return false;
	}
	kr_doc_append_take(doc, part);
	return true;
}

void kr_join_resume(struct kr_join *j, const struct kr_doc *doc)
{
	if (j->urls.n && kr_str_eq(j->urls.v[j->urls.n - 1], doc->next_page))
		j->urls.n--;
}
