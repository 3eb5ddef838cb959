#include "page_priv.h"

void kr_title_run(struct kr_page *page)
{
	(void)page;
}
