/* The article: what a page says, without layout or colours. doc/json.h describes its JSON form.
 *
 * A kr_doc owns an arena; every string and array in it lives there and is freed with it. Absent
 * strings are NULL, absent numbers -1. All text is clean UTF-8 (base/utf8.h) in NFC; only code
 * blocks and comments may contain newlines. */
#ifndef KREAD_DOC_DOC_H
#define KREAD_DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kread/base/arena.h"
#include "kread/base/str.h"

enum kr_block_type {
	KR_BLOCK_HEADING,
	KR_BLOCK_PARAGRAPH,
	KR_BLOCK_LIST,  /* items */
	KR_BLOCK_QUOTE, /* one paragraph of a quotation */
	KR_BLOCK_CODE,  /* text with newlines and tabs, verbatim */
	KR_BLOCK_TABLE, /* rows */
	KR_BLOCK_FIGURE,
	KR_BLOCK_RULE,
	KR_BLOCK_TYPES
};

enum { /* styles of a span, a bit each */
	KR_STYLE_EMPHASIS = 1,
	KR_STYLE_STRONG = 2,
	KR_STYLE_CODE = 4,
	KR_STYLE_DELETED = 8,
	KR_STYLE_SUB = 16,
	KR_STYLE_SUP = 32,
};

struct kr_span {
	const char *text; /* NUL-terminated */
	uint32_t len;     /* bytes */
	uint32_t style;
	const char *href; /* absolute, or relative if the article has no url; NULL: no link */
	const char *id;   /* links of the article lead here by this fragment, or NULL */
};

struct kr_spans {
	struct kr_span *v;
	uint32_t n;
};

enum kr_item_kind {
	KR_ITEM_MARKED, /* by a bullet or a number */
	KR_ITEM_MORE,   /* a further paragraph of the item before */
	KR_ITEM_TERM,   /* of a list of terms */
	KR_ITEM_MEANING /* of the term before */
};

struct kr_item { /* a list item */
	struct kr_spans spans;
	uint8_t kind;   /* enum kr_item_kind */
	int32_t number; /* -1: a bullet */
	uint8_t depth;  /* 0: outermost */
};

struct kr_cell { /* a table cell */
	struct kr_spans spans;
	uint16_t colspan; /* >= 1 */
	uint16_t rowspan; /* >= 1 */
	bool header;
};

struct kr_row {
	struct kr_cell *v;
	uint32_t n;
};

struct kr_block {
	enum kr_block_type type;
	uint8_t level;         /* heading: 1..6; quote: nesting, 1 is outermost */
	bool page_break;       /* this block begins a further page of the article */
	struct kr_spans spans; /* heading, paragraph, quote, code; figure: the caption */
	union {
		struct { /* list */
			struct kr_item *v;
			uint32_t n;
		} items;
		struct { /* table */
			struct kr_row *v;
			uint32_t n;
		} rows;
		struct { /* figure */
			const char *src, *alt;
			int32_t width, height; /* -1: unknown */
		} fig;
		const char *code_lang; /* code, or NULL */
	} u;
};

struct kr_media {
	bool audio;
	const char *url, *title;
	int32_t duration; /* seconds */
};

struct kr_rec { /* a recommended article */
	const char *title, *url, *section, *published, *published_text, *image, *author, *group;
	int32_t duration; /* seconds */
};

struct kr_comment {
	const char *author, *published, *text; /* text may have newlines */
	int32_t likes;
	int32_t depth; /* 0: top level; replies follow their parent, one deeper */
};

struct kr_feed {
	const char *url, *title, *type;
};

struct kr_warning {
	const char *code, *text;
};

struct kr_strings {
	const char **v;
	size_t n, cap;
};

struct kr_doc {
	struct kr_arena arena;
	const char *url, *canonical_url;
	const char *title, *site, *section, *source, *editor;
	const char *published, *modified, *published_text;
	const char *lang, *summary, *image, *next_page;
	const char *redirect; /* the page only leads to this one, or is its AMP variant */
	const char *encoding; /* in which the page was read */
	struct kr_strings authors, keywords;
	struct kr_block *blocks;
	size_t nblocks, cap_blocks;
	uint32_t nparts; /* parts of the text that were read from JSON, see limits.h */
	struct kr_media *media;
	size_t nmedia, cap_media;
	struct kr_rec *recs;
	size_t nrecs, cap_recs;
	struct kr_comment *comments;
	size_t ncomments, cap_comments;
	int32_t comment_count; /* as the page gives it */
	struct kr_feed *feeds;
	size_t nfeeds, cap_feeds;
	struct kr_warning *warnings;
	size_t nwarnings, cap_warnings;
};

