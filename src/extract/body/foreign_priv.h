/* Finds boxes beside and between the paragraphs of an article that have running text but are not
 * part of it: other articles, galleries and playlists about something else, comments, offers of
 * subscriptions, questions for consent in place of a video, the labels of a chart, columns of
 * links, and above the text the banner of a programme and the words about a video. Marks their
 * nodes KR_MARK_FOREIGN, which leaves them out of the segments, so that neither the models nor the
 * rules see them. */
#ifndef KREAD_EXTRACT_BODY_FOREIGN_PRIV_H
#define KREAD_EXTRACT_BODY_FOREIGN_PRIV_H

#include "extract/dom/segments_priv.h"
#include "extract/words/phrases_priv.h"

/* Marks such boxes, unless hardly any text is left without them. Returns whether it marked any.
 * Takes time linear in the size of the page. */
bool kr_foreign_mark(struct kr_page *page, const struct kr_segs *segs);

/* The search for one kind of box each; they call kr_foreign_box_add() with what they find. */
struct kr_foreign {
	struct kr_page *page;
	const struct kr_segs *segs;
	const uint64_t *phrases; /* [segs->n] KR_FOREIGN_PHRASES in a segment, unless it is long */
	bool any;
};

#define KR_FOREIGN_PHRASES (KR_PHRASE(OFFER) | KR_PHRASE(EMBED) | KR_PHRASE(POSTED_BY))

void kr_foreign_box_add(struct kr_foreign *f, int32_t root);

/* The segments [*ret_first, *ret_end) that begin in a subtree. */
void kr_foreign_box_segments(
        const struct kr_foreign *f, int32_t root, int32_t *ret_first, int32_t *ret_end);

/* Whether a text shares a longer word, or two ideographs in a row, with the title of the page. */
bool kr_foreign_box_is_about(const struct kr_page *page, struct kr_slice text);

/* Whether a segment is sentences rather than a label, heading or item. */
bool kr_foreign_box_is_prose(const struct kr_seg *s);

void kr_foreign_notices_find(struct kr_foreign *f);  /* (foreign_notices.c) */
void kr_foreign_items_find(struct kr_foreign *f);    /* (foreign_items.c) */
void kr_foreign_comments_find(struct kr_foreign *f); /* (foreign_comments.c) */
void kr_foreign_columns_find(struct kr_foreign *f);  /* (foreign_columns.c) */
void kr_foreign_lead_find(struct kr_foreign *f);     /* (foreign_lead.c) */
/* The text of the page is in nodes [first, last]. (foreign_menus.c) */
void kr_foreign_menus_find(struct kr_foreign *f, int32_t first, int32_t last);

#endif
