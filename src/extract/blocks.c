#include "page_priv.h"

void kr_blocks_run(struct kr_page *page)
{
	(void)page;
}
