#include "page_priv.h"

void kr_data_run(struct kr_page *page)
{
	(void)page;
}
