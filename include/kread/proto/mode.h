/* How the worker reads a page. */
#ifndef KREAD_PROTO_MODE_H
#define KREAD_PROTO_MODE_H

enum kr_mode {
	KR_MODE_ARTICLE, /* find the article */
	KR_MODE_RAW,     /* all visible text of the page, in order (":raw") */
	KR_MODE_TEXT,    /* not HTML: shown verbatim */
	KR_MODE_FEED,    /* a news feed: shown as the list of its articles */
	/* worker/convert.h: not pages, but lists; the reply is text */
	KR_MODE_IMPORT,        /* lists of other programs, to lines of the library */
	KR_MODE_OPML,          /* lines of the library, to OPML */
	KR_MODE_LIST_HTML,     /* to HTML */
	KR_MODE_LIST_MARKDOWN, /* to Markdown */
	KR_MODES
};

/* "article", "raw", "text", "feed", ... and back: -1 for any other name. */
const char *kr_mode_name(enum kr_mode mode);
int kr_mode_find(const char *name);

#endif
