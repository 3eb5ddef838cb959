#include "kread/worker/convert.h"

#include <string.h>

#include "kread/doc/export.h"
#include "kread/doc/json.h"
#include "kread/feed/exchange.h"
#include "kread/feed/exchange_lines.h"

/* The article in the HTML of an item, as JSON; nothing if it has no text. */
static void read_content(const struct kr_exchange_item *it, struct kr_str *out)
{
	const struct kr_extract_input in = {
	        .data = it->html,
	        .len = strlen(it->html),
	        .url = it->url,
	        .charset = "UTF-8",
	        .mode = KR_MODE_ARTICLE,
	};
	struct kr_doc *doc = NULL;

	if (kr_extract_page(&in, &doc, NULL) < 0)
		return;
	if (!doc->title && it->title)
		doc->title = kr_doc_line(doc, it->title, strlen(it->title));
	if (!doc->site && it->site)
		doc->site = kr_doc_line(doc, it->site, strlen(it->site));
	if (doc->nblocks)
		kr_json_write(doc, 0, out);
	kr_doc_free(doc);
}

static int import(const struct kr_extract_input *in, struct kr_str *out, struct kr_err *err)
{
	struct kr_exchange_list *list = NULL;
	struct kr_str utf8, content;
	const char *text;
	size_t len, bad;
	int rc;

	kr_str_init(&utf8);
	kr_str_init(&content);
	kr_extract_decode(in, &utf8, &text, &len, &bad);
	rc = kr_exchange_read(text, len, &list, err);
	if (rc == 0)
		kr_exchange_lines_head(list, out);
	for (size_t i = 0; rc == 0 && i < list->n; i++) {
		kr_str_clear(&content);
		if (list->v[i].html)
			read_content(&list->v[i], &content);
		kr_exchange_lines_item(&list->v[i], content.len ? content.data : NULL, out);
	}
	kr_exchange_items_free(list);
	kr_str_fini(&content);
	kr_str_fini(&utf8);
	return rc;
}

static void export(const struct kr_extract_input *in, struct kr_str *out)
{
	struct kr_exchange_list *list = kr_exchange_lines_read(in->data, in->len);
	struct kr_doc *doc;

	if (in->mode == KR_MODE_OPML) {
		kr_exchange_write(list, "kread", out);
	} else {
		doc = kr_exchange_article(list, "kread");
		if (in->mode == KR_MODE_LIST_HTML)
			kr_export_html(doc, out);
		else
			kr_export_markdown(doc, out);
		kr_doc_free(doc);
	}
	kr_exchange_items_free(list);
}

int kr_convert_run(const struct kr_extract_input *in, struct kr_str *out, struct kr_err *err)
{
	if (in->mode == KR_MODE_IMPORT)
		return import(in, out, err);
	export(in, out);
	return 0;
}
