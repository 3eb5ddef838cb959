#include "kread/text/comments.h"

#include <string.h>

#include "kread/base/intl.h"
#include "kread/text/date.h"

static struct kr_block *add_block(struct kr_doc *to, const struct kr_comment *c)
{
	enum { DEEPEST = 8 }; /* deeper ones would have no room */
	const int depth = c->depth < 0 ? 0 : c->depth < DEEPEST ? c->depth : DEEPEST;
	struct kr_block *b = kr_doc_add_block(to, depth ? KR_BLOCK_QUOTE : KR_BLOCK_PARAGRAPH);

	b->level = (uint8_t)depth;
	return b;
}

static void add_head(struct kr_doc *to, const struct kr_comment *c, const char *lang,
        const char *mark, const char *href, long hidden)
{
	const char *author = kr_str_empty(c->author) ? _("(no name)") : c->author;
	struct kr_block *b = add_block(to, c);
	struct kr_str name, rest;

	kr_str_init(&name);
	kr_str_init(&rest);
	kr_str_addf(&name, "%s%s", mark, author);
	if (!kr_str_empty(c->published)) {
		kr_str_addz(&rest, "  ");
		kr_date_add(c->published, lang, c->text ? c->text : "", true, &rest);
	}
	if (c->likes > 0) {
		kr_str_addz(&rest, "  ");
		kr_str_addf(
		        &rest, ngettext("%d like", "%d likes", (unsigned)c->likes), (int)c->likes);
	}
	if (hidden > 0) {
		kr_str_addz(&rest, "  ");
		kr_str_addf(&rest, ngettext("%d reply", "%d replies", (unsigned long)hidden),
		        (int)hidden);
	}
	kr_doc_add_span(to, &b->spans, name.data, name.len, KR_STYLE_STRONG, href);
	kr_doc_add_span(to, &b->spans, rest.data, rest.len, 0, NULL);
	kr_str_fini(&name);
	kr_str_fini(&rest);
}

void kr_comments_add(struct kr_doc *to, const struct kr_comment *c, const char *lang,
        const char *mark, const char *href, long hidden)
{
	const char *text = c->text && hidden == KR_COMMENT_SHOWN ? c->text : "";

	add_head(to, c, lang, mark, href, hidden);
	for (size_t n; *text; text += n + (text[n] == '\n')) {
		struct kr_block *b;

		n = strcspn(text, "\n");
		if (!n)
			continue;
		b = add_block(to, c);
		kr_doc_add_span(to, &b->spans, text, n, 0, NULL);
	}
}

void kr_comments_append(struct kr_doc *doc)
{
	const char *title = _("Comments");
	struct kr_block *b;

	if (!doc->ncomments)
		return;
	b = kr_doc_add_block(doc, KR_BLOCK_HEADING);
	b->level = 2;
	kr_doc_add_span(doc, &b->spans, title, strlen(title), 0, NULL);
	for (size_t i = 0; i < doc->ncomments; i++) {
		if (i && doc->comments[i].depth <= 0)
			kr_doc_add_block(doc, KR_BLOCK_RULE);
		kr_comments_add(doc, &doc->comments[i], doc->lang, "", NULL, KR_COMMENT_SHOWN);
	}
}
