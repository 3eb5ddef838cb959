#include "page_priv.h"

void kr_media_run(struct kr_page *page)
{
	(void)page;
}