/* An empty article. */
struct kr_doc *kr_doc_new(void);
void kr_doc_free(struct kr_doc *doc); /* NULL is allowed */

/* Whether the page is the AMP variant of the article at redirect: it has the text itself, too. */
bool kr_doc_is_amp_variant(const struct kr_doc *doc);

/* Each adds one element, zeroed but for the numbers that may be absent (-1), and returns it. The
 * pointer is valid until the next element of its kind is added. */
struct kr_block *kr_doc_add_block(struct kr_doc *doc, enum kr_block_type type);
struct kr_media *kr_doc_add_media(struct kr_doc *doc);
struct kr_rec *kr_doc_add_rec(struct kr_doc *doc);
struct kr_comment *kr_doc_add_comment(struct kr_doc *doc);
struct kr_feed *kr_doc_add_feed(struct kr_doc *doc);

/* Appends the blocks of a further page of the article; the first of them gets page_break if doc has
 * blocks before. Adds its
 * warnings, and sets next_page to its next_page. Takes more. */
void kr_doc_append_take(struct kr_doc *doc, struct kr_doc *more);

/* Adds a warning, unless there is one with the same code. code is as in the JSON form
 * ("consent-page"); text is for the reader. Both are copied. */
void kr_doc_warn(struct kr_doc *doc, const char *code, const char *text);
bool kr_doc_has_warning(const struct kr_doc *doc, const char *code);

/* Why this is not the page that was asked for, but one that the server sent instead of it: an
 * error, or a page that wants proof, consent or scripts. NULL: it is the page. Borrowed. */
const char *kr_doc_problem(const struct kr_doc *doc);

/* Whether the page is a feed: it names itself as its only one. */
bool kr_doc_is_feed(const struct kr_doc *doc);

/* Adds a cleaned copy of s (see kr_doc_line) to a list, unless it is empty or already there, or the
 * list has KR_LIMIT_FEW strings. */
void kr_doc_add_string(struct kr_doc *doc, struct kr_strings *list, const char *s, size_t len);

/* A clean NFC copy of s on one line, in the doc's arena: whitespace is trimmed, and runs of it
 * become one space. NULL if nothing is left. All text from outside enters an article here. */
const char *kr_doc_line(struct kr_doc *doc, const char *s, size_t len);
const char *kr_doc_line_in(struct kr_arena *arena, const char *s, size_t len); /* without a doc */

/* Appends to the spans of a block, cell or item. Text of the same style and address as the last
 * span extends that span. text must be clean and is copied; href must live as long as doc. */
void kr_doc_add_span(struct kr_doc *doc, struct kr_spans *to, const char *text, size_t len,
        uint32_t style, const char *href);

/* Likewise, but to a span of its own, to which links lead by the fragment id. */
void kr_doc_add_target(struct kr_doc *doc, struct kr_spans *to, const char *text, size_t len,
        uint32_t style, const char *href, const char *id);

/* Splits paragraphs, quotes, code, lists and tables of more than about max bytes into several
 * blocks, so that none takes long to send or to lay out. */
void kr_doc_split_long(struct kr_doc *doc, size_t max);

/* If the article has no text, but recommendations, as a front page or a feed has, makes them its
 * text: a list of links, with dates, below a heading for each group. */
void kr_doc_list_recs(struct kr_doc *doc);

/* The text of a block as one string; positions in the article are offsets in it.
 *
 *   paragraph, heading, quote, code   the spans, one after the other
 *   list                              the items, each followed by a newline
 *   table                             cells separated by a tab, each row followed by a newline
 *   figure                            the caption, or without one the alternative text
 *   rule                              nothing
 *
 * kr_doc_block_text appends it to out; kr_doc_block_len is its length in bytes. */
void kr_doc_block_text(const struct kr_block *b, struct kr_str *out);
size_t kr_doc_block_len(const struct kr_block *b);

/* The name of the site: site or, if the page does not name it, source. May be NULL. */
const char *kr_doc_site_name(const struct kr_doc *doc);

/* Appends a duration in seconds as players show it: 0:06, 12:34, 1:02:03. */
void kr_doc_duration(int32_t seconds, struct kr_str *out);

/* Appends the JSON member "body" to out: the text of the blocks, separated by blank lines, with
 * list items, lines of code and table rows each on a line of their own. Figures (captions included)
 * and rules are left out. */
void kr_doc_body(const struct kr_doc *doc, struct kr_str *out);

#endif
