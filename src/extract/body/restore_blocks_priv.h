/* Keeps lists, tables, code and quotations of the article whole. */
#ifndef KREAD_EXTRACT_BODY_RESTORE_BLOCKS_PRIV_H
#define KREAD_EXTRACT_BODY_RESTORE_BLOCKS_PRIV_H

#include "extract/body/content_root_priv.h"

/* keep[segs->n]: which segments are part of the article; adds segments to it. article: the page is
 * one; other pages have headings over what is not their text. Takes time linear in the size of the
 * page. */
void kr_restore_blocks_run(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *content, bool article, uint8_t *keep);

#endif
