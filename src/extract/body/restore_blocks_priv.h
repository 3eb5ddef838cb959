/* Lists, tables, code and quotations of the article, kept as wholes (whole.c). */
#ifndef KREAD_EXTRACT_BODY_RESTORE_BLOCKS_PRIV_H
#define KREAD_EXTRACT_BODY_RESTORE_BLOCKS_PRIV_H

#include "extract/body/content_root_priv.h"

/* keep[segs->n]: which segments are of the article; more of them afterwards. Linear in the size of
 * the page. */
void kr_restore_blocks_run(struct kr_page *page, const struct kr_segs *segs,
        const struct kr_content_root *core, uint8_t *keep);

#endif
