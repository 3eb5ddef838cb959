#include "page_priv.h"

void kr_cards_run(struct kr_page *page)
{
	(void)page;
}
