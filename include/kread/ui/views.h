/* Views paint a part of the program's state on a part of the surface. They have no state of their
 * own, and take pens from the theme by role. */
#ifndef KREAD_UI_VIEWS_H
#define KREAD_UI_VIEWS_H

#include "kread/app/pane.h"
#include "kread/app/qr.h"
#include "kread/ui/surface.h"

enum kr_role { /* what a pen is for; theme.c defines the pens */
	KR_ROLE_TEXT,
	KR_ROLE_TITLE,
	KR_ROLE_BYLINE,
	KR_ROLE_HEADING,
	KR_ROLE_QUOTE,
	KR_ROLE_CODE,
	KR_ROLE_CAPTION,
	KR_ROLE_LINK,
	KR_ROLE_LINK_SELECTED,
	KR_ROLE_MARK,
	KR_ROLE_WARNING,
	KR_ROLE_MATCH,
	KR_ROLE_MATCH_CURRENT,
	KR_ROLE_BAR,      /* title line: the site */
	KR_ROLE_BAR_META, /* and what else is there */
	KR_ROLE_BAR_ERROR,
	KR_ROLE_FRAME,
	KR_ROLE_FRAME_FOCUS,
	KR_ROLE_ITEM,
	KR_ROLE_ITEM_READ,
	KR_ROLE_ITEM_SELECTED,
	KR_ROLE_ITEM_META,
	KR_ROLE_NUMBER,
	KR_ROLE_PROMPT,
	KR_ROLE_HINT,
	KR_ROLE_QR,  /* the dark modules on the light ones */
	KR_ROLE_KEY, /* in hints */
	KR_ROLES
};

struct kr_theme {
	struct kr_pen pens[KR_ROLES];
};

/* Paints the article from reader->top on, with the text column centred in r. */
void kr_view_article(struct kr_surface *s, struct kr_rect r, struct kr_pane_reader *reader,
        const struct kr_theme *t);

/* What is next, after the end of the article. */
struct kr_view_next {
	struct kr_slice next, after; /* its title may be cut; what stands behind it */
};

/* Paints it over the end mark, if that is on the screen. */
void kr_view_article_next(struct kr_surface *s, struct kr_rect r, struct kr_pane_reader *reader,
        const struct kr_view_next *next, const struct kr_theme *t);

/* Paints row `line` of the box of a picture, which may begin above r; nothing if it is not here.
 * Whether it is the last row of the box in r: what covers the others is painted then. */
bool kr_view_picture(struct kr_surface *s, struct kr_rect r, const struct kr_pane_picture *pic,
        const struct kr_rect *box, int line);

/* Paints the list: a heading of KR_LIST_HEAD rows and below it the items, so the list itself has
 * r.rows - KR_LIST_HEAD rows. focus: keys go to the list. */
enum { KR_LIST_HEAD = 1 };
void kr_view_list(struct kr_surface *s, struct kr_rect r, struct kr_pane_list *list, bool focus,
        const struct kr_theme *t);

/* Paints a QR code in the middle of r, in which it fits, and below it what it says, if there is a
 * row left. halves: with half blocks, as for at. */
void kr_view_qr(struct kr_surface *s, struct kr_rect r, const struct kr_qr *qr,
        const struct kr_qr_place *at, bool halves, const char *address, const struct kr_theme *t);

#endif
