/* The blocks of an article while they are built. blocks.c enters and leaves elements;
 * block_builder.c turns the collected text into blocks. Private to these files. */
#ifndef KREAD_EXTRACT_BODY_BLOCK_BUILDER_PRIV_H
#define KREAD_EXTRACT_BODY_BLOCK_BUILDER_PRIV_H

#include "extract/body/blocks_priv.h"
#include "extract/body/targets_priv.h"

enum { KR_BLOCK_LIST_DEPTH = 15 };

struct kr_block_frame { /* an open element */
	int32_t node;
	uint32_t style;
	const char *href;
	uint8_t heading, quote;
	bool item;     /* within a list item */
	bool lines;    /* line ends are kept */
	bool one_line; /* blocks in it are joined: short items, headings, cells */
};

struct kr_block_list {
	bool ordered;
	int32_t next, step;
	int32_t number; /* of the open item */
	bool fresh;     /* the open item has no text yet */
	bool deeper;    /* the open item is <dd> */
	uint8_t kind;   /* of the open item: enum kr_item_kind */
};

struct kr_block_builder {
	struct kr_page *page;
	struct kr_doc *doc;
	struct kr_span_flow flow;
	uint32_t *kept; /* body text before node i */
	struct kr_anchors targets;
	struct kr_block_frame frames[KR_DOM_DEPTH + 2];
	int top;
	struct kr_block_list lists[KR_BLOCK_LIST_DEPTH];
	int nlists;
	struct kr_item *items; /* of the list block being collected */
	size_t nitems, cap_items;
	struct kr_table table;
	int32_t in_table; /* <table> whose cells are being collected, or -1 */
	struct kr_cell *cell;
	const struct kr_images *pictures;
	size_t next_picture,
	        shown;  /* pictures in [shown, next_picture) wait for the end of a block */
	bool text_seen; /* there is a block with text */
	bool rule;      /* <hr> since the last block */
};

/* Adds a block to the document, after the open list and a pending rule. */
struct kr_block *kr_block_builder_add(struct kr_block_builder *w, enum kr_block_type type);

/* Adds the collected items as a list block. */
void kr_block_builder_close_list(struct kr_block_builder *w);

/* Adds the pictures that wait for the end of a block. */
void kr_block_builder_pictures(struct kr_block_builder *w);

/* Turns the text collected so far into a block for the innermost open element. */
void kr_block_builder_flush(struct kr_block_builder *w);

/* Handles the edge of a block: a space where blocks are joined (a break between the paragraphs of a
 * list item), else the end of the collected text. */
void kr_block_builder_boundary(struct kr_block_builder *w, int tag);
void kr_block_builder_join(struct kr_block_builder *w, int tag);

/* The URL of a link in the arena of the document; NULL if it leads to a place on the page that is
 * not in the article. */
const char *kr_block_builder_href(const struct kr_block_builder *w, int32_t a);

#endif
