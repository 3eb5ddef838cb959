#include "kread/extract/extract.h"

#include <string.h>

#include "extract/dom/charset_priv.h"
#include "kread/base/utf8.h"
#include "kread/doc/limits.h"
#include "extract/stages_priv.h"

/* Plain text becomes one block, verbatim. If most of it is in lines too long for any terminal, it
 * is prose, and each line becomes a paragraph. */
static void add_plain_text(struct kr_doc *doc, const char *text, size_t len)
{
	enum { LONG_LINE = 400 };
	struct kr_str clean;
	size_t long_bytes = 0;
	bool prose;

	kr_str_init(&clean);
	kr_utf8_clean(&clean, text, len, KR_UTF8_NFC);
	for (size_t i = 0, n; i < clean.len; i += n + 1) {
		n = strcspn(clean.data + i, "\n");
		long_bytes += n > LONG_LINE ? n : 0;
	}
	prose = long_bytes * 2 > clean.len;
	for (size_t i = 0, n; prose && i < clean.len; i += n + 1) {
		const char *line;

		n = strcspn(clean.data + i, "\n");
		line = kr_doc_line(doc, clean.data + i, n);
		if (line)
			kr_doc_add_span(doc, &kr_doc_add_block(doc, KR_BLOCK_PARAGRAPH)->spans,
			        line, strlen(line), 0, NULL);
	}
	while (clean.len && (clean.data[clean.len - 1] == '\n' || clean.data[clean.len - 1] == ' '))
		kr_str_cut(&clean, clean.len - 1);
	if (!prose && clean.len)
		kr_doc_add_span(doc, &kr_doc_add_block(doc, KR_BLOCK_CODE)->spans, clean.data,
		        clean.len, 0, NULL);
	kr_str_fini(&clean);
}

/* Without a warning, an empty page would look as if it were still loading. */
static void warn_if_empty(struct kr_doc *doc, size_t len)
{
	if (doc->nblocks || doc->nrecs || doc->ncomments || doc->nmedia || doc->redirect ||
	        doc->nwarnings)
		return;
	kr_doc_warn(doc, "no-text",
	        doc->summary ? "nothing but a summary was found on this page"
	        : len        ? "no text was found on this page"
	                     : "this page is empty");
}

const char *kr_extract_decode(const struct kr_extract_input *in, struct kr_str *out,
        const char **ret_text, size_t *ret_len, size_t *ret_bad)
{
	const struct kr_charset_hints hints = {
	        in->content_type, in->charset, in->mode != KR_MODE_TEXT};
	bool same = false;
	const char *encoding = kr_charset_decode(in->data, in->len, &hints, out, &same, ret_bad);

	*ret_text = same ? in->data : out->data;
	*ret_len = same ? in->len : out->len;
	return encoding;
}

int kr_extract_page(const struct kr_extract_input *in, struct kr_doc **ret_doc, struct kr_err *err)
{
	struct kr_page page = {.in = in};
	const char *text;
	size_t len, bad = 0;
	struct kr_str utf8;
	int rc = 0;

	kr_str_init(&utf8);
	page.doc = kr_doc_new();
	page.doc->url =
	        kr_doc_line(page.doc, in->url ? in->url : "", in->url ? strlen(in->url) : 0);
	page.doc->encoding = kr_extract_decode(in, &utf8, &text, &len, &bad);
	if (in->on_stage)
		in->on_stage(in->user, "charset");
	if (in->mode == KR_MODE_TEXT)
		add_plain_text(page.doc, text, len);
	else
		rc = kr_stages_open(&page, in, text, len, err);
	if (rc < 0)
		goto out;
	kr_stages_run(&page, NULL);
	if (bad > len / 1000 + 3)
		kr_doc_warn(
		        page.doc, "bad-encoding", "some characters of this page could not be read");
	warn_if_empty(page.doc, in->len);
	kr_limits_apply(page.doc);
	*ret_doc = page.doc;
	page.doc = NULL;
out:
	kr_str_fini(&utf8);
	kr_stages_close(&page);
	kr_doc_free(page.doc);
	return rc;
}

void kr_extract_warm(void)
{
	kr_charset_codec_warm();
}
