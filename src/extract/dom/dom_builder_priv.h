/* The tree while libxml2 parses a page. Private to dom_parse.c, dom_text.c and dom_builder.c. */
#ifndef KREAD_EXTRACT_DOM_DOM_BUILDER_PRIV_H
#define KREAD_EXTRACT_DOM_DOM_BUILDER_PRIV_H

#include <libxml/HTMLparser.h>

#include "extract/dom/dom_priv.h"
#include "extract/dom/markup_priv.h"

enum {
	KR_DOM_TAG_CACHE = 256,
	KR_DOM_SHARED_VALUES = 1024, /* slots for short attribute values, stored only once */
};

struct kr_dom_builder {
	struct kr_dom *dom;
	int32_t cur;      /* open element */
	int32_t root;     /* the document, or the <div> for the document of a frame */
	int32_t *last;    /* last child of each open element, by depth */
	uint32_t dropped; /* number of open elements deeper than KR_DOM_DEPTH */
	htmlParserCtxtPtr ctxt;
	const struct kr_markup *markup;
	const char *frame; /* srcdoc of the <iframe> that is open, or NULL */
	int frames;        /* with a srcdoc, so far */
	size_t text_end;   /* where the last text ended in the page */
	/* the last piece of text was the name of a reference; its semicolon is yet to come */
	bool named_reference;
	/* the last piece of text was the "&" of a reference without a semicolon */
	bool open_reference;
	struct {
		const xmlChar *name;
		int tag;
	} tags[KR_DOM_TAG_CACHE]; /* the parser interns names: look them up by pointer */
	const char *values[KR_DOM_SHARED_VALUES];
};

/* Adds a child of the open element and returns it. */
int32_t kr_dom_builder_add(struct kr_dom_builder *b, int tag);

/* The parser's callback for text; user is the builder. (dom_text.c) */
void kr_dom_text_add(void *user, const xmlChar *text, int len);

/* Turns the last node, an <img>, into text if it is a picture of an emoji. (dom_text.c) */
void kr_dom_text_add_emoji(struct kr_dom_builder *b);

#endif
