#include "page_priv.h"

void kr_meta_run(struct kr_page *page)
{
	(void)page;
}
