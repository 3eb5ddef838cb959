#include "page_priv.h"

void kr_warn_run(struct kr_page *page)
{
	(void)page;
}
