#include "extract/body/code_blocks_priv.h"

#include <string.h>

#include "kread/base/utf8.h"

enum { LONG_LINE = 400 }; /* bytes: <pre> with such a line is prose */

const char *kr_code_blocks_language(struct kr_page *page, int32_t pre)
{
	static const char *const marks[] = {
	        "language-", "lang-", "brush:", "highlight-source-", "sourceCode "};
	const struct kr_dom *dom = &page->dom;
	int32_t at[4] = {pre, kr_dom_child(dom, pre), dom->nodes[pre].parent, -1};

	if (at[2] > 0)
		at[3] = dom->nodes[at[2]].parent;
	for (int k = 0; k < 4; k++) {
		const char *c = at[k] > 0 ? kr_dom_attr(dom, at[k], "class") : NULL;

		for (size_t m = 0; c && m < sizeof marks / sizeof *marks; m++) {
			const char *p = kr_str_ifind(c, strlen(c), marks[m]);

			if (p) {
				p += strlen(marks[m]);
				p += *p == ' ';
				return kr_doc_line(page->doc, p, strcspn(p, " ;\t\n"));
			}
		}
	}
	return NULL;
}

void kr_code_blocks_text(const struct kr_page *page, int32_t pre, struct kr_str *out)
{
	const struct kr_dom *dom = &page->dom;
	struct kr_str raw;
	size_t from = 0;

	kr_str_init(&raw);
	for (int32_t i = pre + 1; i < dom->nodes[pre].end; i++) {
		const struct kr_node *n = &dom->nodes[i];

		if (n->tag == KR_TAG_TEXT) {
			struct kr_slice t = kr_dom_text(dom, i);

			kr_str_add(&raw, t.data, t.len);
		} else if ((n->flags & KR_NF_HIDDEN) ||
		           kr_page_class_words(page, i) & KR_CLASS_WORD(LINE_NUMBER)) {
			i = n->end - 1;
		} else if (n->tag == KR_TAG_br ||
		           (kr_dom_is_block(n->tag) && raw.len && raw.data[raw.len - 1] != '\n')) {
			kr_str_addc(&raw, '\n');
		}
	}
	kr_utf8_clean(out, raw.data, raw.len, KR_UTF8_NFC);
	kr_str_fini(&raw);
	/* remove empty lines at both ends, but keep the indentation of the first line */
	while (out->len && strchr(" \t\n", out->data[out->len - 1]))
		kr_str_cut(out, out->len - 1);
	for (size_t i = 0; i < out->len && strchr(" \t\n", out->data[i]); i++)
		if (out->data[i] == '\n')
			from = i + 1;
	memmove(out->data, out->data + from, out->len - from);
	kr_str_cut(out, out->len - from);
}

bool kr_code_blocks_has_long_line(const struct kr_str *s)
{
	for (size_t i = 0, n; i < s->len; i += n + 1) {
		n = strcspn(s->data + i, "\n");
		if (n > LONG_LINE)
			return true;
	}
	return false;
}
