#include "page_priv.h"

void kr_date_run(struct kr_page *page)
{
	(void)page;
}
