#include "page_priv.h"

void kr_state_run(struct kr_page *page)
{
	(void)page;
}
