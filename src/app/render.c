#include "kread/app/render.h"

#include <string.h>

#include "kread/base/clock.h"
#include "kread/text/comments.h"
#include "kread/doc/export.h"
#include "kread/doc/json.h"
#include "kread/epub/epub.h"

static const struct {
	const char *name, *endings; /* the first one is proposed */
} formats[KR_FORMATS] = {
        [KR_FORMAT_TEXT] = {"text", ".txt .text"},
        [KR_FORMAT_MARKDOWN] = {"markdown", ".md .markdown"},
        [KR_FORMAT_HTML] = {"html", ".html .htm .xhtml"},
        [KR_FORMAT_JSON] = {"json", ".json"},
        [KR_FORMAT_EPUB] = {"epub", ".epub"},
};

static void add_line(const struct kr_line *line, struct kr_str *out)
{
	int col = 0;

	for (uint32_t i = 0; i < line->nruns; i++) {
		const struct kr_run *r = &line->runs[i];

		for (; col < r->col; col++)
			kr_str_addc(out, ' ');
		kr_str_add(out, r->text, r->len);
		col = r->col + r->cols;
	}
	while (out->len && out->data[out->len - 1] == ' ')
		kr_str_cut(out, out->len - 1);
	kr_str_addc(out, '\n');
}

/* The head and the blocks, without the last section, which is the foot. */
static void write_text(
        const struct kr_doc *doc, const struct kr_layout_opts *opts, struct kr_str *out)
{
	struct kr_layout *l = kr_layout_new(doc, opts);

	for (uint32_t s = 0; s + 1 < kr_layout_sections(l); s++) {
		uint32_t n;
		const struct kr_line *lines = kr_layout_lines(l, s, &n);

		for (uint32_t i = 0; i < n; i++)
			add_line(&lines[i], out);
	}
	kr_layout_free(l);
}

/* A copy with the list as its text, if it has no other, and with the comments, if they are wanted;
 * NULL: neither. */
static struct kr_doc *complete(const struct kr_doc *doc, bool comments)
{
	const bool list = !doc->nblocks && doc->nrecs;
	struct kr_doc *copy = NULL;
	struct kr_str json;

	if (!list && !(comments && doc->ncomments))
		return NULL;
	kr_str_init(&json);
	kr_json_write(doc, 0, &json);
	if (kr_json_read(json.data, json.len, &copy, NULL) == 0) {
		kr_doc_list_recs(copy);
		if (comments)
			kr_comments_append(copy);
	}
	kr_str_fini(&json);
	return copy;
}

int kr_render(const struct kr_doc *doc, enum kr_format format, const struct kr_render_opts *opts,
        struct kr_str *out, struct kr_err *err)
{
	struct kr_doc *copy = format == KR_FORMAT_JSON ? NULL : complete(doc, opts->comments);
	int rc = 0;

	if (copy)
		doc = copy;
	switch (format) {
	case KR_FORMAT_MARKDOWN:
		kr_export_markdown(doc, out);
		break;
	case KR_FORMAT_HTML:
		kr_export_html(doc, out);
		break;
	case KR_FORMAT_JSON:
		kr_json_write(doc, KR_JSON_BODY, out);
		kr_str_addc(out, '\n');
		break;
	case KR_FORMAT_EPUB:
		rc = kr_epub_write(doc, (long)(kr_clock_time_ms() / 1000), out, err);
		break;
	default:
		write_text(doc, &opts->layout, out);
	}
	kr_doc_free(copy);
	return rc;
}

const char *kr_render_ending(enum kr_format format)
{
	static const char *const first[KR_FORMATS] = {".txt", ".md", ".html", ".json", ".epub"};

	return first[format];
}

int kr_render_find(const char *name, size_t len)
{
	for (int i = 0; i < KR_FORMATS; i++)
		if (strlen(formats[i].name) == len && !memcmp(formats[i].name, name, len))
			return i;
	return -1;
}

static bool has_ending(const char *path, const char *endings)
{
	while (*endings) {
		const size_t len = strcspn(endings, " "), path_len = strlen(path);

		if (path_len > len && !strncasecmp(path + path_len - len, endings, len))
			return true;
		endings += len + (endings[len] == ' ');
	}
	return false;
}

int kr_render_find_ending(const char *path)
{
	for (int i = 0; i < KR_FORMATS; i++)
		if (has_ending(path, formats[i].endings))
			return i;
	return -1;
}
