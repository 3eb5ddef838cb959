#include "page_priv.h"

void kr_body_run(struct kr_page *page)
{
	(void)page;
}
