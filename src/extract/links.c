#include "page_priv.h"

void kr_links_run(struct kr_page *page)
{
	(void)page;
}
