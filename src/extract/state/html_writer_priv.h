/* Writes HTML, or only measures its text. Escapes only what is documented below: kread parses the
 * output again, and treats it like any page. */
#ifndef KREAD_EXTRACT_STATE_HTML_WRITER_PRIV_H
#define KREAD_EXTRACT_STATE_HTML_WRITER_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "kread/base/str.h"

struct kr_html_writer {
	struct kr_str *out; /* NULL: measure only */
	size_t text;        /* bytes of text outside tags so far */
};

void kr_html_writer_put(struct kr_html_writer *w, const char *html);
void kr_html_writer_open_tag(struct kr_html_writer *w, const char *tag);
void kr_html_writer_close_tag(struct kr_html_writer *w, const char *tag);

/* Writes name="value" and escapes quotation marks. name begins with a space; value may be NULL. */
void kr_html_writer_attr(struct kr_html_writer *w, const char *name, const char *value);

/* Writes plain text and escapes "<". Each line becomes an element; with tag NULL, lines are
 * separated by <br>. */
void kr_html_writer_lines(struct kr_html_writer *w, const char *s, size_t len, const char *tag);

/* Where a string is put. */
enum kr_html_writer_place {
	KR_HTML_WRITER_BODY, /* it becomes paragraphs */
	KR_HTML_WRITER_LIST, /* it becomes items */
	KR_HTML_WRITER_BLOCK /* it is part of an open block */
};

/* Writes a string that is plain text, HTML, HTML escaped once too often, or Markdown, and adds to
 * w->text. */
void kr_html_writer_string(
        struct kr_html_writer *w, const char *s, size_t len, enum kr_html_writer_place place);

#endif
