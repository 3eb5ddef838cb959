#include "page_priv.h"

void kr_comments_run(struct kr_page *page)
{
	(void)page;
}
