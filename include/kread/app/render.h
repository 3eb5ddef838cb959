/* The article in the formats in which it leaves kread: printed, saved, handed to other programs. */
#ifndef KREAD_APP_RENDER_H
#define KREAD_APP_RENDER_H

#include "kread/base/err.h"
#include "kread/doc/doc.h"
#include "kread/text/layout.h"

enum kr_format {
	KR_FORMAT_TEXT, /* laid out */
	KR_FORMAT_MARKDOWN,
	KR_FORMAT_HTML,
	KR_FORMAT_JSON,
	KR_FORMAT_EPUB,
	KR_FORMATS
};

struct kr_render_opts {
	struct kr_layout_opts layout; /* of text */
	bool comments;                /* below the text; JSON has them anyhow */
};

/* Append the article to out. A page without text, as a front page, becomes the list
 * of its articles, but for JSON. KR_E_USAGE, KR_E_SYS: no EPUB can be made. */
int kr_render(const struct kr_doc *doc, enum kr_format format, const struct kr_render_opts *opts,
        struct kr_str *out, struct kr_err *err);

/* -1: there is no format of that name ("markdown"). */
int kr_render_find(const char *name, size_t len);
const char *kr_render_ending(enum kr_format format); /* ".md" */
int kr_render_find_ending(const char *path);         /* -1: no format has it */

#endif
